#include "sync/publish/importers/moment.hpp"

#include <string>

#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {

namespace {

/// "Z", "+02:00", "+0200", "+02"
std::optional<int> offset_minutes(std::string_view zone) {
  if (zone == "Z" || zone == "z") return 0;
  if (zone.empty() || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  std::string plain;
  for (const char c : zone.substr(1)) {
    if (c != ':') plain += c;
  }
  if (plain.size() == 2) plain += "00";
  if (plain.size() != 4 || plain.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const int hours = (plain[0] - '0') * 10 + (plain[1] - '0');
  const int minutes = (plain[2] - '0') * 10 + (plain[3] - '0');
  if (hours > 14 || minutes > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  text = trim(text);
  if (text.size() < 10) return std::nullopt;
  const auto day = base::parse_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  if (text.size() == 10) return Moment{*day, std::nullopt};
  if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
  std::string_view clock = text.substr(11);
  const std::size_t sign = clock.find_first_of("+-Zz");
  if (sign == std::string_view::npos) {
    const auto time = parse_clock(clock, std::nullopt);
    return time ? std::optional(Moment{*day, time}) : std::nullopt;
  }
  const auto wall = parse_clock(clock.substr(0, sign), std::nullopt);
  const std::string_view zone = clock.substr(sign);
  const auto offset = offset_minutes(zone);
  if (!offset) return std::nullopt;
  if (!wall) return std::nullopt;
  const base::UnixSeconds instant = std::int64_t{day->days_since_epoch} * 86'400 + (std::int64_t{*wall} - *offset) * 60;
  const base::LocalTime local = base::german_local_time(instant);
  return Moment{local.date, local.minute};
}

std::optional<Moment> parse_day_or_moment(std::string_view text) {
  text = trim(text);
  const auto moment = parse_moment(text);
  const auto day = base::parse_date(text.substr(0, 10));
  if (!day || text.size() == 10) return moment;
  if (offset_minutes(text.substr(10))) return Moment{*day, std::nullopt};
  if (!moment) return std::nullopt;
  const std::string_view clock = text.substr(11);
  const auto own_time = parse_clock(clock.substr(0, clock.find_first_of("+-Zz")), std::nullopt);
  return own_time == base::MinuteOfDay{0} ? Moment{*day, std::nullopt} : *moment;
}

}  // namespace bildungskiosk::publish
