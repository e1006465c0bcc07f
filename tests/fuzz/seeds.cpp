#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>

#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/content_diff.hpp"
#include "sync/exchange/edit_script.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/importers/csv_template.hpp"
#include "sync/update/manifest.hpp"
#include "sync/update/service_state.hpp"
#include "tests/fuzz/patch_base.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/package/sample_package.hpp"
#include "tests/support/patch_of_texts.hpp"

// fuzz_seeds TARGET FOLDER: puts valid inputs of a fuzz target into the folder, made by the project's own builders.

namespace bildungskiosk::fuzz {
namespace {

using Seeds = std::map<std::string, std::string>;  // name → bytes

test::SamplePackage sample_package() {
  test::SamplePackage package;
  package.repository.add_key(trust::kRootRole, trust::KeyType::kEcdsaP256);
  package.repository.add_key(trust::kTargetsRole, trust::KeyType::kRsaPss);
  package.repository.root.roles[std::string(trust::kRootRole)].threshold = 2;
  package.repository.publish_root();
  package.repository.add_delegation(trust::kTargetsRole, "vhs", {"vhs/*", "vhs/media/*"});
  package.repository.add_delegation(trust::kTargetsRole, "../ihk", {"*/?.zst"}).terminating = true;
  trust::DelegatedRole& bin = package.repository.add_delegation(trust::kTargetsRole, "bin", {});
  bin.path_hash_prefixes = {"0a", "f"};
  package.repository.delegated["vhs"].further_fields["x-note"] = "ä\n";
  package.release();
  return package;
}

Seeds metadata() {
  Seeds seeds;
  const test::SamplePackage package = sample_package();
  for (const auto& [path, file] : package.repository.files) {
    if (path.starts_with("metadata/")) seeds[path.substr(9)] = file;
  }
  return seeds;
}

Seeds records() {
  offer::Place place;
  place.id = "vhs:place:haus";
  place.name = "Haus der Bildung";
  place.accessibility.step_free = offer::TriState::kYes;
  place.address.country = "DE";
  offer::CatalogueInfo info;
  info.generated_at = test::kPublishedAt;
  info.office = "Bildungsbüro";
  const std::map<std::string, exchange::Record> by_name = {
      {"everything", test::offer_with_everything()},
      {"course", test::OfferBuilder().session("2026-11-24", "09:30", "11:00").free().build()},
      {"weekly", test::OfferBuilder().weekly(base::Weekday::kMonday, "18:00", "19:30").build()},
      {"place", place},
      {"catalogue", info},
      {"news", offer::News{"office:news:1", {{"de", "Neu: \"Lernfest\""}}, {{"de", "Am Markt"}}, {}, {}}},
      {"synonym", offer::Synonym{"de", {"PC", "Computer", "Rechner"}}},
      {"category", offer::Category{{"DIN-EN-ISO", "2", "4.01"}, {{"de", "Sprachen"}}, offer::Phase::kFamily}},
  };
  Seeds seeds;
  for (const auto& [name, record] : by_name) {
    seeds[name] = exchange::write_record(record);
    const auto read = exchange::parse_record(seeds[name]);
    if (!read) std::cerr << name << " is no valid seed: " << read.error().detail << "\n";
  }
  for (const std::string& line : test::SamplePackage::lines_for("vhs", {"Nähen", "Rechnen"})) {
    seeds["sample-" + std::to_string(seeds.size())] = line;
  }
  return seeds;
}

Seeds compressed_lines() {
  Seeds seeds;
  for (const auto& [name, line] : records()) {
    seeds[name + ".jsonl"] = line + "\n";
    seeds[name + ".zst"] = base::as_text(exchange::compress(line + "\n").value());
  }
  seeds["empty.zst"] = base::as_text(exchange::compress("").value());
  seeds["repeated.zst"] = base::as_text(exchange::compress(std::string(20'000, 'a') + "\n").value());
  return seeds;
}

Seeds delta() {
  const std::string earlier = patch_base();
  Seeds seeds;
  for (const auto& [name, content] : {std::pair<std::string, std::string>("same.zst-patch", earlier),
                                      {"first-half.zst-patch", earlier.substr(0, earlier.size() / 2)},
                                      {"appended.zst-patch", earlier + "{\"type\":\"news\"}\n"}}) {
    seeds[name] = base::as_text(test::patch_of_texts(earlier, content).value());
  }
  return seeds;
}

Seeds edit_script() {
  const std::string earlier = patch_base();
  std::string changed = earlier;
  changed.replace(changed.find("Kurs 7919"), 9, "Nähkurs, mit Gästen");
  changed.erase(changed.find("{\"id\":\"vhs:50\""),
                changed.find("{\"id\":\"vhs:60\"") - changed.find("{\"id\":\"vhs:50\""));
  Seeds seeds;
  for (const auto& [name, content] : {std::pair<std::string, std::string>("same", earlier),
                                      {"changed", changed},
                                      {"appended", earlier + "{\"type\":\"news\"}\n"}}) {
    seeds[name] = exchange::write_edit_script(exchange::edits_between(earlier, content));
  }
  return seeds;
}

Seeds store_files() {
  update::Manifest manifest;
  manifest.number = 7;
  manifest.replaces = 6;
  manifest.installed_at = test::kPublishedAt;
  manifest.source = "/media/stick";
  manifest.office = "Bildungsbüro Landkreis Sonnfeld";
  manifest.catalogue = update::ManifestCatalogue{1'234'567, std::string(64, 'a'), 20'000};
  manifest.targets = {
      {"vhs/offers-3.jsonl.zst", "offers", 3, 4'711, {{"sha256", std::string(64, 'b')}}, std::string(64, 'c'), 12}};
  Seeds seeds{{"CURRENT", "bildungskiosk-store 1\ncatalogue 000006\nmetadata 000007\n"}};
  seeds["manifest.json"] = update::serialise(manifest);
  manifest.catalogue.reset();
  seeds["metadata-only.json"] = update::serialise(manifest);
  return seeds;
}

/// The first byte chooses language and refusals (targets/query.cpp).
Seeds query() {
  const std::string allowed(1, '\0');
  return {{"facets", allowed + "kostenloser Deutschkurs A1 am Samstag abends in Bad Lindach"},
          {"slip", allowed + "deutchkurs"},
          {"age", allowed + "malen 8 jahre"},
          {"relative", allowed + "nächste Woche"}};
}

Seeds service_status() {
  update::ServiceStatus status;
  Seeds seeds{{"idle.json", update::serialise(status)}};
  status.running = true;
  status.alive_at = test::kPublishedAt;
  status.medium.stage = update::MediumStage::kInstalling;
  status.medium.need = update::MediumNeed::kMustStay;
  status.medium.label = "STICK";
  status.medium.release = update::ReleaseSummary{"Bildungsbüro", "7f3a91c2", 12, test::kPublishedAt, 20'000};
  status.medium.changes = update::ReleaseChanges{12, 34, 5};
  status.medium.progress = {update::InstallStep::kIndexing, 100, 200, 3, 4, test::kPublishedAt};
  status.network.activity = update::NetworkStatus::Activity::kWaiting;
  status.network.last_error = base::ErrorCode::kIo;
  seeds["installing.json"] = update::serialise(status);
  status.medium.stage = update::MediumStage::kRefused;
  status.medium.refusal = update::Refusal{base::ErrorCode::kNoSpace, "disk", 4'711};
  seeds["refused.json"] = update::serialise(status);
  return seeds;
}

Seeds import_csv() {
  return {{"offers.csv", publish::csv_template(publish::CsvSheet::kOffers)},
          {"places.csv", publish::csv_template(publish::CsvSheet::kPlaces)}};
}

Seeds import_ical() {
  const std::string event =
      "BEGIN:VEVENT\nUID:1\nSUMMARY:Vorlesen\nDTSTART;TZID=Europe/Berlin:20261006T160000\nDURATION:PT1H\n"
      "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE:20261013T140000Z\nLOCATION:Haus\\, Weg 1\\, 00101 Lindach\nEND:VEVENT\n";
  return {{"weekly.ics", "BEGIN:VCALENDAR\n" + event + "END:VCALENDAR\n"}};
}

Seeds import_integreat() {
  return {
      {"event.json",
       R"([{"id":2,"path":"/lindach/de/x/","title":"Treff","content":"<p>Tee</p>","event":{"start":"2026-10-05T18:00:00)"
       R"(+02:00","end":"2026-10-05T20:00:00+02:00"},"recurrence_rule":"RRULE:FREQ=WEEKLY;BYDAY=MO"}])"}};
}

Seeds import_jsonld() {
  return {{"course.json",
           R"({"@type":"Course","name":"Kurs","offers":{"price":"12"},"hasCourseInstance":{"startDate":"2026-10-05",)"
           R"("location":{"name":"Haus","address":"Weg 1, 00101 Lindach"}}})"}};
}

Seeds import_openvhs() {
  return {
      {"course.xml",
       "<veranstaltungen version=\"1.2\"><veranstaltung><guid>1</guid><name>Kurs</name><preis><betrag>12,50</betrag>"
       "</preis><termin><beginn_datum>2026-10-05</beginn_datum><beginn_uhrzeit>18:00</beginn_uhrzeit></termin>"
       "</veranstaltung></veranstaltungen>"}};
}

Seeds import_berlin() {
  return {{"course.json",
           R"({"veranstaltungen":{"veranstaltung":[{"guid":"1","name":"Kurs","preis":{"betrag":"12.50"},"termin":)"
           R"({"beginn_datum":"2026-10-05","beginn_uhrzeit":"18:00"}}]}})"}};
}

Seeds import_openqcat() {
  const auto service = [](const std::string& id, const std::string& is_offer) {
    return "<SERVICE><PRODUCT_ID>" + id +
           "</PRODUCT_ID><SERVICE_DETAILS><TITLE>Kurs</TITLE><SERVICE_DATE><START_DATE>" +
           "2026-10-05T00:00:00</START_DATE></SERVICE_DATE><SERVICE_MODULE><EDUCATION type=\"" + is_offer +
           "\"><COURSE_ID>1</COURSE_ID></EDUCATION></SERVICE_MODULE></SERVICE_DETAILS></SERVICE>";
  };
  return {{"joined.xml", "<OPENQCAT version=\"1.1\"><NEW_CATALOG FULLCATALOG=\"true\">" + service("1", "true") +
                             service("2", "false") + "</NEW_CATALOG></OPENQCAT>"}};
}

Seeds import_xcri() {
  return {{"course.xml",
           "<catalog xmlns=\"http://xcri.org/profiles/1.2/catalog\"><provider><title>Haus</title><course><title>Kurs"
           "</title><presentation><identifier>1</identifier><start dtf=\"2026-10-05\">5 October 2026</start><cost>£5"
           "</cost></presentation></course></provider></catalog>"}};
}

const std::map<std::string, std::function<Seeds()>> kSeedsOf = {
    {"canonical_json", metadata},
    {"metadata", metadata},
    {"record", records},
    {"compressed_lines", compressed_lines},
    {"delta", delta},
    {"edit_script", edit_script},
    {"store_files", store_files},
    {"service_status", service_status},
    {"query", query},
    {"import_berlin", import_berlin},
    {"import_csv", import_csv},
    {"import_ical", import_ical},
    {"import_integreat", import_integreat},
    {"import_jsonld", import_jsonld},
    {"import_openqcat", import_openqcat},
    {"import_openvhs", import_openvhs},
    {"import_xcri", import_xcri},
};

}  // namespace
}  // namespace bildungskiosk::fuzz

int main(int argc, char** argv) {
  const auto seeds = argc == 3 ? bildungskiosk::fuzz::kSeedsOf.find(argv[1]) : bildungskiosk::fuzz::kSeedsOf.end();
  if (seeds == bildungskiosk::fuzz::kSeedsOf.end()) {
    std::cerr << "fuzz_seeds TARGET FOLDER; targets:";
    for (const auto& [name, make] : bildungskiosk::fuzz::kSeedsOf) std::cerr << " " << name;
    std::cerr << "\n";
    return 2;
  }
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  for (const auto& [name, bytes] : seeds->second()) std::ofstream(folder / name, std::ios::binary) << bytes;
  return 0;
}
