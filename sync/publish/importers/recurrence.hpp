#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/publish/importers/importer.hpp"
#include "sync/publish/importers/wall_clock.hpp"

namespace bildungskiosk::publish {

enum class Precision { kDay, kMinute };

/// "20261124T183000", "20261124T173000Z", "20261124": a moment as iCalendar writes it.
struct IcalTime {
  base::LocalTime wall;
  Precision precision = Precision::kMinute;
  bool is_utc = false;
};
/// nullopt: it can't be read, or lies outside the years of `make_date`.
[[nodiscard]] std::optional<IcalTime> parse_ical_time(std::string_view text);

/// The wall-clock times of an event that repeats by an RRULE (RFC 5545), from its own first on, which counts whether or
/// not the rule hits it; those within the window, sorted, at most kOccurrencesMax. The rule itself
/// is carried out by libical. UNTIL in UTC is brought to the event's clock first: libical would compare it with the
/// wall clock. nullopt: the rule can't be read, is one of another calendar (RSCALE), or repeats
/// by hours, minutes or seconds, which no offer does.
struct Recurrence {
  IcalTime first;
  std::string rule;  // "FREQ=WEEKLY;BYDAY=TU"
};
struct Occurrences {
  std::vector<base::LocalTime> times;
  std::optional<base::LocalTime> nearest;  // outside the window: the last before it, or else the first after it
};
[[nodiscard]] std::optional<Occurrences> occurrences(const Recurrence& recurrence, const WallClock& clock,
                                                     const ImportWindow& window);

}  // namespace bildungskiosk::publish
