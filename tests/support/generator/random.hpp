#pragma once

#include <cstddef>
#include <cstdint>

namespace bildungskiosk::test {

/// SplitMix64 (Steele, Lea, Flood 2014): eight bytes of state, so that every offer can have a sequence of its own; the
/// same on every machine, which the distributions of the standard library are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  /// The sequence that belongs to these numbers.
  Random(std::uint64_t seed, std::uint64_t stream, std::uint64_t number = 0)
      : state_(Random(Random(Random(seed).next() ^ stream).next() ^ number).next()) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }
  /// 0 … end - 1
  std::uint64_t below(std::uint64_t end) { return next() % end; }
  /// first … last, both included
  int between(int first, int last) {
    return first + static_cast<int>(below(static_cast<std::uint64_t>(last - first) + 1));
  }
  /// True in `share` (0 … 1) of all cases.
  bool chance(double share) { return static_cast<double>(next() >> 11U) * 0x1.0p-53 < share; }

  template <typename Items>
  const auto& pick(const Items& items) {
    return items[static_cast<std::size_t>(below(items.size()))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace bildungskiosk::test
