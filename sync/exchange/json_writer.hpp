#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/offer/offer.hpp"

/// Writes canonical JSON (RFC 8785) as the exchange format uses it. Internal to sync/exchange.
namespace bildungskiosk::exchange {

/// One JSON object, built from the front. Fields come in ascending order of their names, or the program stops; what
/// is empty or unknown leaves no trace.
class ObjectWriter {
 public:
  ObjectWriter() : json_("{") {}

  ObjectWriter& text(std::string_view key, std::string_view value);
  ObjectWriter& localized(std::string_view key, const offer::LocalizedText& value);
  ObjectWriter& integer(std::string_view key, std::optional<std::int64_t> value);
  /// Rounded to `digits` behind the point, without trailing zeros.
  ObjectWriter& decimal(std::string_view key, std::optional<double> value, int digits);
  ObjectWriter& date(std::string_view key, const std::optional<base::Date>& value);
  ObjectWriter& time(std::string_view key, const std::optional<base::MinuteOfDay>& value);
  ObjectWriter& tri_state(std::string_view key, offer::TriState value);
  /// Already JSON; "{}" and "[]" count as empty.
  ObjectWriter& json(std::string_view key, std::string_view value);
  /// A list of what `write` makes of each item: JSON text.
  template <typename Items, typename Write>
  ObjectWriter& list(std::string_view key, const Items& items, Write write) {
    std::string all = "[";
    for (const auto& item : items) {
      if (all.size() > 1) all += ',';
      all += write(item);
    }
    return json(key, all + ']');
  }

  [[nodiscard]] std::string finish() { return std::move(json_) + '}'; }

 private:
  void key(std::string_view name);

  std::string json_;
  std::string last_key_;
};

/// In quotes, escaped as RFC 8785 says: only '"', '\\' and control characters.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace bildungskiosk::exchange
