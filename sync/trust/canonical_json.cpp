#include "sync/trust/canonical_json.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "sync/trust/limits.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;

/// Builds our tree from the library's events: its own tree would have dropped duplicate keys and rounded numbers
/// before we could see them. The names of the methods are the library's SAX interface.
class TreeBuilder {
 public:
  using Json = nlohmann::json;

  bool null() { return add(JsonValue()) != nullptr; }
  bool boolean(bool value) { return add(JsonValue(value)) != nullptr; }
  bool number_integer(Json::number_integer_t value) { return add(JsonValue(std::int64_t{value})) != nullptr; }
  bool number_unsigned(Json::number_unsigned_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return fail("an integer outside 64 bits");
    }
    return add(JsonValue(static_cast<std::int64_t>(value))) != nullptr;
  }
  // Also called for integers too long for any type.
  bool number_float(Json::number_float_t, const std::string& text) { return fail("the number " + text.substr(0, 40)); }
  bool string(std::string& value) { return add(JsonValue(std::move(value))) != nullptr; }
  bool binary(Json::binary_t&) { return fail("binary data"); }

  bool start_object(std::size_t) { return open(JsonValue(JsonObject())); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(JsonValue(JsonArray())); }
  bool end_array() { return close(); }
  bool key(std::string& value) {
    JsonObject& object = *open_.back()->as_object();
    if (object.find(value) != object.end()) return fail("the key \"" + value.substr(0, 60) + "\" twice");
    key_ = std::move(value);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
    return fail("no valid JSON at byte " + std::to_string(position));
  }

  JsonValue root;
  std::string problem;

 private:
  bool fail(std::string what) {
    problem = std::move(what);
    return false;
  }

  JsonValue* add(JsonValue value) {
    if (++values_ > kJsonValuesMax) {
      fail("more than " + std::to_string(kJsonValuesMax) + " values");
      return nullptr;
    }
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    // Only the innermost container grows, so the pointers to the outer ones stay good.
    if (JsonArray* array = open_.back()->as_array()) return &array->emplace_back(std::move(value));
    return &open_.back()->as_object()->insert_or_assign(std::move(key_), std::move(value)).first->second;
  }

  bool open(JsonValue container) {
    if (open_.size() >= static_cast<std::size_t>(kJsonDepthMax)) {
      return fail("deeper than " + std::to_string(kJsonDepthMax) + " levels");
    }
    JsonValue* added = add(std::move(container));
    if (added == nullptr) return false;
    open_.push_back(added);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<JsonValue*> open_;
  std::string key_;
  std::size_t values_ = 0;
};

enum class ControlCharacters { kRaw, kEscaped };

void append_string(std::string& out, std::string_view text, ControlCharacters controls) {
  out += '"';
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      out += '\\';
      out += character;
    } else if (byte < 0x20 && controls == ControlCharacters::kEscaped) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0xFU];
    } else {
      out += character;
    }
  }
  out += '"';
}

// Recursive; the depth is that of metadata, bounded by the parser or written by this program.
void append_value(std::string& out, const JsonValue& value, ControlCharacters controls) {
  if (const bool* boolean = value.as_bool()) {
    out += *boolean ? "true" : "false";
  } else if (const std::int64_t* integer = value.as_integer()) {
    out += std::to_string(*integer);
  } else if (const std::string* string = value.as_string()) {
    append_string(out, *string, controls);
  } else if (const JsonArray* array = value.as_array()) {
    out += '[';
    for (const JsonValue& element : *array) {
      if (&element != array->data()) out += ',';
      append_value(out, element, controls);
    }
    out += ']';
  } else if (const JsonObject* object = value.as_object()) {
    out += '{';
    bool first = true;
    for (const auto& [key, member] : *object) {
      if (!first) out += ',';
      first = false;
      append_string(out, key, controls);
      out += ':';
      append_value(out, member, controls);
    }
    out += '}';
  } else {
    out += "null";
  }
}

}  // namespace

const JsonValue* find_member(const JsonObject& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &found->second;
}

base::Result<JsonValue> parse_json(std::string_view text) {
  // The library skips a byte order mark; two readers may differ over it, so it is refused.
  if (text.starts_with("\xEF\xBB\xBF")) return Error{ErrorCode::kMalformedMetadata, "a byte order mark"};
  // The library takes a zero byte for the end of the text and would not see what follows; JSON has none.
  if (text.find('\0') != std::string_view::npos) return Error{ErrorCode::kMalformedMetadata, "a zero byte"};
  TreeBuilder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
    return Error{ErrorCode::kMalformedMetadata, std::move(builder.problem)};
  }
  return std::move(builder.root);
}

std::string to_canonical_json(const JsonValue& value) {
  std::string out;
  append_value(out, value, ControlCharacters::kRaw);
  return out;
}

std::string to_json_text(const JsonValue& value) {
  std::string out;
  append_value(out, value, ControlCharacters::kEscaped);
  return out;
}

}  // namespace bildungskiosk::trust
