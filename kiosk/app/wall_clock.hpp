#pragma once

#include <optional>

#include "sync/base/civil_time.hpp"
#include "sync/base/clock.hpp"

namespace bildungskiosk::app {

/// What day and time it is for visitors: German local time, or the pretended day with the real time of day.
class WallClock {
 public:
  /// `clock` must outlive it.
  WallClock(const base::Clock& clock, std::optional<base::Date> pretended_today)
      : clock_(clock), pretended_today_(pretended_today) {}

  [[nodiscard]] base::LocalTime now() const {
    base::LocalTime now = base::german_local_time(clock_.now());
    if (pretended_today_) now.date = *pretended_today_;
    return now;
  }
  /// The clock itself, never a pretended day.
  [[nodiscard]] const base::Clock& system() const { return clock_; }

 private:
  const base::Clock& clock_;
  std::optional<base::Date> pretended_today_;
};

}  // namespace bildungskiosk::app
