#include "sync/publish/importers/integreat.hpp"
#include "sync/publish/importers/moment.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using base::make_date;
using offer::TriState;
using publish::FindingKind;

namespace {

/// One item of the interface; `more` is put at its end.
std::string item(const std::string& more, const std::string& id = "2", const std::string& language = "de",
                 const std::string& title = "Sprachcafé") {
  return R"({"id":)" + id + R"(,"path":"/lindach/)" + language + R"(/x/","title":")" + title +
         R"(","modified_gmt":"2026-01-22T12:46:33.967Z","excerpt":"","content":"<p>Kommen &amp; reden</p>",)" + more +
         "}";
}

std::string event(const std::string& start, const std::string& end, const std::string& more = "") {
  return R"("event":{"start":")" + start + R"(","end":")" + end + R"(","all_day":false)" + more +
         R"(},"location":{"name":"Rathaus","address":"Markt 1","town":"Lindach","postcode":"00101","latitude":null})";
}

const char* const kHours =
    R"("opening_hours":[{"allDay":false,"closed":false,"appointmentOnly":false,"timeSlots":[{"start":"10:00","end":"13:00"},)"
    R"({"start":"15:00","end":"18:00"}]},{"closed":true,"timeSlots":[]},{"appointmentOnly":true,"timeSlots":[]},)"
    R"({"allDay":true,"timeSlots":[]}],"location":{"name":"Amt","address":"Weg 2","town":"Lindach","latitude":"48.378",)"
    R"("longitude":10.25})";

std::string list(const std::string& items) { return "[" + items + "]"; }

}  // namespace

TEST_CASE("An event of the guide is an offer with its place and its time in Germany") {
  const auto outcome = import_text(list(item(event("2026-10-05T16:00:00Z", "2026-10-05T20:00:00+02:00"))));
  const offer::Offer& offer = outcome.only();
  CHECK(offer.kind == offer::OfferKind::kEvent);
  CHECK(offer.id == "vhs:vhs:event-2");
  CHECK(offer.description.at("de") == "Kommen & reden");
  REQUIRE(offer.schedule.sessions.size() == 1);
  CHECK(offer.schedule.sessions[0] == offer::Session{*make_date(2026, 10, 5), 18 * 60, 20 * 60, "", false});
  CHECK(outcome.places.at(0).address.street == "Markt 1");
}

TEST_CASE("A rule's dates are those within the window, on the event's own clock") {
  const auto outcome = import_text(list(item(
      event("2026-10-13T18:00:00+02:00", "2026-10-13T20:00:00+02:00") +
      R"(,"recurrence_rule":"DTSTART:20261013T160000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261112T235959;BYDAY=TU,TH")")));
  const auto& sessions = outcome.only().schedule.sessions;
  REQUIRE(sessions.size() == 6);
  CHECK(sessions[1].date == make_date(2026, 10, 15));
  CHECK(sessions[5].date == make_date(2026, 11, 12));
  for (const auto& session : sessions) CHECK(session.starts == 18 * 60);
}

TEST_CASE("An event that lasts for weeks is a span, on working days if it says so") {
  const auto outcome = import_text(
      list(item(event("2026-10-05T10:00:00+02:00", "2026-12-18T16:00:00+01:00", R"(,"only_weekdays":true)"))));
  CHECK(outcome.only().schedule.ends == make_date(2026, 12, 18));
  REQUIRE(outcome.only().schedule.weekly.size() == 5);
  CHECK(outcome.only().schedule.weekly[4] == offer::WeeklyPattern{base::Weekday::kFriday, 10 * 60, 16 * 60});
}

TEST_CASE("A counselling centre keeps its hours, its office's contact and its way in, and no person's name") {
  const auto outcome = import_text(list(item(
      std::string(kHours) +
          R"(,"category":{"name":"Beratungsstelle"},"organization":{"name":"Kreis Lindach"},"barrier_free":true,)"
          R"("appointment_url":"https://kreis.example/termin","contacts":[{"name":"Erika Muster",)"
          R"("email":"erika@kreis.example","phone_number":"1"},{"name":"","email":"amt@kreis.example","phone_number":"2"}])",
      "5", "de", "Migration")));
  const offer::Offer& offer = outcome.only();
  CHECK(offer.kind == offer::OfferKind::kCounselling);
  CHECK(offer.id == "vhs:kreis-lindach:location-5");
  CHECK(offer.registration.telephone == "2");
  CHECK(offer.registration.email == "amt@kreis.example");
  CHECK(offer.registration.url == "https://kreis.example/termin");
  CHECK(offer.schedule.weekly.size() == 2);
  CHECK_THAT(offer.description.at("de"), ContainsSubstring("Nur nach Vereinbarung: Mittwoch"));
  REQUIRE(outcome.places.size() == 1);
  const offer::Place& place = outcome.places[0];
  CHECK(place.accessibility.step_free == TriState::kYes);
  CHECK(place.geo == offer::GeoPoint{48.378, 10.25});
  REQUIRE(place.opening_hours.size() == 3);
  CHECK(place.opening_hours[1] == offer::OpeningHours{base::Weekday::kMonday, 15 * 60, 18 * 60});
  CHECK(place.opening_hours[2] == offer::OpeningHours{base::Weekday::kThursday, 0, 23 * 60 + 59});
  for (const auto& line : outcome.lines) CHECK(line.find("rika") == std::string::npos);
}

TEST_CASE("A location that is closed for the time being has no hours, and says so") {
  const auto outcome = import_text(list(item(std::string(kHours) + R"(,"temporarily_closed":true)")));
  CHECK(outcome.only().kind == offer::OfferKind::kPlace);
  CHECK(outcome.places.at(0).opening_hours.empty());
  CHECK_THAT(outcome.only().description.at("de"), ContainsSubstring("Vorübergehend geschlossen."));
}

TEST_CASE("Accessibility that nobody stated is unknown") {
  CHECK(import_text(list(item(std::string(kHours) + R"(,"barrier_free":null)"))).places.at(0).accessibility.step_free ==
        TriState::kUnknown);
}

TEST_CASE("The same event in several languages is one offer, in whatever order the files come") {
  const TemporaryDirectory directory;
  const std::string times = event("2026-10-05T18:00:00+02:00", "2026-10-05T20:00:00+02:00");
  write_text_file(directory / "de.json", list(item(times)));
  write_text_file(directory / "ar.json",
                  list(item(times + R"(,"available_languages":{"de":{"id":2}})", "9", "ar", "مقهى")));
  const auto outcome = import_paths({directory / "de.json", directory / "ar.json"});
  const offer::Offer& offer = outcome.only();
  CHECK(offer.name.at("de") == "Sprachcafé");
  CHECK(offer.name.at("ar") == "مقهى");
  CHECK(offer.description.contains("ar"));
  CHECK(offer.schedule.sessions.size() == 1);
  CHECK(outcome.count(FindingKind::kDuplicateId) == 0);
  CHECK(import_paths({directory / "ar.json", directory / "de.json"}).lines == outcome.lines);
}

TEST_CASE("A translation with a place of its own leaves none behind, whichever of the two comes first") {
  const TemporaryDirectory directory;
  const auto at = [](const std::string& place, const std::string& more) {
    return R"("event":{"start":"2026-10-05T18:00:00+02:00","end":"2026-10-05T20:00:00+02:00","all_day":false},)"
           R"("location":{"name":")" +
           place + R"(","address":"Markt 1","town":"Lindach","postcode":"00101"})" + more;
  };
  write_text_file(directory / "de.json", list(item(at("Rathaus", ""))));
  write_text_file(directory / "en.json",
                  list(item(at("Town hall", R"(,"available_languages":{"de":{"id":2}})"), "9", "en", "Language café")));
  const auto outcome = import_paths({directory / "en.json", directory / "de.json"});
  CHECK(outcome.only().name.size() == 2);
  REQUIRE(outcome.places.size() == 1);
  CHECK(outcome.places.front().name == "Rathaus");
  CHECK(outcome.only().place_id == outcome.places.front().id);
  CHECK(import_paths({directory / "de.json", directory / "en.json"}).lines == outcome.lines);
}

TEST_CASE("A broken item never costs another") {
  const auto outcome =
      import_text(list(R"(17,{"title":"Seite"},)" + item(event("2026-13-05", "x"), "3") + "," +
                       item(event("2026-10-05T18:00:00+02:00", "2026-10-05T17:00:00+02:00"), "4") + "," +
                       item(kHours, "5", "de", "") + "," + item(kHours, "6") + "," + item(kHours, "6")));
  CHECK(outcome.offers.size() == 3);
  CHECK(outcome.count(FindingKind::kNotARecord) == 2);
  CHECK(outcome.count(FindingKind::kUnreadableDate) == 1);
  CHECK(outcome.count(FindingKind::kEndBeforeBegin) == 1);
  CHECK(outcome.count(FindingKind::kNoName) == 1);
  CHECK(outcome.count(FindingKind::kDuplicateId) == 1);
}

TEST_CASE("JSON that breaks off is refused with its line, an empty list is empty, another JSON is another format") {
  const auto cut = import_text("[\n" + item(kHours) + ",\n{\"id\"");
  REQUIRE(cut.error);
  CHECK(cut.error->code == ErrorCode::kMalformedExport);
  CHECK(cut.stopped_at->line == 3);
  CHECK(import_text("[]").error->code == ErrorCode::kEmptyExport);
  CHECK(import_text("{}", publish::Format::kIntegreat).error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text(std::string(100'000, '[')).error->code == ErrorCode::kMalformedExport);
}

TEST_CASE("A moment with an offset is brought to Germany, the day as well") {
  const auto shown = [](const std::string& text) {
    const auto moment = publish::parse_moment(text);
    if (!moment) return std::string("?");
    return base::format_date(moment->day) + (moment->time ? " " + base::format_time_of_day(*moment->time) : "");
  };
  CHECK(shown("2026-09-02") == "2026-09-02");
  CHECK(shown("2026-09-02T16:00") == "2026-09-02 16:00");
  CHECK(shown("2026-09-02 16:00:00") == "2026-09-02 16:00");
  CHECK(shown("2026-09-02T14:00:00.000Z") == "2026-09-02 16:00");
  CHECK(shown("2026-09-02T22:30:00+00:00") == "2026-09-03 00:30");
  CHECK(shown("2026-01-02T16:00:00+0100") == "2026-01-02 16:00");
  for (const char* text : {"", "morgen", "2026-02-30", "2026-09-02Tx", "2026-09-02T16:00+99:00"})
    CHECK(shown(text) == "?");
}
