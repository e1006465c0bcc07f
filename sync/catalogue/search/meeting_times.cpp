#include "sync/catalogue/search/meeting_times.hpp"

#include <algorithm>

namespace bildungskiosk::catalogue {
namespace {

constexpr std::int32_t kDaysOfWeek = 7;
constexpr std::int16_t kNoon = 12 * 60;
constexpr std::int16_t kEveningBegins = 17 * 60;
constexpr std::int16_t kMinutesOfDay = 24 * 60;
constexpr int kMonthsOfYear = 12;

std::size_t time_of_day(std::int16_t starts) {
  if (starts < 0) return kPartOfDayCount;
  if (starts < kNoon) return static_cast<std::size_t>(PartOfDay::kMorning);
  return static_cast<std::size_t>(starts < kEveningBegins ? PartOfDay::kAfternoon : PartOfDay::kEvening);
}

/// 1970-01-01 was a Thursday.
std::size_t weekday_of(std::int32_t day) {
  constexpr std::int32_t kThursday = 3;
  const std::int32_t rest = (day + kThursday) % kDaysOfWeek;
  return static_cast<std::size_t>(rest < 0 ? rest + kDaysOfWeek : rest);
}

/// Calls `use(day, starts)` for each meeting to come within the days; of weekly ones each day until `until`. The same
/// rules as next_date's (occurrences.hpp).
template <typename Use>
void for_each_meeting(const Occurrences& dates, DayRange days, base::LocalTime now, Use use) {
  const std::int32_t today = now.date.days_since_epoch;
  const std::int32_t from = std::max(days.from, today);
  const auto is_to_come = [&](std::int32_t day, std::int16_t starts, std::int16_t ends) {
    const std::int16_t over = ends >= 0 ? ends : (starts >= 0 ? starts : kMinutesOfDay);
    return day > today || over > now.minute;
  };
  if (!dates.sessions.empty()) {
    auto session = std::lower_bound(dates.sessions.begin(), dates.sessions.end(), from,
                                    [](const SessionTime& one, std::int32_t wanted) { return one.day < wanted; });
    for (; session != dates.sessions.end() && session->day <= days.until; ++session) {
      if (is_to_come(session->day, session->starts, session->ends)) use(session->day, session->starts);
    }
    return;
  }
  if (dates.weekly.empty()) {
    if (dates.first_day != kNoDay && dates.first_day >= from && dates.first_day <= days.until) use(dates.first_day, -1);
    return;
  }
  const std::int32_t begin = dates.first_day != kNoDay ? std::max(from, dates.first_day) : from;
  const std::int32_t end = std::min(days.until, dates.last_day);
  for (const WeeklyTime& weekly : dates.weekly) {
    const auto weekday = static_cast<std::int32_t>(weekday_of(begin));
    std::int32_t day = begin + (weekly.weekday - weekday + kDaysOfWeek) % kDaysOfWeek;
    if (!is_to_come(day, weekly.starts, weekly.ends)) day += kDaysOfWeek;
    for (; day <= end; day += kDaysOfWeek) use(day, weekly.starts);
  }
}

/// Weekly meetings without an end repeat; two weeks show all of a week's.
DayRange two_weeks_at_most(const Occurrences& dates, DayRange days, base::LocalTime now) {
  if (!dates.sessions.empty() || dates.weekly.empty()) return days;
  std::int32_t begin = std::max(days.from, now.date.days_since_epoch);
  if (dates.first_day != kNoDay) begin = std::max(begin, dates.first_day);
  return {days.from, std::min(days.until, begin + 2 * kDaysOfWeek)};
}

}  // namespace

WeekTimes times_on(base::Weekday day) {
  WeekTimes times = 0;
  for (std::size_t time = 0; time < kTimesOfDay; ++time) times |= week_time(static_cast<std::size_t>(day), time);
  return times;
}

WeekTimes times_at(PartOfDay part) {
  WeekTimes times = 0;
  for (std::size_t day = 0; day < kWeekdayCount; ++day) times |= week_time(day, static_cast<std::size_t>(part));
  return times;
}

WeekTimes week_times(const Occurrences& dates, DayRange days, base::LocalTime now) {
  WeekTimes times = 0;
  for_each_meeting(dates, two_weeks_at_most(dates, days, now), now, [&](std::int32_t day, std::int16_t starts) {
    times |= week_time(weekday_of(day), time_of_day(starts));
  });
  return times;
}

Month MeetingTimes::month_ahead(int count) const {
  const base::YearMonthDay today = base::year_month_day(now_.value_or(base::LocalTime{}).date);
  const int month = today.month - 1 + count;
  return {today.year + month / kMonthsOfYear, month % kMonthsOfYear + 1};
}

std::uint16_t MeetingTimes::month_bit(std::int32_t day) const {
  const auto behind = std::upper_bound(month_begins_.begin(), month_begins_.end(), day);
  if (behind == month_begins_.begin() || behind == month_begins_.end()) return 0;
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(behind - month_begins_.begin() - 1));
}

std::uint32_t MeetingTimes::number_of(WeekTimes week) {
  const auto [known, is_new] = week_numbers_.emplace(week, static_cast<std::uint32_t>(distinct_weeks_.size()));
  if (is_new) distinct_weeks_.push_back(week);
  return known->second;
}

void MeetingTimes::look_at(OfferIndex offer) {
  const Occurrences dates = columns_->occurrences(offer);
  const base::LocalTime now = *now_;
  const DayRange days{now.date.days_since_epoch, month_begins_.back() - 1};
  // Of meetings beyond the months only the time of the week counts.
  const WeekTimes week = week_times(dates, {days.from, kNoDay}, now);
  week_number_[offer] = number_of(week);
  months_[offer] = 0;
  next_day_[offer] = kNoDay;
  for_each_meeting(dates, days, now, [&](std::int32_t day, std::int16_t /*starts*/) {
    months_[offer] |= month_bit(day);
    next_day_[offer] = std::min(next_day_[offer], day);
  });
  if (next_day_[offer] != kNoDay || week == 0) return;
  if (const auto next = next_date(dates, now)) next_day_[offer] = next->date.days_since_epoch;
}

void MeetingTimes::look_at(base::LocalTime now) {
  if (now_ == now) return;
  const bool same_day = now_ && now_->date == now.date && now_->minute < now.minute;
  now_ = now;
  if (same_day) {
    for (const OfferIndex offer : today_) look_at(offer);
    return;
  }
  for (int i = 0; i <= kMonthsAhead; ++i) {
    const Month month = month_ahead(i);
    month_begins_.at(static_cast<std::size_t>(i)) =
        base::make_date(month.year, month.month, 1).value_or(now.date).days_since_epoch;
  }
  distinct_weeks_.clear();
  week_numbers_.clear();
  week_number_.assign(columns_->size(), 0);
  months_.assign(columns_->size(), 0);
  next_day_.assign(columns_->size(), kNoDay);
  today_.clear();
  for (OfferIndex offer = 0; offer < columns_->size(); ++offer) {
    look_at(offer);
    if (next_day_[offer] == now.date.days_since_epoch) today_.push_back(offer);
  }
}

}  // namespace bildungskiosk::catalogue
