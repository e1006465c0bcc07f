#include <array>
#include <vector>

#include "sync/catalogue/search/occurrences.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Weekday;
using test::now;
using test::OfferBuilder;

std::int32_t day(const std::string& text) { return test::date(text).days_since_epoch; }

const std::array kTwoSessions = {SessionTime{test::date("2026-11-24").days_since_epoch, 570, 660},
                                 SessionTime{test::date("2026-12-01").days_since_epoch, 570, -1}};

Occurrences two_sessions() {
  return {.sessions = kTwoSessions, .weekly = {}, .first_day = kNoDay, .last_day = day("2026-12-01")};
}

TEST_CASE("The next session is the first that has not ended") {
  const Occurrences dates = two_sessions();
  CHECK(next_date(dates, now("2026-11-01"))->date == test::date("2026-11-24"));
  CHECK(next_date(dates, now("2026-11-24", "10:59"))->date == test::date("2026-11-24"));
  CHECK(next_date(dates, now("2026-11-24", "11:00"))->date == test::date("2026-12-01"));
  CHECK(next_date(dates, now("2026-12-01", "09:29")).has_value());
  CHECK_FALSE(next_date(dates, now("2026-12-01", "09:30")).has_value());
  CHECK(upcoming_count(dates, now("2026-11-24", "11:00")) == 1);
}

TEST_CASE("An offer is over after its last meeting of its last day") {
  const Occurrences dates = two_sessions();
  CHECK_FALSE(is_over(dates, now("2026-12-01", "09:00")));
  CHECK(is_over(dates, now("2026-12-01", "10:00")));
  CHECK(is_over(dates, now("2026-12-02")));
}

TEST_CASE("A weekly meeting takes place next on its day, today's until it ends") {
  const std::array weekly = {WeeklyTime{static_cast<std::int8_t>(Weekday::kTuesday), 780, 960},
                             WeeklyTime{static_cast<std::int8_t>(Weekday::kTuesday), 540, 600}};
  const Occurrences dates{.sessions = {}, .weekly = weekly, .first_day = kNoDay, .last_day = kNoDay};
  CHECK(next_date(dates, now("2026-11-23"))->date == test::date("2026-11-24"));
  CHECK(next_date(dates, now("2026-11-24", "09:30"))->starts == 540);
  CHECK(next_date(dates, now("2026-11-24", "10:00"))->starts == 780);
  CHECK(next_date(dates, now("2026-11-24", "16:00"))->date == test::date("2026-12-01"));
  CHECK_FALSE(is_over(dates, now("2199-01-01")));
}

TEST_CASE("A weekly meeting stays between the begin and the end of its offer") {
  const std::array weekly = {WeeklyTime{static_cast<std::int8_t>(Weekday::kTuesday), 780, 960}};
  const Occurrences dates{
      .sessions = {}, .weekly = weekly, .first_day = day("2026-12-01"), .last_day = day("2026-12-09")};
  CHECK(next_date(dates, now("2026-11-23"))->date == test::date("2026-12-01"));
  CHECK(next_date(dates, now("2026-12-02"))->date == test::date("2026-12-08"));
  CHECK_FALSE(next_date(dates, now("2026-12-09")).has_value());
}

TEST_CASE("A range of days includes both of its ends and nothing that has been") {
  const Occurrences dates = two_sessions();
  const auto between = [&](const char* from, const char* until, base::LocalTime at) {
    return takes_place_between(dates, test::date(from), test::date(until), at);
  };
  CHECK(between("2026-11-24", "2026-11-24", now("2026-11-20")));
  CHECK_FALSE(between("2026-11-25", "2026-11-30", now("2026-11-20")));
  CHECK(between("2026-11-25", "2026-12-01", now("2026-11-20")));
  CHECK_FALSE(between("2026-11-20", "2026-11-30", now("2026-11-25")));
  CHECK_FALSE(between("2026-12-31", "2026-11-01", now("2026-11-20")));
}

TEST_CASE("The last day is that of the end or of the last session, whichever is later") {
  CHECK(last_day(OfferBuilder().session("2026-11-24").ends("2026-12-24")) == day("2026-12-24"));
  CHECK(last_day(OfferBuilder().session("2027-01-24").ends("2026-12-24")) == day("2027-01-24"));
  CHECK(last_day(OfferBuilder().starts("2026-11-24")) == day("2026-11-24"));
  CHECK(last_day(OfferBuilder().starts("2026-11-24").weekly(Weekday::kMonday)) == kNoDay);
  CHECK(last_day(OfferBuilder().starts("2026-11-24").kind(offer::OfferKind::kCounselling)) == kNoDay);
  CHECK(last_day(OfferBuilder()) == kNoDay);
}

}  // namespace
}  // namespace bildungskiosk::catalogue
