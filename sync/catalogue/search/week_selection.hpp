#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/catalogue/summary.hpp"

/// Which of a week's dates are put forward when only a few can be shown.
namespace bildungskiosk::catalogue {

/// An offer with its next date within the week.
struct WeekDate {
  std::uint32_t offer = 0;
  NextDate next;
};

/// At most `count` of `dates`, in rounds: the first of each day to come, then the second of each, and so on, each round
/// in the order of the days. So a short list tells of the whole week, not of this morning. Within a day what has yet to
/// begin stands first, by time; then what has no time; then what is running already. Equal ones by offer number.
[[nodiscard]] std::vector<std::uint32_t> spread_over_days(std::vector<WeekDate> dates, base::LocalTime now,
                                                          std::size_t count);

}  // namespace bildungskiosk::catalogue
