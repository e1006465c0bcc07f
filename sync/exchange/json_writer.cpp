#include "sync/exchange/json_writer.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "sync/base/byte_blocks.hpp"
#include "sync/base/check.hpp"

namespace bildungskiosk::exchange {
namespace {

constexpr bool is_plain(char c) { return static_cast<std::uint8_t>(c) >= 0x20 && c != '"' && c != '\\'; }

/// How much of the text from `at` on needs no escape.
std::size_t plain_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (; end + base::kBlockBytes <= text.size(); end += base::kBlockBytes) {
    const std::uint64_t block = base::load_block(text.data() + end);
    if ((base::any_below(block, 0x20) | base::any_equal(block, '"') | base::any_equal(block, '\\')) != 0) break;
  }
  while (end < text.size() && is_plain(text[end])) ++end;
  return end - at;
}

void append_escaped(std::string& json, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      json += "\\\"";
      break;
    case '\\':
      json += "\\\\";
      break;
    case '\b':
      json += "\\b";
      break;
    case '\f':
      json += "\\f";
      break;
    case '\n':
      json += "\\n";
      break;
    case '\r':
      json += "\\r";
      break;
    case '\t':
      json += "\\t";
      break;
    default:
      json += "\\u00";
      json += kHex[static_cast<std::uint8_t>(c) >> 4U];
      json += kHex[static_cast<std::uint8_t>(c) & 0xfU];
  }
}

template <typename Integer>
void append_integer(std::string& json, Integer value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  json.append(digits.data(), end);
}

void append_decimal(std::string& json, double value, int digits) {
  std::uint64_t scale = 1;
  for (int i = 0; i < digits; ++i) scale *= 10;
  const std::int64_t scaled = std::llround(value * static_cast<double>(scale));
  // Of what is no number, too: its line is refused like that of any other number out of bounds.
  const std::uint64_t magnitude =
      scaled < 0 ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
  if (scaled < 0) json += '-';
  append_integer(json, magnitude / scale);
  std::string fraction = std::to_string(magnitude % scale);
  fraction.insert(0, static_cast<std::size_t>(digits) - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) (json += '.') += fraction;
}

}  // namespace

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  // Nearly every text is plain in long stretches.
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = plain_length(text, at);
    json.append(text, at, length);
    at += length;
    if (at < text.size()) append_escaped(json, text[at++]);
  }
  json += '"';
}

std::string json_string(std::string_view text) {
  std::string json;
  json.reserve(text.size() + 2);
  append_json_string(json, text);
  return json;
}

void ObjectWriter::begin_field(std::string_view name) {
  BILDUNGSKIOSK_CHECK(!has_field_ || last_name_ < name);
  if (has_field_) *json_ += ',';
  has_field_ = true;
  last_name_ = name;
}

void ObjectWriter::key(std::string_view name) {
  begin_field(name);
  ((*json_ += '"') += name) += "\":";
}

ObjectWriter& ObjectWriter::text(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  key(name);
  append_json_string(*json_, value);
  return *this;
}

ObjectWriter& ObjectWriter::localized(std::string_view name, const offer::LocalizedText& value) {
  return object(name, value, [](ObjectWriter& texts, const offer::LocalizedText& all) {
    for (const auto& [language, text] : all) {
      if (text.empty()) continue;
      texts.begin_field(language);
      append_json_string(*texts.json_, language);  // an importer may have taken it from a file
      *texts.json_ += ':';
      append_json_string(*texts.json_, text);
    }
  });
}

ObjectWriter& ObjectWriter::integer(std::string_view name, std::optional<std::int64_t> value) {
  if (!value) return *this;
  key(name);
  append_integer(*json_, *value);
  return *this;
}

ObjectWriter& ObjectWriter::decimal(std::string_view name, std::optional<double> value, int digits) {
  if (!value) return *this;
  key(name);
  append_decimal(*json_, *value, digits);
  return *this;
}

ObjectWriter& ObjectWriter::date(std::string_view name, const std::optional<base::Date>& value) {
  if (!value) return *this;
  key(name);
  ((*json_ += '"') += base::format_date(*value)) += '"';
  return *this;
}

ObjectWriter& ObjectWriter::time(std::string_view name, const std::optional<base::MinuteOfDay>& value) {
  if (!value) return *this;
  key(name);
  ((*json_ += '"') += base::format_time_of_day(*value)) += '"';
  return *this;
}

ObjectWriter& ObjectWriter::tri_state(std::string_view name, offer::TriState value) {
  if (value == offer::TriState::kUnknown) return *this;
  key(name);
  *json_ += value == offer::TriState::kYes ? "true" : "false";
  return *this;
}

}  // namespace bildungskiosk::exchange
