#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "sync/base/file_system.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/catalogue/catalogue_updater.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/catalogue/catalogue_image.hpp"

// An updated catalogue against a build from the same records: the same offers, columns, order, words, answers.

namespace bildungskiosk {
namespace {

using base::CancelToken;
using base::ErrorCode;
using base::Result;
using catalogue::CatalogueBuilder;
using catalogue::CatalogueReader;
using catalogue::CatalogueUpdater;
using catalogue::UpdateResult;
using exchange::Record;

constexpr std::uint64_t kSeed = 20261125;

std::vector<Record> records_of(const test::GeneratedCatalogue& catalogue) {
  std::vector<Record> records;
  catalogue.for_each_record([&records](const Record& record) { records.push_back(record); });
  return records;
}

void build(const std::string& path, const std::vector<Record>& records) {
  auto builder = CatalogueBuilder::create(path);
  REQUIRE(builder);
  for (const Record& record : records) builder->add(record).value();
  static_cast<void>(builder->finish(CancelToken()).value());
}

Result<UpdateResult> update(const std::string& from, const std::string& to, const std::vector<Record>& records,
                            const CancelToken& cancel = CancelToken(), const catalogue::UpdateListener& progress = {}) {
  base::posix_file_system().copy_file(from, to).value();
  BILDUNGSKIOSK_TRY(CatalogueUpdater updater, CatalogueUpdater::open(to, cancel));
  for (const Record& record : records) {
    const std::string line = exchange::write_record(record);
    BILDUNGSKIOSK_TRY(const auto known, updater.take_known(line));
    if (known) {
      CHECK(known->type == record.index());
      CHECK(known->key == exchange::record_key(record));
    } else {
      BILDUNGSKIOSK_TRY_VOID(updater.take(record, line));
    }
  }
  return updater.finish(cancel, progress);
}

std::vector<catalogue::SearchQuery> queries(base::LocalTime now) {
  std::vector<catalogue::SearchQuery> all;
  for (const char* text : {"", "y", "deu", "kurs für", "haus lindach", "träger", "umbenannt", "neustadt", "sprach",
                           "aquarell am abend", "gibtesnicht"}) {
    for (const auto sort : {catalogue::SortOrder::kRelevance, catalogue::SortOrder::kNextDate,
                            catalogue::SortOrder::kTitle, catalogue::SortOrder::kPrice}) {
      catalogue::SearchQuery query;
      query.text = text;
      query.sort = sort;
      query.now = now;
      query.limit = 200;
      all.push_back(query);
    }
  }
  catalogue::SearchQuery filtered;
  filtered.now = now;
  filtered.limit = 200;
  for (const auto phase : offer::kAllPhases) {
    filtered.phases = {phase};
    all.push_back(filtered);
  }
  filtered.towns = {"Auerbrunn", "Neustadt"};
  all.push_back(filtered);
  filtered.phases.clear();
  filtered.provider_ids = {"vhs:lindach"};
  filtered.free = catalogue::FreeFilter::kOnlyFree;
  all.push_back(filtered);
  filtered.towns.clear();
  filtered.from = now.date;
  filtered.until = base::add_days(now.date, 30);
  filtered.modes = {offer::AttendanceMode::kOnsite};
  all.push_back(filtered);
  return all;
}

/// What a visitor sees of both.
void check_same_answers(const std::string& updated, const std::string& built, const std::vector<Record>& records) {
  auto left = CatalogueReader::open(updated).value();
  auto right = CatalogueReader::open(built).value();
  CHECK(left.content_digest() == right.content_digest());
  CHECK(left.counts() == right.counts());
  CHECK(left.info() == right.info());
  left.verify(CancelToken()).value();
  const base::LocalTime now = base::german_local_time(right.info().generated_at);
  CHECK(left.overview(now, "de").value() == right.overview(now, "de").value());
  int number = 0;
  for (const auto& query : queries(now)) {
    INFO("query " << number++ << ", \"" << query.text << '"');
    CHECK(left.search(query).value() == right.search(query).value());
  }
  for (std::size_t i = 0; i < records.size(); i += 37) {
    const auto* offer = std::get_if<offer::Offer>(&records[i]);
    if (offer == nullptr) continue;
    CHECK(left.detail(offer->id, now, "uk").value() == right.detail(offer->id, now, "uk").value());
    CHECK(left.similar(offer->id, 10, now, "de").value() == right.similar(offer->id, 10, now, "de").value());
  }
}

/// One catalogue through release after release.
class Line {
 public:
  explicit Line(const std::vector<Record>& records) { build(path_, records); }

  /// The update must be possible, and be what a build is.
  UpdateResult go_on_with(const std::vector<Record>& records) {
    const std::string next = folder_ / ("updated" + std::to_string(++number_) + ".sqlite");
    const std::string clean = folder_ / ("built" + std::to_string(number_) + ".sqlite");
    auto updated = update(path_, next, records);
    if (!updated) FAIL(updated.error().detail);
    build(clean, records);
    CHECK(test::difference(test::image_of(next), test::image_of(clean)) == "");
    check_same_answers(next, clean, records);
    base::posix_file_system().remove_file(path_).value();
    path_ = next;
    return *updated;
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const test::TemporaryDirectory& folder() const { return folder_; }

 private:
  test::TemporaryDirectory folder_;
  std::string path_ = folder_ / "first.sqlite";
  int number_ = 0;
};

TEST_CASE("Ten updates one after the other give what ten builds give") {
  test::GeneratedCatalogue catalogue(900, kSeed);
  Line line(records_of(catalogue));
  std::uint64_t week = 0;
  for (const double share : {0.0, 0.001, 0.01, 0.05, 0.18, 0.01, 0.0, 0.1, 0.05, 0.15}) {
    catalogue = catalogue.mutated(share, kSeed + ++week);
    INFO("week " << week << ", " << share << " changed");
    const UpdateResult result = line.go_on_with(records_of(catalogue));
    CHECK(result.offers_written <= static_cast<std::int64_t>(share * 900 * 1.5) + 10);
  }
}

}  // namespace
}  // namespace bildungskiosk
