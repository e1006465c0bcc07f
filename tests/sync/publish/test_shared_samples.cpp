#include <algorithm>
#include <cstdlib>
#include <map>

#include "sync/publish/repository_writer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/import_support.hpp"
#include "tests/sync/publish/office_support.hpp"

// Real exports that are not part of the project: read when $BILDUNGSKIOSK_SHARED_DATA names their folder. What a person
// reading the file would expect of each record is written down by hand.

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::make_date;
using offer::AttendanceMode;
using offer::TriState;

namespace {

std::optional<std::string> shared_file(const std::string& name) {
  const char* folder = std::getenv("BILDUNGSKIOSK_SHARED_DATA");
  if (folder == nullptr) {
    WARN("skipped: $BILDUNGSKIOSK_SHARED_DATA is not set");
    return std::nullopt;
  }
  return std::string(folder) + "/" + name;
}

const offer::Offer& by_title(const ImportOutcome& outcome, const std::string& title_begin) {
  for (const auto& offer : outcome.offers) {
    if (offer.name.at("de").starts_with(title_begin)) return offer;
  }
  FAIL("no offer " << title_begin);
  return outcome.offers.front();
}

}  // namespace

TEST_CASE("The Open-vhs sample gives, record for record, what a reader expects") {
  const auto path = shared_file("openvhs/openvhs-1.2_excerpt.xml");
  if (!path) return;
  const auto outcome = import_paths({*path});
  REQUIRE_FALSE(outcome.error);
  REQUIRE(outcome.offers.size() == 5);
  CHECK(outcome.report.import.left_out == 0);

  const auto& windows = by_title(outcome, "Windows und Internet");
  CHECK(windows.mode == AttendanceMode::kOnline);
  CHECK(windows.place_id.empty());
  CHECK(windows.level == "Einsteiger");
  CHECK(windows.price.amount_cents == 8280);
  CHECK(windows.price.free == TriState::kNo);
  CHECK(windows.accessibility.step_free == TriState::kYes);
  CHECK(windows.accessibility.slow_pace == TriState::kNo);
  CHECK(windows.capacity == offer::Capacity{6, 9, 12});
  CHECK(windows.schedule.starts == make_date(2021, 2, 3));
  CHECK(windows.schedule.ends == make_date(2021, 3, 1));
  REQUIRE(windows.schedule.sessions.size() == 5);
  CHECK(windows.schedule.sessions[0] == offer::Session{*make_date(2021, 2, 3), 18 * 60 + 30, 21 * 60, "", false});
  CHECK(windows.schedule.lessons == 15.0);
  CHECK(windows.audience.groups == std::vector<std::string>{"Lehrer/innen", "Erzieher/innen"});
  REQUIRE(windows.certificates.size() == 1);
  CHECK(windows.certificates[0].name == "TS59.P33B");
  CHECK_FALSE(windows.abstract.contains("de"));  // the subtitles only repeat the title

  const auto& english = by_title(outcome, "Englisch B1.2");
  CHECK(english.level == "B1.2");
  CHECK(english.categories == std::vector<offer::CategoryRef>{{"dvv", "2.0", "4.06"}});
  CHECK(english.phases == std::vector<offer::Phase>{offer::Phase::kLanguageAndIntegration});
  REQUIRE(english.schedule.sessions.size() == 3);
  CHECK(english.schedule.sessions[0].starts == 13 * 60);
  CHECK(english.schedule.sessions[0].ends == 16 * 60 + 15);
  CHECK_FALSE(english.schedule.sessions[2].starts.has_value());

  const auto& advanced = by_title(outcome, "Arabisch für Fortgeschrittene");
  CHECK(advanced.schedule.starts == make_date(2021, 2, 6));
  CHECK(advanced.schedule.ends == make_date(2021, 5, 22));  // fifteen weeks on, its own end being before the beginning
  CHECK(advanced.schedule.weekly.at(0).day == base::Weekday::kFriday);

  const auto& beginners = by_title(outcome, "Arabisch für Anfänger (A1)");
  CHECK(beginners.price.free == TriState::kYes);
  CHECK(beginners.level == "A1");
  CHECK(beginners.number == advanced.number);

  const auto& second = by_title(outcome, "Arabisch für Anfänger (A2)");
  CHECK(second.id == "vhs:0123456789:T58129");
  CHECK(second.level == "A2");
  CHECK(second.inferred == std::vector<std::string>{"level"});
  CHECK(second.price == offer::Price{});

  REQUIRE(outcome.places.size() == 2);
  for (const auto& place : outcome.places) CHECK(place.accessibility.step_free == TriState::kUnknown);
  CHECK(outcome.providers.at(0).name.at("de") == "vhs Landkreis Fulda");
}

TEST_CASE("The Berlin sample of 2020 gives what a reader expects") {
  const auto path = shared_file("vhs-berlin/sample-raw_2020.json");
  if (!path) return;
  const auto outcome = import_paths({*path});
  const auto& offer = outcome.only();
  CHECK(offer.name.at("de") == "EDV - Lohn- und Gehaltsabrechnung mit DATEV");
  CHECK(offer.abstract.at("de") == "Lohn (3) Xpert Business - Bildungsurlaub");
  CHECK(offer.price.amount_cents == 12620);
  CHECK(offer.price.reduced_cents == 6560);
  CHECK(offer.price.note.empty());
  CHECK(offer.capacity == offer::Capacity{7, std::nullopt, 14});
  CHECK(offer.schedule.sessions_count == 40);
  CHECK(offer.funding.at("de") == "Bildungsurlaub");
  CHECK(offer.mode == AttendanceMode::kOnsite);
  CHECK(outcome.places.at(0).name == "Schöneberg, VHS");
  CHECK(outcome.places.at(0).accessibility.step_free == TriState::kYes);
  CHECK(outcome.count(publish::FindingKind::kUnreadableBoolean) == 1);
}

TEST_CASE("The Berlin sample of 2026 gives what a reader expects") {
  const auto path = shared_file("vhs-berlin/kurse_sample_2026_abridged.json");
  if (!path) return;
  const auto outcome = import_paths({*path});
  const auto& offer = outcome.only();
  CHECK(offer.id == "vhs:mitte:789304");
  CHECK(offer.kind == offer::OfferKind::kCourse);
  CHECK(offer.price.amount_cents == 8470);
  CHECK(offer.price.reduced_cents == 4700);
  CHECK(offer.capacity == offer::Capacity{6, 1, 10});
  CHECK(offer.schedule.sessions.size() == 2);
  CHECK(offer.schedule.ends == make_date(2026, 12, 9));
  CHECK(offer.registration.telephone == "9018 37474");
  CHECK(offer.registration.email == "vhs@ba-mitte.berlin.de");
  REQUIRE(outcome.places.size() == 1);
  CHECK(outcome.places[0].room == "Raum 4.09 (Gymnastik)");
  CHECK(outcome.places[0].geo == offer::GeoPoint{52.528086, 13.396134});
  for (const auto& line : outcome.lines) CHECK(line.find("Muster") == std::string::npos);
}

TEST_CASE("The ONISEP sheet gives with a mapping, row for row, what a reader expects") {
  const auto path = shared_file("onisep/ideo-formations_initiales_en_france.csv");
  if (!path) return;
  const auto outcome =
      import_path_mapped(*path,
                         "list_separators = \"|\"\n[columns]\nid = \"lien site onisep.fr\"\n"
                         "title = \"libellé formation principal\"\nkeywords = \"domaine/sous-domaine\"\n"
                         "level = \"libellé niveau RNCP\"\nurl = \"lien site onisep.fr\"\n"
                         "[constants]\nprovider = \"ONISEP\"\n");
  REQUIRE_FALSE(outcome.error);
  CHECK(outcome.offers.size() == 6'086);
  CHECK(outcome.report.import.findings.empty());
  const auto& textile = by_title(outcome, "FCIL Art textile et spectacle vivant");
  CHECK(textile.url == "http://www.onisep.fr/http/redirection/formation/slug/FOR.7172");
  CHECK(textile.level == "non inscrit au RNCP");
  CHECK(textile.keywords == std::vector<std::string>{"arts, culture, artisanat/artisanat d'art",
                                                     "arts, culture, artisanat/arts du spectacle"});
}

TEST_CASE("The openQ-cat sample gives, field for field, what a reader expects") {
  const auto path = shared_file("openqcat/SYNTHETIC_openqcat-1.1.xml");
  if (!path) return;
  const auto outcome = import_paths({*path});
  CHECK(outcome.report.import.findings.empty());
  CHECK(outcome.report.import.unmapped_categories ==
        std::map<std::string, std::uint64_t>{{"kurssystematik ? EC 01", 1}});

  offer::Offer expected;
  expected.id = "vhs:245884:1000";
  expected.provider_id = "vhs:245884";
  expected.number = "IK-26-01";
  expected.name["de"] = "Allgemeiner Integrationskurs";
  expected.description["de"] = "Deutsch für den Alltag & Beruf\nTermine: Mo-Do vormittags";
  expected.access_requirements["de"] = "Zulassung BAMF";
  expected.categories = {{"openqcat", "1.1", "110"}, {"kurssystematik", "", "EC 01"}};
  expected.phases = {offer::Phase::kLanguageAndIntegration};
  expected.inferred = {"phases"};  // "Integrationskurs" says the same as EDUCATION_TYPE 110
  expected.keywords = {"Integrationskurs", "Teilzeit", "Deutsch als Zweitsprache"};
  expected.audience.groups = {"Zugewanderte"};
  expected.mode = AttendanceMode::kOnsite;
  expected.certificates = {{"DTZ", {{"de", "Prüfung: telc"}}}};
  expected.price.amount_cents = 22'900;
  expected.price.free = TriState::kNo;
  expected.price.note["de"] = "Befreiung möglich";
  expected.capacity = {10, std::nullopt, 20};
  expected.schedule.starts = make_date(2026, 10, 5);
  expected.schedule.ends = make_date(2027, 4, 30);
  expected.url = "https://example.org/kurs/1000";
  expected.registration.url = expected.url;
  expected.registration.telephone = "+49 9621 2";
  expected.registration.email = "kurse@example.org";
  REQUIRE(outcome.places.size() == 1);
  expected.place_id = outcome.places[0].id;
  CHECK(outcome.places[0].name == "Haus der Bildung");
  CHECK(outcome.places[0].address == offer::Address{"Schloßgraben 3", "92224", "Amberg", "", "DE"});
  CHECK(exchange::write_record(outcome.only()) == exchange::write_record(expected));

  const auto& provider = outcome.providers.at(0);
  CHECK(provider.name.at("de") == "Musterbildungswerk gGmbH");
  CHECK(provider.address == offer::Address{"Straße 1", "92224", "Amberg", "", "DE"});
  CHECK(provider.telephone == "+49 9621 1");
  CHECK(provider.email == "info@example.org");
  CHECK(provider.url == "https://example.org");
}

TEST_CASE("The Cornwall feeds are read whole, and one course gives, field for field, what a reader expects") {
  const auto path = shared_file("xcri/cornwall_20170515.xml");
  if (!path) return;
  const auto outcome = import_paths({*path});
  REQUIRE_FALSE(outcome.error);
  CHECK(outcome.offers.size() == 576);
  CHECK(outcome.report.import.left_out == 0);
  // Every date in summer time: 85 begins, 84 ends. The attribute has the day before the one in the text.
  CHECK(outcome.count(publish::FindingKind::kContradictoryDate) == 169);
  CHECK(outcome.count(publish::FindingKind::kUnreadablePrice) == 572);  // "TBC"

  const std::string id = "vhs:http-www-cornwall-ac-uk:http-//www.cornwall.ac.uk/online/offering/16CHZTA1IPC";
  const auto found = std::find_if(outcome.offers.begin(), outcome.offers.end(),
                                  [&](const offer::Offer& offer) { return offer.id == id; });
  REQUIRE(found != outcome.offers.end());
  offer::Offer expected;
  expected.id = id;
  expected.provider_id = "vhs:http-www-cornwall-ac-uk";
  expected.name["en"] = "Principles of Infection Prevention and Control Taster";
  expected.phases = {offer::Phase::kWorkAndFurtherTraining};
  expected.keywords = {"Taster Course", "Full Time", "Daytime"};
  expected.audience.age_minimum = 19;
  expected.mode = AttendanceMode::kOnsite;
  expected.price.note["en"] = "Please call our Enquiries Team for more details on this course.";
  expected.schedule.starts = make_date(2017, 6, 5);
  expected.schedule.ends = make_date(2017, 6, 5);
  expected.url = "http://www.cornwall.ac.uk/presentation/16CHZTA1IPC";
  expected.registration.url = expected.url;
  expected.registration.telephone = "0845 2232567";
  expected.registration.email = "enquiries@cornwall.ac.uk";
  expected.place_id = found->place_id;
  // Two paragraphs, one before six list items, and what comes after the course.
  const std::string& description = found->description.at("en");
  CHECK(description.starts_with("For anyone already working"));
  CHECK(std::count(description.begin(), description.end(), '\n') == 9);
  CHECK(description.find("Subjects covered will include:-\n- Roles") != std::string::npos);
  CHECK(description.find("\nOpportunities for progression") != std::string::npos);
  CHECK(description.find_first_of("<>&") == std::string::npos);
  CHECK(found->access_requirements.at("en").starts_with("There are no formal entry requirements"));
  expected.description = found->description;
  expected.access_requirements = found->access_requirements;
  CHECK(exchange::write_record(*found) == exchange::write_record(expected));

  const auto place = std::find_if(outcome.places.begin(), outcome.places.end(),
                                  [&](const offer::Place& each) { return each.id == expected.place_id; });
  REQUIRE(place != outcome.places.end());
  CHECK(place->name == "Cornwall College Camborne");
  CHECK(place->address == offer::Address{"Trevenson Campus, Pool", "TR15 3RD", "Redruth", "", "GB"});
  const auto& provider = outcome.providers.at(0);
  CHECK(provider.name.at("en") == "Cornwall College");
  CHECK(provider.address == offer::Address{"Trevenson Road", "TR15 3RD", "Pool", "", "GB"});
  CHECK(provider.telephone == "0845 2232567");
}

TEST_CASE("Two Cornwall feeds that differ only in their time stamp are the same records, and make no new release") {
  const auto first = shared_file("xcri/cornwall_20170515.xml");
  const auto second = shared_file("xcri/cornwall_20170516.xml");
  if (!first || !second) return;
  MemoryFileSystem files;
  publish::Office office = make_office(files, "/office");
  std::vector<publish::ReleaseResult::Outcome> outcomes;
  std::vector<std::vector<std::string>> records;
  base::UnixSeconds time = kReleaseTime;
  for (const auto& path : {*first, *second}) {
    publish::SourceImport import(base::posix_file_system(), product_taxonomy(), {"cornwall", ""}, import_day());
    REQUIRE(import.add_file(path, std::nullopt));
    const auto stock = import.finish();
    REQUIRE(stock);
    records.push_back(lines_of(stock->records));
    REQUIRE(office.store_source("cornwall", *stock));
    const auto released = publish::release(office, {}, {}, time += 3'600);
    REQUIRE(released);
    outcomes.push_back(released->outcome);
  }
  CHECK(records[0] == records[1]);
  using Outcome = publish::ReleaseResult::Outcome;
  CHECK(outcomes == std::vector<Outcome>{Outcome::kReleased, Outcome::kUnchanged});
}

TEST_CASE("The step from March to May of the Cornwall feed is 40 offers less and one that changed") {
  const auto march = shared_file("xcri/cornwall_20170322.xml");
  const auto may = shared_file("xcri/cornwall_20170515.xml");
  if (!march || !may) return;
  const auto by_id = [](const std::string& path) {
    std::map<std::string, std::string> lines;
    for (const offer::Offer& offer : import_paths({path}).offers) lines[offer.id] = exchange::write_record(offer);
    return lines;
  };
  const auto before = by_id(*march);
  const auto after = by_id(*may);
  // Counted apart from this program: identifiers and canonical XML of the 616 and 576 presentations with their courses.
  CHECK(before.size() == 616);
  CHECK(after.size() == 576);
  std::size_t added = 0;
  std::size_t changed = 0;
  for (const auto& [id, line] : after) {
    const auto known = before.find(id);
    added += known == before.end() ? 1U : 0U;
    changed += known != before.end() && known->second != line ? 1U : 0U;
  }
  CHECK(added == 0);
  CHECK(changed == 1);
  CHECK(before.size() + added - after.size() == 40);
}

TEST_CASE("The malformed Cornwall feed is refused with the line and column of its stray quote") {
  const auto path = shared_file("xcri/cornwall_malformed.xml");
  if (!path) return;
  const auto outcome = import_paths({*path});
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == base::ErrorCode::kMalformedExport);
  REQUIRE(outcome.stopped_at);
  CHECK(outcome.stopped_at->line == 2);
  CHECK(outcome.stopped_at->column > 1);
  CHECK(outcome.offers.empty());
}

TEST_CASE("The Integreat events give what a reader expects") {
  const auto path = shared_file("integreat/events_excerpt.json");
  if (!path) return;
  const auto outcome = import_paths({*path});
  REQUIRE_FALSE(outcome.error);
  REQUIRE(outcome.offers.size() == 2);
  CHECK(outcome.report.import.left_out == 0);
  const auto& test = by_title(outcome, "Test-Veranstaltung");
  CHECK(test.id == "vhs:vhs:event-2");
  CHECK(test.kind == offer::OfferKind::kEvent);
  CHECK(test.description.at("de") == "Dies ist die Beschreibung einer Test-Veranstaltung.");
  CHECK_FALSE(test.abstract.contains("de"));  // the interface only repeats the description
  CHECK(test.place_id.empty());
  // All its dates lie after the catalogue's window: the first is what is said.
  REQUIRE(test.schedule.starts == make_date(2030, 1, 1));
  const auto& lasting = by_title(outcome, "Dauerveranstaltung");
  CHECK(lasting.schedule.starts == make_date(2030, 1, 1));
  CHECK(lasting.schedule.ends == make_date(2030, 12, 31));
  CHECK(lasting.price.free == TriState::kUnknown);
}

TEST_CASE("The Integreat location gives what a reader expects") {
  const auto path = shared_file("integreat/locations_excerpt.json");
  if (!path) return;
  const auto outcome = import_paths({*path});
  const auto& offer = outcome.only();
  CHECK(offer.kind == offer::OfferKind::kPlace);
  CHECK(offer.name.at("de") == "Test-Ort");
  CHECK(offer.abstract.at("de") == "Meta-Beschreibung des Test-Ortes");
  CHECK(offer.keywords == std::vector<std::string>{"Behörde/Amt"});
  REQUIRE(outcome.places.size() == 1);
  const auto& place = outcome.places[0];
  CHECK(place.address == offer::Address{"Wolfgangstraße 2", "86153", "Augsburg", "", "DE"});
  CHECK(place.geo == offer::GeoPoint{48.378109, 10.887578});
  CHECK(place.accessibility.step_free == TriState::kYes);
  REQUIRE(place.opening_hours.size() == 2);
  CHECK(place.opening_hours[1] == offer::OpeningHours{base::Weekday::kMonday, 15 * 60, 18 * 60});
  CHECK(outcome.providers.at(0).name.at("de") == "Nicht archivierte Organisation");
}

TEST_CASE(
    "Linked Events, which calls itself schema.org and has other names, is refused rather than read without dates") {
  const auto path = shared_file("linkedevents/turku_event_excerpt.json");
  if (!path) return;
  const auto outcome = import_paths({*path});
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == base::ErrorCode::kUnsupportedFormat);
}
