#include "sync/publish/importers/moment.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using base::make_date;
using publish::parse_day_or_moment;

TEST_CASE("A day that a program wrote as its midnight is that day, whichever offset was built into it") {
  for (const char* text : {"2026-12-05", "2026-12-05T00:00:00", "2026-12-05T00:00:00.000+02:00", "2026-12-05T00:00:00Z",
                           "2026-12-05+01:00", "2026-12-05Z", " 2026-12-05T00:00 "}) {
    INFO(text);
    const auto moment = parse_day_or_moment(text);
    REQUIRE(moment);
    CHECK(moment->day == make_date(2026, 12, 5));
    CHECK_FALSE(moment->time);
  }
}

TEST_CASE("Any other time is brought to the German clock, the day as well") {
  const auto plain = parse_day_or_moment("2026-12-05T18:30:00");
  REQUIRE(plain);
  CHECK(plain->time == 18 * 60 + 30);
  const auto west = parse_day_or_moment("2026-12-05T19:30:00-05:00");
  REQUIRE(west);
  CHECK(west->day == make_date(2026, 12, 6));
  CHECK(west->time == 90);
  const auto summer = parse_day_or_moment("2026-07-05T16:00:00Z");
  REQUIRE(summer);
  CHECK(summer->time == 18 * 60);
}

TEST_CASE("What is no day is not read as one") {
  for (const char* text : {"", "2026-12", "im Herbst", "2026-02-30", "2026-12-05 abends", "2026-12-05T25:00",
                           "2026-12-05T18:00+99:00", "2026-12-05x", "2026-12-05-quatsch", "2026-12-05Zxx"}) {
    INFO(text);
    CHECK_FALSE(parse_day_or_moment(text));
  }
}
