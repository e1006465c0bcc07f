#include "sync/publish/importers/opening_hours.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using base::Weekday;
using publish::parse_opening_hours;

namespace {

std::string shown(const std::string& text) {
  const auto hours = parse_opening_hours(text);
  if (!hours) return "?";
  std::string out;
  for (const auto& span : *hours) {
    out += std::to_string(static_cast<int>(span.day) + 1) + " " + base::format_time_of_day(span.opens) + "-" +
           base::format_time_of_day(span.closes) + ";";
  }
  return out;
}

}  // namespace

TEST_CASE("Opening hours are read as offices write them") {
  CHECK(shown("Mo 9-12") == "1 09:00-12:00;");
  CHECK(shown("Mo-Mi 9:00–12:00 Uhr") == "1 09:00-12:00;2 09:00-12:00;3 09:00-12:00;");
  CHECK(shown("Mo 9-12, 14:00-17:30; Sa 10-13 Uhr") == "1 09:00-12:00;1 14:00-17:30;6 10:00-13:00;");
  CHECK(shown("montags und mittwochs 9 bis 12 Uhr") == "1 09:00-12:00;3 09:00-12:00;");
  CHECK(shown("Di, Do: 15.00 - 18.00 Uhr, Fr 9 Uhr bis 11 Uhr") == "2 15:00-18:00;4 15:00-18:00;5 09:00-11:00;");
  CHECK(shown("Mo geschlossen, Di 10-24") == "2 10:00-23:59;");
  CHECK(shown("Mo,Tu,We 09:00-12:00") == "1 09:00-12:00;2 09:00-12:00;3 09:00-12:00;");
  CHECK(shown("So-Mo 10-11") == "7 10:00-11:00;1 10:00-11:00;");
}

TEST_CASE("Opening hours of which a part can't be read are not read at all") {
  for (const char* text : {"", "nach Vereinbarung", "Mo", "9-12", "Mo 9-12 und nach Vereinbarung", "Mo 12-9", "Mo 9",
                           "Mo-Feiertag 9-12", "Mo 9-12; Di"}) {
    INFO(text);
    CHECK_FALSE(parse_opening_hours(text).has_value());
  }
}
