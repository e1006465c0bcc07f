#pragma once

#include <optional>
#include <string_view>

#include "sync/base/civil_time.hpp"

namespace bildungskiosk::publish {

/// A day, and a time of it in Germany if there is one.
struct Moment {
  base::Date day;
  std::optional<base::MinuteOfDay> time;
};

/// ISO 8601 as web pages and interfaces write it: "2026-09-02", "2026-09-02T16:00", "2026-09-02 16:00:00",
/// "2026-09-02T14:00:00.000Z", "2026-09-02T16:00+02:00". With an offset it is brought to German local time, the day as
/// well; without one it is that. nullopt: it can't be read.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);

/// The same for formats whose programs write a day as its midnight, with the offset that was built into them
/// ("2026-12-05T00:00:00+02:00"): midnight by its own clock is that day without a time, whatever the offset. Also a day
/// with an offset ("2026-09-01+02:00").
[[nodiscard]] std::optional<Moment> parse_day_or_moment(std::string_view text);

}  // namespace bildungskiosk::publish
