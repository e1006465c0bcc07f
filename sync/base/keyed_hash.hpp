#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bildungskiosk::base {

/// A hash for tables of names that strangers choose: with a key that nobody knows, nobody can choose names that fall
/// into one place of a table. SipHash-2-4 (Aumasson, Bernstein: "SipHash: a fast short-input PRF", 2012), which OpenSSL
/// has only at ten times the cost for a short text. Any thread.
class KeyedHash {
 public:
  using Key = std::array<std::uint64_t, 2>;

  /// Of a key that is random for each object.
  KeyedHash();
  explicit constexpr KeyedHash(const Key& key) : key_(key) {}

  [[nodiscard]] std::uint64_t operator()(std::string_view text) const;

 private:
  Key key_;
};

}  // namespace bildungskiosk::base
