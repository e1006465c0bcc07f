#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace bildungskiosk::base {

/// Some bytes, and where one of them stands in a text: what std::string_view::find_first_of does, which asks for every
/// byte of the text anew which ones are meant.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char byte : bytes) holds_[static_cast<unsigned char>(byte)] = true;
  }
  [[nodiscard]] constexpr bool contains(char byte) const { return holds_[static_cast<unsigned char>(byte)]; }
  /// npos: nowhere.
  [[nodiscard]] constexpr std::size_t find_in(std::string_view text, std::size_t from = 0) const {
    for (std::size_t at = from; at < text.size(); ++at) {
      if (contains(text[at])) return at;
    }
    return std::string_view::npos;
  }
  [[nodiscard]] constexpr bool is_in(std::string_view text) const { return find_in(text) != std::string_view::npos; }

 private:
  std::array<bool, 256> holds_{};
};

}  // namespace bildungskiosk::base
