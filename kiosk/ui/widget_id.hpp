#pragma once

#include <cstdint>
#include <string_view>

namespace bildungskiosk::ui {

/// The stable name of a widget ("home.search"), and of one of many ("results.card" / 3, "results.card" / offer id).
/// Names are literals; what is compared is a 64-bit FNV-1a hash.
class WidgetId {
 public:
  constexpr WidgetId() = default;
  template <std::size_t N>
  consteval WidgetId(const char (&name)[N]) : hash_(hash(kOffset, {name, N - 1})), name_(name, N - 1) {}  // NOLINT

  [[nodiscard]] constexpr WidgetId operator/(std::uint64_t index) const {
    WidgetId id = *this;
    for (int byte = 0; byte < 8; ++byte) id.hash_ = (id.hash_ ^ ((index >> (byte * 8)) & 0xFFU)) * kPrime;
    return id;
  }
  [[nodiscard]] constexpr WidgetId operator/(std::string_view key) const {
    WidgetId id = *this;
    id.hash_ = hash(hash(hash_, "/"), key);
    return id;
  }
  [[nodiscard]] constexpr std::uint64_t value() const { return hash_; }
  /// The literal it began with; for messages, not for comparing.
  [[nodiscard]] constexpr std::string_view name() const { return name_; }
  explicit constexpr operator bool() const { return hash_ != 0; }
  friend constexpr bool operator==(WidgetId a, WidgetId b) { return a.hash_ == b.hash_; }

 private:
  static constexpr std::uint64_t kOffset = 0xCBF29CE484222325U;
  static constexpr std::uint64_t kPrime = 0x100000001B3U;
  static constexpr std::uint64_t hash(std::uint64_t seed, std::string_view text) {
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * kPrime;
    return seed;
  }

  std::uint64_t hash_ = 0;
  std::string_view name_;
};

}  // namespace bildungskiosk::ui
