#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/catalogue/search/memo.hpp"
#include "sync/catalogue/search/vocabulary.hpp"

/// What somebody may have meant who typed a word that no offer has. For folded words (folding.hpp).
namespace bildungskiosk::catalogue {

/// How many letters are missing, too many, wrong, or swapped with their neighbour (Damerau and Levenshtein, each letter
/// touched once); anything above `limit` is `limit` + 1.
[[nodiscard]] unsigned spelling_distance(std::u32string_view typed, std::u32string_view word, unsigned limit);
/// The same to the best of all beginnings of `word`.
[[nodiscard]] unsigned beginning_distance(std::u32string_view typed, std::u32string_view word, unsigned limit);

/// How a word sounds to German ears, in the letters of one spelling: "physio" and "fisio", "yoga" and "joga" and
/// "yoger" have the same. Latin letters only; others stay as they are.
[[nodiscard]] std::string sound_of(std::string_view word);

enum class LastLetter { kTyped, kMayFollow };

/// Finds the word of a vocabulary that somebody may have meant. The vocabulary must outlive it; belongs to its thread.
class Speller {
 public:
  explicit Speller(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {}

  /// The nearest word: by sound, then by distance (none for three letters, one up to six, two from seven on), then the
  /// one that more offers have. With kMayFollow also one that begins nearly so, from five letters on. The last answers
  /// are remembered.
  [[nodiscard]] std::optional<TermIndex> nearest(std::string_view typed, LastLetter last);

 private:
  static constexpr std::size_t kRememberedMax = 64;
  [[nodiscard]] std::vector<TermIndex> sounding_like(std::string_view typed) const;

  const Vocabulary* vocabulary_;
  Memo<std::optional<TermIndex>> remembered_{kRememberedMax};
};

/// The characters of valid UTF-8.
[[nodiscard]] std::u32string characters_of(std::string_view text);

}  // namespace bildungskiosk::catalogue
