#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/publish/limits.hpp"
#include "sync/publish/quality_report.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using publish::FindingKind;

namespace {

ImportOutcome mixed_import() {
  return import_text(openvhs_file(
      openvhs_course("<beginn_datum>2026-08-03</beginn_datum><dvv_kategorie version=\"2.0\">9.99</dvv_kategorie>") +
      openvhs_course("<beginn_datum>2026-10-05</beginn_datum><schlagwort>Familie</schlagwort><veranstaltungsort>"
                     "<name>Haus</name><adresse><ort>Lindach</ort></adresse></veranstaltungsort>",
                     "2") +
      "<veranstaltung><guid>3</guid></veranstaltung>"));
}

}  // namespace

TEST_CASE("The JSON report says what was read, taken and left out, in total and for each source") {
  const auto json =
      nlohmann::json::parse(publish::report_as_json({{mixed_import().report, mixed_import().report}, import_day()}));
  CHECK(json.at("read") == 6);
  CHECK(json.at("taken") == 4);
  CHECK(json.at("left_out") == 2);
  const auto& source = json.at("sources").at(0);
  CHECK(source.at("source") == "vhs");
  CHECK(source.at("format") == "openvhs");
  CHECK(source.at("read") == 3);
  CHECK(source.at("taken") == 2);
  CHECK(source.at("left_out") == 1);
  CHECK(source.at("reasons") == nlohmann::json{{"no-name", 1}});
  CHECK(source.at("past") == 1);
  CHECK(source.at("unmapped_categories") == nlohmann::json{{"dvv 2.0 9.99", 1}});
  CHECK(source.at("phases").at("family") == 1);
  CHECK(source.at("towns") == nlohmann::json{{"", 1}, {"Lindach", 1}});
  CHECK(source.at("months") == nlohmann::json{{"2026-08", 1}, {"2026-10", 1}});
  CHECK(source.at("missing").at("description") == 2);
  CHECK(source.at("missing").at("price") == 2);
}

TEST_CASE("The text report names what was left out with its line and reason, in German") {
  const std::string text = publish::report_as_text({{mixed_import().report}, import_day()});
  CHECK_THAT(text, ContainsSubstring("3 gelesen, 2 übernommen, 1 weggelassen"));
  CHECK_THAT(text, ContainsSubstring("ohne Titel"));
  CHECK_THAT(text, ContainsSubstring("export, Zeile 6"));
  CHECK_THAT(text, ContainsSubstring("Kategorien ohne Zuordnung: dvv 2.0 9.99 1"));
}

TEST_CASE("The inventory counts what is still to come, and names the phases that a town lacks") {
  const auto outcome = import_text(openvhs_file(
      openvhs_course("<beginn_datum>2026-08-03</beginn_datum><schlagwort>Schule</schlagwort>") +  // over
      openvhs_course(
          "<beginn_datum>2026-10-05</beginn_datum><schlagwort>Familie</schlagwort><preis><betrag>0.0</betrag>"
          "</preis><veranstaltungsort><name>Haus</name><adresse><strasse>Ringstr. 1</strasse><plz>99991</plz>"
          "<ort>Lindach</ort></adresse><barrierefrei>true</barrierefrei></veranstaltungsort>",
          "2") +
      openvhs_course("<schlagwort>Schule</schlagwort><schlagwort>Online</schlagwort>", "3")));
  const auto& inventory = outcome.report.stock.inventory;
  CHECK(outcome.report.stock.offers == 3);
  CHECK(inventory.offers == 2);
  CHECK(inventory.providers.size() == 1);
  CHECK(inventory.places.size() == 1);
  CHECK(inventory.phases == publish::Counts{{"family", 1}, {"school", 1}});
  CHECK(inventory.towns == publish::Counts{{"", 1}, {"Lindach", 1}});
  CHECK(inventory.modes == publish::Counts{{"online", 1}, {"onsite", 1}});
  CHECK(inventory.prices == publish::Counts{{"", 1}, {"free", 1}});
  CHECK(inventory.step_free == publish::Counts{{"online", 1}, {"yes", 1}});
  CHECK(inventory.months == publish::Counts{{"2026-10", 1}});
  const auto lacking = publish::gaps(inventory);
  REQUIRE(lacking.size() == 1);
  CHECK(lacking.front().town == "Lindach");
  CHECK(lacking.front().phases.size() == offer::kAllPhases.size() - 1);
  CHECK(std::count(lacking.front().phases.begin(), lacking.front().phases.end(), offer::Phase::kFamily) == 0);
}

TEST_CASE("Two sources' numbers add up, and what both name counts once") {
  const auto first = mixed_import().report;
  publish::StockStatistics both = first.stock;
  both.add(first.stock);
  CHECK(both.offers == 2 * first.stock.offers);
  CHECK(both.missing.at("price") == 2 * first.stock.missing.at("price"));
  CHECK(both.inventory.offers == 2 * first.stock.inventory.offers);
  CHECK(both.inventory.places == first.stock.inventory.places);
  CHECK(both.inventory.providers == first.stock.inventory.providers);
}

TEST_CASE("Names out of files are counted one by one up to a limit, and together behind it") {
  publish::Counts counts;
  for (std::size_t i = 0; i < publish::kCountedNamesMax + 10; ++i) publish::count(counts, std::to_string(i));
  publish::count(counts, "0");
  CHECK(counts.size() == publish::kCountedNamesMax + 1);
  CHECK(counts.at("0") == 2);
  CHECK(counts.at(std::string(publish::kOtherNames)) == 10);
}

TEST_CASE("An import's report survives being stored") {
  const auto report = mixed_import().report.import;
  const std::string stored = publish::import_report_as_json(report);
  const auto read = publish::import_report_from_json(stored);
  REQUIRE(read);
  CHECK(publish::import_report_as_json(*read) == stored);
  CHECK_FALSE(publish::import_report_from_json("{}").has_value());
  CHECK_FALSE(publish::import_report_from_json("nix").has_value());
}

TEST_CASE("Findings are all counted, but listed only up to a limit") {
  publish::ImportReport report;
  const std::size_t many = publish::kListedFindingsMax + 50;
  for (std::size_t i = 0; i < many; ++i) report.add({FindingKind::kNoName, "f", i, {}, {}});
  CHECK(report.finding_counts.at(FindingKind::kNoName) == many);
  CHECK(report.left_out == many);
  CHECK(report.findings.size() == publish::kListedFindingsMax);
}
