#include "sync/publish/importers/undeclared_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace bildungskiosk::publish {
namespace {

// 0x80 to 0x9F. The five that Windows-1252 leaves open are replaced rather than passed on as control characters.
constexpr std::array<std::uint16_t, 32> kUpperControls = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append_windows_1252(std::string& out, std::uint8_t byte) {
  if (byte < 0x80) {
    out += static_cast<char>(byte);
    return;
  }
  std::uint32_t code = byte;
  if (byte < 0xA0) code = kUpperControls[byte - 0x80U];
  if (byte == 0xA4) code = 0x20AC;
  if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
  } else {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
  }
  out += static_cast<char>(0x80U | (code & 0x3FU));
}

enum class Beginning { kUtf8, kOther, kUnfinished };

/// What the bytes begin with; the first is above 127.
Beginning look_at(std::string_view bytes) {
  const auto lead = static_cast<std::uint8_t>(bytes.front());
  std::size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (length == 0) return Beginning::kOther;
  for (std::size_t i = 1; i < std::min(length, bytes.size()); ++i) {
    if ((static_cast<std::uint8_t>(bytes[i]) & 0xC0U) != 0x80U) return Beginning::kOther;
  }
  return bytes.size() < length ? Beginning::kUnfinished : Beginning::kUtf8;
}

}  // namespace

std::string UndeclaredEncoding::decode(base::ByteView bytes) {
  std::string text = std::move(kept_) + std::string(base::as_text(bytes));
  kept_.clear();
  std::size_t decided = 0;  // ASCII up to here
  if (state_ == State::kAscii) {
    const auto above =
        std::find_if(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) > 127; });
    decided = static_cast<std::size_t>(above - text.begin());
    if (above == text.end()) return text;
    switch (look_at(std::string_view(text).substr(decided))) {
      case Beginning::kUtf8:
        state_ = State::kUtf8;
        break;
      case Beginning::kOther:
        state_ = State::kWindows1252;
        break;
      case Beginning::kUnfinished:
        kept_ = text.substr(decided);
        text.resize(decided);
        return text;
    }
  }
  if (state_ == State::kUtf8) return text;
  std::string out = text.substr(0, decided);
  for (const char c : std::string_view(text).substr(decided)) append_windows_1252(out, static_cast<std::uint8_t>(c));
  return out;
}

std::string UndeclaredEncoding::finish() {
  if (kept_.empty()) return {};
  state_ = State::kWindows1252;  // a text doesn't end inside a character
  std::string out;
  for (const char c : kept_) append_windows_1252(out, static_cast<std::uint8_t>(c));
  kept_.clear();
  return out;
}

}  // namespace bildungskiosk::publish
