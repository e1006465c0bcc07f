#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/publish/findings.hpp"

namespace bildungskiosk::publish {

/// A JSON text as a tree, nested at most kJsonDepthMax deep. Of a key that stands twice in an object the last one
/// counts. Errors: kMalformedExport; `position` receives where, counted from the beginning of `text`.
[[nodiscard]] base::Result<nlohmann::json> parse_json_document(std::string_view text, TextPosition& position);

/// What a value says as text: strings as they are, numbers and booleans as they are written; "" for everything else.
[[nodiscard]] std::string text_of(const nlohmann::json& value);
/// `text_of` the member; "" when `object` is none, or has no such member.
[[nodiscard]] std::string text_of(const nlohmann::json& object, std::string_view key);
/// The member; null when `object` is none, or has no such member.
[[nodiscard]] const nlohmann::json& member(const nlohmann::json& object, std::string_view key);

}  // namespace bildungskiosk::publish
