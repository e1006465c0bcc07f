#include "sync/publish/office_settings.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/thresholds.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using publish::ThresholdKind;
using publish::Thresholds;

namespace {

publish::SourceReport report_of(std::uint64_t offers) {
  publish::SourceReport report;
  report.source = "vhs";
  report.stock.offers = offers;
  report.import.read = offers;
  report.import.taken = offers;
  return report;
}

std::vector<ThresholdKind> kinds(const std::vector<publish::BrokenThreshold>& broken) {
  std::vector<ThresholdKind> all;
  for (const auto& one : broken) all.push_back(one.kind);
  return all;
}

base::Result<publish::OfficeSettings> parse(const std::string& thresholds) {
  return publish::parse_office_settings("office = 'B'\nregion = 'R'\n" + thresholds, "office.toml");
}

}  // namespace

TEST_CASE("Without a word a source may lose three tenths of its offers, and no more") {
  const Thresholds thresholds;
  CHECK(publish::broken_thresholds(thresholds, report_of(70), 100).empty());
  const auto broken = publish::broken_thresholds(thresholds, report_of(69), 100);
  REQUIRE(broken.size() == 1);
  CHECK(publish::german_sentence(broken.front()) ==
        "31 % weniger Angebote als beim letzten Mal (69 statt 100); erlaubt sind 30 %");
  CHECK(publish::broken_thresholds(thresholds, report_of(500), 100).empty());
  CHECK(publish::broken_thresholds(thresholds, report_of(1), std::nullopt).empty());
}

TEST_CASE("A share of a few offers says nothing, unless it is asked for") {
  Thresholds thresholds;
  CHECK(publish::broken_thresholds(thresholds, report_of(1), 19).empty());
  CHECK(kinds(publish::broken_thresholds(thresholds, report_of(1), 20)) == std::vector{ThresholdKind::kFewerOffers});
  thresholds.from_offers = 0;
  CHECK(kinds(publish::broken_thresholds(thresholds, report_of(1), 2)) == std::vector{ThresholdKind::kFewerOffers});
  CHECK(publish::broken_thresholds(thresholds, report_of(0), 0).empty());
}

TEST_CASE("What is left out, over or missing is held against its own limit") {
  Thresholds thresholds;
  thresholds.percent_max = {
      {ThresholdKind::kLeftOut, 10}, {ThresholdKind::kPast, 50}, {ThresholdKind::kWithoutPrice, 0}};
  auto report = report_of(90);
  report.import.read = 100;
  report.import.left_out = 10;
  report.stock.past = 45;
  CHECK(publish::broken_thresholds(thresholds, report, 90).empty());
  report.import.read = 101;
  report.import.left_out = 11;
  report.stock.past = 46;
  report.stock.missing["price"] = 1;
  const auto broken = publish::broken_thresholds(thresholds, report, 90);
  CHECK(kinds(broken) == std::vector{ThresholdKind::kLeftOut, ThresholdKind::kPast, ThresholdKind::kWithoutPrice});
  CHECK(publish::german_sentence(broken.back()) == "1 % der Angebote ohne Angabe „Preis“ (1 von 90); erlaubt sind 0 %");
}

TEST_CASE("Every threshold has a name of its own, and a sentence") {
  for (int i = 0; i <= static_cast<int>(publish::kLastThresholdKind); ++i) {
    const auto kind = static_cast<ThresholdKind>(i);
    CHECK(publish::threshold_from_string(to_string(kind)) == kind);
    CHECK_THAT(publish::german_sentence({kind, 5, 10, 100}), ContainsSubstring("erlaubt sind 5 %"));
  }
  CHECK_FALSE(publish::threshold_from_string("few_offers"));
}

TEST_CASE("office.toml sets thresholds in general and for a source, which keeps the rest") {
  const auto settings = parse(
      "[thresholds]\nfewer_offers = 20\nwithout_price = 50\nfrom_offers = 5\n"
      "[thresholds.sources.vhs]\nfewer_offers = 60\n[thresholds.sources.bib]\nfewer_offers = false\n");
  REQUIRE(settings);
  const auto& thresholds = settings->thresholds;
  CHECK(thresholds.of("anders").percent_max ==
        std::map{std::pair{ThresholdKind::kFewerOffers, 20}, {ThresholdKind::kWithoutPrice, 50}});
  CHECK(thresholds.of("anders").from_offers == 5);
  CHECK(thresholds.of("vhs").percent_max ==
        std::map{std::pair{ThresholdKind::kFewerOffers, 60}, {ThresholdKind::kWithoutPrice, 50}});
  CHECK(thresholds.of("vhs").from_offers == 5);
  CHECK(thresholds.of("bib").percent_max == std::map{std::pair{ThresholdKind::kWithoutPrice, 50}});
  CHECK(parse("")->thresholds == publish::ThresholdSettings());
}

TEST_CASE("A threshold that is misspelled or makes no sense is refused with its line") {
  for (const std::string wrong :
       {"[thresholds]\nfewer_offer = 20", "[thresholds]\nfewer_offers = 101", "[thresholds]\nfewer_offers = -1",
        "[thresholds]\nfewer_offers = true", "[thresholds]\nfewer_offers = '30'", "[thresholds]\nfrom_offers = -1",
        "[thresholds.sources.vhs]\nprice = 1", "[thresholds]\nsources = 3", "[thresholds.sources]\nvhs = 3"}) {
    INFO(wrong);
    const auto settings = parse(wrong);
    REQUIRE_FALSE(settings);
    CHECK(settings.error().code == base::ErrorCode::kInvalidArgument);
    CHECK_THAT(settings.error().detail, ContainsSubstring("office.toml: line 4"));
  }
  CHECK_FALSE(parse("thresholds = 3").has_value());
}

TEST_CASE("A new office finds its thresholds written down") {
  publish::OfficeSettings settings{"B", "R"};
  const std::string text = publish::write_office_settings(settings);
  CHECK_THAT(text, ContainsSubstring("fewer_offers = 30"));
  CHECK(publish::parse_office_settings(text, "office.toml")->thresholds == settings.thresholds);
}
