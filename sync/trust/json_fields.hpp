#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/trust/canonical_json.hpp"

namespace bildungskiosk::trust {

/// Takes the members of an object out one by one, each with its type checked; what is left at the end are the
/// fields we do not know. A missing or mistyped member is kMalformedMetadata, its name in the detail.
class JsonFields {
 public:
  static base::Result<JsonFields> of(JsonValue value, std::string_view what);

  base::Result<std::string> take_string(std::string_view name);
  base::Result<bool> take_bool(std::string_view name);
  /// At least `min`.
  base::Result<std::int64_t> take_integer(std::string_view name, std::int64_t min);
  base::Result<JsonObject> take_object(std::string_view name);
  base::Result<JsonArray> take_array(std::string_view name);

  [[nodiscard]] bool has(std::string_view name) const { return object_.find(name) != object_.end(); }
  [[nodiscard]] JsonObject take_rest() { return std::move(object_); }
  [[nodiscard]] base::Error error(std::string_view name, std::string_view problem) const;

 private:
  explicit JsonFields(JsonObject object, std::string_view what) : object_(std::move(object)), what_(what) {}
  std::optional<JsonValue> take(std::string_view name);

  JsonObject object_;
  std::string what_;
};

}  // namespace bildungskiosk::trust
