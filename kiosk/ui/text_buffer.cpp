#include "kiosk/ui/text_buffer.hpp"

#include <cstdint>

namespace bildungskiosk::ui {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The length of the character that begins here; 0 if the bytes are not UTF-8 (overlong forms, surrogates, cut ends).
std::size_t valid_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool outside = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? 0 : length;
}

bool is_valid(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = valid_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::uint32_t code_point_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return lead;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  std::uint32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  return value;
}

/// Marks of the scripts the keyboards write: Latin and Cyrillic accents, Hebrew points, Arabic vowels, joiners.
bool is_combining(std::uint32_t letter) {
  const auto in = [letter](std::uint32_t from, std::uint32_t to) { return letter >= from && letter <= to; };
  return in(0x0300, 0x036F) || in(0x0483, 0x0489) || in(0x0591, 0x05BD) || in(0x064B, 0x065F) || letter == 0x0670 ||
         in(0x06D6, 0x06DC) || in(0x135D, 0x135F) || letter == 0x200D || in(0x20D0, 0x20FF) || in(0xFE00, 0xFE0F);
}

std::size_t next_boundary(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  do {
    ++at;
  } while (at < text.size() && (is_continuation(text[at]) || is_combining(code_point_at(text, at))));
  return at;
}

std::size_t previous_boundary(std::string_view text, std::size_t at) {
  while (at > 0) {
    --at;
    if (!is_continuation(text[at]) && !is_combining(code_point_at(text, at))) return at;
  }
  return 0;
}

}  // namespace

void TextBuffer::set(std::string_view text) {
  text_.clear();
  caret_ = 0;
  insert(text);
}

void TextBuffer::insert(std::string_view text) {
  if (text_.size() + text.size() > kBytesMax || !is_valid(text)) return;
  text_.insert(caret_, text);
  caret_ += text.size();
}

void TextBuffer::erase_before() {
  const std::size_t begin = previous_boundary(text_, caret_);
  text_.erase(begin, caret_ - begin);
  caret_ = begin;
}

void TextBuffer::erase_after() { text_.erase(caret_, next_boundary(text_, caret_) - caret_); }

void TextBuffer::move(int characters) {
  for (; characters < 0 && caret_ > 0; ++characters) caret_ = previous_boundary(text_, caret_);
  for (; characters > 0 && caret_ < text_.size(); --characters) caret_ = next_boundary(text_, caret_);
}

}  // namespace bildungskiosk::ui
