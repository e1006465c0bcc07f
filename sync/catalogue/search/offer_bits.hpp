#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bildungskiosk::catalogue {

/// An offer's place in the order that offers are shown in, from 0: its index into every column.
using OfferIndex = std::uint32_t;

/// A set of offers, one bit for each of a catalogue's: 12 kB for 100,000. Sets of one catalogue only are put together.
class OfferBits {
 public:
  OfferBits() = default;
  /// The empty set.
  explicit OfferBits(OfferIndex offers) : words_((offers + kBits - 1) / kBits, 0) {}

  void add(OfferIndex offer) { words_[offer / kBits] |= std::uint64_t{1} << (offer % kBits); }
  void remove(OfferIndex offer) { words_[offer / kBits] &= ~(std::uint64_t{1} << (offer % kBits)); }
  [[nodiscard]] bool contains(OfferIndex offer) const { return (words_[offer / kBits] >> (offer % kBits) & 1U) != 0; }
  void clear() { std::fill(words_.begin(), words_.end(), 0); }

  [[nodiscard]] bool empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }
  [[nodiscard]] std::size_t count() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }

  OfferBits& operator|=(const OfferBits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  OfferBits& operator&=(const OfferBits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  /// Takes out what the other one has.
  OfferBits& operator-=(const OfferBits& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  /// Calls `use(offer)` for each, ascending.
  template <typename Use>
  void for_each(Use use) const {
    for_each_while([&use](OfferIndex offer) { return use(offer), true; });
  }

  /// The same until it says false.
  template <typename Use>
  void for_each_while(Use use) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        if (!use(static_cast<OfferIndex>(i * kBits + static_cast<std::size_t>(std::countr_zero(word))))) return;
      }
    }
  }

  /// 64 offers at a time, the first in the lowest bit; bits past the last offer are 0.
  [[nodiscard]] const std::vector<std::uint64_t>& words() const { return words_; }
  [[nodiscard]] std::vector<std::uint64_t>& words() { return words_; }

 private:
  static constexpr OfferIndex kBits = 64;
  std::vector<std::uint64_t> words_;
};

}  // namespace bildungskiosk::catalogue
