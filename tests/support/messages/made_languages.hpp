#pragma once

#include <string>

#include "kiosk/i18n/languages.hpp"
#include "tests/support/messages/message_file.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

/// A folder of compiled languages, as the programs look for it: links to those that are shipped, and beside them what a
/// test adds. Nothing but files makes a language.
class LocaleFolder {
 public:
  LocaleFolder();

  void add(const std::string& tag, const Messages& messages);
  /// Stops the test when the folder can't be read.
  [[nodiscard]] i18n::Languages load() const;

 private:
  TemporaryDirectory folder_;
};

/// Of a shipped language, compiled.
[[nodiscard]] Messages shipped_messages(const std::string& tag);

/// A language that nobody speaks: German whose words are 40 % longer, made from the keys of a shipped catalogue.
/// Layouts that have room for it have room for the next language as well.
inline constexpr const char* kLongWordsTag = "qlw";  // from the range that ISO 639 leaves for private use
[[nodiscard]] Messages long_words();

}  // namespace bildungskiosk::test
