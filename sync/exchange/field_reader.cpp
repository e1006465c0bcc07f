#include "sync/exchange/field_reader.hpp"

#include <cmath>

namespace bildungskiosk::exchange {

namespace dom = simdjson::dom;

void Problem::report(const std::string& path, std::string_view what) {
  if (text_.empty()) text_ = path + ": " + std::string(what);
}

void FieldReader::report(std::string_view key, std::string_view what) const { problem_->report(path_of(key), what); }

std::string FieldReader::path() const {
  if (around_ == nullptr) return {};
  return around_->path_of(key_) + (index_ == kNoIndex ? "" : '[' + std::to_string(index_) + ']');
}

std::string FieldReader::path_of(std::string_view key) const {
  const std::string own = path();
  return own.empty() ? std::string(key) : own + '.' + std::string(key);
}

void FieldReader::check_text(std::string_view key, std::string_view text, TextShape shape,
                             std::size_t bytes_max) const {
  if (text.size() > bytes_max) {
    report(key, std::to_string(text.size()) + " bytes, at most " + std::to_string(bytes_max) + " are allowed");
  } else if (!is_clean(text, shape)) {
    report(key, "holds a control or direction character that is not allowed");
  }
}

std::optional<std::string_view> FieldReader::string(const char* key, Presence presence) const {
  dom::element element;
  std::string_view text;
  if (object_.at_key(key).get(element) == simdjson::SUCCESS) {
    if (element.get(text) != simdjson::SUCCESS) report(key, "is not a string");
  }
  if (!text.empty()) return text;
  if (presence == Presence::kRequired) report(key, "is missing");
  return std::nullopt;
}

std::string FieldReader::line(const char* key, Presence presence, std::size_t bytes_max) const {
  const auto text = string(key, presence);
  if (!text) return {};
  check_text(key, *text, TextShape::kLine, bytes_max);
  return std::string(*text);
}

std::string FieldReader::id(const char* key, Presence presence) const {
  std::string id = line(key, presence, kIdBytesMax);
  if (!id.empty() && (id.front() == ' ' || id.back() == ' ')) report(key, "begins or ends with a space");
  return id;
}

std::string FieldReader::web_address(const char* key) const {
  std::string address = line(key, Presence::kOptional, kUrlBytesMax);
  if (!address.empty() && !is_web_address(address)) report(key, "is not an http or https address");
  return address;
}

std::string FieldReader::language(const char* key) const {
  std::string tag = line(key, Presence::kRequired);
  if (!tag.empty() && !is_language_tag(tag)) report(key, "is not a language tag");
  return tag;
}

offer::LocalizedText FieldReader::localized(const char* key, TextShape shape, Presence presence) const {
  offer::LocalizedText texts;
  if (const auto languages = object(key)) {
    if (languages->object_.size() > kLanguagesMax) languages->report("", "too many languages");
    const std::size_t bytes_max = shape == TextShape::kLine ? kShortTextBytesMax : kLongTextBytesMax;
    for (const auto field : languages->object_) {
      std::string_view text;
      if (!is_language_tag(field.key)) {
        report(key, "holds a key that is not a language tag");
      } else if (field.value.get(text) != simdjson::SUCCESS) {
        languages->report(field.key, "is not a string");
      } else if (!text.empty()) {
        languages->check_text(field.key, text, shape, bytes_max);
        texts.emplace(field.key, text);
      }
    }
  }
  if (texts.empty() && presence == Presence::kRequired) report(key, "is missing");
  return texts;
}

std::vector<std::string> FieldReader::lines(const char* key) const {
  std::vector<std::string> values;
  const auto items = array(key, kListItemsMax);
  if (!items) return values;
  for (const dom::element item : *items) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS || text.empty()) {
      report(key, "holds something that is not a text");
      continue;
    }
    check_text(key, text, TextShape::kLine, kShortTextBytesMax);
    values.emplace_back(text);
  }
  return values;
}

std::vector<offer::Language> FieldReader::languages(const char* key) const {
  std::vector<offer::Language> tags = lines(key);
  for (const offer::Language& tag : tags) {
    if (!is_language_tag(tag)) report(key, "holds something that is not a language tag");
  }
  return tags;
}

std::optional<std::int64_t> FieldReader::integer(const char* key, std::int64_t min, std::int64_t max) const {
  dom::element element;
  if (object_.at_key(key).get(element) != simdjson::SUCCESS) return std::nullopt;
  std::int64_t value = 0;
  if (element.get(value) != simdjson::SUCCESS) {
    report(key, "is not a whole number");
    return std::nullopt;
  }
  if (value < min || value > max) {
    report(key, "is not between " + std::to_string(min) + " and " + std::to_string(max));
    return std::nullopt;
  }
  return value;
}

std::optional<double> FieldReader::decimal(const char* key, double min, double max, int digits) const {
  dom::element element;
  if (object_.at_key(key).get(element) != simdjson::SUCCESS) return std::nullopt;
  double value = 0;
  if (element.get(value) != simdjson::SUCCESS) {
    report(key, "is not a number");
    return std::nullopt;
  }
  if (!(value >= min && value <= max)) {
    report(key, "is out of bounds");
    return std::nullopt;
  }
  double scale = 1;
  for (int i = 0; i < digits; ++i) scale *= 10;
  // Adding zero turns the -0 that rounding may leave into 0.
  return static_cast<double>(std::llround(value * scale)) / scale + 0.0;
}

std::optional<base::Date> FieldReader::date(const char* key) const {
  const auto text = string(key, Presence::kOptional);
  if (!text) return std::nullopt;
  const auto date = base::parse_date(*text);
  if (!date) report(key, "is not a date from 1900-01-01 to 2199-12-31");
  return date;
}

std::optional<base::MinuteOfDay> FieldReader::time(const char* key) const {
  const auto text = string(key, Presence::kOptional);
  if (!text) return std::nullopt;
  const auto minute = base::parse_time_of_day(*text);
  if (!minute || text->size() != 5) report(key, "is not a time of the form 09:30");
  return minute;
}

std::optional<base::UnixSeconds> FieldReader::utc(const char* key) const {
  const auto text = string(key, Presence::kOptional);
  if (!text) return std::nullopt;
  const auto seconds = base::parse_utc(*text);
  if (!seconds) report(key, "is not a time of the form 2026-11-24T09:30:00Z");
  return seconds;
}

offer::TriState FieldReader::tri_state(const char* key) const {
  dom::element element;
  if (object_.at_key(key).get(element) != simdjson::SUCCESS) return offer::TriState::kUnknown;
  bool value = false;
  if (element.get(value) != simdjson::SUCCESS) {
    report(key, "is neither true nor false");
    return offer::TriState::kUnknown;
  }
  return value ? offer::TriState::kYes : offer::TriState::kNo;
}

base::Weekday FieldReader::weekday(const char* key) const {
  const auto day = integer(key, 1, 7);
  if (!day) report(key, "is missing");
  return static_cast<base::Weekday>(day.value_or(1) - 1);
}

std::optional<FieldReader> FieldReader::object(const char* key) const {
  dom::element element;
  if (object_.at_key(key).get(element) != simdjson::SUCCESS) return std::nullopt;
  dom::object object;
  if (element.get(object) != simdjson::SUCCESS) {
    report(key, "is not an object");
    return std::nullopt;
  }
  return FieldReader(object, *this, key);
}

std::optional<dom::array> FieldReader::array(const char* key, std::size_t count_max) const {
  dom::element element;
  if (object_.at_key(key).get(element) != simdjson::SUCCESS) return std::nullopt;
  dom::array items;
  if (element.get(items) != simdjson::SUCCESS) {
    report(key, "is not a list");
    return std::nullopt;
  }
  // size() saturates far above every bound of ours.
  if (items.size() > count_max) {
    report(key, "has more than " + std::to_string(count_max) + " items");
    return std::nullopt;
  }
  return items;
}

std::vector<FieldReader> FieldReader::object_list(const char* key, std::size_t count_max) const {
  std::vector<FieldReader> readers;
  const auto items = array(key, count_max);
  if (!items) return readers;
  std::size_t index = 0;
  for (const dom::element item : *items) {
    dom::object object;
    if (item.get(object) == simdjson::SUCCESS) {
      readers.push_back(FieldReader(object, *this, key, index));
    } else {
      problem_->report(path_of(key) + '[' + std::to_string(index) + ']', "is not an object");
    }
    ++index;
  }
  return readers;
}

}  // namespace bildungskiosk::exchange
