#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sync/base/result.hpp"

namespace bildungskiosk::trust {

class JsonValue;
using JsonArray = std::vector<JsonValue>;
/// Sorted by the bytes of the key, which for UTF-8 is the order of code points that canonical JSON asks for.
using JsonObject = std::map<std::string, JsonValue, std::less<>>;

/// The JSON that TUF metadata may hold: no floats, integers in 64 bits, keys unique. A plain value; copies are deep.
class JsonValue {
 public:
  JsonValue() = default;  // null
  // Implicit on purpose: `JsonObject{{"_type", "root"}, {"version", 3}}` is how metadata is written.
  JsonValue(bool value) : value_(value) {}                           // NOLINT(google-explicit-constructor)
  JsonValue(int value) : value_(std::int64_t{value}) {}              // NOLINT(google-explicit-constructor)
  JsonValue(std::int64_t value) : value_(value) {}                   // NOLINT(google-explicit-constructor)
  JsonValue(const char* value) : value_(std::string(value)) {}       // NOLINT(google-explicit-constructor)
  JsonValue(std::string_view value) : value_(std::string(value)) {}  // NOLINT(google-explicit-constructor)
  JsonValue(std::string value) : value_(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  JsonValue(JsonArray value) : value_(std::move(value)) {}           // NOLINT(google-explicit-constructor)
  JsonValue(JsonObject value) : value_(std::move(value)) {}          // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  /// The value when it has that type, else nullptr.
  [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&value_); }
  [[nodiscard]] const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&value_); }
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&value_); }
  [[nodiscard]] const JsonArray* as_array() const { return std::get_if<JsonArray>(&value_); }
  [[nodiscard]] const JsonObject* as_object() const { return std::get_if<JsonObject>(&value_); }
  [[nodiscard]] JsonArray* as_array() { return std::get_if<JsonArray>(&value_); }
  [[nodiscard]] JsonObject* as_object() { return std::get_if<JsonObject>(&value_); }

  friend bool operator==(const JsonValue&, const JsonValue&) = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, JsonArray, JsonObject> value_;
};

/// The member of an object, or nullptr when there is none (or `value` is no object).
[[nodiscard]] const JsonValue* find_member(const JsonObject& object, std::string_view key);

/// Reads one document and refuses with kMalformedMetadata all that two readers could understand differently:
/// duplicate keys, floats, integers outside int64, invalid UTF-8, a byte order mark, anything after the value;
/// and what is deeper than kJsonDepthMax or holds more than kJsonValuesMax values. The caller caps the length.
base::Result<JsonValue> parse_json(std::string_view text);

/// The bytes that are signed: OLPC canonical JSON (http://wiki.laptop.org/go/Canonical_JSON): keys sorted, no white
/// space, strings in UTF-8 with only `"` and `\` escaped (control characters stand as they are). Not what a JSON
/// library's dump gives.
[[nodiscard]] std::string to_canonical_json(const JsonValue& value);

/// The same value as JSON for a file: canonical, but control characters escaped, so that every parser reads it.
[[nodiscard]] std::string to_json_text(const JsonValue& value);

}  // namespace bildungskiosk::trust
