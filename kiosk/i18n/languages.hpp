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

/// What the attract screen says to people who read no German: the question and the invitation to touch.
struct Greeting {
  std::string tag;
  std::string question;
  std::string touch_here;
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
  /// In the same order, without variants of a language and what has no question of its own yet. German first.
  [[nodiscard]] const std::vector<Greeting>& greetings() const { return greetings_; }
  /// German for a language that is not there.
  [[nodiscard]] const Texts& texts(std::string_view tag) const;

 private:
  void add(std::unique_ptr<Texts> texts);

  std::vector<LanguageInfo> available_;
  std::vector<Greeting> greetings_;
  std::vector<std::unique_ptr<Texts>> texts_;
};

}  // namespace bildungskiosk::i18n
