#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Brings the words of texts and of queries to one form, in which people's spellings meet: no capitals, no accents,
/// ä = ae = a, ß = ss, Turkish ı = i, one form of each Arabic letter. The index holds folded words only, so both sides
/// must go through here; whoever changes a rule raises schema.hpp's version.
namespace bildungskiosk::catalogue {

/// Words longer than this are cut, in texts and in queries alike.
inline constexpr std::size_t kWordBytesMax = 64;

/// The words of a text in its order: runs of letters, digits and their marks; everything else parts them.
/// Invalid UTF-8 parts words, too.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);

/// What stands first in a text that is not empty.
struct FirstCharacter {
  std::size_t bytes = 1;     // 1 for a byte of invalid UTF-8
  bool parts_words = false;  // whatever stands beside it; not, where it means nothing (joiners, marks of direction)
};
[[nodiscard]] FirstCharacter first_character(std::string_view text);

/// The words of folded_words, joined by single spaces and put behind `words`: what goes into the index.
void append_folded(std::string& words, std::string_view text);

}  // namespace bildungskiosk::catalogue
