#include <sys/stat.h>

#include <algorithm>
#include <random>
#include <string>

#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk {
namespace {

using base::CancelToken;
using base::ErrorCode;
using catalogue::CatalogueBuilder;
using exchange::Record;

bool exists(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0;
}

CatalogueBuilder create(const std::string& path) {
  auto builder = CatalogueBuilder::create(path);
  return std::move(builder).value();
}

std::vector<Record> small_records() {
  std::vector<Record> records = test::ground_records();
  for (const offer::Offer& offer : test::small_offers()) records.emplace_back(offer);
  return records;
}

catalogue::BuildResult build(const std::string& path, const std::vector<Record>& records) {
  CatalogueBuilder builder = create(path);
  for (const Record& record : records) builder.add(record).value();
  return builder.finish(CancelToken()).value();
}

TEST_CASE("A build counts what it took and leaves one file") {
  const test::TemporaryDirectory folder;
  const auto result = build(folder / "c.sqlite", small_records());
  CHECK(result.counts.offers == static_cast<std::int64_t>(test::small_offers().size()));
  CHECK(result.counts.providers == 2);
  CHECK(result.counts.places == 4);
  CHECK(result.counts.categories == 1);
  CHECK(result.counts.synonyms == 1);
  CHECK(result.counts.news == 1);
  CHECK(result.counts.sessions > 10);
  CHECK(exists(folder / "c.sqlite"));
  CHECK_FALSE(exists(folder / "c.sqlite.staging"));
  CHECK_FALSE(exists(folder / "c.sqlite-journal"));
  const auto reader = catalogue::CatalogueReader::open(folder / "c.sqlite");
  REQUIRE(reader);
  CHECK(reader->counts() == result.counts);
  CHECK(reader->content_digest() == result.content_digest);
  CHECK(reader->info() == std::get<offer::CatalogueInfo>(test::ground_records().front()));
}

/// What a visitor finds, in every order and with the figures beside the filters.
std::vector<catalogue::SearchResult> found_by_visitors(const std::string& path) {
  auto reader = catalogue::CatalogueReader::open(path).value();
  std::vector<catalogue::SearchResult> found;
  for (const char* text : {"", "d", "de", "deutsch", "vhs", "kurs a", "sonnfeld", "beratung", "sprache", "c"}) {
    for (const auto sort : {catalogue::SortOrder::kRelevance, catalogue::SortOrder::kNextDate,
                            catalogue::SortOrder::kTitle, catalogue::SortOrder::kPrice}) {
      catalogue::SearchQuery query;
      query.text = text;
      query.sort = sort;
      query.limit = 200;
      found.push_back(reader.search(query).value());
    }
  }
  return found;
}

TEST_CASE("The order in which records come changes neither the digest nor what is found") {
  const test::TemporaryDirectory folder;
  std::vector<Record> records = test::ground_records();
  for (const offer::Offer& offer : test::small_offers()) records.emplace_back(offer);
  for (const offer::Offer& offer : test::generated_offers(600)) records.emplace_back(offer);
  const auto first = build(folder / "a.sqlite", records);
  const auto seed = GENERATE(7U, 8U);
  std::shuffle(records.begin(), records.end(), std::mt19937(seed));
  const auto second = build(folder / "b.sqlite", records);
  CHECK(first.content_digest == second.content_digest);
  CHECK(first.counts == second.counts);
  // Too long to be printed when it fails.
  const bool same = found_by_visitors(folder / "a.sqlite") == found_by_visitors(folder / "b.sqlite");
  CHECK(same);
}

TEST_CASE("The same records in the same order give the same bytes") {
  const test::TemporaryDirectory folder;
  build(folder / "a.sqlite", small_records());
  build(folder / "b.sqlite", small_records());
  CHECK(test::read_text_file(folder / "a.sqlite") == test::read_text_file(folder / "b.sqlite"));
}

TEST_CASE("An offer is found by the name of a category that comes after it") {
  const test::TemporaryDirectory folder;
  std::vector<Record> records = small_records();
  const auto is_category = [](const Record& record) { return std::holds_alternative<offer::Category>(record); };
  std::stable_partition(records.begin(), records.end(), [&](const Record& record) { return !is_category(record); });
  REQUIRE(is_category(records.back()));
  const std::string name = std::get<offer::Category>(records.back()).name.begin()->second;
  build(folder / "late.sqlite", records);
  build(folder / "early.sqlite", small_records());
  catalogue::SearchQuery query;
  query.text = name;
  const auto found = [&](const char* file) {
    return catalogue::CatalogueReader::open(folder / file)->search(query).value().total;
  };
  CHECK(found("early.sqlite") > 0);
  CHECK(found("late.sqlite") == found("early.sqlite"));
}

TEST_CASE("Another word gives another digest") {
  const test::TemporaryDirectory folder;
  std::vector<Record> records = small_records();
  const auto first = build(folder / "a.sqlite", records);
  std::get<offer::Offer>(records.back()).name["de"] += '.';
  CHECK(build(folder / "b.sqlite", records).content_digest != first.content_digest);
}

TEST_CASE("The same id twice is refused, whatever the rest says") {
  const test::TemporaryDirectory folder;
  CatalogueBuilder builder = create(folder / "c.sqlite");
  REQUIRE(builder.add(test::OfferBuilder("vhs:1").build()));
  const auto refused = builder.add(test::OfferBuilder("vhs:1").title("Anders").build());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kDuplicateId);
  CHECK_THAT(refused.error().detail, ContainsSubstring("vhs:1"));
  CHECK(builder.finish(CancelToken()).error().code == ErrorCode::kInvalidArgument);
}

TEST_CASE("A second catalogue record is refused, and so is none") {
  const test::TemporaryDirectory folder;
  CatalogueBuilder builder = create(folder / "a.sqlite");
  REQUIRE(builder.add(test::ground_records().front()));
  CHECK(builder.add(test::ground_records().front()).error().code == ErrorCode::kDuplicateId);
  CatalogueBuilder empty = create(folder / "b.sqlite");
  CHECK(empty.finish(CancelToken()).error().code == ErrorCode::kMalformedRecord);
}

TEST_CASE("An offer must name a provider and places that are there") {
  const test::TemporaryDirectory folder;
  offer::Offer of_nobody = test::OfferBuilder("x:1").provider("nobody");
  offer::Offer nowhere = test::OfferBuilder("x:1").place("nowhere");
  offer::Offer session_nowhere = test::OfferBuilder("x:1").session("2026-11-24");
  session_nowhere.schedule.sessions[0].place_id = "nowhere";
  int number = 0;
  for (const offer::Offer& offer : {of_nobody, nowhere, session_nowhere}) {
    const std::string path = folder / (std::to_string(number++) + ".sqlite");
    {
      CatalogueBuilder builder = create(path);
      for (const Record& record : test::ground_records()) REQUIRE(builder.add(record));
      REQUIRE(builder.add(offer));
      const auto refused = builder.finish(CancelToken());
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::kMalformedRecord);
      CHECK_THAT(refused.error().detail, ContainsSubstring("x:1"));
    }
    CHECK_FALSE(exists(path));
  }
}

TEST_CASE("A record that no file may hold is refused, and the build with it") {
  const test::TemporaryDirectory folder;
  CatalogueBuilder builder = create(folder / "c.sqlite");
  for (const Record& record : test::ground_records()) REQUIRE(builder.add(record));
  const auto refused = builder.add(test::OfferBuilder("x:1").title(std::string(10'000'000, 'x')).build());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kTooLarge);
  CHECK(builder.finish(CancelToken()).error().code == ErrorCode::kInvalidArgument);
}

TEST_CASE("A build that is given up leaves no file") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "c.sqlite";
  {
    CatalogueBuilder builder = create(path);
    REQUIRE(builder.add(test::ground_records().front()));
    CHECK(exists(path));
  }
  CHECK_FALSE(exists(path));
  CHECK_FALSE(exists(path + ".staging"));
}

TEST_CASE("A build can be cancelled at its end") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "c.sqlite";
  {
    CatalogueBuilder builder = create(path);
    for (const Record& record : test::ground_records()) REQUIRE(builder.add(record));
    for (const offer::Offer& offer : test::generated_offers(600)) REQUIRE(builder.add(offer));
    CancelToken cancel;
    cancel.cancel();
    const auto result = builder.finish(cancel);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::kCancelled);
  }
  CHECK_FALSE(exists(path));
}

TEST_CASE("A builder replaces no file, but takes the place of a killed one's staging") {
  const test::TemporaryDirectory folder;
  test::write_text_file(folder / "c.sqlite", "precious");
  CHECK(CatalogueBuilder::create(folder / "c.sqlite").error().code == ErrorCode::kInvalidArgument);
  CHECK(test::read_text_file(folder / "c.sqlite") == "precious");
  test::write_text_file(folder / "d.sqlite.staging", "left behind");
  CHECK(CatalogueBuilder::create(folder / "d.sqlite"));
  CHECK_FALSE(CatalogueBuilder::create(folder / "no/such/folder/c.sqlite"));
}

}  // namespace
}  // namespace bildungskiosk
