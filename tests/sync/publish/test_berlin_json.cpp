#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using publish::FindingKind;

namespace {

std::string course(const std::string& fields, const std::string& guid = "789304") {
  return R"({"guid":")" + guid + R"(","nummer":"Li1","name":"Kickboxen")" + fields + "}";
}

}  // namespace

TEST_CASE("The dialect of 2020 gives its place from veranstaltungsort") {
  const auto outcome = import_text(berlin_file("[" + course(R"(,"veranstaltungsort":{"name":"Altes Rathaus","adresse":
      {"land":"Deutschland","plz":"00101","ort":"Lindach","strasse":"Markt 1"},"barrierefrei":"true"})") +
                                               "]"));
  CHECK(outcome.only().place_id == outcome.places.at(0).id);
  CHECK(outcome.places.front().name == "Altes Rathaus");
  CHECK(outcome.places.front().accessibility.step_free == offer::TriState::kYes);
}

TEST_CASE("The dialect of 2026 gives places, rooms, coordinates and sessions from ortetermine") {
  const auto outcome = import_text(berlin_file("[" + course(R"(,"bezirk":"Lindach","ortetermine":{"adresse":[
      {"lehrstaette":"Rathaus","ort":"Lindach","strasse":"Markt 1","raum":"2","laengengrad":"11.5","breitengrad":"50.5","behindertenzugang":"true"},
      {"lehrstaette":"Bad","ort":"Lindach","strasse":"Ufer 3","laengengrad":"0","breitengrad":"0","behindertenzugang":"false"}],
      "termin":[{"wochentag":"Mittwoch","beginn_datum":"2026-09-02","beginn_uhrzeit":"16:00","ende_uhrzeit":"17:30"},
      {"wochentag":"Mittwoch","beginn_datum":"2026-09-09","beginn_uhrzeit":"16:00","ende_uhrzeit":"17:30"}]})") +
                                               "]"));
  const offer::Offer& offer = outcome.only();
  CHECK(outcome.providers.front().name.at("de") == "Volkshochschule Lindach");
  REQUIRE(outcome.places.size() == 2);
  REQUIRE(offer.schedule.sessions.size() == 2);
  CHECK(offer.schedule.sessions[0].place_id.empty());
  CHECK_FALSE(offer.schedule.sessions[1].place_id.empty());
  CHECK(offer.schedule.sessions[1].place_id != offer.place_id);
  for (const auto& place : outcome.places) {
    if (place.name == "Rathaus") CHECK(place.geo == offer::GeoPoint{50.5, 11.5});
    if (place.name == "Bad") CHECK_FALSE(place.geo.has_value());  // 0,0 is "not entered"
  }
}

TEST_CASE("An element may be an object or an array, a string, a number or null") {
  const auto single = import_text(berlin_file(course(R"(,"schlagwort":"A1","untertitel":null,"termin":
      {"beginn_datum":"2026-09-02"},"text":{"eigenschaft":"Beschreibung","text":"Hallo"},"maximale_teilnehmerzahl":12,
      "preis":{"betrag":84.7,"zusatz":null,"rabatt_moeglich":false})")));
  const offer::Offer& offer = single.only();
  CHECK(offer.keywords == std::vector<std::string>{"A1"});
  CHECK(offer.description.at("de") == "Hallo");
  CHECK(offer.schedule.sessions.size() == 1);
  CHECK(offer.capacity.maximum == 12);
  CHECK(offer.price.amount_cents == 8470);
}

TEST_CASE("The category's version is the attribute that the converter wrote with an @") {
  const auto outcome = import_text(berlin_file(course(R"(,"dvv_kategorie":{"@version":"2.0","#text":"4.06"})")));
  CHECK(outcome.only().categories == std::vector<offer::CategoryRef>{{"dvv", "2.0", "4.06"}});
}

TEST_CASE("Names of lecturers and contact persons are not imported, the office's telephone and e-mail are") {
  const auto outcome = import_text(berlin_file(course(R"(,"dozent":{"anrede":"Frau","name":"Unbekannt","vorname":"Ute"},
      "ansprechperson":{"name":"Niemand","telefon":"030 2","mail":"niemand@vhs.example"},
      "anmeldung":{"telefon":"030 23125 1","mail":"vhs@lindach.example","link":"https://vhs.example"},
      "text":[{"eigenschaft":"Kursleitung","text":"Ute Unbekannt"},{"eigenschaft":"text","text":"Inhalt"}])")));
  const offer::Offer& offer = outcome.only();
  CHECK(offer.registration.telephone == "030 23125 1");
  CHECK(offer.registration.email == "vhs@lindach.example");
  CHECK(outcome.providers.front().telephone == "030 23125 1");
  for (const std::string& line : outcome.lines) {
    CHECK(line.find("Unbekannt") == std::string::npos);
    CHECK(line.find("Niemand") == std::string::npos);
    CHECK(line.find("niemand@") == std::string::npos);
  }
}

TEST_CASE("A JSON file that ends in the middle is refused with line and column") {
  const std::string file = berlin_file("[\n" + course("") + ",\n" + course("", "2") + "\n]");
  const auto outcome = import_text(file.substr(0, file.size() - 10));
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kMalformedExport);
  REQUIRE(outcome.stopped_at);
  CHECK(outcome.stopped_at->line == 3);
  CHECK(outcome.offers.empty());
}

TEST_CASE("Other JSON is another format, and JSON without a course is empty") {
  CHECK(import_text(R"({"events":[]})").error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text(berlin_file("[]")).error->code == ErrorCode::kEmptyExport);
  CHECK(import_text(berlin_file("null")).error->code == ErrorCode::kEmptyExport);
  CHECK(import_text("{").error->code == ErrorCode::kMalformedExport);
}

TEST_CASE("A course that is read at once says what the lexer says, byte for byte") {
  // A number with decimals, which nobody reads, leaves the course to the lexer.
  const std::string by_lexer = ",\"unbekannt\":0.5";
  for (const std::string fields :
       {R"()", R"(,"schlagwort":["A1",null,17,-3,true,["b","c"],{"d":"e"}],"nummer":18446744073709551615)",
        R"(,"untertitel":"\"Zitat\" \\ {Klammer} }] \u00e4\ud83d\ude00\n","level":"\/")",
        R"(,"level":"A1","level":"B1","":"leer","":{"":"","x":{}},"#text":"davor","@version":"1")",
        R"(,"text":{"eigenschaft":"Beschreibung","text":{"p":[{"#text":"eins"},"zwei",{"@class":"x","b":"drei"}]}})",
        R"(,   "termin" : [ {"beginn_datum":"2026-09-02"} , {"beginn_datum":"2026-09-09" }]
            )",
        R"(,"maximale_teilnehmerzahl":-0,"minimale_teilnehmerzahl":9223372036854775808)"}) {
    CAPTURE(fields);
    const auto at_once = import_text(berlin_file("[\n" + course(fields) + "\n]"));
    const auto lexed = import_text(berlin_file("[\n" + course(fields + by_lexer) + "\n]"));
    CHECK_FALSE(at_once.error);
    CHECK(at_once.lines == lexed.lines);
    CHECK(at_once.report.import.finding_counts == lexed.report.import.finding_counts);
  }
}

TEST_CASE("What is wrong inside a course refuses the file at its line, whatever was read at once before it") {
  for (const std::string wrong :
       {",\"level\" \"A1\"", ",\"level\":", ",\"level\":01", ",\"level\":\"\\x\"", ",\"level\":\"\\ud800\"", ",",
        ",\"level\":[}", ",\"level\":\"\xC3\"", ",\"level\":\"\x01\"", ",\"level\":tru", ",\"level\":1e999"}) {
    CAPTURE(wrong);
    const auto outcome =
        import_text(berlin_file("[\n" + course("") + ",\n" + course(wrong, "2") + ",\n" + course("", "3") + "\n]"));
    REQUIRE(outcome.error);
    CHECK(outcome.error->code == ErrorCode::kMalformedExport);
    CHECK_THAT(outcome.error->detail, ContainsSubstring("line 3, column"));
    CHECK_THAT(outcome.error->detail, !ContainsSubstring("line 1"));
    REQUIRE(outcome.stopped_at);
    CHECK(outcome.stopped_at->line == 3);
    CHECK(outcome.offers.empty());
  }
}

TEST_CASE("A course of any length between two chunks of the file is read whole") {
  const std::string padding(61'000, ' ');
  for (std::size_t shift = 0; shift < 4'700; shift += 97) {
    const auto outcome =
        import_text(berlin_file("[" + padding + std::string(shift, ' ') + course("") + "," + course("", "2") + "]"));
    REQUIRE(outcome.offers.size() == 2);
  }
  const auto large = import_text(
      berlin_file("[" + course(",\"level\":\"" + std::string(300'000, 'x') + "\"") + "," + course("", "2") + "]"));
  CHECK(large.offers.size() == 2);
  const auto too_large = import_text(
      berlin_file("[" + course(",\"x\":[\"" + std::string(600'000, 'x') + "\",\"" + std::string(600'000, 'y') + "\"]") +
                  "," + course("", "2") + "]"));
  CHECK(too_large.offers.size() == 1);
  CHECK(too_large.count(FindingKind::kRecordTooLarge) == 1);
}

TEST_CASE("A value where a course belongs is left out and costs no other") {
  const auto outcome = import_text(berlin_file("[17,\"Kurs\",null," + course("") + "]"));
  CHECK(outcome.only().name.at("de") == "Kickboxen");
  CHECK(outcome.count(FindingKind::kNotARecord) == 2);
  CHECK(outcome.report.import.read == 3);
}

TEST_CASE("Invalid UTF-8 refuses the file, and a byte order mark does not") {
  CHECK(import_text(berlin_file(course(",\"level\":\"\xFF\""))).error->code == ErrorCode::kMalformedExport);
  CHECK(import_text("\xEF\xBB\xBF" + berlin_file(course(""))).offers.size() == 1);
}

TEST_CASE("One endless string ends the reading, not the memory") {
  const auto outcome = import_text(berlin_file(course(",\"level\":\"" + std::string(3'000'000, 'x') + "\"")));
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kTooLarge);
}

TEST_CASE("A file nested without end is refused early, and its memory does not grow with the depth") {
  const std::string long_key(100'000, 'k');
  const std::string deep = "{\"veranstaltungen\":{\"veranstaltung\":{\"" + long_key + "\":" + std::string(200'000, '[');
  const auto outcome = import_text(deep);
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == base::ErrorCode::kMalformedExport);
  CHECK_THAT(outcome.error->detail, ContainsSubstring("nested deeper"));
  REQUIRE(outcome.stopped_at);
  CHECK(outcome.stopped_at->column < 100'400);
}

TEST_CASE("A provider without a name in the file is reported, and named by the command line") {
  CHECK(import_text(berlin_file(course(""))).count(FindingKind::kProviderUnnamed) == 1);
  const auto named = import_text(berlin_file(course("")), std::nullopt, "Stadtbücherei Auerbrunn");
  CHECK(named.count(FindingKind::kProviderUnnamed) == 0);
  CHECK(named.providers.front().name.at("de") == "Stadtbücherei Auerbrunn");
  CHECK(named.providers.front().id == "vhs:stadtbuecherei-auerbrunn");
}
