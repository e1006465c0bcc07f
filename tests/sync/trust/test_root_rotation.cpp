#include "sync/trust/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/trust/client_fixture.hpp"

// Specification 5.2 and 5.3.

namespace bildungskiosk::test {

using base::ErrorCode;

TEST_CASE("Every new root is taken in turn, and the last is stored") {
  ClientFixture terminal;
  for (int count = 0; count < 3; ++count) terminal.repo.publish_root();
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.stored("root.json") == terminal.repo.files["metadata/4.root.json"]);
  CHECK(terminal.repo.requests.at(3) == "metadata/5.root.json");
}

TEST_CASE("A root with rotated root keys is taken when the old and the new keys have signed it") {
  ClientFixture terminal;
  terminal.repo.rotate_keys("root");
  terminal.repo.publish_root();
  terminal.repo.rotate_keys("root");
  terminal.repo.publish_root();
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.stored_version("root") == 3);
}

// Guards: the verification by the old root in update_root.
TEST_CASE("A root that only its own new keys have signed is refused") {
  ClientFixture terminal;
  terminal.repo.rotate_keys("root");
  terminal.repo.publish_root();
  RepositorySimulator& repo = terminal.repo;
  const auto* new_key = repo.signers["root"].front().get();
  repo.files["metadata/2.root.json"] = trust::write_signed(repo.root, std::vector{new_key}).value();
  CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
  CHECK(terminal.stored_version("root") == 1);
}

// Guards: the verification by the new root in update_root.
TEST_CASE("A root that its own new keys have not signed is refused") {
  ClientFixture terminal;
  RepositorySimulator& repo = terminal.repo;
  const std::shared_ptr<const trust::PrivateKey> old_key = repo.signers["root"].front();
  repo.rotate_keys("root");
  ++repo.root.version;
  repo.files["metadata/2.root.json"] = trust::write_signed(repo.root, std::vector{old_key.get()}).value();
  CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
}

TEST_CASE("The thresholds of the old root and of the new one both hold") {
  ClientFixture terminal;
  terminal.repo.add_key("root");
  terminal.repo.root.roles["root"].threshold = 2;
  terminal.repo.publish_root();
  REQUIRE(terminal.refresh() == std::nullopt);

  terminal.repo.signers["root"].pop_back();
  terminal.repo.root.roles["root"].threshold = 1;  // which is not what the old root says
  ++terminal.repo.root.version;
  const auto* one_key = terminal.repo.signers["root"].front().get();
  terminal.repo.files["metadata/3.root.json"] = trust::write_signed(terminal.repo.root, std::vector{one_key}).value();
  CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
  CHECK(terminal.stored_version("root") == 2);
}

TEST_CASE("All key types serve for every role") {
  for (const trust::KeyType type : {trust::KeyType::kEcdsaP256, trust::KeyType::kRsaPss}) {
    ClientFixture terminal;
    const auto key = std::make_shared<const trust::PrivateKey>(trust::PrivateKey::generate(type).value());
    for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
      terminal.repo.signers[role].push_back(key);
      terminal.repo.root.add_key(role, key->public_key());
      terminal.repo.root.roles[role].threshold = 2;
    }
    terminal.repo.publish_root();
    terminal.repo.publish();
    CHECK(terminal.refresh() == std::nullopt);
  }
}

// Guards: the comparison of versions in update_root, that it is not `<`.
TEST_CASE("A root of another version than its name says is refused") {
  for (const std::int64_t version : {1, 3}) {
    ClientFixture terminal;
    terminal.repo.root.version = version;
    terminal.repo.write_root();
    terminal.repo.files["metadata/2.root.json"] =
        terminal.repo.files["metadata/" + std::to_string(version) + ".root.json"];
    terminal.repo.files.erase("metadata/3.root.json");
    CHECK(terminal.refresh() == ErrorCode::kWrongRootVersion);
    CHECK(terminal.stored_version("root") == 1);
  }
}

// Guards: check_expiry in finish_root, and that update_root has none.
TEST_CASE("Roots on the way may have expired, the last one may not") {
  ClientFixture terminal;
  terminal.repo.root.expires = kPublishedAt;
  terminal.repo.publish_root();
  CHECK(terminal.refresh() == ErrorCode::kMetadataExpired);
  // Stored all the same: it was rightly signed, and its keys count from now on.
  CHECK(terminal.stored_version("root") == 2);
  CHECK(terminal.repo.requests.back() == "metadata/3.root.json");

  terminal.repo.root.expires = kExpiresAt;
  terminal.repo.publish_root();
  CHECK(terminal.refresh() == std::nullopt);
  CHECK(terminal.stored_version("root") == 3);
}

// Guards: `>` in check_expiry.
TEST_CASE("Expiry is decided at the given time, to the second") {
  ClientFixture terminal;
  CHECK(terminal.refresh(kExpiresAt - 1) == std::nullopt);
  CHECK(terminal.refresh(kExpiresAt) == ErrorCode::kMetadataExpired);
}

// Guards: the write of each root in update_roots.
TEST_CASE("A new root is kept even when what follows fails") {
  ClientFixture terminal;
  terminal.repo.publish_root();
  terminal.repo.failures["metadata/timestamp.json"] = ErrorCode::kIo;
  CHECK(terminal.refresh() == ErrorCode::kIo);
  CHECK(terminal.stored_version("root") == 2);
}

// Guards: that only kNotFound ends the loop of update_roots.
TEST_CASE("A medium that can't be read is not taken for the end of the chain of roots") {
  for (const ErrorCode code : {ErrorCode::kIo, ErrorCode::kPermissionDenied, ErrorCode::kNotAFile}) {
    ClientFixture terminal;
    terminal.repo.failures["metadata/2.root.json"] = code;
    CHECK(terminal.refresh() == code);
    CHECK(terminal.repo.requests.size() == 1);
  }
}

TEST_CASE("A root longer than the limit is refused") {
  ClientFixture terminal;
  terminal.repo.files["metadata/2.root.json"] = std::string(trust::kRootBytesMax + 1, ' ');
  CHECK(terminal.refresh() == ErrorCode::kTooLarge);
}

// Guards: kRootRotationsMax in update_roots.
TEST_CASE("At most 256 new roots are taken in one refresh, and the next goes on from there") {
  ClientFixture terminal;
  for (int count = 0; count < trust::kRootRotationsMax + 1; ++count) terminal.repo.publish_root();
  CHECK(terminal.refresh() == ErrorCode::kTooManyRoots);
  CHECK(terminal.stored_version("root") == 257);
  CHECK(terminal.refresh() == std::nullopt);
  CHECK(terminal.stored_version("root") == 258);
}

TEST_CASE("Keys that a new root revokes no longer sign") {
  for (const char* role : {"timestamp", "snapshot", "targets"}) {
    ClientFixture terminal;
    terminal.repo.rotate_keys(role);
    terminal.repo.publish_root();  // but the role's file is still signed with the old key
    CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
    terminal.repo.publish();
    CHECK(terminal.refresh() == std::nullopt);
  }
}

// Guards: the removal of the timestamp in update_roots.
TEST_CASE("After a fast-forward attack a new timestamp key lets the version start again") {
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
  terminal.repo.timestamp.version = 1;
  terminal.repo.publish();
  CHECK(terminal.refresh() == std::nullopt);
  CHECK(terminal.stored_version("timestamp") == 2);
}

// Guards: the removal of the snapshot in update_roots.
TEST_CASE("After a fast-forward attack a new snapshot key lets snapshot and targets start again") {
  ClientFixture terminal;
  terminal.repo.add_key("snapshot");  // stays in the role, so the stored snapshot would still verify
  terminal.repo.publish_root();
  terminal.repo.snapshot.version = 99'999;
  terminal.repo.targets.version = 99'999;
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);

  trust::RoleKeys& role = terminal.repo.root.roles["snapshot"];
  role.key_ids.erase(role.key_ids.begin());
  terminal.repo.signers["snapshot"].erase(terminal.repo.signers["snapshot"].begin());
  terminal.repo.publish_root();
  terminal.repo.snapshot.version = 0;
  terminal.repo.targets.version = 0;
  terminal.repo.publish();
  CHECK(terminal.refresh() == std::nullopt);
  CHECK(terminal.stored_version("snapshot") == 1);
  CHECK(terminal.stored_version("targets") == 1);
}

// Guards: that revokes_key looks for keys taken away.
TEST_CASE("A key that is only added does not end the protection against older packages") {
  ClientFixture terminal;
  const std::string old_timestamp = terminal.repo.files["metadata/timestamp.json"];
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.add_key("timestamp");
  terminal.repo.publish_root();
  terminal.repo.files["metadata/timestamp.json"] = old_timestamp;
  CHECK(terminal.refresh() == ErrorCode::kOlderThanInstalled);
}

TEST_CASE("A terminal without a root of trust says so") {
  ClientFixture terminal;
  terminal.disk.remove_tree(terminal.metadata).value();
  CHECK(terminal.refresh() == ErrorCode::kNotInitialised);
  CHECK(terminal.repo.requests.empty());
}

TEST_CASE("A stored root of trust that is damaged is named as that, and nothing is asked") {
  for (const std::string& bytes : {std::string("{"), std::string(), std::string(trust::kRootBytesMax + 1, 'x')}) {
    ClientFixture terminal;
    terminal.store("root.json", bytes);
    CHECK(terminal.refresh() == ErrorCode::kTrustDamaged);
    CHECK(terminal.repo.requests.empty());
  }
}

// Guards: verify_role in TrustedMetadata::start.
TEST_CASE("A root that its own keys have not signed can't be made the root of trust") {
  RepositorySimulator repo;
  MemoryFileSystem disk;
  const std::string file = trust::write_signed(repo.root, std::vector<const trust::PrivateKey*>()).value();
  CHECK(trust::TufClient::initialise(disk, "/m", base::as_bytes(file)).error().code == ErrorCode::kWrongSignature);
  CHECK_FALSE(disk.status("/m/root.json"));
}

TEST_CASE("A new first root makes the terminal forget what it trusted before") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.initialise();
  CHECK(terminal.stored_names() == std::vector<std::string>{"root.json"});
}

}  // namespace bildungskiosk::test
