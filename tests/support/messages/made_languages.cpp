#include "tests/support/messages/made_languages.hpp"

#include <algorithm>
#include <filesystem>

#include "sync/base/asset_folder.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = "LC_MESSAGES/bildungskiosk.mo";
// What a message with this context says is read by the program, not by visitors.
constexpr const char* kNotShown = "Dessen Daten";
constexpr const char* kGermanHeader =
    "Language: qlw\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n";

std::string shipped_folder() {
  const auto assets = base::find_asset_folder();
  REQUIRE(assets);
  return *assets + "/locale";
}

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (static_cast<unsigned char>(byte) >= 0xC3U && static_cast<unsigned char>(byte) <= 0xDFU);
}

/// "Suchen" becomes "SuchenSuc": two letters more for each five, its own first ones.
std::string lengthened(const std::string& word) {
  const auto letters = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), begins_character));
  const std::size_t more = (letters * 2 + 4) / 5;
  std::size_t end = 0;
  for (std::size_t taken = 0; end < word.size(); ++end) {
    if (begins_character(word[end]) && ++taken > more) break;
  }
  return word + word.substr(0, end);
}

/// Each word of the text; what stands in for a value ("{1}"), figures and signs stay.
std::string with_long_words(const std::string& text) {
  std::string made;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && (is_letter(text[end]) || (end > at && !begins_character(text[end])))) ++end;
    if (end > at) {
      made += lengthened(text.substr(at, end - at));
      at = end;
    } else {
      made += text[at++];
    }
  }
  return made;
}

}  // namespace

LocaleFolder::LocaleFolder() {
  for (const auto& language : fs::directory_iterator(shipped_folder())) {
    fs::create_directory_symlink(language.path(), folder_ / language.path().filename().string());
  }
}

void LocaleFolder::add(const std::string& tag, const Messages& messages) {
  fs::create_directories(folder_ / (tag + "/LC_MESSAGES"));
  write_messages(folder_ / (tag + "/" + kFileName), messages);
}

i18n::Languages LocaleFolder::load() const {
  auto languages = i18n::Languages::load(folder_.path());
  INFO((languages ? std::string() : languages.error().detail));
  REQUIRE(languages);
  return std::move(languages).value();
}

Messages shipped_messages(const std::string& tag) {
  return read_messages(shipped_folder() + "/" + tag + "/" + kFileName);
}

Messages long_words() {
  Messages made;
  for (const auto& [key, translation] : shipped_messages("en")) {
    const MessageKey parts = parts_of(key);
    if (parts.singular.empty() || parts.context.starts_with(kNotShown)) continue;
    std::string said = with_long_words(parts.singular);
    if (!parts.plural.empty()) said += '\0' + with_long_words(parts.plural);
    made[key] = said;
  }
  made[""] = kGermanHeader;
  return made;
}

}  // namespace bildungskiosk::test
