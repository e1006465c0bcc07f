#include "sync/catalogue/search/week_selection.hpp"

#include <algorithm>
#include <tuple>

namespace bildungskiosk::catalogue {
namespace {

enum class Usefulness { kToBegin, kWithoutTime, kRunning };

Usefulness usefulness(const NextDate& next, base::LocalTime now) {
  if (!next.starts) return Usefulness::kWithoutTime;
  return next.date == now.date && *next.starts < now.minute ? Usefulness::kRunning : Usefulness::kToBegin;
}

}  // namespace

std::vector<std::uint32_t> spread_over_days(std::vector<WeekDate> dates, base::LocalTime now, std::size_t count) {
  const auto within_day = [now](const WeekDate& date) {
    return std::tuple(date.next.date, usefulness(date.next, now), date.next.starts, date.offer);
  };
  std::sort(dates.begin(), dates.end(),
            [&](const WeekDate& a, const WeekDate& b) { return within_day(a) < within_day(b); });

  struct Place {
    std::size_t round = 0;
    std::size_t position = 0;  // in the order of days
  };
  std::vector<Place> places;
  places.reserve(dates.size());
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const bool same_day = i > 0 && dates[i].next.date == dates[i - 1].next.date;
    places.push_back({same_day ? places.back().round + 1 : 0, i});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.round, a.position) < std::tie(b.round, b.position);
  });

  std::vector<std::uint32_t> chosen;
  for (std::size_t i = 0; i < std::min(count, places.size()); ++i) chosen.push_back(dates[places[i].position].offer);
  return chosen;
}

}  // namespace bildungskiosk::catalogue
