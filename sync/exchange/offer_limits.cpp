#include <algorithm>
#include <cmath>

#include "sync/exchange/limits.hpp"
#include "sync/exchange/record.hpp"
#include "sync/exchange/record_fields.hpp"
#include "sync/exchange/text_rules.hpp"

/// The rules of record_parser.cpp once more, for a value: each function is strict where the two could differ.
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

bool keeps(const offer::Schedule& schedule) {
  const bool ends_later = !schedule.starts || !schedule.ends || *schedule.ends >= *schedule.starts;
  return ends_later && is_day(schedule.starts) && is_day(schedule.ends) && schedule.weekly.size() <= kListItemsMax &&
         schedule.sessions.size() <= kSessionsMax && is_within(schedule.sessions_count, 0, kSessionsCountMax) &&
         is_within(schedule.lessons, 0.0, kLessonsMax) &&
         std::all_of(schedule.weekly.begin(), schedule.weekly.end(),
                     [](const offer::WeeklyPattern& weekly) { return is_span(weekly.starts, weekly.ends); }) &&
         std::all_of(schedule.sessions.begin(), schedule.sessions.end(), [](const offer::Session& session) {
           return is_day(session.date) && is_span(session.starts, session.ends) && is_id(session.place_id);
         });
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool keeps(const offer::Price& price) {
  const std::string& currency = price.currency;
  const bool is_code = currency.size() == 3 && std::all_of(currency.begin(), currency.end(), is_capital);
  return (is_code || currency.empty()) && is_within<std::int64_t, std::int64_t>(price.amount_cents, 0, kCentsMax) &&
         is_within<std::int64_t, std::int64_t>(price.reduced_cents, 0, kCentsMax) &&
         are_texts(price.note, TextShape::kParagraphs);
}

bool keeps(const offer::Registration& registration) {
  return is_address(registration.url) && is_line(registration.telephone) && is_line(registration.email) &&
         is_day(registration.deadline) && are_texts(registration.note, TextShape::kParagraphs);
}

bool keeps(const offer::Audience& audience) {
  return are_lines(audience.groups) && is_within(audience.age_minimum, 0, kAgeMax) &&
         is_within(audience.age_maximum, 0, kAgeMax);
}

bool keeps(const offer::Capacity& capacity) {
  return is_within(capacity.minimum, 0, kPeopleMax) && is_within(capacity.current, 0, kPeopleMax) &&
         is_within(capacity.maximum, 0, kPeopleMax);
}

bool keeps(const std::vector<offer::CategoryRef>& categories) {
  return categories.size() <= kListItemsMax &&
         std::all_of(categories.begin(), categories.end(), [](const offer::CategoryRef& ref) {
           return is_filled_line(ref.scheme) && is_line(ref.version) && is_filled_line(ref.code);
         });
}

bool keeps(const std::vector<offer::Certificate>& certificates) {
  return certificates.size() <= kListItemsMax &&
         std::all_of(certificates.begin(), certificates.end(), [](const offer::Certificate& certificate) {
           return is_filled_line(certificate.name) && are_texts(certificate.description, TextShape::kParagraphs);
         });
}

bool keeps(const std::vector<offer::Phase>& phases) {
  const auto is_twice = [&](offer::Phase phase) { return std::count(phases.begin(), phases.end(), phase) > 1; };
  return !phases.empty() && phases.size() <= offer::kAllPhases.size() &&
         std::none_of(phases.begin(), phases.end(), is_twice);
}

bool are_languages(const std::vector<offer::Language>& languages) {
  return languages.size() <= kListItemsMax && std::all_of(languages.begin(), languages.end(), is_language_tag);
}

}  // namespace

bool keeps_limits(const offer::Offer& offer, std::size_t line_bytes) {
  // No importer writes media yet.
  return line_bytes <= kLineBytesMax && offer.media.empty() && !offer.id.empty() && is_id(offer.id) &&
         !offer.provider_id.empty() && is_id(offer.provider_id) && is_id(offer.place_id) && is_line(offer.number) &&
         is_filled(offer.name) && are_texts(offer.name, TextShape::kLine) &&
         are_texts(offer.abstract, TextShape::kParagraphs) && are_texts(offer.description, TextShape::kParagraphs) &&
         are_texts(offer.access_requirements, TextShape::kParagraphs) &&
         are_texts(offer.funding, TextShape::kParagraphs) && keeps(offer.categories) && keeps(offer.phases) &&
         are_lines(offer.keywords) && keeps(offer.audience) && is_line(offer.level) &&
         are_languages(offer.instruction_languages) && keeps(offer.certificates) && keeps(offer.registration) &&
         keeps(offer.price) && keeps(offer.capacity) && keeps(offer.schedule) && is_address(offer.url) &&
         is_instant(offer.modified) && are_lines(offer.inferred);
}

}  // namespace bildungskiosk::exchange
