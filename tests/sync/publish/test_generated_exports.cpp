#include <fstream>
#include <map>
#include <set>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/generator/export_files.hpp"
#include "tests/support/generator/export_row.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/import_support.hpp"

// What the benchmark of the imports reads must be what offices export: whole, and understood.

using namespace bildungskiosk;
using namespace bildungskiosk::test;

namespace {

constexpr std::int64_t kOffers = 1'500;

ImportOutcome import_generated(const GeneratedCatalogue& catalogue, ExportForm form) {
  const TemporaryDirectory directory;
  {
    std::ofstream file(directory / "export", std::ios::binary);
    write_export(catalogue, form, [&](std::string_view piece) { file << piece; });
  }
  return import_paths({directory / "export"});
}

std::string export_text(const GeneratedCatalogue& catalogue, ExportForm form) {
  std::string text;
  write_export(catalogue, form, [&](std::string_view piece) { text += piece; });
  return text;
}

/// By the part of the id that the file gives.
std::map<std::string, offer::Offer> by_guid(const ImportOutcome& outcome) {
  std::map<std::string, offer::Offer> offers;
  for (const offer::Offer& offer : outcome.offers) offers.emplace(offer.id.substr(offer.id.rfind(':') + 1), offer);
  return offers;
}

}  // namespace

TEST_CASE("Every generated export is read whole, without a complaint, and says what was generated") {
  const auto form = GENERATE(ExportForm::kOpenVhs, ExportForm::kBerlin, ExportForm::kCsv);
  CAPTURE(static_cast<int>(form));
  const GeneratedCatalogue catalogue(kOffers, 20261123);
  const auto outcome = import_generated(catalogue, form);
  REQUIRE_FALSE(outcome.error);
  CHECK(outcome.report.import.taken == kOffers);
  CHECK(outcome.report.import.left_out == 0);
  // Their titles say more than their fields ("für Eltern"), which is noted.
  for (const auto& [kind, count] : outcome.report.import.finding_counts) CHECK(kind == publish::FindingKind::kInferred);
  auto imported = by_guid(outcome);
  for_each_row(catalogue, [&](const ExportRow& row) {
    INFO(row.offer->id);
    const auto found = imported.find(row.guid);
    REQUIRE(found != imported.end());
    const offer::Offer& offer = found->second;
    const offer::Offer& made = *row.offer;
    CHECK(offer.name.at("de") == made.name.at("de"));
    CHECK(offer.abstract.contains("de") == made.abstract.contains("de"));
    CHECK(offer.description.at("de") == made.description.at("de"));
    CHECK(offer.kind == made.kind);
    // Berlin has no word for taking part at one's own pace but the kind.
    const bool can_say = form != ExportForm::kBerlin || made.mode != offer::AttendanceMode::kSelfPaced;
    if (can_say) CHECK(offer.mode == made.mode);
    if (!made.level.empty()) CHECK(offer.level == made.level);
    CHECK(offer.categories == made.categories);
    if (!made.audience.groups.empty()) CHECK(offer.audience.groups == made.audience.groups);
    CHECK(offer.place_id.empty() == made.place_id.empty());
    CHECK((offer.price.free == offer::TriState::kYes) == (made.price.free == offer::TriState::kYes));
    CHECK(offer.price.amount_cents.value_or(0) == made.price.amount_cents.value_or(0));
    CHECK(offer.price.reduced_cents == made.price.reduced_cents);
    CHECK(offer.capacity == made.capacity);
    CHECK(offer.schedule.sessions.size() == made.schedule.sessions.size());
    CHECK(offer.schedule.starts == made.schedule.starts);
    imported.erase(found);
  });
  CHECK(imported.empty());
}

TEST_CASE("A generated export is the same for the same seed, and keeps its ids over a week") {
  const auto form = GENERATE(ExportForm::kOpenVhs, ExportForm::kBerlin, ExportForm::kCsv);
  const GeneratedCatalogue catalogue(300, 5);
  CHECK(export_text(catalogue, form) == export_text(GeneratedCatalogue(300, 5), form));
  CHECK(export_text(catalogue, form) != export_text(GeneratedCatalogue(300, 6), form));
  std::map<std::string, std::string> guid_of;
  for_each_row(catalogue, [&](const ExportRow& row) { guid_of.emplace(row.offer->id, row.guid); });
  for_each_row(catalogue.mutated(0.3, 9), [&](const ExportRow& row) {
    const auto before = guid_of.find(row.offer->id);
    CHECK((before == guid_of.end() || before->second == row.guid));
  });
}

TEST_CASE("Generated offers come in the proportions of the whole Berlin file") {
  // Of its 10,230 courses 7,748 are on site, 2,463 online, 19 blended; 8,530 have free places, 1,517 are full.
  constexpr std::int64_t kCourses = 10'230;
  const GeneratedCatalogue catalogue(kCourses, 20261123);
  std::map<offer::AttendanceMode, double> modes;
  std::set<std::string> providers;
  double free = 0;
  double full = 0;
  for (const std::string& source : GeneratedCatalogue::sources()) {
    catalogue.for_each_offer(source, [&](const offer::Offer& offer) {
      ++modes[offer.mode];
      providers.insert(offer.provider_id);
      if (!offer.capacity.maximum || !offer.capacity.current) return;
      ++(*offer.capacity.current < *offer.capacity.maximum ? free : full);
    });
  }
  const auto near = [](double expected) { return Approx(expected).margin(0.02 * kCourses); };
  CHECK(providers.size() == 13);
  CHECK(modes[offer::AttendanceMode::kOnsite] == near(7'748));
  CHECK(modes[offer::AttendanceMode::kOnline] == near(2'463));
  CHECK(modes[offer::AttendanceMode::kBlended] == near(19));
  CHECK(free == near(8'530));
  CHECK(full == near(1'517));
}
