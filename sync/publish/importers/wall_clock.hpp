#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/civil_time.hpp"

namespace bildungskiosk::publish {

/// A time zone of a calendar file: what its wall clock shows, and what a clock in Germany shows at that moment. Days
/// outside the years of `make_date` don't get here. One thread.
class WallClock {
 public:
  /// German local time; of times without a zone, too.
  WallClock() = default;
  /// "UTC", "Europe/Kyiv", "/citadel.org/…/Europe/Berlin": by the system's zone data. nullopt: it knows no such zone.
  [[nodiscard]] static std::optional<WallClock> of_zone(const std::string& tzid);
  /// A zone that keeps the German rule of summer time, so many minutes east of Germany.
  [[nodiscard]] static WallClock east_of_germany(int minutes);

  [[nodiscard]] base::LocalTime to_german(base::LocalTime wall) const;
  /// What the zone's clock shows at an instant.
  [[nodiscard]] base::LocalTime at(base::UnixSeconds instant) const;

 private:
  void* zone_ = nullptr;  // libical's, of its own table, never freed; nullptr: by the German rule
  int minutes_east_ = 0;
};

/// The zones that a calendar file defines itself, by name, as their standard time's offset from UTC in minutes. Foreign
/// rules of summer time are not carried out: a file's own definition is believed in its offset alone, and what lies in
/// Europe keeps the German rule.
using FileZones = std::map<std::string, int>;

/// The zone of a TZID: by the system's data, else by the file's definition. nullopt: nobody knows it.
[[nodiscard]] std::optional<WallClock> wall_clock(const std::string& tzid, const FileZones& zones);

}  // namespace bildungskiosk::publish
