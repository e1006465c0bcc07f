#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/error.hpp"
#include "sync/exchange/limits.hpp"
#include "sync/exchange/text_rules.hpp"
#include "sync/offer/offer.hpp"

/// Reads the fields of a parsed JSON object with their types and bounds. Internal to sync/exchange.
namespace bildungskiosk::exchange {

/// The first thing found wrong with a record; later ones are not kept, and reading goes on with defaults.
class Problem {
 public:
  void report(const std::string& path, std::string_view what);
  [[nodiscard]] bool any() const { return !text_.empty(); }
  [[nodiscard]] base::Error error() const { return {base::ErrorCode::kMalformedRecord, text_}; }

 private:
  std::string text_;
};

enum class Presence { kOptional, kRequired };

/// One object of a line. A field that is missing reads as its empty value, one of another type or out of bounds is
/// reported. Views into simdjson's document, and into the reader of the object around it: not to be kept.
class FieldReader {
 public:
  FieldReader(simdjson::dom::object object, Problem& problem) : object_(object), problem_(&problem) {}

  [[nodiscard]] std::string line(const char* key, Presence presence = Presence::kOptional,
                                 std::size_t bytes_max = kShortTextBytesMax) const;
  [[nodiscard]] std::string id(const char* key, Presence presence = Presence::kOptional) const;
  [[nodiscard]] std::string web_address(const char* key) const;
  [[nodiscard]] std::string language(const char* key) const;
  [[nodiscard]] offer::LocalizedText localized(const char* key, TextShape shape,
                                               Presence presence = Presence::kOptional) const;
  [[nodiscard]] std::vector<std::string> lines(const char* key) const;
  [[nodiscard]] std::vector<offer::Language> languages(const char* key) const;
  [[nodiscard]] std::optional<std::int64_t> integer(const char* key, std::int64_t min, std::int64_t max) const;
  /// Rounded to `digits` behind the point.
  [[nodiscard]] std::optional<double> decimal(const char* key, double min, double max, int digits) const;
  [[nodiscard]] std::optional<base::Date> date(const char* key) const;
  [[nodiscard]] std::optional<base::MinuteOfDay> time(const char* key) const;
  [[nodiscard]] std::optional<base::UnixSeconds> utc(const char* key) const;
  [[nodiscard]] offer::TriState tri_state(const char* key) const;
  [[nodiscard]] base::Weekday weekday(const char* key) const;

  [[nodiscard]] std::optional<FieldReader> object(const char* key) const;
  /// What `read` makes of each object in the list.
  template <typename T, typename Read>
  [[nodiscard]] std::vector<T> objects(const char* key, std::size_t count_max, Read read) const {
    std::vector<T> values;
    for (const FieldReader& reader : object_list(key, count_max)) values.push_back(read(reader));
    return values;
  }

  void report(std::string_view key, std::string_view what) const;

 private:
  [[nodiscard]] std::optional<std::string_view> string(const char* key, Presence presence) const;
  [[nodiscard]] std::optional<simdjson::dom::array> array(const char* key, std::size_t count_max) const;
  [[nodiscard]] std::vector<FieldReader> object_list(const char* key, std::size_t count_max) const;
  void check_text(std::string_view key, std::string_view text, TextShape shape, std::size_t bytes_max) const;

  static constexpr std::size_t kNoIndex = SIZE_MAX;
  FieldReader(simdjson::dom::object object, const FieldReader& around, const char* key, std::size_t index = kNoIndex)
      : object_(object), problem_(around.problem_), around_(&around), key_(key), index_(index) {}
  /// "schedule.sessions[3]"; empty for the record itself. Put together only when there is something to say.
  [[nodiscard]] std::string path() const;
  [[nodiscard]] std::string path_of(std::string_view key) const;

  simdjson::dom::object object_;
  Problem* problem_;
  const FieldReader* around_ = nullptr;  // null: the record itself
  const char* key_ = "";                 // under which it stands there
  std::size_t index_ = kNoIndex;         // in the list there
};

}  // namespace bildungskiosk::exchange
