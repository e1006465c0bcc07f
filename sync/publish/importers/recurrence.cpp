#include "sync/publish/importers/recurrence.hpp"

#include <libical/ical.h>

#include <algorithm>

#include "sync/base/unique_handle.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using Iterator = base::UniqueHandle<icalrecur_iterator*, icalrecur_iterator_free>;

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

icaltimetype to_ical(const base::LocalTime& wall, Precision precision) {
  const auto [year, month, day] = base::year_month_day(wall.date);
  icaltimetype time = icaltime_null_time();
  time.year = year;
  time.month = month;
  time.day = day;
  if (precision == Precision::kDay) {
    time.is_date = 1;
  } else {
    time.hour = wall.minute / 60;
    time.minute = wall.minute % 60;
  }
  return time;
}

std::optional<base::LocalTime> from_ical(const icaltimetype& time) {
  const auto date = base::make_date(time.year, time.month, time.day);
  if (!date) return std::nullopt;
  return base::LocalTime{*date, static_cast<base::MinuteOfDay>(time.is_date != 0 ? 0 : time.hour * 60 + time.minute)};
}

/// The end of the rule on the event's own clock, to the end of its minute or day.
void adapt_until(icalrecurrencetype& rule, const IcalTime& first, const WallClock& clock) {
  icaltimetype& until = rule.until;
  if (icaltime_is_null_time(until) != 0) return;
  if (icaltime_is_utc(until) != 0 && first.precision == Precision::kMinute) {
    const auto wall = from_ical(until);
    if (!wall) return;
    const auto instant = std::int64_t{wall->date.days_since_epoch} * 86'400 + std::int64_t{wall->minute} * 60;
    until = to_ical(clock.at(instant), Precision::kMinute);
  }
  until.zone = nullptr;
  if (first.precision == Precision::kDay) {
    until.is_date = 1;
    until.hour = until.minute = until.second = 0;
  } else {
    if (until.is_date != 0) {
      until.hour = 23;
      until.minute = 59;
    }
    until.is_date = 0;
    until.second = 59;
  }
}

}  // namespace

std::optional<IcalTime> parse_ical_time(std::string_view text) {
  IcalTime time;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 4, 2);
  const auto day = digits(text, 6, 2);
  if (!year || !month || !day) return std::nullopt;
  const auto date = base::make_date(*year, *month, *day);
  if (!date) return std::nullopt;
  time.wall.date = *date;
  if (text.size() == 8) {
    time.precision = Precision::kDay;
    return time;
  }
  const auto hour = digits(text, 9, 2);
  const auto minute = digits(text, 11, 2);
  const auto second = digits(text, 13, 2);
  const std::string_view rest = text.size() >= 15 ? text.substr(15) : std::string_view();
  if (text[8] != 'T' || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  if (!rest.empty() && rest != "Z") return std::nullopt;
  time.wall.minute = static_cast<base::MinuteOfDay>(*hour * 60 + *minute);
  time.is_utc = rest == "Z";
  return time;
}

std::optional<Occurrences> occurrences(const Recurrence& recurrence, const WallClock& clock,
                                       const ImportWindow& window) {
  if (recurrence.rule.empty() || recurrence.rule.size() > kRuleBytesMax) return std::nullopt;
  // RFC 7529: a rule in another calendar. libical copies the name and has no way to give it back.
  if (fold(recurrence.rule).find("rscale") != std::string::npos) return std::nullopt;
  icalerror_set_errors_are_fatal(0);  // process-wide; a foreign rule must not stop the program
  icalrecurrencetype rule = icalrecurrencetype_from_string(recurrence.rule.c_str());
  if (rule.freq != ICAL_DAILY_RECURRENCE && rule.freq != ICAL_WEEKLY_RECURRENCE &&
      rule.freq != ICAL_MONTHLY_RECURRENCE && rule.freq != ICAL_YEARLY_RECURRENCE) {
    icalrecurrencetype_clear(&rule);
    return std::nullopt;
  }
  adapt_until(rule, recurrence.first, clock);
  const Iterator iterator(icalrecur_iterator_new(rule, to_ical(recurrence.first.wall, recurrence.first.precision)));
  if (!iterator) return std::nullopt;
  // The event's own day may be another one than Germany's.
  const base::Date past_all = base::add_days(window.last, 1);
  const auto day_of = [&](const base::LocalTime& wall) {
    return recurrence.first.precision == Precision::kDay ? wall.date : clock.to_german(wall).date;
  };
  Occurrences found;
  const auto take = [&](const base::LocalTime& wall) {
    const base::Date day = day_of(wall);
    if (day < window.first) {
      if (!found.nearest || *found.nearest < wall) found.nearest = wall;
    } else if (day <= window.last) {
      found.times.push_back(wall);
    }
  };
  if (day_of(recurrence.first.wall) > window.last) {
    found.nearest = recurrence.first.wall;
    return found;
  }
  take(recurrence.first.wall);
  for (int step = 0; step < kRecurrenceStepsMax && found.times.size() < kOccurrencesMax; ++step) {
    const icaltimetype next = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(next) != 0) break;
    const auto wall = from_ical(next);
    if (!wall || wall->date > past_all) break;
    take(*wall);
  }
  std::sort(found.times.begin(), found.times.end());
  found.times.erase(std::unique(found.times.begin(), found.times.end()), found.times.end());
  return found;
}

}  // namespace bildungskiosk::publish
