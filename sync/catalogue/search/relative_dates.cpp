#include "sync/catalogue/search/relative_dates.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bildungskiosk::catalogue {
namespace {

using Kind = RelativeDates::Kind;

constexpr int kDaysOfWeek = 7;
constexpr int kMonthsOfYear = 12;

constexpr std::array<std::pair<std::string_view, Kind>, 9> kNames = {{{"today", Kind::kToday},
                                                                      {"tomorrow", Kind::kTomorrow},
                                                                      {"day-after-tomorrow", Kind::kDayAfterTomorrow},
                                                                      {"this-week", Kind::kThisWeek},
                                                                      {"next-week", Kind::kNextWeek},
                                                                      {"this-weekend", Kind::kThisWeekend},
                                                                      {"next-weekend", Kind::kNextWeekend},
                                                                      {"this-month", Kind::kThisMonth},
                                                                      {"next-month", Kind::kNextMonth}}};

constexpr std::array<std::string_view, kMonthsOfYear> kMonths = {"january",   "february", "march",    "april",
                                                                 "may",       "june",     "july",     "august",
                                                                 "september", "october",  "november", "december"};
constexpr std::array<std::string_view, kDaysOfWeek> kWeekdays = {
    "next-monday", "next-tuesday", "next-wednesday", "next-thursday", "next-friday", "next-saturday", "next-sunday"};

base::Date first_of(int year, int month) {
  if (month > kMonthsOfYear) return first_of(year + 1, month - kMonthsOfYear);
  return base::make_date(year, month, 1).value_or(base::Date{});
}

Dates whole_month(int year, int month) {
  return {first_of(year, month), base::add_days(first_of(year, month + 1), -1)};
}

Dates from_today_on(Dates dates, base::Date today) { return {std::max(dates.from, today), dates.until}; }

}  // namespace

std::optional<RelativeDates> relative_dates_from(std::string_view name) {
  for (const auto& [known, kind] : kNames) {
    if (name == known) return RelativeDates{kind, 0};
  }
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (name == kMonths[i]) return RelativeDates{Kind::kMonth, static_cast<int>(i) + 1};
  }
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    if (name == kWeekdays[i]) return RelativeDates{Kind::kWeekday, static_cast<int>(i)};
  }
  return std::nullopt;
}

Dates resolve(RelativeDates dates, base::Date today) {
  const int weekday = static_cast<int>(base::weekday(today));
  const base::Date monday = base::add_days(today, -weekday);
  const auto day = [](base::Date from, int days) { return base::add_days(from, days); };
  const base::YearMonthDay now = base::year_month_day(today);
  switch (dates.kind) {
    case Kind::kToday:
      return {today, today};
    case Kind::kTomorrow:
      return {day(today, 1), day(today, 1)};
    case Kind::kDayAfterTomorrow:
      return {day(today, 2), day(today, 2)};
    case Kind::kThisWeek:
      return {today, day(monday, kDaysOfWeek - 1)};
    case Kind::kNextWeek:
      return {day(monday, kDaysOfWeek), day(monday, 2 * kDaysOfWeek - 1)};
    case Kind::kThisWeekend:
      return from_today_on({day(monday, kDaysOfWeek - 2), day(monday, kDaysOfWeek - 1)}, today);
    case Kind::kNextWeekend:
      return {day(monday, 2 * kDaysOfWeek - 2), day(monday, 2 * kDaysOfWeek - 1)};
    case Kind::kThisMonth:
      return from_today_on(whole_month(now.year, now.month), today);
    case Kind::kNextMonth:
      return whole_month(now.year, now.month + 1);
    case Kind::kMonth: {
      const int year = dates.number >= now.month ? now.year : now.year + 1;
      return from_today_on(whole_month(year, dates.number), today);
    }
    case Kind::kWeekday: {
      const int ahead = (dates.number - weekday + kDaysOfWeek - 1) % kDaysOfWeek + 1;
      return {day(today, ahead), day(today, ahead)};
    }
  }
  return {today, today};
}

}  // namespace bildungskiosk::catalogue
