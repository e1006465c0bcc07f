#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Texts looked at eight bytes at a time, in plain C++: for those that are read whole again and again.
namespace bildungskiosk::base {

inline constexpr std::size_t kBlockBytes = sizeof(std::uint64_t);

[[nodiscard]] inline std::uint64_t load_block(const char* bytes) {
  std::uint64_t block = 0;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

/// The byte eight times over.
[[nodiscard]] constexpr std::uint64_t repeated(std::uint8_t byte) { return 0x0101010101010101U * byte; }

// Not 0 when any byte is what is asked for; which one it is they don't tell for sure.
/// 0x80 and more: the bytes of everything that is not ASCII.
[[nodiscard]] constexpr std::uint64_t any_high(std::uint64_t block) { return block & repeated(0x80); }
/// Below `bound`, which is 0x80 at most.
[[nodiscard]] constexpr std::uint64_t any_below(std::uint64_t block, std::uint8_t bound) {
  return (block - repeated(bound)) & ~block & repeated(0x80);
}
[[nodiscard]] constexpr std::uint64_t any_equal(std::uint64_t block, char byte) {
  return any_below(block ^ repeated(static_cast<std::uint8_t>(byte)), 1);
}

/// The highest bit of each byte that is `byte`, and no other bit.
[[nodiscard]] constexpr std::uint64_t marks_of(std::uint64_t block, char byte) {
  const std::uint64_t others = block ^ repeated(static_cast<std::uint8_t>(byte));
  return ~(((others & repeated(0x7f)) + repeated(0x7f)) | others | repeated(0x7f));
}

/// Whether every byte is below 0x80.
[[nodiscard]] inline bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; text.size() - at >= kBlockBytes; at += kBlockBytes) {
    if (any_high(load_block(text.data() + at)) != 0) return false;
  }
  for (; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
  }
  return true;
}

/// How many line feeds there are: few, in most texts.
[[nodiscard]] inline std::uint64_t count_line_feeds(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ++count;
  return count;
}

}  // namespace bildungskiosk::base
