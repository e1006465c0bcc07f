#include "sync/trust/json_fields.hpp"

namespace bildungskiosk::trust {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<JsonFields> JsonFields::of(JsonValue value, std::string_view what) {
  JsonObject* object = value.as_object();
  if (object == nullptr) return Error{ErrorCode::kMalformedMetadata, std::string(what) + " is no object"};
  return JsonFields(std::move(*object), what);
}

Error JsonFields::error(std::string_view name, std::string_view problem) const {
  return Error{ErrorCode::kMalformedMetadata, what_ + ": " + std::string(name) + " " + std::string(problem)};
}

std::optional<JsonValue> JsonFields::take(std::string_view name) {
  const auto found = object_.find(name);
  if (found == object_.end()) return std::nullopt;
  JsonValue value = std::move(found->second);
  object_.erase(found);
  return value;
}

Result<std::string> JsonFields::take_string(std::string_view name) {
  const std::optional<JsonValue> value = take(name);
  if (!value || value->as_string() == nullptr) return error(name, "is missing or no string");
  return *value->as_string();
}

Result<bool> JsonFields::take_bool(std::string_view name) {
  const std::optional<JsonValue> value = take(name);
  if (!value || value->as_bool() == nullptr) return error(name, "is missing or no boolean");
  return *value->as_bool();
}

Result<std::int64_t> JsonFields::take_integer(std::string_view name, std::int64_t min) {
  const std::optional<JsonValue> value = take(name);
  if (!value || value->as_integer() == nullptr) return error(name, "is missing or no integer");
  if (*value->as_integer() < min) return error(name, "is less than " + std::to_string(min));
  return *value->as_integer();
}

Result<JsonObject> JsonFields::take_object(std::string_view name) {
  std::optional<JsonValue> value = take(name);
  if (!value || value->as_object() == nullptr) return error(name, "is missing or no object");
  return std::move(*value->as_object());
}

Result<JsonArray> JsonFields::take_array(std::string_view name) {
  std::optional<JsonValue> value = take(name);
  if (!value || value->as_array() == nullptr) return error(name, "is missing or no array");
  return std::move(*value->as_array());
}

}  // namespace bildungskiosk::trust
