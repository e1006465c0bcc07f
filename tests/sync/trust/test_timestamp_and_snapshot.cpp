#include "sync/trust/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/trust/client_fixture.hpp"

// Specification 5.4 and 5.5.

namespace bildungskiosk::test {

using base::ErrorCode;
using trust::RefreshOutcome;

TEST_CASE("A newer release replaces what is trusted") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.client.last_timestamp() == RefreshOutcome::kNew);
  for (const char* role : {"timestamp", "snapshot", "targets"}) CHECK(terminal.stored_version(role) == 2);
}

// Guards: verify_role for timestamp and snapshot, verify_threshold in verified_targets.
TEST_CASE("Each role's file must be signed by that role") {
  for (const std::string role : {"timestamp", "snapshot", "targets"}) {
    ClientFixture terminal;
    terminal.repo.describes_lengths_and_hashes = false;
    std::swap(terminal.repo.signers[role], terminal.repo.signers["root"]);
    terminal.repo.publish();
    CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
    CHECK_FALSE(terminal.has(role + ".json"));
  }
}

// Guards: PublicKey::verify in count_signatures, the hashes in check_meta_file.
TEST_CASE("A byte changed in any metadata file is refused, with and without signed hashes") {
  for (const bool hashes : {true, false}) {
    for (const char* name : {"timestamp.json", "2.snapshot.json", "2.targets.json"}) {
      ClientFixture terminal;
      terminal.repo.describes_lengths_and_hashes = hashes;
      terminal.repo.publish();
      std::string& file = terminal.repo.files[std::string("metadata/") + name];
      // In `expires`, so that it stays valid metadata and only the signature or hash can tell.
      file.replace(file.find("2027"), 4, "2028");
      const std::optional<ErrorCode> error = terminal.refresh();
      const bool hashed = hashes && name != std::string("timestamp.json");
      CHECK(error == (hashed ? ErrorCode::kHashMismatch : ErrorCode::kWrongSignature));
    }
  }
}

// Guards: the comparison of versions in update_timestamp.
TEST_CASE("An older timestamp is older, not wrong, and changes nothing") {
  ClientFixture terminal;
  const std::string old_timestamp = terminal.repo.files["metadata/timestamp.json"];
  ++terminal.repo.timestamp.version;  // of the same snapshot, so that nothing but this number tells
  terminal.repo.write_timestamp();
  REQUIRE(terminal.refresh() == std::nullopt);
  const std::string trusted = terminal.stored("timestamp.json");
  terminal.repo.files["metadata/timestamp.json"] = old_timestamp;
  CHECK(terminal.refresh() == ErrorCode::kOlderThanInstalled);
  CHECK(terminal.stored("timestamp.json") == trusted);
  CHECK(terminal.repo.requests.back() == "metadata/timestamp.json");
}

TEST_CASE("An older timestamp that has expired too is older") {
  ClientFixture terminal;
  const std::string old_timestamp = terminal.repo.files["metadata/timestamp.json"];
  terminal.repo.root.expires += 86'400;
  terminal.repo.publish_root();
  terminal.repo.timestamp.expires += 86'400;
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.files["metadata/timestamp.json"] = old_timestamp;
  CHECK(terminal.refresh(kExpiresAt + 1) == ErrorCode::kOlderThanInstalled);
}

// Guards: the branch for equal versions in update_timestamp.
TEST_CASE("The same timestamp version with other content does not replace the trusted one") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  const std::string trusted = terminal.stored("timestamp.json");
  terminal.repo.timestamp.snapshot.version = 100;
  terminal.repo.write_timestamp();
  CHECK(terminal.refresh() == std::nullopt);
  CHECK(terminal.client.last_timestamp() == RefreshOutcome::kSameVersionOtherContent);
  CHECK(terminal.stored("timestamp.json") == trusted);
}

// Guards: the comparison of the snapshot's version in update_timestamp.
TEST_CASE("A newer timestamp that names an older snapshot is refused") {
  ClientFixture terminal;
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.snapshot.version = 1;
  terminal.repo.write_snapshot();
  ++terminal.repo.timestamp.version;
  terminal.repo.write_timestamp();
  CHECK(terminal.refresh() == ErrorCode::kOlderThanInstalled);
  CHECK(terminal.stored_version("timestamp") == 2);
}

// Guards: check_timestamp_expiry in update_timestamp.
TEST_CASE("An expired timestamp is refused and not stored, but guards against older ones") {
  ClientFixture terminal;
  terminal.repo.timestamp.expires = kPublishedAt + 1;
  terminal.repo.publish();
  CHECK(terminal.refresh() == ErrorCode::kMetadataExpired);
  CHECK_FALSE(terminal.has("timestamp.json"));
}

TEST_CASE("A stored timestamp that has expired still guards against older ones") {
  ClientFixture terminal;
  const std::string old_timestamp = terminal.repo.files["metadata/timestamp.json"];
  terminal.repo.timestamp.expires = kRefreshedAt + 1;
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.files["metadata/timestamp.json"] = old_timestamp;  // expires later than the newer one
  CHECK(terminal.refresh(kRefreshedAt + 2) == ErrorCode::kOlderThanInstalled);
}

TEST_CASE("The installed package met again after its expiry is expired, and known to be the same") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.root.expires += 86'400;
  terminal.repo.publish_root();
  CHECK(terminal.refresh(kExpiresAt) == ErrorCode::kMetadataExpired);
  CHECK(terminal.client.last_timestamp() == RefreshOutcome::kUnchanged);
}

TEST_CASE("The installed package met again after its root's expiry is known to be the same, and only that one") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.refresh(kExpiresAt) == ErrorCode::kMetadataExpired);
  CHECK(terminal.client.last_timestamp() == RefreshOutcome::kUnchanged);
  terminal.repo.publish();
  CHECK(terminal.refresh(kExpiresAt) == ErrorCode::kMetadataExpired);
  CHECK_FALSE(terminal.client.last_timestamp());
}

TEST_CASE("A timestamp longer than the limit is refused") {
  ClientFixture terminal;
  terminal.repo.files["metadata/timestamp.json"] += std::string(trust::kTimestampBytesMax, ' ');
  CHECK(terminal.refresh() == ErrorCode::kTooLarge);
}

TEST_CASE("A captive portal's page is no metadata") {
  ClientFixture terminal;
  terminal.repo.files["metadata/timestamp.json"] = "<!DOCTYPE html><html><body>Willkommen im WLAN</body></html>";
  CHECK(terminal.refresh() == ErrorCode::kMalformedMetadata);
}

// Guards: check_meta_file in update_snapshot.
TEST_CASE("The snapshot must have the length that the timestamp signed") {
  ClientFixture terminal;
  terminal.repo.files["metadata/1.snapshot.json"] += "\n";
  CHECK(terminal.refresh() == ErrorCode::kLengthMismatch);
  terminal.repo.files["metadata/1.snapshot.json"].resize(100);
  CHECK(terminal.refresh() == ErrorCode::kLengthMismatch);
  CHECK_FALSE(terminal.has("snapshot.json"));
}

TEST_CASE("A length beyond the limit is refused before anything is fetched") {
  ClientFixture terminal;
  terminal.repo.timestamp.snapshot.length_bytes = trust::kSnapshotBytesMax + 1;
  terminal.repo.write_timestamp();
  CHECK(terminal.refresh() == ErrorCode::kTooLarge);
  CHECK(terminal.repo.requests.back() == "metadata/timestamp.json");
}

TEST_CASE("Without a signed length the limit holds") {
  ClientFixture terminal;
  terminal.repo.describes_lengths_and_hashes = false;
  terminal.repo.publish();
  terminal.repo.files["metadata/2.snapshot.json"] += std::string(trust::kSnapshotBytesMax, ' ');
  CHECK(terminal.refresh() == ErrorCode::kTooLarge);
}

// Guards: check_version in update_snapshot and verified_targets.
TEST_CASE("A rightly signed snapshot of another version than the timestamp names is a mixture of exports") {
  for (const bool hashes : {true, false}) {
    ClientFixture terminal;
    terminal.repo.describes_lengths_and_hashes = hashes;
    terminal.repo.publish();
    terminal.repo.publish();
    terminal.repo.files["metadata/3.snapshot.json"] = terminal.repo.files["metadata/2.snapshot.json"];
    CHECK(terminal.refresh() == ErrorCode::kMixedExports);
    CHECK_FALSE(terminal.has("snapshot.json"));
    CHECK(terminal.has("timestamp.json"));
  }
}

TEST_CASE("A snapshot that the timestamp names but the package lacks is not found") {
  ClientFixture terminal;
  terminal.repo.files.erase("metadata/1.snapshot.json");
  CHECK(terminal.refresh() == ErrorCode::kNotFound);
  CHECK_THAT(terminal.detail, ContainsSubstring("1.snapshot.json"));
}

// Guards: the comparison of versions in update_snapshot's loop.
TEST_CASE("A snapshot that lists an older version of a role is refused, with and without hashes") {
  for (const bool hashes : {true, false}) {
    ClientFixture terminal;
    terminal.repo.describes_lengths_and_hashes = hashes;
    terminal.repo.publish();
    REQUIRE(terminal.refresh() == std::nullopt);
    terminal.repo.targets.version = 0;
    terminal.repo.publish();
    CHECK(terminal.refresh() == ErrorCode::kOlderThanInstalled);
    CHECK(terminal.stored_version("snapshot") == 2);
    CHECK(terminal.stored_version("targets") == 2);
  }
}

// Guards: the search for the role in update_snapshot's loop.
TEST_CASE("A snapshot that no longer lists a role is refused") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.delegated.erase("vhs");
  terminal.repo.snapshot.meta.erase("vhs");
  terminal.repo.publish();
  CHECK(terminal.refresh() == ErrorCode::kOlderThanInstalled);
}

TEST_CASE("A snapshot that does not list the targets is malformed") {
  ClientFixture terminal;
  terminal.repo.snapshot.meta.clear();
  terminal.repo.write_snapshot();
  terminal.repo.write_timestamp();
  CHECK(terminal.refresh() == ErrorCode::kMalformedMetadata);
}

// Guards: check_expiry in update_snapshot and verified_targets.
TEST_CASE("An expired snapshot or targets file is refused and not stored") {
  {
    ClientFixture terminal;
    terminal.repo.snapshot.expires = kRefreshedAt;
    terminal.repo.publish();
    CHECK(terminal.refresh() == ErrorCode::kMetadataExpired);
    CHECK_FALSE(terminal.has("snapshot.json"));
  }
  ClientFixture terminal;
  terminal.repo.targets.expires = kRefreshedAt;
  terminal.repo.publish();
  CHECK(terminal.refresh() == ErrorCode::kMetadataExpired);
  CHECK_FALSE(terminal.has("targets.json"));
}

// Guards: check_timestamp_expiry in update_snapshot.
TEST_CASE("A timestamp that expires while nothing else changes freezes nothing in") {
  ClientFixture terminal;
  terminal.repo.timestamp.expires = kRefreshedAt + 10;
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.refresh(kRefreshedAt + 10) == ErrorCode::kMetadataExpired);
}

// Guards: check_expiry of the stored snapshot in update_snapshot, and of the stored targets in verified_targets.
TEST_CASE("A stored snapshot or targets file that expires under an unchanged timestamp is trusted no more") {
  for (const bool is_snapshot : {true, false}) {
    ClientFixture terminal;
    trust::Common& metadata = is_snapshot ? static_cast<trust::Common&>(terminal.repo.snapshot)
                                          : static_cast<trust::Common&>(terminal.repo.targets);
    metadata.expires = kRefreshedAt + 10;
    terminal.repo.publish();
    REQUIRE(terminal.refresh() == std::nullopt);
    CHECK(terminal.refresh(kRefreshedAt + 10) == ErrorCode::kMetadataExpired);
  }
}

TEST_CASE("A damaged stored file is fetched again") {
  for (const std::string name : {"timestamp.json", "snapshot.json", "targets.json"}) {
    ClientFixture terminal;
    REQUIRE(terminal.refresh() == std::nullopt);
    const std::string right = terminal.stored(name);
    for (const std::string& damaged : {std::string(), right.substr(0, right.size() / 2), right + " ",
                                       std::string(trust::kTargetsBytesMax + 1, ' ')}) {
      terminal.store(name, damaged);
      CHECK(terminal.refresh() == std::nullopt);
      // A timestamp with a space after it is still one, and the same.
      if (name != "timestamp.json" || damaged != right + " ") CHECK(terminal.stored(name) == right);
    }
  }
}

// Guards: the look at consistent_snapshot in fetch_described.
TEST_CASE("Without consistent snapshots the files have no version in their names") {
  ClientFixture terminal;
  terminal.repo.root.consistent_snapshot = false;
  terminal.repo.publish_root();
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.add_target("vhs", "vhs/offers", "offers");
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.repo.requests.back() == "metadata/targets.json");
  MemorySink sink;
  const trust::TrustedTarget target = terminal.client.find_target("vhs/offers").value();
  CHECK(terminal.repo.requests.back() == "metadata/vhs.json");
  CHECK(terminal.client.download(target, sink, base::CancelToken()));
  CHECK(terminal.repo.requests.back() == "targets/vhs/offers");
  CHECK(sink.text == "offers");
}

}  // namespace bildungskiosk::test
