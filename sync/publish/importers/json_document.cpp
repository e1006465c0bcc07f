#include "sync/publish/importers/json_document.hpp"

#include <algorithm>

#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

TextPosition position_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const auto lines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return {lines + 1, before.size() - line_begin + 1};
}

/// Where the nesting goes too deep; npos: nowhere. The parser would build a tree of any depth.
std::size_t find_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if ((c == '{' || c == '[') && ++depth > kJsonDepthMax) return i;
    if ((c == '}' || c == ']') && depth > 0) --depth;
  }
  return std::string_view::npos;
}

}  // namespace

Result<nlohmann::json> parse_json_document(std::string_view text, TextPosition& position) {
  if (const std::size_t at = find_too_deep(text); at != std::string_view::npos) {
    position = position_of(text, at);
    return Error{ErrorCode::kMalformedExport, "nested deeper than " + std::to_string(kJsonDepthMax)};
  }
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    position = position_of(text, error.byte == 0 ? 0 : error.byte - 1);
    return Error{ErrorCode::kMalformedExport, error.what()};
  } catch (const nlohmann::json::exception& error) {  // a number past all bounds
    position = {1, 0};
    return Error{ErrorCode::kMalformedExport, error.what()};
  }
}

std::string text_of(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  return value.is_number() ? value.dump() : std::string();
}

std::string text_of(const nlohmann::json& object, std::string_view key) { return text_of(member(object, key)); }

const nlohmann::json& member(const nlohmann::json& object, std::string_view key) {
  static const nlohmann::json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(std::string(key));
  return found == object.end() ? kNull : *found;
}

}  // namespace bildungskiosk::publish
