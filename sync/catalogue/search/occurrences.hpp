#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sync/catalogue/summary.hpp"

/// When an offer takes place, seen from a moment: the rules of "next", "this week" and "over" for all of the product.
namespace bildungskiosk::catalogue {

/// One meeting, small enough to keep those of every offer in memory. -1: no time given.
struct SessionTime {
  std::int32_t day = 0;  // base::Date
  std::int16_t starts = -1;
  std::int16_t ends = -1;
  bool operator==(const SessionTime&) const = default;
};

struct WeeklyTime {
  std::int8_t weekday = 0;  // base::Weekday
  std::int16_t starts = -1;
  std::int16_t ends = -1;
  bool operator==(const WeeklyTime&) const = default;
};

/// A day that can't be one: "not given".
inline constexpr std::int32_t kNoDay = INT32_MAX;

/// The dates of one offer. Views: whoever made it keeps the lists.
struct Occurrences {
  std::span<const SessionTime> sessions;  // not cancelled, sorted
  std::span<const WeeklyTime> weekly;     // only when the offer lists no sessions: then they say it better
  std::int32_t first_day = kNoDay;        // the offer's begin, if given
  std::int32_t last_day = kNoDay;         // past this day it is over; kNoDay: it goes on
};

/// The day past which an offer is no use to anyone: its end or last session, whichever is later; the begin of a course
/// or event of which nothing else is known. kNoDay for what has no end: counselling, self-study, places.
[[nodiscard]] std::int32_t last_day(const offer::Offer& offer);

[[nodiscard]] bool is_over(const Occurrences& dates, base::LocalTime now);
/// The next meeting that has not ended. A meeting without an end counts until it starts, one without times all day.
[[nodiscard]] std::optional<NextDate> next_date(const Occurrences& dates, base::LocalTime now);
/// Whether a meeting that has not ended lies between two days, both included.
[[nodiscard]] bool takes_place_between(const Occurrences& dates, base::Date from, base::Date until,
                                       base::LocalTime now);
/// Listed meetings to come; weekly ones are not counted.
[[nodiscard]] int upcoming_count(const Occurrences& dates, base::LocalTime now);

}  // namespace bildungskiosk::catalogue
