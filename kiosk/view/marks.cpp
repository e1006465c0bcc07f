#include "kiosk/view/marks.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace bildungskiosk::view {
namespace {

// Lower case that keeps every byte at its place, so that positions in the result are positions in the title.
std::string lowered(std::string_view text) {
  std::string lower(text);
  for (std::size_t at = 0; at < lower.size(); ++at) {
    const auto byte = static_cast<unsigned char>(lower[at]);
    const auto next = at + 1 < lower.size() ? static_cast<unsigned char>(lower[at + 1]) : 0;
    if (byte >= 'A' && byte <= 'Z') lower[at] = static_cast<char>(byte + 0x20);
    // Latin-1: À–Þ (without ×) is 32 before à–þ.
    if (byte == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97) lower[at + 1] = static_cast<char>(next + 0x20);
    // Cyrillic: А–П and Р–Я are 32 before their small letters, which lie over the border of two lead bytes.
    if (byte == 0xD0 && next >= 0x90 && next <= 0x9F) lower[at + 1] = static_cast<char>(next + 0x20);
    if (byte == 0xD0 && next >= 0xA0 && next <= 0xAF) {
      lower[at] = static_cast<char>(0xD1);
      lower[at + 1] = static_cast<char>(next - 0x20);
    }
  }
  return lower;
}

bool in_word(char byte) {
  const auto c = static_cast<unsigned char>(byte);
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && in_word(text[end])) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::vector<ui::ByteRange> search_marks(std::string_view title, std::string_view typed) {
  const std::string lower_title = lowered(title);
  const std::string lower_typed = lowered(typed);
  std::vector<ui::ByteRange> marks;
  for (const std::string_view word : words_of(lower_typed)) {
    for (std::size_t at = lower_title.find(word); at != std::string::npos; at = lower_title.find(word, at + 1)) {
      if (at > 0 && in_word(lower_title[at - 1])) continue;
      marks.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
    }
  }
  std::sort(marks.begin(), marks.end(), [](const ui::ByteRange& a, const ui::ByteRange& b) {
    return a.begin < b.begin || (a.begin == b.begin && a.end > b.end);
  });
  std::vector<ui::ByteRange> apart;
  for (const ui::ByteRange& mark : marks) {
    if (apart.empty() || mark.begin >= apart.back().end) apart.push_back(mark);
  }
  return apart;
}

}  // namespace bildungskiosk::view
