#include <algorithm>
#include <filesystem>

#include "sync/trust/limits.hpp"
#include "sync/update/updater.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/lying_file_system.hpp"
#include "tests/sync/update/updater_fixture.hpp"

// The policies for terminals that are mostly offline, each by its name.

namespace bildungskiosk::update {
namespace {

using base::ErrorCode;
using test::FaultKind;
using test::kPublishedAt;
using test::SamplePackage;
using test_support::Terminal;

constexpr const char* kFirstTitles = "Englisch am Abend, Nähkurs für Anfänger, Rechnen im Alltag";
constexpr base::UnixSeconds kDay_s = 86'400;
constexpr base::UnixSeconds kYear_s = 365 * kDay_s;

std::string trusted_root(const Terminal& terminal) {
  return test::read_text_file(terminal.store().layout().trusted_root());
}

TEST_CASE("A torn stick never blocks an older good one") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  SamplePackage good = package;
  package.set_titles("vhs", {"Malen"});
  package.release();
  package.repository.files.erase(package.served_path("vhs"));

  CHECK(terminal.install(package) == "not-found");
  CHECK(terminal.shown() == kFirstTitles);
  CHECK(terminal.install(good) == "done");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("A new root of trust counts at once, also when the rest of the package is broken") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  SamplePackage signed_by_stolen_key = package;
  signed_by_stolen_key.set_titles("vhs", {"Untergeschoben"});
  signed_by_stolen_key.release();

  package.repository.rotate_keys(trust::kTargetsRole);
  package.repository.publish_root();
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  SamplePackage torn = package;
  torn.repository.files.erase("metadata/timestamp.json");
  CHECK(terminal.install(torn) != "done");
  CHECK(trusted_root(terminal) == package.repository.files.at("metadata/2.root.json"));

  CHECK(terminal.install(signed_by_stolen_key) == "wrong-signature");
  CHECK(terminal.shown() == kFirstTitles);
  CHECK(terminal.install(package) == "done");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("A fast-forward attack is ended by new keys, also when the run that met the new root was cut") {
  SamplePackage package;
  Terminal terminal(package);
  SamplePackage attacked = package;
  attacked.repository.timestamp.version = 1'000'000;
  attacked.repository.snapshot.version = 1'000'000;
  attacked.release();
  REQUIRE(terminal.install(attacked) == "done");
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  REQUIRE(terminal.install(package) == "older-than-installed");

  package.repository.rotate_keys(trust::kTimestampRole);
  package.repository.rotate_keys(trust::kSnapshotRole);
  package.repository.publish_root();
  package.release();
  const bool cut_first = GENERATE(false, true);
  if (cut_first) {
    SamplePackage torn = package;
    torn.repository.failures["metadata/timestamp.json"] = ErrorCode::kIo;
    REQUIRE(terminal.install(torn) == "io");
  }
  CHECK(terminal.install(package) == "done");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("A key that is only added does not let an older stick in, also when the run that met the new root was cut") {
  SamplePackage package;
  Terminal terminal(package);
  SamplePackage older = package;
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  REQUIRE(terminal.install(package) == "done");

  package.repository.add_key(trust::kTimestampRole);
  package.repository.publish_root();
  SamplePackage torn = package;
  torn.repository.files.erase("metadata/timestamp.json");
  REQUIRE(terminal.install(torn) != "done");
  REQUIRE(trusted_root(terminal) == package.repository.files.at("metadata/2.root.json"));

  CHECK(terminal.install(older) == "older-than-installed");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("What is installed is never refused for its age, but an expired package is") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  terminal.clock.set(kPublishedAt + 3 * kYear_s);
  CHECK(terminal.shown() == kFirstTitles);
  package.set_titles("vhs", {"Töpfern"});
  package.release();  // with the expiry it was made with
  CHECK(terminal.install(package) == "metadata-expired");
  CHECK(terminal.shown() == kFirstTitles);
  package.set_expiry(terminal.clock.now() + kYear_s);
  package.repository.publish_root();
  package.release();
  CHECK(terminal.install(package) == "done");
}

TEST_CASE("The installed package met again after its expiry is up to date, and no alarm") {
  SamplePackage package;
  Terminal terminal(package);
  package.set_expiry(kPublishedAt + 2 * kDay_s);
  package.release();
  REQUIRE(terminal.install(package) == "done");
  terminal.clock.set(kPublishedAt + 3 * kDay_s);
  CHECK(terminal.install(package) == "up-to-date");
  SECTION("but it can no longer mend a damaged catalogue") {
    const std::string catalogue = terminal.store().layout().catalogue(1);
    std::string bytes = test::read_text_file(catalogue);
    bytes[bytes.size() / 2] ^= 1;
    test::write_text_file(catalogue, bytes);
    CHECK(terminal.install(package) == "metadata-expired");
  }
  SECTION("but it can no longer bring back what was rolled away from") {
    package.set_titles("vhs", {"Töpfern"});
    package.set_expiry(kPublishedAt + 4 * kDay_s);
    package.release();
    REQUIRE(terminal.install(package) == "done");
    REQUIRE(terminal.roll_back() == "done");
    terminal.clock.set(kPublishedAt + 5 * kDay_s);
    CHECK(terminal.install(package) == "metadata-expired");
  }
}

TEST_CASE("A clock that is behind is not believed: the build and the newest signed date count") {
  SamplePackage package;
  SamplePackage expired = package;
  expired.set_expiry(kPublishedAt + kDay_s);
  expired.repository.write_root();
  expired.release();
  Terminal terminal(package);
  terminal.clock.set(0);
  SECTION("the build") {
    terminal.built_at = kPublishedAt + 2 * kDay_s;
    CHECK(terminal.install(expired) == "metadata-expired");
  }
  SECTION("the newest signed date") {
    terminal.built_at = kPublishedAt;  // later than the clock, which is thereby known to be wrong
    package.set_generated_at(kPublishedAt + 2 * kDay_s);
    package.release();
    REQUIRE(terminal.install(package) == "done");
    expired.release();
    expired.release();
    CHECK(terminal.install(expired) == "metadata-expired");
  }
  SECTION("neither") { CHECK(terminal.install(expired) == "done"); }
}

TEST_CASE("With a clock that is far ahead, staff can install all the same, but nothing older") {
  SamplePackage package;
  SamplePackage older = package;
  Terminal terminal(package);
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  terminal.clock.set(kPublishedAt + 20 * kYear_s);
  CHECK(terminal.install(package) == "metadata-expired");
  InstallOptions without_clock;
  without_clock.time_source = TimeSource::kSignedTimeOnly;
  CHECK(terminal.install(package, without_clock) == "done");
  CHECK(terminal.install(older, without_clock) == "older-than-installed");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("An office whose clock is years ahead does not make what follows look expired") {
  SamplePackage package;
  Terminal terminal(package);
  SECTION("in its data only") { package.set_generated_at(kPublishedAt + 50 * kYear_s); }
  SECTION("in all it signs") {
    package.set_generated_at(kPublishedAt + 3 * kYear_s);
    package.set_expiry(kPublishedAt + 4 * kYear_s);
    package.repository.publish_root();
  }
  package.release();
  REQUIRE(terminal.install(package) == "done");
  package.set_generated_at(kPublishedAt);
  package.set_expiry(test::kExpiresAt);
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  CHECK(terminal.install(package) == "done");
}

TEST_CASE("The same version with other content is told apart from an update") {
  SamplePackage package;
  SamplePackage twin = package;
  Terminal terminal(package);
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  twin.set_titles("vhs", {"Malen"});
  twin.release();
  REQUIRE(terminal.install(package) == "done");
  CHECK(terminal.install(twin) == "same-version-other-content");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("A missing root in the middle is reported as what it is") {
  SamplePackage package;
  Terminal terminal(package);
  for (int i = 0; i < 2; ++i) {
    package.repository.rotate_keys(trust::kRootRole);
    package.repository.publish_root();
  }
  package.repository.rotate_keys(trust::kTimestampRole);
  package.repository.publish_root();
  package.release();
  package.repository.files.erase("metadata/2.root.json");
  CHECK(terminal.install(package) == "missing-root");
}

TEST_CASE("A file that can't be read is not taken for a file that is not there") {
  SamplePackage package;
  Terminal terminal(package);
  // Were it taken for "no further root", the installation would go on with keys that may be withdrawn.
  package.repository.failures["metadata/2.root.json"] = ErrorCode::kIo;
  CHECK(terminal.install(package) == "io");
  CHECK(terminal.shown() == "no-catalogue");
}

TEST_CASE("Every file of the package is read once") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  auto requests = package.repository.requests;
  std::sort(requests.begin(), requests.end());
  CHECK(std::adjacent_find(requests.begin(), requests.end()) == requests.end());
}

TEST_CASE("Missing space is told before copying begins, with how much it is") {
  SamplePackage package;
  Terminal terminal(package);
  const auto free_bytes = base::posix_file_system().free_bytes(terminal.store_path());
  REQUIRE(free_bytes);
  InstallOptions options;
  options.free_space_floor_bytes = *free_bytes + 1'000'000'000;
  CHECK(terminal.install(package, options) == "no-space");
  CHECK(terminal.facts.missing_bytes > 900'000'000);
  CHECK(terminal.facts.missing_bytes < 1'100'000'000);
  const auto& requests = package.repository.requests;
  CHECK(std::none_of(requests.begin(), requests.end(),
                     [](const std::string& path) { return path.starts_with("targets/"); }));
}

TEST_CASE("What a broken download has left gives way where space is missing, and is kept where none is") {
  constexpr std::uint64_t kPieces_bytes = 5'000'000;
  SamplePackage package;
  Terminal terminal(package);
  const std::string pieces = terminal.store().layout().partial_downloads();
  std::uint64_t disk_bytes = 0;
  test::LyingFileSystem files(base::posix_file_system());
  files.tell_free_bytes([&] {
    const std::uint64_t taken_bytes = std::filesystem::exists(pieces) ? kPieces_bytes : 0;
    return disk_bytes > taken_bytes ? disk_bytes - taken_bytes : 0;
  });
  terminal.files = &files;
  REQUIRE(terminal.install(package) == "no-space");
  const std::uint64_t needed_bytes = terminal.facts.missing_bytes;

  test::write_text_file(pieces + "/of-a-url/etag", "\"1\"");
  disk_bytes = needed_bytes + kPieces_bytes;
  SECTION("enough beside them") {
    CHECK(terminal.install(package) == "done");
    CHECK(std::filesystem::exists(pieces));
  }
  SECTION("enough without them") {
    disk_bytes -= 1;
    CHECK(terminal.install(package) == "done");
    CHECK_FALSE(std::filesystem::exists(pieces));
  }
  SECTION("too little all the same") {
    disk_bytes = needed_bytes - 1;
    CHECK(terminal.install(package) == "no-space");
    CHECK(terminal.facts.missing_bytes == 1);
  }
}

TEST_CASE("A terminal whose root of trust was damaged goes on with the one its catalogue was signed under") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  test::write_text_file(terminal.store().layout().trusted_root(), "{ damaged");
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  CHECK(terminal.install(package) == "done");
  CHECK(trusted_root(terminal) == package.repository.files.at("metadata/1.root.json"));
}

// The whole installation with the real SQLite on the real disk, each operation of the store's files failing in turn.
TEST_CASE("A terminal whose trusted metadata was damaged is mended by the next good stick") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  const std::string metadata = terminal.store().layout().metadata(1);
  auto& files = base::posix_file_system();
  enum class Damage { kFolderGone, kFolderForFile, kTooLong };
  const auto damage = GENERATE(Damage::kFolderGone, Damage::kFolderForFile, Damage::kTooLong);
  if (damage == Damage::kFolderGone) REQUIRE(files.remove_tree(metadata));
  if (damage == Damage::kFolderForFile) {
    REQUIRE(files.remove_file(metadata + "/timestamp.json"));
    REQUIRE(files.create_directories(metadata + "/timestamp.json"));
  }
  if (damage == Damage::kTooLong) {
    test::write_text_file(metadata + "/snapshot.json", std::string(trust::kTargetsBytesMax + 1, ' '));
  }
  CHECK(terminal.shown() == kFirstTitles);
  SECTION("by a newer one") {
    package.set_titles("vhs", {"Töpfern"});
    package.release();
    CHECK(terminal.install(package) == "done");
    CHECK(terminal.shown() == "Töpfern");
  }
  SECTION("by the same one") {
    CHECK(terminal.install(package) == "up-to-date");
    CHECK(terminal.store().current()->metadata == 2);
    CHECK(terminal.install(package) == "up-to-date");
    CHECK(terminal.store().current()->metadata == 2);
  }
}

TEST_CASE("Whichever file operation of an installation fails, exactly the old or the new catalogue is shown") {
  const auto kind = GENERATE(FaultKind::kOnce, FaultKind::kForGood);
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  SamplePackage newer = package;
  newer.set_titles("vhs", {"Töpfern"});
  newer.release();

  std::uint64_t operation = 0;
  for (; operation < 1000; ++operation) {
    INFO("operation " << operation);
    test::FaultyFileSystem faulty(base::posix_file_system());
    faulty.fail_at(operation, kind, operation % 2 == 0 ? ErrorCode::kIo : ErrorCode::kNoSpace);
    terminal.files = &faulty;
    const std::string result = terminal.install(newer);
    terminal.files = &base::posix_file_system();
    const std::string shown = terminal.shown();
    REQUIRE((shown == "Töpfern" || (shown == kFirstTitles && result != "done")));
    if (!faulty.struck()) break;
    if (shown != "Töpfern") continue;
    REQUIRE(terminal.roll_back() == "done");
    // What the fault kept from being removed would be one more generation in each round.
    REQUIRE(terminal.store().prune());
  }
  CHECK(operation > 50);
  CHECK(operation < 1000);
}

}  // namespace
}  // namespace bildungskiosk::update
