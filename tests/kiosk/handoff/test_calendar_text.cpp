#include <libical/ical.h>

#include <memory>
#include <sstream>
#include <vector>

#include "kiosk/handoff/calendar_text.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::handoff::test {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

const base::UnixSeconds kMade = *base::parse_utc("2026-11-20T04:00:00Z");

catalogue::UpcomingSession meeting(const char* date, std::optional<base::MinuteOfDay> starts,
                                   std::optional<base::MinuteOfDay> ends = {}) {
  catalogue::UpcomingSession meeting;
  meeting.session = {*base::parse_date(date), starts, ends, "", false};
  return meeting;
}

catalogue::OfferDetail course() {
  catalogue::OfferDetail detail;
  detail.offer.id = "vhs:f40405";
  detail.offer.name = {{"de", "Müsli, Brot; süße Brötchen für große Familien: backen wie früher in Größenau"},
                       {"en", "Baking"}};
  detail.place.emplace();
  detail.place->name = "vhs-Haus (fiktiv)";
  detail.place->address = {"Lindenplatz 4", "99991", "Auerbrunn", "", "DE"};
  return detail;
}

std::vector<icalcomponent*> events_of(const Component& calendar) {
  std::vector<icalcomponent*> events;
  for (auto* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT); event != nullptr;
       event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
    events.push_back(event);
  }
  return events;
}

}  // namespace

TEST_CASE("A calendar's meetings are those of the catalogue, in summer as in winter", "[handoff]") {
  catalogue::OfferDetail detail = course();
  // Before and after the clocks go back on 25 October 2026, and forward on 28 March 2027.
  detail.upcoming = {meeting("2026-10-24", 18 * 60, 20 * 60 + 15), meeting("2026-10-31", 18 * 60, 20 * 60 + 15),
                     meeting("2027-04-03", 9 * 60)};
  const CalendarText calendar = calendar_text(detail, "de", kMade, 10);
  CHECK(calendar.meetings == 3);

  const Component parsed(icalparser_parse_string(calendar.text.c_str()));
  REQUIRE(parsed);
  CHECK(icalcomponent_count_errors(parsed.get()) == 0);
  // RFC 5546's rules, by the library.
  CHECK(icalrestriction_check(parsed.get()) != 0);
  const auto events = events_of(parsed);
  REQUIRE(events.size() == 3);
  const auto begins = [&](std::size_t i) { return icaltime_as_timet(icalcomponent_get_dtstart(events[i])); };
  CHECK(begins(0) == *base::parse_utc("2026-10-24T16:00:00Z"));
  CHECK(begins(1) == *base::parse_utc("2026-10-31T17:00:00Z"));
  CHECK(begins(2) == *base::parse_utc("2027-04-03T07:00:00Z"));
  CHECK(icaltime_as_timet(icalcomponent_get_dtend(events[1])) == *base::parse_utc("2026-10-31T19:15:00Z"));
  CHECK(std::string(icalcomponent_get_summary(events[0])) == detail.offer.name.at("de"));
  CHECK(std::string(icalcomponent_get_location(events[0])) == "vhs-Haus (fiktiv), Lindenplatz 4, 99991 Auerbrunn");
  // Taken twice, it is still one entry; each meeting is its own.
  CHECK(std::string(icalcomponent_get_uid(events[0])) != icalcomponent_get_uid(events[1]));
  CHECK(calendar_text(detail, "de", kMade, 10).text == calendar.text);
}

TEST_CASE("A meeting without a time is a whole day, and a cancelled one is no meeting", "[handoff]") {
  catalogue::OfferDetail detail = course();
  detail.upcoming = {meeting("2026-12-01", 10 * 60), meeting("2026-12-02", std::nullopt)};
  detail.upcoming[0].session.cancelled = true;
  detail.upcoming[1].place.emplace();
  detail.upcoming[1].place->name = "Stadtpark";
  const CalendarText calendar = calendar_text(detail, "en", kMade, 10);
  const Component parsed(icalparser_parse_string(calendar.text.c_str()));
  REQUIRE(parsed);
  const auto events = events_of(parsed);
  REQUIRE(events.size() == 1);
  const icaltimetype begins = icalcomponent_get_dtstart(events[0]);
  CHECK(icaltime_is_date(begins) != 0);
  CHECK(begins.day == 2);
  CHECK(std::string(icalcomponent_get_summary(events[0])) == "Baking");
  CHECK(std::string(icalcomponent_get_location(events[0])) == "Stadtpark");
  detail.upcoming.pop_back();
  CHECK(calendar_text(detail, "de", kMade, 10).text.empty());
}

TEST_CASE("An offer that only says when it begins is a whole day in the calendar", "[handoff]") {
  catalogue::OfferDetail detail = course();
  detail.summary.next = catalogue::NextDate{*base::parse_date("2026-12-07"), {}, {}};
  const CalendarText calendar = calendar_text(detail, "de", kMade, 10);
  CHECK(calendar.meetings == 1);
  CHECK(calendar.text.find("DTSTART;VALUE=DATE:20261207\r\n") != std::string::npos);
}

TEST_CASE("A calendar holds the soonest of many meetings", "[handoff]") {
  catalogue::OfferDetail detail = course();
  for (int day = 1; day <= 9; ++day) {
    detail.upcoming.push_back(meeting(("2026-12-0" + std::to_string(day)).c_str(), 600));
  }
  const CalendarText calendar = calendar_text(detail, "de", kMade, 4);
  CHECK(calendar.meetings == 4);
  CHECK(calendar.text.find("20261204T090000Z") != std::string::npos);
  CHECK(calendar.text.find("20261205") == std::string::npos);
}

TEST_CASE("A calendar's lines end with CR LF and are folded at 75 octets", "[handoff]") {
  catalogue::OfferDetail detail = course();
  detail.upcoming = {meeting("2026-12-01", 600)};
  std::istringstream lines(calendar_text(detail, "de", kMade, 1).text);
  int folded = 0;
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    REQUIRE(line.ends_with('\r'));
    CHECK(line.size() <= 76);
    if (line.starts_with(' ')) ++folded;
  }
  CHECK(folded > 0);
}

}  // namespace bildungskiosk::handoff::test
