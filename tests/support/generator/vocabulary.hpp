#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/generator/random.hpp"

/// German words as course texts use them: few very often, most hardly ever (Zipf), umlauts in every sixth, and a long
/// tail of compounds.
namespace bildungskiosk::test {

/// "Haus|Garten" as two: how lists of words are kept readable in the source.
[[nodiscard]] std::vector<std::string_view> split(std::string_view list);

/// Words that texts are made of; the one of rank 0 is the most frequent.
inline constexpr std::size_t kVocabularyWords = 40'000;

/// The word of a rank below kVocabularyWords, nouns with their capital letter.
[[nodiscard]] std::string vocabulary_word(std::size_t rank);

/// A word by its frequency: rank r is drawn about 1/(r + 2.7) as often as the first.
[[nodiscard]] std::string frequent_word(Random& random);
/// A noun or compound, without the words that hold sentences together.
[[nodiscard]] std::string telling_word(Random& random);
/// One sentence of 5 to 16 words with its full stop.
[[nodiscard]] std::string sentence(Random& random);

}  // namespace bildungskiosk::test
