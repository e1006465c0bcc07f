#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using publish::FindingKind;

TEST_CASE("An Open-vhs file gives its courses, provider and places") {
  const auto outcome = import_course(
      "<veranstaltungsort><name>Haus der Bildung</name><adresse><land>Deutschland</land><plz>00101</plz>"
      "<ort>Lindach</ort><strasse>Weg 1</strasse></adresse><barrierefrei>true</barrierefrei></veranstaltungsort>");
  const offer::Offer& offer = outcome.only();
  CHECK(offer.id == "vhs:4711:0f48f5a8-c22c-4aff-b891-77095cd84029");
  CHECK(offer.provider_id == "vhs:4711");
  CHECK(outcome.providers.front().name.at("de") == "VHS Lindach");
  REQUIRE(outcome.places.size() == 1);
  CHECK(outcome.places.front().id == offer.place_id);
  CHECK(outcome.places.front().address.locality == "Lindach");
  CHECK(outcome.places.front().accessibility.step_free == offer::TriState::kYes);
  CHECK(outcome.report.import.read == 1);
  CHECK(outcome.report.import.taken == 1);
  CHECK(outcome.report.import.left_out == 0);
}

TEST_CASE("Every version of Open-vhs from 0.9 to 1.2 is read, another is refused with its line") {
  for (const char* version : {"0.9", "1.0", "1.1", "1.2"}) {
    INFO(version);
    CHECK(import_text(openvhs_file(openvhs_course(""), version)).offers.size() == 1);
  }
  const auto outcome = import_text(openvhs_file(openvhs_course(""), "2.0"));
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kUnsupportedFormat);
  CHECK(outcome.stopped_at->line == 2);
}

TEST_CASE("Other XML is refused as another format") {
  const auto outcome = import_text("<html><body/></html>");
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kUnsupportedFormat);
}

TEST_CASE("A stray quote in the root tag refuses the file with line and column, never half a catalogue") {
  std::string file = openvhs_file(openvhs_course(""));
  file.insert(file.find(" xmlns:openvhs"), "\"");
  const auto outcome = import_text(file);
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kMalformedExport);
  REQUIRE(outcome.stopped_at);
  CHECK(outcome.stopped_at->line == 2);
  CHECK(outcome.stopped_at->column > 0);
  CHECK(outcome.offers.empty());
}

TEST_CASE("A blank line before the XML declaration is passed over, reported, and lines are still right") {
  const auto outcome =
      import_text("\n \n" + openvhs_file("<veranstaltung><guid>x</guid></veranstaltung>" + openvhs_course("")));
  CHECK(outcome.only().name.at("de") == "Töpfern");
  CHECK(outcome.count(FindingKind::kTextBeforeDeclaration) == 1);
  REQUIRE(outcome.count(FindingKind::kNoName) == 1);
  for (const auto& finding : outcome.report.import.findings) {
    if (finding.kind == FindingKind::kNoName) CHECK(finding.line == 6);  // 2 skipped, the fourth of the file
  }
}

TEST_CASE("A file that ends in the middle is refused whole") {
  std::string file = openvhs_file(openvhs_course("") + openvhs_course("", "0eafad5e-cf35-4d98-93cc-9808de0fdc5b"));
  for (const std::size_t length : {file.size() - 5, file.size() / 2, std::size_t{60}}) {
    INFO(length);
    const auto outcome = import_text(file.substr(0, length));
    REQUIRE(outcome.error);
    CHECK(outcome.error->code == ErrorCode::kMalformedExport);
    CHECK(outcome.stopped_at.has_value());
  }
}

TEST_CASE("Empty files and files without a course are told from broken ones") {
  CHECK(import_text("").error->code == ErrorCode::kEmptyExport);
  CHECK(import_text(openvhs_file("")).error->code == ErrorCode::kEmptyExport);
  CHECK(import_text("Kurs;Preis\n").error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text("Kurs;Preis\n", publish::Format::kOpenVhs).error->code == ErrorCode::kMalformedExport);
}

TEST_CASE("A file of nothing but white space is empty, and a web page is another format") {
  for (const std::size_t length : {3U, 6'000U}) {
    const auto outcome = import_text(std::string(length, '\n'));
    REQUIRE(outcome.error);
    CHECK(outcome.error->code == ErrorCode::kEmptyExport);
  }
  const auto page = import_text("<!DOCTYPE html>\n<html><body>Anmelden</body></html>");
  REQUIRE(page.error);
  CHECK(page.error->code == ErrorCode::kUnsupportedFormat);
}

TEST_CASE("A DOCTYPE is refused, so that no entity is ever expanded or fetched") {
  const std::string body = openvhs_file(openvhs_course("")).substr(39);
  const auto laughs = import_text("<!DOCTYPE v [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n" + body);
  REQUIRE(laughs.error);
  CHECK(laughs.error->code == ErrorCode::kMalformedExport);
  CHECK(laughs.stopped_at->line == 1);
  const auto external = import_text("<!DOCTYPE v SYSTEM \"file:///etc/passwd\">\n" + body);
  REQUIRE(external.error);
  CHECK(external.error->code == ErrorCode::kMalformedExport);
}

TEST_CASE("The encoding is the one that the declaration names") {
  std::string file = openvhs_file("<veranstaltung><guid>1</guid><name>T\xF6pfern f\xFCr 5 \xA4</name></veranstaltung>");
  file.replace(file.find("UTF-8"), 5, "ISO-8859-15");
  CHECK(import_text(file).only().name.at("de") == "Töpfern für 5 €");
}

TEST_CASE("A broken course never costs another") {
  const std::string huge = "<veranstaltung><guid>2</guid><name>x</name><text><eigenschaft>text</eigenschaft><text>" +
                           std::string(2'000'000, 'x') + "</text></text></veranstaltung>\n";
  std::string deep = "<veranstaltung><guid>3</guid>";
  for (int i = 0; i < 60; ++i) deep += "<t>";
  for (int i = 0; i < 60; ++i) deep += "</t>";
  deep += "</veranstaltung>\n";
  const auto outcome = import_text(openvhs_file(huge + deep + "<veranstaltung><name>ohne</name></veranstaltung>" +
                                                "<veranstaltung><guid>4</guid></veranstaltung>" + openvhs_course("")));
  CHECK(outcome.only().name.at("de") == "Töpfern");
  CHECK(outcome.count(FindingKind::kRecordTooLarge) == 2);
  CHECK(outcome.count(FindingKind::kNoId) == 1);
  CHECK(outcome.count(FindingKind::kNoName) == 1);
  CHECK(outcome.report.import.read == 5);
  CHECK(outcome.report.import.taken == 1);
  CHECK(outcome.report.import.left_out == 4);
}

TEST_CASE("XHTML inside a description is read as text, in its order") {
  const auto outcome = import_course(
      "<text><eigenschaft>text</eigenschaft><text><p>Eins &amp; "
      "<b>zwei</b></p><ul><li>drei</li></ul>vier</text></text>");
  CHECK(outcome.only().description.at("de") == "Eins & zwei\n- drei\nvier");
}

TEST_CASE("The same id twice in one file is taken once and reported with both places") {
  const auto outcome = import_text(openvhs_file(openvhs_course("") + openvhs_course("<nummer>zwei</nummer>")));
  CHECK(outcome.only().number.empty());
  REQUIRE(outcome.count(FindingKind::kDuplicateId) == 1);
  CHECK(outcome.report.import.findings.front().line == 5);
  CHECK(outcome.report.import.findings.front().detail == "export:4");
}

TEST_CASE("Upper and lower case of a UUID are one id") {
  const auto outcome = import_text(openvhs_file(openvhs_course("", "0F48F5A8-C22C-4AFF-B891-77095CD84029") +
                                                openvhs_course("", "0f48f5a8-c22c-4aff-b891-77095cd84029")));
  CHECK(outcome.offers.size() == 1);
  CHECK(outcome.count(FindingKind::kDuplicateId) == 1);
}

TEST_CASE("The same number under two guids is two offers and a note") {
  const auto outcome =
      import_text(openvhs_file(openvhs_course("<nummer>T1</nummer>") +
                               openvhs_course("<nummer>T1</nummer>", "0eafad5e-cf35-4d98-93cc-9808de0fdc5b")));
  CHECK(outcome.offers.size() == 2);
  CHECK(outcome.count(FindingKind::kSameNumberTwice) == 1);
}

TEST_CASE("A guid that is no UUID is used as it is and reported") {
  const auto outcome = import_text(openvhs_file(openvhs_course("", "T58129")));
  CHECK(outcome.only().id == "vhs:4711:T58129");
  CHECK(outcome.count(FindingKind::kGuidNotUuid) == 1);
}

TEST_CASE("An export that differs only in its time stamp gives the same bytes") {
  std::string first = openvhs_file(openvhs_course("<nummer>1</nummer>"));
  std::string second = first;
  const std::string stamp = "<erstellungszeitpunkt>2026-09-01T03:00:00+02:00</erstellungszeitpunkt>";
  second.insert(second.find("<ersteller>"), stamp);
  CHECK(import_text(first).lines == import_text(second).lines);
}

TEST_CASE("The order of the courses in the file does not matter") {
  const std::string one = openvhs_course("<nummer>1</nummer>");
  const std::string two = openvhs_course("<nummer>2</nummer>", "0eafad5e-cf35-4d98-93cc-9808de0fdc5b");
  CHECK(import_text(openvhs_file(one + two)).lines == import_text(openvhs_file(two + one)).lines);
}
