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

TEST_CASE("The order in which records come changes neither the digest nor the bytes of the file") {
  const test::TemporaryDirectory folder;
  std::vector<Record> records = small_records();
  const auto first = build(folder / "a.sqlite", records);
  std::shuffle(records.begin(), records.end(), std::mt19937(7));
  const auto second = build(folder / "b.sqlite", records);
  CHECK(first.content_digest == second.content_digest);
  CHECK(test::read_text_file(folder / "a.sqlite") == test::read_text_file(folder / "b.sqlite"));
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

TEST_CASE("A build can be cancelled between offers and tells how far it is") {
  const test::TemporaryDirectory folder;
  CatalogueBuilder builder = create(folder / "c.sqlite");
  for (const Record& record : test::ground_records()) REQUIRE(builder.add(record));
  for (const offer::Offer& offer : test::generated_offers(600)) REQUIRE(builder.add(offer));
  CancelToken cancel;
  std::vector<std::int64_t> done;
  const auto result = builder.finish(cancel, [&](const catalogue::BuildProgress& progress) {
    CHECK(progress.total == 600);
    done.push_back(progress.done);
    if (progress.done > 0) cancel.cancel();
  });
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::kCancelled);
  CHECK(done == std::vector<std::int64_t>{0, 256});
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
