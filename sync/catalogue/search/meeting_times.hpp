#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "sync/catalogue/facet_values.hpp"
#include "sync/catalogue/search/offer_columns.hpp"

/// When in the week and in the year offers have meetings to come.
namespace bildungskiosk::catalogue {

/// Weekdays with times of day at which meetings begin: kWeekdayCount times the parts of a day, and one for meetings
/// without a time.
using WeekTimes = std::uint32_t;
inline constexpr unsigned kTimesOfDay = kPartOfDayCount + 1;

[[nodiscard]] constexpr WeekTimes week_time(std::size_t weekday, std::size_t time_of_day) {
  return WeekTimes{1} << (weekday * kTimesOfDay + time_of_day);
}
/// Any time of the day.
[[nodiscard]] WeekTimes times_on(base::Weekday day);
/// Any day of the week.
[[nodiscard]] WeekTimes times_at(PartOfDay part);
inline constexpr WeekTimes kAnyTime = (WeekTimes{1} << (kWeekdayCount * kTimesOfDay)) - 1;

/// The months that are counted: that of today, and those after it.
inline constexpr int kMonthsAhead = 12;

/// Between which days, both included; `until` may be beyond all days.
struct DayRange {
  std::int32_t from = 0;
  std::int32_t until = kNoDay;
};

/// The times of the meetings to come within a range of days.
[[nodiscard]] WeekTimes week_times(const Occurrences& dates, DayRange days, base::LocalTime now);

/// The same of all offers without a range, the months, and the next day, kept for as long as they hold: a new day costs
/// some milliseconds for 100,000 offers, a new minute what has a meeting today. Views the columns; belongs to its
/// thread.
class MeetingTimes {
 public:
  explicit MeetingTimes(const OfferColumns& columns) : columns_(&columns) {}
  /// Before anything is asked.
  void look_at(base::LocalTime now);

  [[nodiscard]] WeekTimes week(OfferIndex offer) const { return distinct_weeks_[week_number_[offer]]; }
  /// The offer's place among `distinct_weeks`: many have the same, so that they are counted first and looked at then.
  [[nodiscard]] std::uint32_t week_number(OfferIndex offer) const { return week_number_[offer]; }
  [[nodiscard]] const std::vector<WeekTimes>& distinct_weeks() const { return distinct_weeks_; }
  /// Bit i: the month i after this one.
  [[nodiscard]] std::uint16_t months(OfferIndex offer) const { return months_[offer]; }
  [[nodiscard]] std::int32_t next_day(OfferIndex offer) const { return next_day_[offer]; }  // or kNoDay
  [[nodiscard]] Month month_ahead(int count) const;                                         // 0 … kMonthsAhead
  [[nodiscard]] DayRange days_of_month(int count) const {
    const auto at = static_cast<std::size_t>(count);
    return {month_begins_.at(at), month_begins_.at(at + 1) - 1};
  }

 private:
  void look_at(OfferIndex offer);
  [[nodiscard]] std::uint32_t number_of(WeekTimes week);
  [[nodiscard]] std::uint16_t month_bit(std::int32_t day) const;

  const OfferColumns* columns_;
  std::optional<base::LocalTime> now_;
  std::array<std::int32_t, kMonthsAhead + 1> month_begins_{};  // the day on which each begins
  std::vector<WeekTimes> distinct_weeks_;
  std::unordered_map<WeekTimes, std::uint32_t> week_numbers_;
  std::vector<std::uint32_t> week_number_;
  std::vector<std::uint16_t> months_;
  std::vector<std::int32_t> next_day_;
  std::vector<OfferIndex> today_;  // offers that have a meeting today
};

}  // namespace bildungskiosk::catalogue
