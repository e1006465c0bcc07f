#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/handoff/qr_code.hpp"

namespace bildungskiosk::view {

/// The codes of the last texts, so that a frame that shows one again makes nothing: the largest takes milliseconds.
/// Holds what a visitor takes away; forget() it with the visit. On the window's thread.
class CodeMemo {
 public:
  /// Null where the text has no room in so many modules. Valid until the next call.
  [[nodiscard]] const handoff::QrCode* code(const std::string& text, int modules_max);
  void forget() { entries_.clear(); }

 private:
  struct Entry {
    std::string text;
    int modules_max = 0;
    std::optional<handoff::QrCode> code;
  };
  std::vector<Entry> entries_;
};

}  // namespace bildungskiosk::view
