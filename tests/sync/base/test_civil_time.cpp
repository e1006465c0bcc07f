#include "sync/base/civil_time.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::base;

TEST_CASE("A date that no calendar has is refused") {
  CHECK_FALSE(make_date(2026, 2, 30));
  CHECK_FALSE(make_date(0, 1, 1));
  CHECK_FALSE(make_date(9999, 12, 31));
  CHECK_FALSE(parse_date("2026-2-3"));
  CHECK_FALSE(parse_date("24.11.2026"));
  CHECK(make_date(2028, 2, 29));
}

TEST_CASE("A date survives being written and read") {
  const auto date = parse_date("2026-11-24");
  REQUIRE(date);
  CHECK(format_date(*date) == "2026-11-24");
  CHECK(weekday(*date) == Weekday::kTuesday);
  CHECK(format_date(add_days(*date, 7)) == "2026-12-01");
}

TEST_CASE("A time of day is two or three pairs of digits within a day") {
  CHECK(parse_time_of_day("09:30") == MinuteOfDay{570});
  CHECK(parse_time_of_day("18:30:00") == MinuteOfDay{1110});
  CHECK_FALSE(parse_time_of_day("24:00"));
  CHECK_FALSE(parse_time_of_day("9:30"));
  CHECK(format_time_of_day(570) == "09:30");
}

TEST_CASE("UTC instants have the one form that TUF metadata uses") {
  const auto seconds = parse_utc("2026-11-24T09:30:15Z");
  REQUIRE(seconds);
  CHECK(format_utc(*seconds) == "2026-11-24T09:30:15Z");
  CHECK_FALSE(parse_utc("2026-11-24T09:30:15+01:00"));
  CHECK_FALSE(parse_utc("2026-11-24"));
}

TEST_CASE("German wall clocks change on the last Sundays of March and October") {
  const LocalTime winter = german_local_time(*parse_utc("2026-03-29T00:59:59Z"));
  CHECK(format_time_of_day(winter.minute) == "01:59");
  const LocalTime summer = german_local_time(*parse_utc("2026-03-29T01:00:00Z"));
  CHECK(format_time_of_day(summer.minute) == "03:00");
  const LocalTime autumn = german_local_time(*parse_utc("2026-10-25T01:00:00Z"));
  CHECK(format_time_of_day(autumn.minute) == "02:00");
  const UnixSeconds noon = *parse_utc("2026-07-01T10:00:00Z");
  CHECK(from_german_local_time(german_local_time(noon)) == noon);
}
