#include <filesystem>
#include <string>

#include "sync/sqlite/database.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/staff_requests.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/other_user.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::update {
namespace {

using base::ErrorCode;

StaffRequest request(StaffRequestKind kind, std::int64_t medium_number) {
  return {0, kind, medium_number, 1'790'000'000 + medium_number};
}

TEST_CASE("Requests of the staff arrive in order, each once, every member of them") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk/kiosk.sqlite";
  CHECK(StaffRequestReader::open(path).error().code == ErrorCode::kNotFound);
  auto writer = StaffRequestWriter::open(path);
  REQUIRE(writer);
  auto reader = StaffRequestReader::open(path);
  REQUIRE(reader);
  CHECK(reader->newest_number().value() == 0);
  CHECK_FALSE(reader->next_after(0).value());

  std::int64_t seen = 0;
  for (const auto kind :
       {StaffRequestKind::kInstall, StaffRequestKind::kInstallIgnoringClock, StaffRequestKind::kDismiss}) {
    StaffRequest sent = request(kind, 7 + seen);
    sent.number = writer->add(sent).value();
    CHECK(sent.number == seen + 1);
    CHECK(reader->next_after(seen).value() == sent);
    seen = sent.number;
    CHECK_FALSE(reader->next_after(seen).value());
  }
  CHECK(reader->next_after(0).value()->number == 1);
  CHECK(reader->newest_number().value() == 3);
}

TEST_CASE("Numbers go on where the screen program left off") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk.sqlite";
  CHECK(StaffRequestWriter::open(path)->add(request(StaffRequestKind::kInstall, 1)).value() == 1);
  CHECK(StaffRequestWriter::open(path)->add(request(StaffRequestKind::kInstall, 1)).value() == 2);
}

TEST_CASE("Only the newest requests are kept") {
  const test::TemporaryDirectory folder;
  auto writer = StaffRequestWriter::open(folder / "kiosk.sqlite");
  REQUIRE(writer);
  for (int i = 0; i < kStaffRequests_max + 5; ++i) REQUIRE(writer->add(request(StaffRequestKind::kDismiss, i)));
  auto reader = StaffRequestReader::open(folder / "kiosk.sqlite");
  REQUIRE(reader);
  CHECK(reader->next_after(0).value()->number == 6);
  CHECK(reader->newest_number().value() == kStaffRequests_max + 5);
}

TEST_CASE("The service reads requests without the right to write, between two of them one file is there") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk/kiosk.sqlite";
  auto writer = StaffRequestWriter::open(path);
  REQUIRE(writer);
  REQUIRE(writer->add(request(StaffRequestKind::kInstall, 9)));
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "kiosk"), {}) == 1);
  const auto read = [&path]() -> std::string {
    auto reader = StaffRequestReader::open(path);
    if (!reader) return "open: " + reader.error().detail;
    const auto next = reader->next_after(0);
    if (!next) return "read: " + next.error().detail;
    return *next ? std::to_string((*next)->medium_number) : "nothing";
  };
  CHECK(test::run_without_write_rights(folder.path(), read) == "9");
}

TEST_CASE("A damaged file of requests is set aside, and the service follows to the new one") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk.sqlite";
  {
    auto writer = StaffRequestWriter::open(path);
    REQUIRE(writer);
    for (int i = 0; i < 3; ++i) REQUIRE(writer->add(request(StaffRequestKind::kInstall, 1)));
  }
  auto reader = StaffRequestReader::open(path);
  REQUIRE(reader);
  CHECK(reader->newest_number().value() == 3);

  std::filesystem::remove(path);
  test::write_text_file(path, std::string(5000, 'x'));
  auto writer = StaffRequestWriter::open(path);
  REQUIRE(writer);
  CHECK(test::read_text_file(path + ".damaged") == std::string(5000, 'x'));
  CHECK_FALSE(reader->next_after(3).value());
  REQUIRE(writer->add(request(StaffRequestKind::kInstall, 2)));
  const auto next = reader->next_after(3);
  REQUIRE(next.value());
  CHECK((*next)->number == 1);
  CHECK((*next)->medium_number == 2);
}

TEST_CASE("Requests of a newer version are refused and stay as they are") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk.sqlite";
  REQUIRE(StaffRequestWriter::open(path));
  {
    auto database = sqlite::Database::open(path, sqlite::OpenMode::kReadWriteRollback);
    REQUIRE(database);
    auto identity = database->identity().value();
    ++identity.user_version;
    REQUIRE(database->set_identity(identity));
  }
  CHECK(StaffRequestWriter::open(path).error().code == ErrorCode::kUnsupportedFormat);
  CHECK(StaffRequestReader::open(path).error().code == ErrorCode::kUnsupportedFormat);
}

TEST_CASE("A kind of request that only a newer screen program knows installs nothing") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "kiosk.sqlite";
  REQUIRE(StaffRequestWriter::open(path));
  {
    auto database = sqlite::Database::open(path, sqlite::OpenMode::kReadWriteRollback);
    REQUIRE(database);
    REQUIRE(database->execute("INSERT INTO request VALUES (1, 'install-twice', 4, 0)"));
  }
  auto reader = StaffRequestReader::open(path);
  REQUIRE(reader);
  CHECK(reader->next_after(0).value()->kind == StaffRequestKind::kDismiss);
}

}  // namespace
}  // namespace bildungskiosk::update
