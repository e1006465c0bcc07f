#include <filesystem>

#include "sync/sqlite/database.hpp"
#include "sync/update/staff_requests.hpp"
#include "sync/update/visit_counts.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::update {
namespace {

using base::ErrorCode;

VisitCount visit_on(int day) {
  VisitCount visit;
  visit.day = *base::make_date(2026, 11, day);
  visit.length = VisitLength::kOneToThree;
  visit.language = "uk";
  visit.searches = 2;
  visit.searches_in_vain = 1;
  visit.offers_viewed[4] = 3;
  visit.hand_offs[0] = 1;
  return visit;
}

std::int64_t times(const std::vector<DayCount>& counts, int day, std::string_view kind, std::string_view what) {
  for (const DayCount& count : counts) {
    if (count.day == *base::make_date(2026, 11, day) && count.kind == kind && count.what == what) return count.times;
  }
  return 0;
}

TEST_CASE("Visits are added up by day, and nothing is kept of a single one") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk/kiosk.sqlite";
  CHECK(read_visit_counts(path).error().code == ErrorCode::kNotFound);
  auto writer = VisitCountWriter::open(path);
  REQUIRE(writer);
  for (const int day : {23, 24, 24}) REQUIRE(writer->add(visit_on(day), {}));
  REQUIRE(writer->add(visit_on(24), {{"hebamme", 5}}));
  const auto counts = read_visit_counts(path).value();
  CHECK(times(counts, 23, "visits", "1-to-3-minutes") == 1);
  CHECK(times(counts, 24, "visits", "1-to-3-minutes") == 3);
  CHECK(times(counts, 24, "languages", "uk") == 3);
  CHECK(times(counts, 24, "searches", "") == 6);
  CHECK(times(counts, 24, "searches-in-vain", "") == 3);
  CHECK(times(counts, 24, "offers", "language-and-integration") == 9);
  CHECK(times(counts, 24, "hand-offs", "dates") == 3);
  CHECK(times(counts, 24, "sought-in-vain", "hebamme") == 5);
  CHECK(counts.size() == 6 + 7);  // of two days, and no row more
}

TEST_CASE("Of the days with visits the newest are kept") {
  const test::TemporaryDirectory folder;
  auto writer = VisitCountWriter::open(folder / "kiosk.sqlite");
  REQUIRE(writer);
  VisitCount visit = visit_on(1);
  const base::Date first = visit.day;
  REQUIRE(writer->add(visit, {}));
  {
    // All at once: each commit waits for the disk.
    auto database = sqlite::Database::open(folder / "kiosk.sqlite", sqlite::OpenMode::kReadWriteRollback);
    REQUIRE(database);
    std::string days = "BEGIN;";
    for (int day = 1; day + 1 < VisitCountWriter::kDaysKept; ++day) {
      days += "INSERT INTO day_count VALUES (" + std::to_string(first.days_since_epoch + day) + ", 'searches', '', 1);";
    }
    REQUIRE(database->execute(days + "COMMIT;"));
  }
  visit.day = base::add_days(first, VisitCountWriter::kDaysKept - 1);
  REQUIRE(writer->add(visit, {}));
  CHECK(read_visit_counts(folder / "kiosk.sqlite")->front().day == first);
  visit.day = base::add_days(visit.day, 1);
  REQUIRE(writer->add(visit, {}));
  CHECK(read_visit_counts(folder / "kiosk.sqlite")->front().day == base::add_days(first, 1));
}

TEST_CASE("A clock that was far ahead once costs no other day its counts") {
  const test::TemporaryDirectory folder;
  auto writer = VisitCountWriter::open(folder / "kiosk.sqlite");
  REQUIRE(writer);
  VisitCount far_ahead = visit_on(23);
  far_ahead.day = *base::make_date(2099, 1, 1);
  for (const VisitCount& visit : {visit_on(23), far_ahead, visit_on(24)}) REQUIRE(writer->add(visit, {}));
  const auto counts = read_visit_counts(folder / "kiosk.sqlite").value();
  CHECK(times(counts, 23, "visits", "1-to-3-minutes") == 1);
  CHECK(times(counts, 24, "visits", "1-to-3-minutes") == 1);
}

TEST_CASE("Words are counted when five visits have used them, and then all of those") {
  RareWords rare;
  using Counted = std::vector<std::pair<std::string, int>>;
  for (int visit = 1; visit < RareWords::kVisitsMin; ++visit) CHECK(rare.add({"Hebamme", "hebamme"}).empty());
  CHECK(rare.add({"HEBAMME", "Imker"}) == Counted{{"hebamme", 5}});
  CHECK(rare.add({"Hebamme"}) == Counted{{"hebamme", 1}});
  for (int visit = 0; visit < 10; ++visit)
    CHECK(rare.add({std::string(RareWords::kWordBytesMax + 1, 'x'), "…"}).empty());
}

TEST_CASE("Few rare words are remembered, those that were used again for longest") {
  RareWords rare;
  for (int visit = 0; visit < 4; ++visit) CHECK(rare.add({"Hebamme"}).empty());
  for (std::size_t i = 0; i < 3 * RareWords::kWordsMax; ++i) CHECK(rare.add({"wort" + std::to_string(i)}).empty());
  CHECK(rare.add({"Hebamme"}).size() == 1);
}

TEST_CASE("A file from before there were counts gets their table, and keeps its requests") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk.sqlite";
  {
    auto database = sqlite::Database::open(path, sqlite::OpenMode::kReadWriteRollback);
    REQUIRE(database);
    REQUIRE(
        database->execute("CREATE TABLE request (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, medium_number INTEGER "
                          "NOT NULL, at INTEGER NOT NULL) STRICT; INSERT INTO request VALUES (7, 'install', 1, 2);"));
    REQUIRE(database->set_identity({0x424B534B, 1}));
  }
  CHECK(read_visit_counts(path).error().code == ErrorCode::kNotFound);
  auto reader = StaffRequestReader::open(path);
  REQUIRE(reader);
  CHECK(reader->newest_number().value() == 7);
  auto writer = VisitCountWriter::open(path);
  REQUIRE(writer);
  REQUIRE(writer->add(visit_on(24), {}));
  CHECK(reader->newest_number().value() == 7);
  CHECK(StaffRequestReader::open(path)->newest_number().value() == 7);
  CHECK(times(read_visit_counts(path).value(), 24, "searches", "") == 2);
}

TEST_CASE("A newer program's file is left alone, and a damaged one is set aside") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk.sqlite";
  {
    auto database = sqlite::Database::open(path, sqlite::OpenMode::kReadWriteRollback);
    REQUIRE(database);
    REQUIRE(database->set_identity({0x424B534B, 3}));
  }
  CHECK(VisitCountWriter::open(path).error().code == ErrorCode::kUnsupportedFormat);
  CHECK(read_visit_counts(path).error().code == ErrorCode::kUnsupportedFormat);
  test::write_text_file(path, std::string(5'000, 'x'));
  REQUIRE(VisitCountWriter::open(path));
  CHECK(std::filesystem::exists(path + ".damaged"));
}

}  // namespace
}  // namespace bildungskiosk::update
