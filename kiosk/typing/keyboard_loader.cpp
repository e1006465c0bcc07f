#include "kiosk/typing/keyboard_loader.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "kiosk/typing/xkb_layout.hpp"
#include "sync/base/configuration_keys.hpp"

namespace bildungskiosk::typing {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kFileBytesMax = 64U << 10U;
constexpr std::size_t kKeyboardsMax = 64;
constexpr std::size_t kOthersMax = 8;
constexpr std::size_t kInsteadMax = 30;

/// One [[keyboard]] as it stands in the file.
struct Entry {
  std::string language;
  std::string layout;
  std::string variant;
  std::string name;
  std::vector<std::string> others;
  std::string without;
  std::vector<std::string> row_ends;
  std::vector<std::string> instead;  // sign and its stand-in, by turns
};

std::vector<base::ConfigurationKey> keys_of(Entry& entry) {
  return {{"language", base::text_into(entry.language)},
          {"layout", base::text_into(entry.layout)},
          {"variant", base::text_into(entry.variant)},
          {"name", base::text_into(entry.name)},
          {"others", base::texts_into(entry.others, kOthersMax)},
          {"without", base::text_into(entry.without)},
          {"row_ends", base::texts_into(entry.row_ends, Letters::kRows)},
          {"instead", base::texts_into(entry.instead, 2 * kInsteadMax)}};
}

std::optional<base::ConfigurationProblem> look_at(const Entry& entry) {
  using Kind = base::ConfigurationProblem::Kind;
  if (entry.language.empty()) return base::ConfigurationProblem{Kind::kMissing, "language", "a tag"};
  if (entry.layout.empty()) return base::ConfigurationProblem{Kind::kMissing, "layout", "a layout of the database"};
  if (entry.name.empty()) return base::ConfigurationProblem{Kind::kMissing, "name", "its first letters"};
  if (entry.instead.size() % 2 != 0) return base::ConfigurationProblem{Kind::kWrongValue, "instead", "pairs"};
  return std::nullopt;
}

Error broken_file(const std::string& file, const base::ConfigurationProblem& problem) {
  std::string detail = file + ":" + std::to_string(problem.line) + ":";
  for (const std::string& part : {problem.key, problem.text}) {
    if (!part.empty()) detail += " " + part;
  }
  return {ErrorCode::kMalformedRecord, std::move(detail)};
}

Result<std::vector<Entry>> read_entries(base::FileSystem& files, const std::string& file) {
  BILDUNGSKIOSK_TRY(const base::Bytes bytes, base::read_file(files, file, kFileBytesMax));
  std::vector<Entry> entries;
  entries.reserve(kKeyboardsMax);  // the setters point into it
  const std::vector<base::ConfigurationKey> keys = {
      {"keyboard", base::tables_into([&entries] { return keys_of(entries.emplace_back()); },
                                     [&entries] { return look_at(entries.back()); }, "keyboard.", kKeyboardsMax)}};
  const std::string text(bytes.begin(), bytes.end());
  if (const auto problem = base::read_configuration(text, keys)) return broken_file(file, *problem);
  return entries;
}

/// The next character of a text in UTF-8 (TOML allows no other).
std::string take_character(std::string_view& text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  std::string character(text.substr(0, length));
  text.remove_prefix(length);
  return character;
}

/// As it stands on a key: its capital, if that is one letter. Of ß it is none.
std::string capital_of(const std::string& letter) {
  const icu::UnicodeString small = icu::UnicodeString::fromUTF8(letter);
  std::string capital;
  icu::UnicodeString(u_toupper(small.char32At(0))).toUTF8String(capital);
  return capital;
}

std::vector<LetterKey> keys_of_text(std::string_view text) {
  std::vector<LetterKey> keys;
  while (!text.empty()) {
    const std::string letter = take_character(text);
    keys.push_back({capital_of(letter), letter});
  }
  return keys;
}

void leave_out(const std::string& letters, std::vector<LetterKey>& keys) {
  std::erase_if(keys, [&letters](const LetterKey& key) { return letters.find(key.inserts) != std::string::npos; });
}

/// At the end of the last row as far as it does not become longer than the others, then beside the space bar.
void find_room(std::vector<LetterKey> further, Letters& letters) {
  constexpr std::size_t kEraseKey = 2;
  const std::size_t longest = std::max(letters.rows[0].size(), letters.rows[1].size());
  for (LetterKey& key : further) {
    const bool room = letters.rows[2].size() + kEraseKey < longest;
    (room ? letters.rows[2] : letters.beside_space).push_back(std::move(key));
  }
}

Result<Letters> fitting(Letters letters) {
  const auto fits = [&letters](std::size_t row, std::size_t most) {
    return !letters.rows[row].empty() && letters.rows[row].size() <= most;
  };
  const bool fit = fits(0, Letters::kRowMax) && fits(1, Letters::kRowMax) && fits(2, Letters::kRowMax - 2) &&
                   letters.beside_space.size() <= Letters::kBesideSpaceMax;
  if (!fit) return Error{ErrorCode::kTooLarge, "a row without letters, or with too many"};
  return letters;
}

Result<Letters> letters_of(const Entry& entry, const XkbDatabase& database) {
  BILDUNGSKIOSK_TRY(LayoutLetters layout, database.letters(entry.layout, entry.variant));
  Letters letters;
  letters.language = entry.language;
  letters.name = entry.name;
  letters.others = entry.others;
  for (std::size_t i = 0; i < letters.rows.size(); ++i) {
    letters.rows[i] = std::move(layout.rows[i]);
    leave_out(entry.without, letters.rows[i]);
    if (i >= entry.row_ends.size()) continue;
    for (LetterKey& key : keys_of_text(entry.row_ends[i])) letters.rows[i].push_back(std::move(key));
  }
  leave_out(entry.without, layout.further);
  find_room(std::move(layout.further), letters);
  for (std::size_t i = 0; i + 1 < entry.instead.size(); i += 2) {
    letters.instead.emplace_back(entry.instead[i], entry.instead[i + 1]);
  }
  return fitting(std::move(letters));
}

}  // namespace

LoadedKeyboards load_keyboards(base::FileSystem& files, const std::string& file, const std::string& database) {
  LoadedKeyboards loaded;
  const Result<std::vector<Entry>> entries = read_entries(files, file);
  const Result<XkbDatabase> layouts = XkbDatabase::open(database);
  if (!entries) loaded.problems.push_back(entries.error());
  if (!layouts) loaded.problems.push_back(layouts.error());
  if (!loaded.problems.empty()) return loaded;
  for (const Entry& entry : *entries) {
    Result<Letters> letters = letters_of(entry, *layouts);
    if (letters) {
      loaded.keyboards.put(std::move(*letters));
    } else {
      loaded.problems.push_back({letters.error().code, entry.language + ": " + letters.error().detail});
    }
  }
  return loaded;
}

}  // namespace bildungskiosk::typing
