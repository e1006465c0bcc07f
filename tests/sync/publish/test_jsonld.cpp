#include <algorithm>

#include "sync/publish/importers/jsonld.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using base::make_date;
using offer::TriState;
using publish::FindingKind;

namespace {

/// An object of a type with a name; `more` begins with a comma.
std::string node(const std::string& type, const std::string& more = "", const std::string& name = "Töpfern") {
  return R"({"@context":"https://schema.org","@type":")" + type + R"(","name":")" + name + "\"" + more + "}";
}

offer::Price price_of(const std::string& offers) {
  return import_text(node("Course", R"(,"offers":)" + offers)).only().price;
}

std::string page(const std::string& scripts) {
  return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">" + scripts + "</head><body></body></html>";
}

std::string script(const std::string& json) { return "<script type=\"application/ld+json\">" + json + "</script>\n"; }

}  // namespace

TEST_CASE("A course of schema.org gives one offer for each of its instances") {
  const auto outcome = import_text(node(
      "Course",
      R"(,"@id":"https://a.example/k1","courseCode":"K1","provider":{"@type":"Organization","name":"Akademie"},)"
      R"("hasCourseInstance":[{"@type":"CourseInstance","startDate":"2026-10-05","endDate":"2026-12-01","courseMode":"onsite",)"
      R"("location":{"@type":"Place","name":"Haus","address":{"streetAddress":"Weg 1","postalCode":"00101",)"
      R"("addressLocality":"Lindach"},"geo":{"latitude":"48.378","longitude":"10.25"}}},)"
      R"({"@type":"CourseInstance","@id":"https://a.example/k1-2","courseMode":"online","startDate":"2026-11-02T17:00:00Z",)"
      R"("endDate":"2026-11-02T18:00:00Z"}])"));
  REQUIRE(outcome.offers.size() == 2);
  for (const auto& offer : outcome.offers) {
    CHECK(offer.kind == offer::OfferKind::kCourse);
    CHECK(offer.number == "K1");
    CHECK(offer.provider_id == "vhs:akademie");
  }
  const bool first_is_online = outcome.offers[0].mode == offer::AttendanceMode::kOnline;
  const auto& online = outcome.offers[first_is_online ? 0 : 1];
  const auto& onsite = outcome.offers[first_is_online ? 1 : 0];
  CHECK(online.schedule.sessions.at(0) == offer::Session{*make_date(2026, 11, 2), 18 * 60, 19 * 60, "", false});
  CHECK(onsite.schedule.ends == make_date(2026, 12, 1));
  CHECK(onsite.mode == offer::AttendanceMode::kOnsite);
  CHECK(outcome.places.at(0).geo == offer::GeoPoint{48.378, 10.25});
}

TEST_CASE("References within @graph are followed, and what is referred to is no offer of its own") {
  const auto outcome = import_text(
      R"({"@context":"https://schema.org","@graph":[)"
      R"({"@type":"CourseInstance","@id":"#i","startDate":"2026-10-05","location":{"@id":"#ort"}},)"
      R"({"@type":"Course","@id":"#k","name":"Kurs","provider":{"@id":"#org"},"hasCourseInstance":{"@id":"#i"}},)"
      R"({"@type":"Place","@id":"#ort","name":"Haus","address":"Weg 1, 00101 Lindach"},)"
      R"({"@type":"Organization","@id":"#org","name":"Akademie","telephone":"0123","email":"mailto:a@a.example"}]})");
  const offer::Offer& offer = outcome.only();
  CHECK(offer.name.at("de") == "Kurs");
  CHECK(offer.schedule.starts == make_date(2026, 10, 5));
  CHECK(offer.registration.email == "a@a.example");
  CHECK(outcome.places.at(0).address.locality == "Lindach");
  CHECK(outcome.places.at(0).address.street == "Weg 1");
}

TEST_CASE("References that go round in circles end") {
  const auto outcome = import_text(
      R"({"@context":"https://schema.org","@id":"a","@type":"Course","name":"K","hasCourseInstance":[{"@id":"a"},7,null],)"
      R"("provider":{"@id":"a"},"location":{"@id":"a"},"subEvent":{"@id":"a"}})");
  CHECK_FALSE(outcome.error);
}

TEST_CASE("Prefixes of names and types are taken off, and any kind of Event is one") {
  const auto outcome = import_text(
      R"([{"@type":"schema:ExhibitionEvent","schema:name":"A","schema:startDate":"2026-10-03","schema:endDate":"2026-11-01"},)"
      R"({"@type":["Thing","http://schema.org/Event"],"http://schema.org/name":"B"},{"@type":"Person","name":"C"}])");
  REQUIRE(outcome.offers.size() == 2);
  for (const auto& offer : outcome.offers) CHECK(offer.kind == offer::OfferKind::kEvent);
}

TEST_CASE("Unknown is not free, a zero is, and numbers may be texts") {
  CHECK(price_of(R"({"price":"120,50","priceCurrency":"EUR"})").amount_cents == 12'050);
  CHECK(price_of(R"({"price":60.5})").amount_cents == 6'050);
  CHECK(price_of(R"({"price":"0"})").free == TriState::kYes);
  CHECK(price_of(R"({"price":""})").free == TriState::kUnknown);
  CHECK(price_of(R"({"price":-1})").free == TriState::kUnknown);
  CHECK(price_of(R"({"price":"TBC"})").free == TriState::kUnknown);
  CHECK(price_of(R"([{"price":"10"},{"name":"ermäßigt","price":"5"}])").reduced_cents == 500);
  CHECK(price_of(R"({"price":"10","priceCurrency":"CHF"})").currency == "CHF");
  const auto aggregate = price_of(R"({"@type":"AggregateOffer","lowPrice":5,"priceCurrency":"EUR"})");
  CHECK_FALSE(aggregate.amount_cents.has_value());
  CHECK(aggregate.note.at("de") == "ab 5 EUR");
  CHECK(import_text(node("Course", R"(,"isAccessibleForFree":true)")).only().price.free == TriState::kYes);
  CHECK(import_text(node("Course", R"(,"isAccessibleForFree":"false")")).only().price.free == TriState::kNo);
  CHECK(import_text(node("Course")).only().price.free == TriState::kUnknown);
}

TEST_CASE("A cancelled event stays, marked; an end before the begin is dropped and reported") {
  const auto outcome = import_text(node(
      "Event",
      R"(,"eventStatus":"https://schema.org/EventCancelled","startDate":"2026-10-09T19:00+02:00","endDate":"2026-10-09T18:00+02:00")"));
  REQUIRE(outcome.only().schedule.sessions.size() == 1);
  CHECK(outcome.only().schedule.sessions[0].cancelled);
  CHECK_FALSE(outcome.only().schedule.sessions[0].ends.has_value());
  CHECK(outcome.count(FindingKind::kEndBeforeBegin) == 1);
}

TEST_CASE("A schedule's days of the week, and dates without names of their own, are the meetings") {
  const auto weekly = import_text(node(
      "Event",
      R"(,"eventSchedule":{"startDate":"2026-10-06","endDate":"2026-12-01","byDay":["https://schema.org/Tuesday","Saturday"],"startTime":"18:00:00","endTime":"19:30:00"})"));
  REQUIRE(weekly.only().schedule.weekly.size() == 2);
  CHECK(weekly.only().schedule.weekly[1] == offer::WeeklyPattern{base::Weekday::kSaturday, 18 * 60, 19 * 60 + 30});
  const auto festival = import_text(node(
      "Festival",
      R"(,"subEvent":[{"@type":"Event","startDate":"2026-10-06T18:00"},{"@type":"Event","name":"Konzert","startDate":"2026-10-07T18:00"}])",
      "Fest"));
  REQUIRE(festival.offers.size() == 2);
}

TEST_CASE("Texts in several languages keep them, and HTML becomes paragraphs") {
  const auto outcome = import_text(node(
      "Course",
      R"(,"description":[{"@value":"<p>Eins</p><ul><li>zwei</li></ul>","@language":"de-DE"},{"@value":"One","@language":"en"}])"));
  CHECK(outcome.only().description.at("de") == "Eins\n- zwei");
  CHECK(outcome.only().description.at("en") == "One");
  const auto map =
      import_text(R"({"@type":"Course","@context":"https://schema.org","name":{"de":"Kurs","en":"Course"}})");
  CHECK(map.only().name.at("en") == "Course");
}

TEST_CASE("Names of people get nowhere") {
  const auto outcome = import_text(node(
      "Event",
      R"(,"startDate":"2026-10-09","organizer":{"@type":"Person","name":"Erika Muster","email":"e@muster.example"},)"
      R"("performer":{"name":"Max Muster"},"instructor":"Eva Muster","author":{"name":"Ida Muster"})"));
  for (const auto& line : outcome.lines) CHECK(line.find("uster") == std::string::npos);
}

TEST_CASE("A page gives what its script elements hold; a broken one costs no other and is reported with its line") {
  const auto outcome = import_text(page("\n" + script(node("Course", R"(,"description":"vor </p> nach")", "Eins")) +
                                        "<script>var a = '<script>';</script>\n" + script("{\"@type\":\n\"Event\",") +
                                        script("[" + node("Event", "", "Zwei") + "]")));
  REQUIRE(outcome.offers.size() == 2);
  CHECK(outcome.count(FindingKind::kNotARecord) == 1);
  CHECK(outcome.report.import.read == 3);
}

TEST_CASE("A page without JSON-LD and JSON without a course are another format, broken JSON is refused with its line") {
  CHECK(import_text(page("")).error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text(R"({"@context":"https://schema.org","@type":"Person","name":"x"})").error->code ==
        ErrorCode::kUnsupportedFormat);
  const auto cut = import_text("{\"@context\":\"https://schema.org\",\n\"@type\":");
  REQUIRE(cut.error);
  CHECK(cut.error->code == ErrorCode::kMalformedExport);
  CHECK(cut.stopped_at->line == 2);
}

TEST_CASE("A broken node never costs another, and their order does not matter") {
  std::vector<std::string> nodes = {node("Course", "", "A"),
                                    node("Event", R"(,"startDate":"bald")", "B"),
                                    node("Event", R"(,"startDate":["2026-10-01"])", "C"),
                                    R"({"@type":"Event"})",
                                    R"({"@type":"Course","name":{"a":{"b":1}}})",
                                    "null",
                                    "3"};
  const auto joined = [&] {
    std::string all = "[";
    for (const std::string& one : nodes) all += (all.size() > 1 ? "," : "") + one;
    return all + "]";
  };
  const auto outcome = import_text(joined());
  CHECK(outcome.offers.size() == 3);
  std::reverse(nodes.begin(), nodes.end());
  CHECK(import_text(joined(), publish::Format::kJsonLd).lines == outcome.lines);
}
