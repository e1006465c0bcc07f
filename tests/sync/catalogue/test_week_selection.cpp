#include "sync/catalogue/search/week_selection.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::catalogue {
namespace {

using Chosen = std::vector<std::uint32_t>;

WeekDate at(std::uint32_t offer, const char* day, std::optional<base::MinuteOfDay> starts) {
  return {offer, {test::date(day), starts, std::nullopt}};
}

TEST_CASE("A short list of the week shows a date of each day before a second one of any") {
  const std::vector<WeekDate> dates = {
      at(1, "2026-11-23", 600), at(2, "2026-11-23", 540), at(3, "2026-11-23", 660),
      at(4, "2026-11-25", 540), at(5, "2026-11-28", 540), at(6, "2026-11-25", 480),
  };
  const base::LocalTime monday_morning{test::date("2026-11-23"), 480};
  CHECK(spread_over_days(dates, monday_morning, 3) == Chosen{2, 6, 5});
  CHECK(spread_over_days(dates, monday_morning, 10) == Chosen{2, 6, 5, 1, 4, 3});
  CHECK(spread_over_days({}, monday_morning, 3).empty());
}

TEST_CASE("What has yet to begin is put forward before what has no time, and that before what is running") {
  const std::vector<WeekDate> today = {at(1, "2026-11-23", 480), at(2, "2026-11-23", std::nullopt),
                                       at(3, "2026-11-23", 720)};
  CHECK(spread_over_days(today, {test::date("2026-11-23"), 500}, 3) == Chosen{3, 2, 1});
}

}  // namespace
}  // namespace bildungskiosk::catalogue
