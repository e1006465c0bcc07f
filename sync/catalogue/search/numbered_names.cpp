#include "sync/catalogue/search/numbered_names.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// The name itself where nothing in it is a letter.
std::string folded(std::string_view name) {
  std::string words;
  append_folded(words, name);
  return words.empty() ? std::string(name) : words;
}

/// "am" in "Frankfurt am Main".
bool is_written_small(std::string_view word) {
  constexpr std::array<std::string_view, 18> kSmall = {"am",  "an", "auf", "bei", "bis", "das", "dem", "den", "der",
                                                       "die", "im", "in",  "ob",  "und", "vom", "von", "vor", "zu"};
  return std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
}

/// How many letters of a word are large or small where names have the other: a capital is its first letter only.
int letters_amiss_in_word(std::string_view word) {
  const icu::UnicodeString letters =
      icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
  bool wants_capital = !is_written_small(word);
  int amiss = 0;
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    const UChar32 letter = letters.char32At(at);
    if (wants_capital ? u_islower(letter) != 0 : u_isupper(letter) != 0) ++amiss;
    if (u_isalpha(letter) != 0) wants_capital = false;
  }
  return amiss;
}

int letters_amiss(std::string_view name) {
  int amiss = 0;
  while (true) {
    const std::size_t end = std::min(name.find_first_of(" -/"), name.size());
    amiss += letters_amiss_in_word(name.substr(0, end));
    if (end == name.size()) return amiss;
    name.remove_prefix(end + 1);
  }
}

/// "Bad Köln" before "BAD KÖLN" and "Bad köln"; then umlauts as such: before "Bad Koeln".
bool is_written_better(std::string_view one, std::string_view other) {
  const int of_one = letters_amiss(one);
  const int of_other = letters_amiss(other);
  return of_one != of_other ? of_one < of_other : one > other;
}

}  // namespace

std::uint32_t NumberedNames::add(std::string_view name) {
  const auto [known, is_new] = numbers_.emplace(folded(name), size());
  if (is_new) {
    names_.emplace_back(name);
  } else if (std::string& shown = names_[known->second]; is_written_better(name, shown)) {
    shown = name;
  }
  return known->second;
}

std::optional<std::uint32_t> NumberedNames::find(std::string_view name) const {
  const auto known = numbers_.find(folded(name));
  return known != numbers_.end() ? std::optional(known->second) : std::nullopt;
}

}  // namespace bildungskiosk::catalogue
