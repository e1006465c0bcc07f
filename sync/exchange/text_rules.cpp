#include "sync/exchange/text_rules.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sync/base/byte_blocks.hpp"
#include "sync/base/byte_set.hpp"

namespace bildungskiosk::exchange {
namespace {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  // bytes
};

/// The code point at `at`; nothing for invalid UTF-8 (overlong forms, surrogates and values past U+10FFFF included).
std::optional<CodePoint> decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return CodePoint{first, 1};
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() - at < length) return std::nullopt;
  char32_t value = first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return std::nullopt;
    value = (value << 6U) | (byte(i) & 0x3fU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kSmallest[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return std::nullopt;
  return CodePoint{value, length};
}

bool is_forbidden(char32_t c) {
  if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) return true;
  if (c < 0x2000) return false;
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xfeff ||
         (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffeU) == 0xfffeU;
}

bool is_printable_ascii(std::uint64_t block) {
  constexpr char kDelete = 0x7f;
  return (base::any_high(block) | base::any_below(block, ' ') | base::any_equal(block, kDelete)) == 0;
}

bool is_space(char c) { return c == ' ' || c == '\n'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// `text` with each forbidden character replaced or dropped; white space at the ends still there.
std::string without_forbidden(std::string_view text, TextShape shape) {
  const char line_break = shape == TextShape::kParagraphs ? '\n' : ' ';
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode(text, at);
    if (!point) {
      clean += "\xEF\xBF\xBD";  // U+FFFD; one for each byte that is wrong
      ++at;
      continue;
    }
    const bool carriage_return_of_pair = point->value == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (point->value == '\n' || point->value == 0x2028 || point->value == 0x2029) {
      clean += line_break;
    } else if (point->value == '\r') {
      if (!carriage_return_of_pair) clean += line_break;
    } else if (point->value == '\t') {
      clean += ' ';
    } else if (!is_forbidden(point->value)) {
      clean += text.substr(at, point->length);
    }
    at += point->length;
  }
  return clean;
}

constexpr std::size_t kMarksMax = 8;  // upon one letter; Vietnamese, Arabic and Hebrew need three

/// Marks that stand above or below the letter before them, of the alphabets that offers are written in.
bool is_mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5bd) ||
         (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670 || (c >= 0x1ab0 && c <= 0x1aff) ||
         (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe20 && c <= 0xfe2f);
}

/// What takes no ink: white space, joiners and marks of direction.
bool is_invisible(char32_t c) {
  return c == ' ' || c == '\n' || c == 0xa0 || c == 0xad || c == 0x34f || c == 0x61c || (c >= 0x2000 && c <= 0x200f) ||
         c == 0x202f || (c >= 0x205f && c <= 0x2064) || c == 0x3000;
}

/// Clean text whose piles of marks are cut at kMarksMax; empty when nothing of it can be seen.
std::string without_piles(std::string_view clean) {
  std::string text;
  text.reserve(clean.size());
  std::size_t marks = 0;
  bool visible = false;
  for (std::size_t at = 0; at < clean.size();) {
    const auto point = decode(clean, at);
    if (!point) return std::string(clean);  // not clean
    marks = is_mark(point->value) ? marks + 1 : 0;
    visible = visible || (marks == 0 && !is_invisible(point->value));
    if (marks <= kMarksMax) text += clean.substr(at, point->length);
    at += point->length;
  }
  return visible ? text : std::string();
}

/// Every mark, and whatever is invisible but white space and the soft hyphen, begins with such a byte.
bool may_hold_piles(std::string_view text) {
  constexpr auto kFirstLead = static_cast<unsigned char>(0xc2);
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= kFirstLead; });
}

}  // namespace

bool is_clean(std::string_view text, TextShape shape) {
  for (std::size_t at = 0; at < text.size();) {
    // Most of every text: printable ASCII.
    while (text.size() - at >= base::kBlockBytes && is_printable_ascii(base::load_block(text.data() + at))) {
      at += base::kBlockBytes;
    }
    while (at < text.size() && text[at] >= ' ' && text[at] <= '~') ++at;
    if (at == text.size()) break;
    const auto point = decode(text, at);
    if (!point) return false;
    const bool allowed_break = point->value == '\n' && shape == TextShape::kParagraphs;
    if (is_forbidden(point->value) && !allowed_break) return false;
    at += point->length;
  }
  return true;
}

std::string clean_text(std::string_view text, TextShape shape) {
  const std::string clean = is_clean(text, shape) ? std::string(text) : without_forbidden(text, shape);
  return std::string(trimmed(may_hold_piles(clean) ? without_piles(clean) : clean));
}

bool is_web_address(std::string_view text) {
  const bool web = text.starts_with("https://") || text.starts_with("http://");
  constexpr base::ByteSet kOutOfPlace(" \"<>\\^`{|}");
  return web && text.size() > text.find("//") + 2 && !kOutOfPlace.is_in(text);
}

bool is_language_tag(std::string_view text) {
  constexpr std::size_t kTagBytesMax = 35;
  if (text.size() > kTagBytesMax) return false;
  std::size_t subtag = 0;
  std::size_t length = 0;
  for (const char c : text) {
    const bool lower = c >= 'a' && c <= 'z';
    const bool other = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == '-') {
      if (length == 0 || (subtag == 0 && length < 2)) return false;
      ++subtag;
      length = 0;
    } else if (lower || (subtag > 0 && other)) {
      if (++length > (subtag == 0 ? 3U : 8U)) return false;
    } else {
      return false;
    }
  }
  return subtag == 0 ? length >= 2 : length >= 1;
}

}  // namespace bildungskiosk::exchange
