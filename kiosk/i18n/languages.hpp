#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/i18n/texts.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::i18n {

/// A language the interface speaks: there is a message catalogue for it.
struct LanguageInfo {
  std::string tag;       // "de", "de-easy", "uk"
  std::string own_name;  // in itself: "Deutsch", "Українська"
  Direction direction = Direction::kLeftToRight;
};

/// The languages with a compiled catalogue, `<directory>/<language>/LC_MESSAGES/bildungskiosk.mo`. To add one, add
/// `assets/languages/<language>/bildungskiosk.po`; nothing else names it. German is always there, being the source.
/// One thread: the one that draws.
class Languages {
 public:
  /// Errors: kNotFound, kPermissionDenied when the directory can't be listed; kMalformedRecord for a catalogue that
  /// Boost.Locale refuses.
  static base::Result<Languages> load(const std::string& directory);
  /// German from its keys alone, for tests and for the hour when no file can be read.
  static Languages german_only();

  /// German first, then the order in which the office names them in its materials, then by tag.
  [[nodiscard]] const std::vector<LanguageInfo>& available() const { return available_; }
  /// German for a language that is not there.
  [[nodiscard]] const Texts& texts(std::string_view tag) const;

 private:
  std::vector<LanguageInfo> available_;
  std::vector<std::unique_ptr<Texts>> texts_;
};

/// What the attract screen says to people who read no German, whether or not the interface speaks their language
/// yet: the question and the invitation to touch.
struct Greeting {
  std::string_view tag;
  std::string_view question;
  std::string_view touch_here;
};
/// German first.
[[nodiscard]] const std::vector<Greeting>& greetings();

}  // namespace bildungskiosk::i18n
