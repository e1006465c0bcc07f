#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sync/catalogue/facet_values.hpp"

namespace bildungskiosk::catalogue {

/// Days as people name them, seen from today. Weeks begin on Monday.
struct RelativeDates {
  enum class Kind : std::uint8_t {
    kToday,
    kTomorrow,
    kDayAfterTomorrow,
    kThisWeek,     // from today until Sunday
    kNextWeek,     // Monday to Sunday
    kThisWeekend,  // the next Saturday and Sunday; on a Sunday that day
    kNextWeekend,  // the one after
    kThisMonth,    // from today until its last day
    kNextMonth,
    kMonth,    // `number` 1 … 12: this year's if it is not over, else next year's
    kWeekday,  // `number` 0 … 6: the next such day after today
  };
  Kind kind = Kind::kToday;
  int number = 0;
  bool operator==(const RelativeDates&) const = default;
};

/// "today", "day-after-tomorrow", "next-week", "march", "next-monday" …; nothing for any other word.
[[nodiscard]] std::optional<RelativeDates> relative_dates_from(std::string_view name);

[[nodiscard]] Dates resolve(RelativeDates dates, base::Date today);

}  // namespace bildungskiosk::catalogue
