#include <algorithm>
#include <cmath>

#include "sync/exchange/limits.hpp"
#include "sync/exchange/record.hpp"
#include "sync/exchange/record_fields.hpp"
#include "sync/exchange/text_rules.hpp"

/// The rules of record_parser.cpp once more, for a value: each function is strict where the two could differ. Each
/// names all members of what it looks at, so that a new one does not compile before it has its rule here; those that
/// are not asked about (enumerations, yes or no) can't be wrong.
namespace bildungskiosk::exchange {
namespace {

bool is_line(std::string_view text, std::size_t bytes_max = kShortTextBytesMax) {
  return text.size() <= bytes_max && is_clean(text, TextShape::kLine);
}

bool is_filled_line(std::string_view text) { return !text.empty() && is_line(text); }

bool is_id(std::string_view id) {
  return is_line(id, kIdBytesMax) && (id.empty() || (id.front() != ' ' && id.back() != ' '));
}

bool is_address(std::string_view url) { return url.empty() || (is_line(url, kUrlBytesMax) && is_web_address(url)); }

bool are_lines(const std::vector<std::string>& texts) {
  return texts.size() <= kListItemsMax && std::all_of(texts.begin(), texts.end(), is_filled_line);
}

bool are_texts(const offer::LocalizedText& texts, TextShape shape) {
  const std::size_t bytes_max = shape == TextShape::kLine ? kShortTextBytesMax : kLongTextBytesMax;
  return texts.size() <= kLanguagesMax && std::all_of(texts.begin(), texts.end(), [&](const auto& text) {
           return is_language_tag(text.first) && text.second.size() <= bytes_max && is_clean(text.second, shape);
         });
}

bool is_filled(const offer::LocalizedText& texts) {
  return std::any_of(texts.begin(), texts.end(), [](const auto& text) { return !text.second.empty(); });
}

template <typename Number, typename Bound>
bool is_within(const std::optional<Number>& value, Bound min, Bound max) {
  return !value || (*value >= min && *value <= max);
}

base::Date first_day() {
  static const base::Date kFirst = *base::make_date(base::kYearMin, 1, 1);
  return kFirst;
}

base::Date last_day() {
  static const base::Date kLast = *base::make_date(base::kYearMax, 12, 31);
  return kLast;
}

bool is_day(const std::optional<base::Date>& day) { return is_within(day, first_day(), last_day()); }

/// Of one of those days.
bool is_instant(const std::optional<base::UnixSeconds>& seconds) {
  constexpr base::UnixSeconds kDay_s = 86'400;
  return is_within(seconds, first_day().days_since_epoch * kDay_s, (last_day().days_since_epoch + 1) * kDay_s - 1);
}

/// Begin and end of a meeting.
bool is_span(const std::optional<base::MinuteOfDay>& starts, const std::optional<base::MinuteOfDay>& ends) {
  constexpr base::MinuteOfDay kLastMinute = 24 * 60 - 1;
  const bool are_times = is_within<base::MinuteOfDay, int>(starts, 0, kLastMinute) &&
                         is_within<base::MinuteOfDay, int>(ends, 0, kLastMinute);
  return are_times && (!ends || (starts && *ends >= *starts));
}

bool keeps(const offer::WeeklyPattern& weekly) {
  const auto& [day, starts, ends] = weekly;
  return is_span(starts, ends);
}

bool keeps(const offer::Session& session) {
  const auto& [date, starts, ends, place_id, cancelled] = session;
  return is_day(date) && is_span(starts, ends) && is_id(place_id);
}

bool keeps(const offer::CategoryRef& category) {
  const auto& [scheme, version, code] = category;
  return is_filled_line(scheme) && is_line(version) && is_filled_line(code);
}

bool keeps(const offer::Certificate& certificate) {
  const auto& [name, description] = certificate;
  return is_filled_line(name) && are_texts(description, TextShape::kParagraphs);
}

template <typename Part>
bool keep(const std::vector<Part>& parts, std::size_t count_max = kListItemsMax) {
  return parts.size() <= count_max &&
         std::all_of(parts.begin(), parts.end(), [](const Part& part) { return keeps(part); });
}

bool keeps(const offer::Schedule& schedule) {
  const auto& [starts, ends, weekly, sessions, sessions_count, lessons] = schedule;
  const bool ends_later = !starts || !ends || *ends >= *starts;
  return ends_later && is_day(starts) && is_day(ends) && keep(weekly) && keep(sessions, kSessionsMax) &&
         is_within(sessions_count, 0, kSessionsCountMax) && is_within(lessons, 0.0, kLessonsMax);
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool keeps(const offer::Price& price) {
  const auto& [amount_cents, reduced_cents, currency, free, note] = price;
  const bool is_code = currency.size() == 3 && std::all_of(currency.begin(), currency.end(), is_capital);
  return (is_code || currency.empty()) && is_within<std::int64_t, std::int64_t>(amount_cents, 0, kCentsMax) &&
         is_within<std::int64_t, std::int64_t>(reduced_cents, 0, kCentsMax) && are_texts(note, TextShape::kParagraphs);
}

bool keeps(const offer::Registration& registration) {
  const auto& [url, telephone, email, deadline, required, note] = registration;
  return is_address(url) && is_line(telephone) && is_line(email) && is_day(deadline) &&
         are_texts(note, TextShape::kParagraphs);
}

bool keeps(const offer::Audience& audience) {
  const auto& [groups, age_minimum, age_maximum] = audience;
  return are_lines(groups) && is_within(age_minimum, 0, kAgeMax) && is_within(age_maximum, 0, kAgeMax);
}

bool keeps(const offer::Capacity& capacity) {
  const auto& [minimum, current, maximum] = capacity;
  return is_within(minimum, 0, kPeopleMax) && is_within(current, 0, kPeopleMax) && is_within(maximum, 0, kPeopleMax);
}

bool are_phases(const std::vector<offer::Phase>& phases) {
  const auto is_twice = [&](offer::Phase phase) { return std::count(phases.begin(), phases.end(), phase) > 1; };
  return !phases.empty() && phases.size() <= offer::kAllPhases.size() &&
         std::none_of(phases.begin(), phases.end(), is_twice);
}

bool are_languages(const std::vector<offer::Language>& languages) {
  return languages.size() <= kListItemsMax && std::all_of(languages.begin(), languages.end(), is_language_tag);
}

}  // namespace

bool keeps_limits(const offer::Offer& offer, std::size_t line_bytes) {
  const auto& [id, kind, number, name, abstract, description, provider_id, place_id, categories, phases, keywords,
               audience, level, instruction_languages, mode, access_requirements, accessibility, certificates, funding,
               registration, price, capacity, schedule, media, url, modified, inferred] = offer;
  // No importer writes media yet.
  return line_bytes <= kLineBytesMax && media.empty() && !id.empty() && is_id(id) && !provider_id.empty() &&
         is_id(provider_id) && is_id(place_id) && is_line(number) && is_filled(name) &&
         are_texts(name, TextShape::kLine) && are_texts(abstract, TextShape::kParagraphs) &&
         are_texts(description, TextShape::kParagraphs) && are_texts(access_requirements, TextShape::kParagraphs) &&
         are_texts(funding, TextShape::kParagraphs) && keep(categories) && are_phases(phases) && are_lines(keywords) &&
         keeps(audience) && is_line(level) && are_languages(instruction_languages) && keep(certificates) &&
         keeps(registration) && keeps(price) && keeps(capacity) && keeps(schedule) && is_address(url) &&
         is_instant(modified) && are_lines(inferred);
}

}  // namespace bildungskiosk::exchange
