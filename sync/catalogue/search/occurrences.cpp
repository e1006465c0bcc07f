#include "sync/catalogue/search/occurrences.hpp"

#include <algorithm>
#include <iterator>

namespace bildungskiosk::catalogue {
namespace {

constexpr std::int32_t kDaysOfWeek = 7;
constexpr std::int16_t kMinutesOfDay = 24 * 60;

/// The minute of its day until which a meeting is worth going to.
std::int16_t over_at(std::int16_t starts, std::int16_t ends) {
  if (ends >= 0) return ends;
  return starts >= 0 ? starts : kMinutesOfDay;
}

bool is_to_come(std::int32_t day, std::int16_t starts, std::int16_t ends, base::LocalTime now) {
  const std::int32_t today = now.date.days_since_epoch;
  return day > today || (day == today && over_at(starts, ends) > now.minute);
}

std::optional<base::MinuteOfDay> optional_minute(std::int16_t minute) {
  return minute >= 0 ? std::optional<base::MinuteOfDay>(minute) : std::nullopt;
}

NextDate make_next(std::int32_t day, std::int16_t starts, std::int16_t ends) {
  return {base::Date{day}, optional_minute(starts), optional_minute(ends)};
}

/// The first session to come on or after a day. Sessions of one day are few, so the search is by day.
std::span<const SessionTime>::iterator first_session(const Occurrences& dates, std::int32_t day, base::LocalTime now) {
  auto found = std::lower_bound(dates.sessions.begin(), dates.sessions.end(), day,
                                [](const SessionTime& session, std::int32_t wanted) { return session.day < wanted; });
  while (found != dates.sessions.end() && !is_to_come(found->day, found->starts, found->ends, now)) ++found;
  return found;
}

/// The first weekly meeting to come on or after a day: within one week and today's rest, or never.
std::optional<NextDate> first_weekly(const Occurrences& dates, std::int32_t day, base::LocalTime now) {
  if (dates.weekly.empty()) return std::nullopt;
  if (dates.first_day != kNoDay) day = std::max(day, dates.first_day);
  for (std::int32_t candidate = day; candidate <= day + kDaysOfWeek; ++candidate) {
    if (candidate > dates.last_day) return std::nullopt;
    const auto weekday = static_cast<std::int8_t>(base::weekday(base::Date{candidate}));
    const WeeklyTime* earliest = nullptr;
    for (const WeeklyTime& weekly : dates.weekly) {
      if (weekly.weekday != weekday || !is_to_come(candidate, weekly.starts, weekly.ends, now)) continue;
      if (earliest == nullptr || weekly.starts < earliest->starts) earliest = &weekly;
    }
    if (earliest != nullptr) return make_next(candidate, earliest->starts, earliest->ends);
  }
  return std::nullopt;
}

std::optional<NextDate> first_on_or_after(const Occurrences& dates, std::int32_t day, base::LocalTime now) {
  day = std::max(day, now.date.days_since_epoch);
  if (!dates.sessions.empty()) {
    const auto session = first_session(dates, day, now);
    if (session == dates.sessions.end()) return std::nullopt;
    return make_next(session->day, session->starts, session->ends);
  }
  if (!dates.weekly.empty()) return first_weekly(dates, day, now);
  // Only the begin of the whole is known.
  if (dates.first_day == kNoDay || dates.first_day < day) return std::nullopt;
  return make_next(dates.first_day, -1, -1);
}

}  // namespace

std::int32_t last_day(const offer::Offer& offer) {
  const offer::Schedule& schedule = offer.schedule;
  std::int32_t last = INT32_MIN;
  if (schedule.ends) last = schedule.ends->days_since_epoch;
  for (const offer::Session& session : schedule.sessions) last = std::max(last, session.date.days_since_epoch);
  if (last != INT32_MIN) return last;
  const bool has_begin = offer.kind == offer::OfferKind::kCourse || offer.kind == offer::OfferKind::kEvent;
  if (has_begin && schedule.starts && schedule.weekly.empty()) return schedule.starts->days_since_epoch;
  return kNoDay;
}

bool is_over(const Occurrences& dates, base::LocalTime now) {
  const std::int32_t today = now.date.days_since_epoch;
  if (dates.last_day == kNoDay || dates.last_day > today) return false;
  if (dates.last_day < today) return true;
  // Its last day is today: over when today's meetings have been.
  return !dates.sessions.empty() && dates.sessions.back().day == today && !next_date(dates, now).has_value();
}

std::optional<NextDate> next_date(const Occurrences& dates, base::LocalTime now) {
  return first_on_or_after(dates, now.date.days_since_epoch, now);
}

bool takes_place_between(const Occurrences& dates, base::Date from, base::Date until, base::LocalTime now) {
  const auto next = first_on_or_after(dates, from.days_since_epoch, now);
  return next.has_value() && next->date <= until;
}

int upcoming_count(const Occurrences& dates, base::LocalTime now) {
  const auto first = first_session(dates, now.date.days_since_epoch, now);
  return static_cast<int>(std::distance(first, dates.sessions.end()));
}

}  // namespace bildungskiosk::catalogue
