#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/offer/offer.hpp"

/// Writes canonical JSON (RFC 8785) as the exchange format uses it, from front to back into one text. Internal to
/// sync/exchange.
namespace bildungskiosk::exchange {

/// In quotes, escaped as RFC 8785 says: only '"', '\\' and control characters.
void append_json_string(std::string& json, std::string_view text);
[[nodiscard]] std::string json_string(std::string_view text);

/// The fields of one JSON object at the end of a text, which must outlive it. Fields come in ascending order of their
/// names, or the program stops; what is empty or unknown leaves no trace. Names are written as they are: they hold
/// nothing that would have to be escaped. They must live as long as the writer.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& json) : json_(&json) {}

  ObjectWriter& text(std::string_view name, std::string_view value);
  ObjectWriter& localized(std::string_view name, const offer::LocalizedText& value);
  ObjectWriter& integer(std::string_view name, std::optional<std::int64_t> value);
  /// Rounded to `digits` behind the point, without trailing zeros.
  ObjectWriter& decimal(std::string_view name, std::optional<double> value, int digits);
  ObjectWriter& date(std::string_view name, const std::optional<base::Date>& value);
  ObjectWriter& time(std::string_view name, const std::optional<base::MinuteOfDay>& value);
  ObjectWriter& tri_state(std::string_view name, offer::TriState value);
  /// An object whose fields `write(writer, value)` writes; none at all: nothing is left of it.
  template <typename Value, typename Write>
  ObjectWriter& object(std::string_view name, const Value& value, Write write) {
    const std::size_t before = json_->size();
    const ObjectWriter as_it_was = *this;
    key(name);
    if (!append_object(*json_, value, write)) {
      json_->resize(before);
      *this = as_it_was;
    }
    return *this;
  }
  /// A list of objects, as above.
  template <typename Items, typename Write>
  ObjectWriter& objects(std::string_view name, const Items& items, Write write) {
    return list(name, items, [&](const auto& item) { append_object(*json_, item, write); });
  }
  /// A list of what `text_of` makes of each item: text.
  template <typename Items, typename TextOf>
  ObjectWriter& texts(std::string_view name, const Items& items, TextOf text_of) {
    return list(name, items, [&](const auto& item) { append_json_string(*json_, text_of(item)); });
  }
  ObjectWriter& texts(std::string_view name, const std::vector<std::string>& items) {
    return texts(name, items, [](const std::string& item) -> std::string_view { return item; });
  }

  /// Whether there was a field.
  template <typename Value, typename Write>
  static bool append_object(std::string& json, const Value& value, Write write) {
    json += '{';
    ObjectWriter fields(json);
    write(fields, value);
    json += '}';
    return fields.has_field_;
  }

 private:
  void begin_field(std::string_view name);
  void key(std::string_view name);
  template <typename Items, typename Append>
  ObjectWriter& list(std::string_view name, const Items& items, Append append) {
    if (items.empty()) return *this;
    key(name);
    char before = '[';
    for (const auto& item : items) {
      *json_ += before;
      append(item);
      before = ',';
    }
    *json_ += ']';
    return *this;
  }

  std::string* json_;
  std::string_view last_name_;
  bool has_field_ = false;
};

}  // namespace bildungskiosk::exchange
