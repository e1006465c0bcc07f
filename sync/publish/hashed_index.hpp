#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sync/base/keyed_hash.hpp"

namespace bildungskiosk::publish {

/// Where things lie, by the hash of their names: 16 bytes for each at two thirds of the table's places, so that a
/// million takes 32 MB. Two names may share a hash: whoever asks looks whether what lies there is what was meant. Names
/// are strangers': the hash has a key, so that no file can make the table slow. One thread.
class HashedIndex {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Of this index alone.
  [[nodiscard]] std::uint64_t hash(std::string_view name) const { return hash_(name); }

  void add(std::uint64_t hash, std::uint64_t where) {
    if (3 * (size_ + 1) > 2 * slots_.size()) grow();
    insert(hash, where + 1);
    ++size_;
  }

  /// Remembers the name alone; false when it, or one with the same hash (one in 10^13 for a million), came before.
  bool add_once(std::string_view name) {
    const std::uint64_t hash = hash_(name);
    if (find(hash, [](std::uint64_t) { return true; })) return false;
    add(hash, 0);
    return true;
  }

  /// Whether there is a place under the hash of which `is_it(where)` says that it is the one.
  template <typename Is>
  [[nodiscard]] bool find(std::uint64_t hash, Is is_it) const {
    return slot_of(hash, is_it) != kNone;
  }
  /// Changes that one; false when there is none.
  template <typename Is>
  bool move(std::uint64_t hash, std::uint64_t to, Is is_it) {
    const std::size_t slot = slot_of(hash, is_it);
    if (slot == kNone) return false;
    slots_[slot].where_plus_one = to + 1;
    return true;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t where_plus_one = 0;  // 0: nothing here
  };
  static constexpr std::size_t kNone = SIZE_MAX;
  static constexpr std::size_t kFirstSlots = 1024;  // always a power of two

  [[nodiscard]] std::size_t home(std::uint64_t hash) const {
    // Fibonacci hashing: whatever the low bits of the hash are like, they are mixed.
    return static_cast<std::size_t>((hash * 0x9e3779b97f4a7c15U) >> 20U) & (slots_.size() - 1);
  }
  template <typename Is>
  std::size_t slot_of(std::uint64_t hash, Is is_it) const {
    if (slots_.empty()) return kNone;
    for (std::size_t at = home(hash); slots_[at].where_plus_one != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash == hash && is_it(slots_[at].where_plus_one - 1)) return at;
    }
    return kNone;
  }
  void insert(std::uint64_t hash, std::uint64_t where_plus_one) {
    std::size_t at = home(hash);
    while (slots_[at].where_plus_one != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, where_plus_one};
  }
  void grow() {
    std::vector<Slot> before(slots_.empty() ? kFirstSlots : 2 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.where_plus_one != 0) insert(slot.hash, slot.where_plus_one);
    }
  }

  base::KeyedHash hash_;
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace bildungskiosk::publish
