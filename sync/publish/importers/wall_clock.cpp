#include "sync/publish/importers/wall_clock.hpp"

#include <libical/ical.h>

namespace bildungskiosk::publish {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

base::UnixSeconds seconds_of(base::LocalTime wall) {
  return std::int64_t{wall.date.days_since_epoch} * kDaySeconds + std::int64_t{wall.minute} * 60;
}

base::LocalTime wall_of(base::UnixSeconds seconds) {
  const std::int64_t day = seconds >= 0 ? seconds / kDaySeconds : -((-seconds + kDaySeconds - 1) / kDaySeconds);
  return {base::Date{static_cast<std::int32_t>(day)},
          static_cast<base::MinuteOfDay>((seconds - day * kDaySeconds) / 60)};
}

icaltimetype to_ical(base::LocalTime wall) {
  const auto [year, month, day] = base::year_month_day(wall.date);
  icaltimetype time = icaltime_null_time();
  time.year = year;
  time.month = month;
  time.day = day;
  time.hour = wall.minute / 60;
  time.minute = wall.minute % 60;
  return time;
}

}  // namespace

std::optional<WallClock> WallClock::of_zone(const std::string& tzid) {
  std::string name = tzid;
  // Calendars put their own name in front: "/freeassociation.sourceforge.net/Europe/Berlin".
  if (name.starts_with('/')) {
    const std::size_t last = name.rfind('/');
    const std::size_t area = last == 0 ? std::string::npos : name.rfind('/', last - 1);
    if (area == std::string::npos) return std::nullopt;
    name = name.substr(area + 1);
  }
  if (name == "Europe/Berlin" || name == "W. Europe Standard Time") return WallClock();
  // Nothing that could lead out of the folder of the zone data.
  const bool plain =
      name.size() <= 60 && name.find("..") == std::string::npos && !name.starts_with('/') &&
      name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") == std::string::npos;
  if (!plain) return std::nullopt;
  WallClock clock;
  if (name == "UTC" || name == "Etc/UTC" || name == "GMT") {
    clock.zone_ = icaltimezone_get_utc_timezone();
  } else {
    clock.zone_ = icaltimezone_get_builtin_timezone(name.c_str());
  }
  return clock.zone_ == nullptr ? std::nullopt : std::optional(clock);
}

WallClock WallClock::east_of_germany(int minutes) {
  WallClock clock;
  clock.minutes_east_ = minutes;
  return clock;
}

base::LocalTime WallClock::to_german(base::LocalTime wall) const {
  if (zone_ == nullptr) return minutes_east_ == 0 ? wall : wall_of(seconds_of(wall) - std::int64_t{minutes_east_} * 60);
  int is_daylight = 0;
  icaltimetype time = to_ical(wall);
  const int offset_seconds = icaltimezone_get_utc_offset(static_cast<icaltimezone*>(zone_), &time, &is_daylight);
  return base::german_local_time(seconds_of(wall) - offset_seconds);
}

base::LocalTime WallClock::at(base::UnixSeconds instant) const {
  if (zone_ == nullptr) {
    const base::LocalTime german = base::german_local_time(instant);
    return minutes_east_ == 0 ? german : wall_of(seconds_of(german) + std::int64_t{minutes_east_} * 60);
  }
  int is_daylight = 0;
  icaltimetype time = to_ical(wall_of(instant));
  const int offset_seconds =
      icaltimezone_get_utc_offset_of_utc_time(static_cast<icaltimezone*>(zone_), &time, &is_daylight);
  return wall_of(instant + offset_seconds);
}

std::optional<WallClock> wall_clock(const std::string& tzid, const FileZones& zones) {
  if (tzid.empty()) return WallClock();
  if (auto clock = WallClock::of_zone(tzid)) return clock;
  if (const auto found = zones.find(tzid); found != zones.end()) {
    return WallClock::east_of_germany(found->second - 60);  // Germany's own standard time is UTC+1
  }
  return std::nullopt;
}

}  // namespace bildungskiosk::publish
