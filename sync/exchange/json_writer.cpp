#include "sync/exchange/json_writer.hpp"

#include <cmath>

#include "sync/base/check.hpp"

namespace bildungskiosk::exchange {
namespace {

constexpr bool is_plain(char c) { return static_cast<std::uint8_t>(c) >= 0x20 && c != '"' && c != '\\'; }

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

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  // Nearly every text is plain in long stretches.
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    json += text.substr(at, end - at);
    if (end < text.size()) append_escaped(json, text[end]);
    at = end + 1;
  }
  json += '"';
}

std::string decimal_text(double value, int digits) {
  std::int64_t scale = 1;
  for (int i = 0; i < digits; ++i) scale *= 10;
  const std::int64_t scaled = std::llround(value * static_cast<double>(scale));
  const std::int64_t magnitude = scaled < 0 ? -scaled : scaled;
  std::string text = (scaled < 0 ? "-" : "") + std::to_string(magnitude / scale);
  std::string fraction = std::to_string(magnitude % scale);
  fraction.insert(0, static_cast<std::size_t>(digits) - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? text : text + '.' + fraction;
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string json;
  json.reserve(text.size() + 2);
  append_json_string(json, text);
  return json;
}

void ObjectWriter::key(std::string_view name) {
  BILDUNGSKIOSK_CHECK(last_key_.empty() || last_key_ < name);
  last_key_ = name;
  if (json_.size() > 1) json_ += ',';
  append_json_string(json_, name);
  json_ += ':';
}

ObjectWriter& ObjectWriter::text(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  key(name);
  append_json_string(json_, value);
  return *this;
}

ObjectWriter& ObjectWriter::localized(std::string_view name, const offer::LocalizedText& value) {
  ObjectWriter texts;
  for (const auto& [language, text] : value) texts.text(language, text);
  return json(name, texts.finish());
}

ObjectWriter& ObjectWriter::integer(std::string_view name, std::optional<std::int64_t> value) {
  return value ? json(name, std::to_string(*value)) : *this;
}

ObjectWriter& ObjectWriter::decimal(std::string_view name, std::optional<double> value, int digits) {
  return value ? json(name, decimal_text(*value, digits)) : *this;
}

ObjectWriter& ObjectWriter::date(std::string_view name, const std::optional<base::Date>& value) {
  return value ? text(name, base::format_date(*value)) : *this;
}

ObjectWriter& ObjectWriter::time(std::string_view name, const std::optional<base::MinuteOfDay>& value) {
  return value ? text(name, base::format_time_of_day(*value)) : *this;
}

ObjectWriter& ObjectWriter::tri_state(std::string_view name, offer::TriState value) {
  if (value == offer::TriState::kUnknown) return *this;
  return json(name, value == offer::TriState::kYes ? "true" : "false");
}

ObjectWriter& ObjectWriter::json(std::string_view name, std::string_view value) {
  if (value == "{}" || value == "[]") return *this;
  key(name);
  json_ += value;
  return *this;
}

}  // namespace bildungskiosk::exchange
