#include <random>
#include <string>
#include <vector>

#include "sync/exchange/limits.hpp"
#include "sync/exchange/record.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk {
namespace {

using base::ErrorCode;
using exchange::parse_record;
using exchange::Record;
using exchange::write_record;

/// A valid offer's line with `from` replaced by `to`: valid but for one thing.
std::string broken(const std::string& from, const std::string& to) {
  std::string line = write_record(test::offer_with_everything());
  const std::size_t at = line.find(from);
  REQUIRE(at != std::string::npos);
  return line.replace(at, from.size(), to);
}

void check_refused(const std::string& line, const std::string& reason) {
  CAPTURE(line.substr(0, 200));
  const auto record = parse_record(line);
  REQUIRE_FALSE(record);
  CHECK(record.error().code == ErrorCode::kMalformedRecord);
  CHECK_THAT(record.error().detail, ContainsSubstring(reason));
}

TEST_CASE("Every record reads back as it was written") {
  std::vector<Record> records = test::ground_records();
  for (const offer::Offer& offer : test::small_offers()) records.emplace_back(offer);
  for (const offer::Offer& offer : test::generated_offers(200)) records.emplace_back(offer);
  records.emplace_back(test::offer_with_everything());
  for (const Record& record : records) {
    const std::string line = write_record(record);
    const auto again = parse_record(line);
    REQUIRE(again);
    CHECK(*again == record);
    CHECK(write_record(*again) == line);
  }
}

TEST_CASE("An offer with everything has the bytes that the format promises") {
  CHECK(write_record(test::offer_with_everything()) ==
        R"({"abstract":{"de":"Kurz gesagt."},"access_requirements":{"de":"Ein Ausweis."},)"
        R"("accessibility":{"accessible_toilet":false,"easy_language":true,"hearing_loop":true,"sign_language":false,)"
        R"("slow_pace":true,"step_free":true},"audience":{"age_maximum":99,"age_minimum":18,)"
        R"("groups":["Eltern","Erzieher/innen"]},"capacity":{"current":3,"maximum":12,"minimum":6},)"
        R"("categories":[{"code":"4.06","scheme":"dvv","version":"2.0"}],)"
        R"("certificates":[{"description":{"de":"Auf Wunsch."},"name":"Teilnahmebescheinigung"}],)"
        R"("description":{"de":"Ein Absatz.\n- ein Punkt\n- \"noch\" \\ einer"},"funding":{"de":"Bildungsgutschein"},)"
        R"("id":"vhs:everything","inferred":["level"],"instruction_languages":["de","en"],"keywords":["Nähen"],)"
        R"("kind":"event","level":"B1","media":[{"alternative_text":{"de":"Eine Nähmaschine"},"kind":"image",)"
        R"("target":"media/0a1b.everything.webp"}],"mode":"blended","modified":"2026-11-20T10:00:00Z",)"
        R"("name":{"ar":"كل شيء","de":"Alles, was möglich ist"},"number":"262-0815","phases":["family","counselling"],)"
        R"("place":"vhs:place:haus","price":{"amount_cents":4550,"currency":"CHF","free":false,)"
        R"("note":{"de":"Material extra"},"reduced_cents":3550},"provider":"vhs",)"
        R"("registration":{"deadline":"2026-11-20","email":"info@vhs.example","note":{"de":"Bitte früh."},)"
        R"("required":true,"telephone":"09999 1234-0","url":"https://vhs.example/262-0815"},)"
        R"("schedule":{"ends":"2027-02-02","lessons":22.5,"sessions":[{"date":"2026-11-24","ends":"11:00",)"
        R"("starts":"09:30"},{"cancelled":true,"date":"2026-12-01","place":"vhs:place:steinau"}],"sessions_count":10,)"
        R"("starts":"2026-11-24","weekly":[{"day":2,"ends":"11:00","starts":"09:30"}]},"type":"offer",)"
        R"("url":"https://vhs.example/kurs/262-0815"})");
}

TEST_CASE("What is empty or unknown leaves no trace in the line") {
  offer::Offer offer = test::OfferBuilder("a:1").title("Kurs").place("").mode(offer::AttendanceMode::kUnknown);
  offer.abstract["de"] = "";
  CHECK(write_record(offer) == R"({"id":"a:1","kind":"course","name":{"de":"Kurs"},)"
                               R"("phases":["work-and-further-training"],"provider":"vhs","type":"offer"})");
}

TEST_CASE("Coordinates and lessons keep their digits and no more") {
  offer::Place place;
  place.id = "a:place:1";
  for (const auto& [latitude, text] : std::vector<std::pair<double, std::string>>{{50.123456, "50.123456"},
                                                                                  {-0.5, "-0.5"},
                                                                                  {50.0, "50"},
                                                                                  {49.99999999, "50"},
                                                                                  {1e-7, "0"},
                                                                                  {-1e-7, "0"},
                                                                                  {0.000001, "0.000001"}}) {
    place.geo = {latitude, 11.1};
    const std::string line = write_record(place);
    CHECK_THAT(line, ContainsSubstring("\"latitude\":" + text + ","));
    const auto again = parse_record(line);
    REQUIRE(again);
    CHECK(write_record(*again) == line);
  }
}

TEST_CASE("Random values on the format's grid read back as they were written") {
  std::mt19937 random(1);
  for (int i = 0; i < 2'000; ++i) {
    offer::Offer offer = test::OfferBuilder("r:" + std::to_string(i));
    offer.schedule.lessons = static_cast<double>(random() % 10'000'000) / 100;
    offer.price.amount_cents = static_cast<std::int64_t>(random() % 100'000'001);
    offer.schedule.starts = base::Date{static_cast<std::int32_t>(random() % 100'000) - 20'000};
    offer.description["uk"] = std::string(random() % 300, static_cast<char>(' ' + random() % 95));
    if (offer.description["uk"].empty()) offer.description.clear();
    offer::Place place;
    place.id = "p:" + std::to_string(i);
    place.geo = {static_cast<double>(random() % 180'000'001) / 1e6 - 90, static_cast<double>(random() % 1000) / 1e3};
    place.geo->latitude = static_cast<double>(static_cast<std::int64_t>(place.geo->latitude * 1e6)) / 1e6;
    for (const Record& record : {Record(offer), Record(place)}) {
      const auto again = parse_record(write_record(record));
      REQUIRE(again);
      CHECK(*again == record);
    }
  }
}

TEST_CASE("Unknown fields are ignored and not kept, at every depth") {
  const std::string line = write_record(test::offer_with_everything());
  const std::string extended = broken(R"("capacity":{)", R"("zukunft":[{"a":[1,2.5,null]}],"capacity":{"waiting":7,)");
  const auto record = parse_record(extended);
  REQUIRE(record);
  CHECK(write_record(*record) == line);
}

TEST_CASE("White space and another order of fields are no reason to refuse a line") {
  const auto record =
      parse_record(R"({ "type": "news", "title": {"de": "Hallo"},  "id": "a:news:1", "text": {"de": ""} })");
  REQUIRE(record);
  CHECK(write_record(*record) == R"({"id":"a:news:1","title":{"de":"Hallo"},"type":"news"})");
}

TEST_CASE("A record of a type that is not known is told from a broken one") {
  const auto record = parse_record(R"({"type":"exhibition","id":"a:1"})");
  REQUIRE_FALSE(record);
  CHECK(record.error().code == ErrorCode::kUnsupportedFormat);
}

TEST_CASE("What is not one JSON object is refused") {
  for (const std::string line :
       {"", " ", "null", "[]", "1", "\"offer\"", "{", "{}", R"({"type":1})", R"({"type":"offer"})",
        R"({"type":"news","id":"a","title":{"de":"x"}} {})", "{\"type\":\"news\"\xff}",
        R"({"type":"news","type":"news","id":"a","title":{"de":"x"}})",
        R"({"type":"news","id":"a","title":{"de":"x","de":"y"}})"}) {
    CAPTURE(line);
    const auto record = parse_record(line);
    REQUIRE_FALSE(record);
    CHECK(record.error().code == ErrorCode::kMalformedRecord);
  }
}

TEST_CASE("Depth, fields and length of a line are bounded") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += '[';
  check_refused(deep, "");
  check_refused(broken(R"("level":"B1")", R"("x":[[[[[[[[[[1]]]]]]]]]],"level":"B1")"), "");
  std::string wide;
  for (std::size_t i = 0; i <= exchange::kFieldsMax; ++i) wide += "\"f" + std::to_string(i) + "\":1,";
  check_refused(broken(R"("level":"B1")", wide + R"("level":"B1")"), "fields");

  offer::Offer offer = test::OfferBuilder();
  offer.name["de"] = std::string(10'000'000, 'x');
  const auto long_title = parse_record(write_record(offer));
  REQUIRE_FALSE(long_title);
  CHECK(long_title.error().code == ErrorCode::kTooLarge);
  offer.name["de"] = std::string(exchange::kShortTextBytesMax + 1, 'x');
  check_refused(write_record(offer), "name.de: 2001 bytes");
  offer.name["de"] = std::string(exchange::kShortTextBytesMax, 'x');
  CHECK(parse_record(write_record(offer)));
}

TEST_CASE("Control characters and direction overrides are refused wherever a text stands") {
  for (const std::string bad : {"\\u0000", "\\u0007", "\\u001b", "\\u007f", "\\u0085", "\\u202e", "\\u2066", "\\u2028",
                                "\\ufeff", "\\t", "\\r"}) {
    check_refused(broken("Alles", bad), "name.de");
    check_refused(broken("Kurz", bad), "abstract.de");
    check_refused(broken("Eltern", bad), "audience.groups");
    check_refused(broken("09999", bad), "registration.telephone");
  }
  check_refused(broken("Alles", "\\n"), "name.de");
  CHECK(parse_record(broken("Kurz", "a\\nb")));
  CHECK(parse_record(broken("Alles", "\\u200e\\u200f\\u061c😀")));
}

TEST_CASE("Days outside 1900 to 2199, and days that do not exist, are refused") {
  for (const std::string day : {"0000-01-01", "9999-12-31", "1899-12-31", "2200-01-01", "2026-02-30", "2026-13-01",
                                "24.11.2026", "2026-11-24T00:00:00Z", "-2026-11-24"}) {
    check_refused(broken(R"("starts":"2026-11-24")", R"("starts":")" + day + '"'), "schedule.starts");
  }
  check_refused(broken(R"("starts":"09:30"},{)", R"("starts":"25:00"},{)"), "sessions[0].starts");
  check_refused(broken(R"("modified":"2026-11-20T10:00:00Z")", R"("modified":"2026-11-20")"), "modified");
}

TEST_CASE("An end before its begin is refused") {
  check_refused(broken(R"("ends":"2027-02-02")", R"("ends":"2026-11-23")"), "schedule.ends");
  check_refused(broken(R"("ends":"11:00")", R"("ends":"09:29")"), "ends");
}

TEST_CASE("Values of another type or out of bounds are refused") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"("age_maximum":99)", R"("age_maximum":"99")"},
      {R"("age_maximum":99)", R"("age_maximum":151)"},
      {R"("age_maximum":99)", R"("age_maximum":null)"},
      {R"("current":3)", R"("current":-1)"},
      {R"("current":3)", R"("current":3.5)"},
      {R"("amount_cents":4550)", R"("amount_cents":100000001)"},
      {R"("amount_cents":4550)", R"("amount_cents":1e99)"},
      {R"("lessons":22.5)", R"("lessons":-1)"},
      {R"("free":false)", R"("free":"nein")"},
      {R"("currency":"CHF")", R"("currency":"Fr.")"},
      {R"("day":2)", R"("day":0)"},
      {R"("kind":"event")", R"("kind":"party")"},
      {R"("mode":"blended")", R"("mode":"magic")"},
      {R"("phases":["family","counselling"])", R"("phases":[])"},
      {R"("phases":["family","counselling"])", R"("phases":["family","family"])"},
      {R"("phases":["family","counselling"])", R"("phases":["youth"])"},
      {R"("name":{"ar")", R"("name":{"Arabic")"},
      {R"("instruction_languages":["de","en"])", R"("instruction_languages":["de","x y"])"},
      {R"("keywords":["Nähen"])", R"("keywords":"Nähen")"},
      {R"("keywords":["Nähen"])", R"("keywords":[["Nähen"]])"},
      {R"("id":"vhs:everything")", R"("id":" vhs:everything")"},
      {R"("id":"vhs:everything",)", ""},
      {R"("provider":"vhs",)", ""},
      {R"("target":"media/)", R"("target":"../media/)"},
      {R"("target":"media/)", R"("target":"/media/)"},
      {R"("url":"https://vhs.example/kurs)", R"("url":"javascript:alert(1)//)"},
      {R"("url":"https://vhs.example/kurs)", R"("url":"https://vhs.example/ku rs)"},
      {R"("schedule":{)", R"("schedule":[],"x":{)"},
  };
  for (const auto& [from, to] : cases) check_refused(broken(from, to), "");
}

TEST_CASE("Lists are bounded") {
  offer::Offer offer = test::OfferBuilder();
  offer.keywords.assign(exchange::kListItemsMax + 1, "wort");
  check_refused(write_record(offer), "keywords");
  offer.keywords.clear();
  for (std::size_t i = 0; i <= exchange::kSessionsMax; ++i) {
    offer.schedule.sessions.push_back({.date = test::date("2026-01-01"), .starts = {}, .ends = {}, .place_id = ""});
  }
  check_refused(write_record(offer), "sessions");
}

TEST_CASE("Records are put in the order of a file") {
  std::vector<Record> records = {offer::News{.id = "a", .title = {}, .text = {}, .valid_from = {}, .valid_until = {}},
                                 test::OfferBuilder("b:2").build(),
                                 test::OfferBuilder("b:10").build(),
                                 offer::CatalogueInfo{},
                                 test::OfferBuilder("a:9").build(),
                                 offer::Provider{}};
  exchange::sort_records(records);
  std::string order;
  for (const Record& record : records)
    order += std::string(exchange::type_name(record)) + ' ' + exchange::record_key(record) + ';';
  CHECK(order == "catalogue ;provider ;offer a:9;offer b:10;offer b:2;news a;");
}

}  // namespace
}  // namespace bildungskiosk
