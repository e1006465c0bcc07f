#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/sync/trust/client_fixture.hpp"

// The folder of trusted metadata when the disk below it fails or the power goes.

namespace bildungskiosk::test {

using base::ErrorCode;

namespace {

/// A terminal one release and two roots behind its repository, which revoked the snapshot's key in the meantime.
struct BehindFixture : ClientFixture {
  BehindFixture() {
    repo.add_delegation("targets", "vhs", {"vhs/*"});
    repo.add_target("vhs", "vhs/offers", "1");
    repo.publish();
    REQUIRE(refresh() == std::nullopt);
    REQUIRE(client.targets().has_value());
    repo.publish_root();
    repo.rotate_keys("snapshot");
    repo.publish_root();
    repo.publish();
  }
};

/// Whether all stored files are whole: each is one that the repository published at some time.
bool holds_only_published_files(const BehindFixture& terminal, base::FileSystem& files) {
  const std::vector<std::string> names = files.list(terminal.metadata).value();
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    if (!name.ends_with(".json")) return true;
    const std::string bytes = terminal.stored_on(files, name);
    // The first timestamps are no longer served; their signature tells.
    if (name == "timestamp.json") return trust::read_timestamp(base::as_bytes(bytes)).has_value();
    return std::any_of(terminal.repo.files.begin(), terminal.repo.files.end(),
                       [&](const auto& file) { return file.first.ends_with(name) && file.second == bytes; });
  });
}

/// Refreshes and lists all targets with the n-th operation failing; false when there is no n-th.
bool refresh_with_fault(BehindFixture& terminal, std::uint64_t operation, FaultKind kind) {
  FaultyFileSystem files(terminal.disk);
  files.fail_at(operation, kind, ErrorCode::kIo);
  trust::TufClient client(files, terminal.metadata, terminal.repo);
  const bool refreshed = client.refresh(kRefreshedAt).has_value() && client.targets().has_value();
  CHECK(refreshed == !files.struck());
  return files.struck();
}

}  // namespace

TEST_CASE("Wherever the disk fails, each stored file stays whole and the next refresh succeeds") {
  for (const FaultKind kind : {FaultKind::kOnce, FaultKind::kForGood}) {
    std::uint64_t operation = 0;
    for (;; ++operation) {
      BehindFixture terminal;
      if (!refresh_with_fault(terminal, operation, kind)) break;
      CHECK(holds_only_published_files(terminal, terminal.disk));
      REQUIRE(terminal.refresh() == std::nullopt);
      CHECK(terminal.client.find_target("vhs/offers").has_value());
      CHECK(terminal.stored_version("snapshot") == terminal.repo.snapshot.version);
    }
    CHECK(operation > 20);
  }
}

// Guards: every sync of write_file_atomically.
TEST_CASE("Wherever the power goes, the terminal trusts the old or the new root and refreshes again") {
  for (const PowerCut cut : {PowerCut::kOnlySynced, PowerCut::kNamesSurvive, PowerCut::kAllSurvives}) {
    for (std::uint64_t operation = 0;; ++operation) {
      BehindFixture terminal;
      if (!refresh_with_fault(terminal, operation, FaultKind::kForGood)) break;
      const std::unique_ptr<MemoryFileSystem> disk = terminal.disk.after(cut);
      CHECK(holds_only_published_files(terminal, *disk));
      trust::TufClient client(*disk, terminal.metadata, terminal.repo);
      CHECK(client.refresh(kRefreshedAt).has_value());
      CHECK(client.find_target("vhs/offers").has_value());
    }
  }
}

// Guards: the syncs of the folders above in MetadataStore::create_folder; without them the new folder's name is gone.
TEST_CASE("A root of trust that was accepted survives a power cut") {
  ClientFixture terminal;
  const std::unique_ptr<MemoryFileSystem> disk = terminal.disk.after(PowerCut::kOnlySynced);
  CHECK(trust::TufClient(*disk, terminal.metadata, terminal.repo).refresh(kRefreshedAt).has_value());
}

// Guards: the sync of removed names in MetadataStore::remove.
TEST_CASE("What a revoked key drove up does not come back with a power cut") {
  ClientFixture terminal;
  terminal.repo.add_key("timestamp");  // stays in the role, so the stored timestamp would still verify
  terminal.repo.publish_root();
  terminal.repo.timestamp.version = 99'999;
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  trust::RoleKeys& role = terminal.repo.root.roles["timestamp"];
  role.key_ids.erase(role.key_ids.begin());
  terminal.repo.signers["timestamp"].erase(terminal.repo.signers["timestamp"].begin());
  terminal.repo.publish_root();
  terminal.repo.timestamp.version = 0;
  terminal.repo.publish();
  terminal.repo.failures["metadata/timestamp.json"] = ErrorCode::kIo;  // so that nothing else is written and synced
  CHECK(terminal.refresh() == ErrorCode::kIo);
  terminal.repo.failures.clear();
  const std::unique_ptr<MemoryFileSystem> disk = terminal.disk.after(PowerCut::kOnlySynced);
  CHECK(trust::TufClient(*disk, terminal.metadata, terminal.repo).refresh(kRefreshedAt).has_value());
}

// Guards: that only kNotFound is "not there" in MetadataStore::read.
TEST_CASE("A root of trust that can't be read is not one that is missing") {
  ClientFixture terminal;
  FaultyFileSystem files(terminal.disk);
  files.fail_at(0, FaultKind::kForGood, ErrorCode::kIo);
  trust::TufClient client(files, terminal.metadata, terminal.repo);
  CHECK(client.refresh(kRefreshedAt).error().code == ErrorCode::kIo);
}

TEST_CASE("A folder where a metadata file belongs is reported") {
  ClientFixture terminal;
  REQUIRE(terminal.disk.create_directories(terminal.metadata + "/timestamp.json"));
  CHECK(terminal.refresh() == ErrorCode::kNotAFile);
}

TEST_CASE("A full disk is reported, and the trusted metadata stays") {
  BehindFixture terminal;
  terminal.disk.set_free_bytes(10);
  CHECK(terminal.refresh() == ErrorCode::kNoSpace);
  CHECK(holds_only_published_files(terminal, terminal.disk));
}

}  // namespace bildungskiosk::test
