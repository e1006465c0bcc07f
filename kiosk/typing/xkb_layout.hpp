#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/typing/keyboards.hpp"
#include "sync/base/result.hpp"

struct xkb_context;

namespace bildungskiosk::typing {

/// The letters of a layout, by key and level. A key whose Shift gives its letter's capital has that on it.
struct LayoutLetters {
  /// Without Shift, on the three rows of letters of a pc105 keyboard, each from left to right.
  std::array<std::vector<LetterKey>, Letters::kRows> rows;
  /// On the row of figures, and behind Shift where that gives another letter; from the top.
  std::vector<LetterKey> further;
};

/// The system's keyboard database, read by libxkbcommon. The only place that knows it.
class XkbDatabase {
 public:
  /// The system's own folders, or the one given. Errors: kNotFound.
  [[nodiscard]] static base::Result<XkbDatabase> open(const std::string& folder = {});

  /// Of a layout ("ua") and variant ("" or "winkeys"). Reads files. Errors: kNotFound.
  [[nodiscard]] base::Result<LayoutLetters> letters(const std::string& layout, const std::string& variant) const;

 private:
  struct Release {
    void operator()(xkb_context* context) const;
  };
  using Context = std::unique_ptr<xkb_context, Release>;

  explicit XkbDatabase(Context context) : context_(std::move(context)) {}

  Context context_;
};

}  // namespace bildungskiosk::typing
