#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bildungskiosk::catalogue {

/// A word's place in the vocabulary, from 0, in the order of bytes.
using TermIndex = std::uint32_t;

/// Every word of a catalogue's index, with the number of offers that hold it: what a typed word may have meant. Beside
/// its letters 24 bytes a word. Constant once loaded.
class Vocabulary {
 public:
  struct Range {
    TermIndex begin = 0;
    TermIndex end = 0;
    [[nodiscard]] bool empty() const { return begin == end; }
  };

  /// Words in ascending order of their bytes, each once.
  void add(std::string_view term, std::uint32_t offers);

  [[nodiscard]] TermIndex size() const { return static_cast<TermIndex>(offers_.size()); }
  [[nodiscard]] std::string_view term(TermIndex index) const {
    return std::string_view(bytes_).substr(begin_[index], begin_[index + 1] - begin_[index]);
  }
  [[nodiscard]] std::uint32_t offers(TermIndex index) const { return offers_[index]; }
  /// Which letters a word has, folded to 32 classes: a bit for each. Two words that are alike have masks that are
  /// alike.
  [[nodiscard]] std::uint32_t letters(TermIndex index) const { return letters_[index]; }
  [[nodiscard]] static std::uint32_t letters_of(std::string_view term);
  /// Calls `use(index)` for every word that lacks at most `limit` (up to 2) of these letters and has at most so many
  /// others, in the order of the words.
  template <typename Use>
  void for_each_with_letters(std::uint32_t letters, unsigned limit, Use use) const {
    for (std::size_t group = 0; group < having_.front().size(); ++group) {
      for (std::uint64_t words = words_near(letters, limit, group); words != 0; words &= words - 1) {
        const auto index = static_cast<TermIndex>(group * kGroup + static_cast<std::size_t>(std::countr_zero(words)));
        if (index < size()) use(index);
      }
    }
  }

  [[nodiscard]] bool contains(std::string_view term) const;
  /// Nothing: no offer has the word.
  [[nodiscard]] std::optional<TermIndex> find(std::string_view term) const;
  /// The words that begin so, the beginning itself included.
  [[nodiscard]] Range beginning_with(std::string_view beginning) const;
  /// Calls `use(index, offset)` for every place where a word holds `part` (not empty), in the order of the words.
  template <typename Use>
  void for_each_holding(std::string_view part, Use use) const {
    const std::uint64_t wanted = pairs_of(part);
    for (std::size_t group = 0; group < holding_.front().size(); ++group) {
      for (std::uint64_t words = words_with(wanted, group); words != 0; words &= words - 1) {
        const auto index = static_cast<TermIndex>(group * kGroup + static_cast<std::size_t>(std::countr_zero(words)));
        if (index >= size()) return;
        const std::string_view word = term(index);
        for (std::size_t at = word.find(part); at != std::string_view::npos; at = word.find(part, at + 1)) {
          use(index, at);
        }
      }
    }
  }

 private:
  /// Of a group of 64 words those that differ by so many letters at most, counted for all of them at once.
  [[nodiscard]] std::uint64_t words_near(std::uint32_t letters, unsigned limit, std::size_t group) const;
  /// Which bytes stand beside each other, folded to 64 classes: a bit for each. A word has all those of its parts.
  [[nodiscard]] static std::uint64_t pairs_of(std::string_view text);
  /// Of a group of 64 words those that have all these pairs: a bit for each word, the first in the lowest one.
  [[nodiscard]] std::uint64_t words_with(std::uint64_t pairs, std::size_t group) const {
    std::uint64_t words = ~std::uint64_t{0};
    for (; pairs != 0; pairs &= pairs - 1) {
      words &= holding_[static_cast<std::size_t>(std::countr_zero(pairs))][group];
    }
    return words;
  }
  [[nodiscard]] TermIndex lower_bound(std::string_view term) const;

  std::string bytes_;
  std::vector<std::uint32_t> begin_ = {0};  // one more than words
  std::vector<std::uint32_t> offers_;
  std::vector<std::uint32_t> letters_;
  static constexpr std::size_t kGroup = 64;
  static constexpr std::size_t kLetterClasses = 32;
  static constexpr std::size_t kPairClasses = 64;
  /// By class of letters: which words have one, by groups.
  std::array<std::vector<std::uint64_t>, kLetterClasses> having_;
  /// By class of pairs: which words have one, by groups. To look for a part of a word is to read some of these, and not
  /// all words.
  std::array<std::vector<std::uint64_t>, kPairClasses> holding_;
};

}  // namespace bildungskiosk::catalogue
