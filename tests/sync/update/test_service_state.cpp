#include <unistd.h>

#include <array>
#include <filesystem>
#include <string>
#include <thread>

#include "sync/sqlite/database.hpp"
#include "sync/update/journal.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/service_state.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/other_user.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::update {
namespace {

using base::ErrorCode;

/// Every member another value than its own default.
ServiceStatus full_status() {
  ServiceStatus status;
  status.running = true;
  status.alive_at = 1'790'000'001;
  status.process_id = 4711;
  status.clock = ClockTrust::kUntrusted;
  status.handled_request = 17;
  auto& medium = status.medium;
  medium.stage = MediumStage::kRefused;
  medium.need = MediumNeed::kMustStay;
  medium.number = 5;
  medium.label = "BILDUNG \"1\" – Süd";
  medium.release = ReleaseSummary{"Bildungsbüro Sonnfeld", "7f3a91c2", 42, 1'790'000'002, 12'345};
  medium.installed = ReleaseSummary{"Bildungsbüro Sonnfeld", "0a1b2c3d", 41, 1'780'000'003, 12'000};
  medium.changes = ReleaseChanges{300, 200, 45};
  medium.progress = {InstallStep::kIndexing, 1, 5'000'000'000, 3, 4, 1'790'000'004};
  medium.refusal = Refusal{ErrorCode::kNoSpace, "1024 bytes are missing", 1024};
  medium.since = 1'790'000'005;
  auto& network = status.network;
  network.activity = NetworkStatus::Activity::kRunning;
  network.last_attempt_at = 1'790'000'006;
  network.last_success_at = 1'790'000'007;
  network.next_attempt_at = 1'790'000'008;
  network.last_error = ErrorCode::kIo;
  return status;
}

TEST_CASE("A service's status comes back as it was written, every member of it") {
  const auto back = parse_service_status(serialise(full_status()));
  REQUIRE(back);
  CHECK(*back == full_status());
  const auto empty = parse_service_status(serialise(ServiceStatus{}));
  REQUIRE(empty);
  CHECK(*empty == ServiceStatus{});
}

TEST_CASE("Every stage, step and error of a status comes back") {
  for (const auto stage :
       {MediumStage::kNone, MediumStage::kFound, MediumStage::kChecking, MediumStage::kOffered,
        MediumStage::kInstalling, MediumStage::kDone, MediumStage::kUpToDate, MediumStage::kRefused}) {
    ServiceStatus status;
    status.medium.stage = stage;
    CHECK(parse_service_status(serialise(status))->medium.stage == stage);
  }
  for (const auto step : {InstallStep::kReading, InstallStep::kVerifying, InstallStep::kTakingOver,
                          InstallStep::kIndexing, InstallStep::kActivating}) {
    ServiceStatus status;
    status.medium.progress.step = step;
    CHECK(parse_service_status(serialise(status))->medium.progress.step == step);
  }
  for (const ErrorCode code : base::all_error_codes()) {
    ServiceStatus status;
    status.medium.refusal = Refusal{code, "", 0};
    CHECK(parse_service_status(serialise(status))->medium.refusal->code == code);
  }
}

TEST_CASE("A status of a newer program is read as far as it is known") {
  const auto status = parse_service_status(
      R"({"running":true,"mood":"good","alive_at":"soon","medium":{"stage":"hovering","number":3,"colour":[1]},)"
      R"("network":7})");
  REQUIRE(status);
  CHECK(status->running);
  CHECK(status->alive_at == 0);
  CHECK(status->medium.stage == MediumStage::kNone);
  CHECK(status->medium.number == 3);
  CHECK(status->network == NetworkStatus{});
}

TEST_CASE("What is no status is refused, and so is one past the limit") {
  for (const std::string text : {"", "null", "[]", "{", "\xFF"}) {
    INFO(text);
    const auto status = parse_service_status(text);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kDatabase);
  }
  CHECK(parse_service_status("{}" + std::string(kServiceStatus_bytes_max - 2, ' ')));
  CHECK_FALSE(parse_service_status("{}" + std::string(kServiceStatus_bytes_max - 1, ' ')));
}

TEST_CASE("A stick's label can't reorder, break or flood the screen") {
  ServiceStatus status;
  status.medium.label =
      "A\xE2\x80\xAE"
      "B\nC\x01\xFF";
  status.medium.refusal = Refusal{ErrorCode::kIo, std::string(kServiceText_bytes_max - 1, 'x') + "ü" + "more", 0};
  const auto back = parse_service_status(serialise(status));
  REQUIRE(back);
  CHECK(back->medium.label == "AB C\xEF\xBF\xBD");
  CHECK(back->medium.refusal->detail.size() <= kServiceText_bytes_max + 2);
  CHECK(serialise(status).size() <= kServiceStatus_bytes_max);
}

TEST_CASE("A reader sees a change once, and what an earlier service wrote") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "sync.sqlite";
  CHECK(ServiceStatusReader::open(path).error().code == ErrorCode::kNotFound);
  auto writer = ServiceStatusWriter::open(path);
  REQUIRE(writer);
  CHECK_FALSE(writer->last().value());
  auto reader = ServiceStatusReader::open(path);
  REQUIRE(reader);
  CHECK_FALSE(reader->read_if_changed().value());

  REQUIRE(writer->write(full_status()));
  CHECK(reader->read_if_changed().value() == full_status());
  CHECK_FALSE(reader->read_if_changed().value());
  REQUIRE(writer->write(ServiceStatus{}));
  CHECK(reader->read_if_changed().value() == ServiceStatus{});
  CHECK(writer->last().value() == ServiceStatus{});

  auto late = ServiceStatusReader::open(path);
  REQUIRE(late);
  CHECK(late->read_if_changed().value() == ServiceStatus{});
}

TEST_CASE("The service's own rows live beside the status and are never taken for it") {
  const test::TemporaryDirectory folder;
  auto writer = ServiceStatusWriter::open(folder / "sync.sqlite");
  REQUIRE(writer);
  CHECK(writer->get("memory").value().empty());
  REQUIRE(writer->put("memory", R"({"medium_number":3})"));
  REQUIRE(writer->put("memory", R"({"medium_number":4})"));
  CHECK(writer->get("memory").value() == R"({"medium_number":4})");
  CHECK_FALSE(writer->last().value());
}

TEST_CASE("A screen program without the right to write reads the status, whether the service runs or has ended") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "sync.sqlite";
  const auto read = [&path]() -> std::string {
    auto reader = ServiceStatusReader::open(path);
    if (!reader) return "open: " + reader.error().detail;
    const auto status = reader->read_if_changed();
    if (!status) return "read: " + status.error().detail;
    return *status ? (*status)->medium.label : "nothing";
  };
  ServiceStatus status;
  {
    auto writer = ServiceStatusWriter::open(path);
    REQUIRE(writer);
    status.medium.label = "alive";
    REQUIRE(writer->write(status));
    CHECK(test::run_without_write_rights(folder.path(), read) == "alive");
    status.medium.label = "ended";
    REQUIRE(writer->write(status));
  }
  CHECK(test::run_without_write_rights(folder.path(), read) == "ended");
}

TEST_CASE("A reader without the right to write sees the service come back and change something") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "sync.sqlite";
  ServiceStatus status;
  status.medium.label = "first";
  REQUIRE(ServiceStatusWriter::open(path)->write(status));

  std::array<int, 2> has_read{};
  REQUIRE(::pipe(has_read.data()) == 0);
  const auto read_twice = [&]() -> std::string {
    auto reader = ServiceStatusReader::open(path);
    if (!reader) return "open: " + reader.error().detail;
    const auto before = reader->read_if_changed();
    static_cast<void>(::write(has_read[1], "x", 1) < 0);
    if (!before || !*before) return "no first status";
    for (int i = 0; i < 1000; ++i) {
      const auto after = reader->read_if_changed();
      if (!after) return "read: " + after.error().detail;
      if (*after) return (*before)->medium.label + ", " + (*after)->medium.label;
      ::usleep(10'000);
    }
    return (*before)->medium.label + ", nothing more";
  };
  // The service is back with the right to write, which it got before the rights were taken away.
  std::thread service([&, writer = ServiceStatusWriter::open(path)]() mutable {
    char byte = 0;
    if (::read(has_read[0], &byte, 1) != 1 || !writer) return;
    status.medium.label = "second";
    static_cast<void>(writer->write(status));
  });
  const std::string seen = test::run_without_write_rights(folder.path(), read_twice);
  service.join();
  ::close(has_read[0]);
  ::close(has_read[1]);
  CHECK(seen == "first, second");
}

TEST_CASE("A damaged file is set aside, and a reader follows to the new one") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "sync.sqlite";
  ServiceStatus status;
  status.medium.label = "before";
  {
    auto writer = ServiceStatusWriter::open(path);
    REQUIRE(writer);
    REQUIRE(writer->write(status));
  }
  auto reader = ServiceStatusReader::open(path);
  REQUIRE(reader);
  CHECK(reader->read_if_changed().value()->medium.label == "before");

  std::filesystem::remove(path);
  test::write_text_file(path, std::string(5000, 'x'));
  auto writer = ServiceStatusWriter::open(path);
  REQUIRE(writer);
  CHECK(test::read_text_file(path + ".damaged") == std::string(5000, 'x'));
  status.medium.label = "after";
  REQUIRE(writer->write(status));
  CHECK(reader->read_if_changed().value()->medium.label == "after");
}

/// sync.sqlite as version 1 of its tables had it.
void write_version_1(const std::string& path) {
  auto database = sqlite::Database::open(path, sqlite::OpenMode::kReadWriteWal);
  REQUIRE(database);
  REQUIRE(database->execute(
      "CREATE TABLE entry (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, action TEXT NOT NULL, source TEXT NOT NULL, "
      "result TEXT NOT NULL, detail TEXT NOT NULL, generation INTEGER NOT NULL, offers INTEGER NOT NULL) STRICT;"
      "CREATE TABLE fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
      "INSERT INTO entry VALUES (1, 1790000000, 'install', '/media/stick', 'done', '', 3, 200);"
      "INSERT INTO fact VALUES ('signed_time', 1789999999);"));
  REQUIRE(database->set_identity({0x424B534A, 1}));
}

TEST_CASE("A journal of the first version keeps its entries and takes the service's status") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "sync.sqlite";
  write_version_1(path);
  {
    auto old = Journal::open_for_reading(path);
    REQUIRE(old);
    CHECK(old->newest(5)->size() == 1);
    auto reader = ServiceStatusReader::open(path);
    REQUIRE(reader);
    CHECK_FALSE(reader->read_if_changed().value());
  }
  auto writer = ServiceStatusWriter::open(path);
  REQUIRE(writer);
  REQUIRE(writer->write(full_status()));
  auto journal = Journal::open(path);
  REQUIRE(journal);
  CHECK(journal->newest(5)->at(0).source == "/media/stick");
  CHECK(journal->signed_time().value() == 1'789'999'999);
  CHECK(writer->last().value() == full_status());
}

TEST_CASE("A journal of a newer version is left as it is") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "sync.sqlite";
  write_version_1(path);
  {
    auto database = sqlite::Database::open(path, sqlite::OpenMode::kReadWriteWal);
    REQUIRE(database);
    REQUIRE(database->set_identity({0x424B534A, 3}));
  }
  CHECK(ServiceStatusWriter::open(path).error().code == ErrorCode::kUnsupportedFormat);
  CHECK(ServiceStatusReader::open(path).error().code == ErrorCode::kUnsupportedFormat);
  CHECK(Journal::open(path).error().code == ErrorCode::kUnsupportedFormat);
  CHECK_FALSE(std::filesystem::exists(path + ".damaged"));
}

}  // namespace
}  // namespace bildungskiosk::update
