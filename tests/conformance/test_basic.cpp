#include "sync/trust/limits.hpp"
#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// One thing wrong, or unusual, with the top-level metadata.

namespace bildungskiosk::conformance {

using trust::JsonObject;

namespace {

const std::vector<std::string> kAll = {"root", "targets", "snapshot", "timestamp"};

/// The file in the form of another JSON writer: spread over lines, "signed" before "signatures".
std::string in_other_form(const std::string& file) {
  const trust::JsonValue json = trust::parse_json(file).value();
  const JsonObject& envelope = *json.as_object();
  return "{\n \"signed\": " + trust::to_json_text(envelope.at("signed")) +
         ",\n \"signatures\": " + trust::to_json_text(envelope.at("signatures")) + "\n}\n ";
}

}  // namespace

TEST_CASE("A role that is not signed is refused, what comes before it is kept") {
  for (const auto& [role, trusted] : {std::pair<std::string, std::string>("root", "root 1"),
                                      {"timestamp", "root 2"},
                                      {"snapshot", "root 2, timestamp 2"},
                                      {"targets", "root 2, snapshot 2, timestamp 2"}}) {
    Suite suite;
    if (role != "root") suite.repo.signers[role].clear();
    suite.publish(kAll);
    if (role == "root") {
      suite.served("2.root.json") =
          trust::write_signed(suite.repo.root, std::vector<const trust::PrivateKey*>()).value();
    }
    REQUIRE(suite.init() == 0);
    CHECK(suite.refresh() == 1);
    CHECK(suite.trusted() == trusted);
  }
}

TEST_CASE("A file of another version than its URL says is refused") {
  for (const auto& [role, trusted] : {std::pair<std::string, std::string>("root", "root 1"),
                                      {"snapshot", "root 2, timestamp 2"},
                                      {"targets", "root 2, snapshot 2, timestamp 2"}}) {
    Suite suite;
    suite.publish(kAll);
    if (role == "root") {
      suite.repo.root.version = 3;
      suite.repo.write_root();
      suite.served("2.root.json") = suite.served("3.root.json");
      suite.repo.files.erase("metadata/3.root.json");
    } else if (role == "snapshot") {
      suite.repo.snapshot.version = 3;
      suite.repo.write_snapshot();
      suite.served("2.snapshot.json") = suite.served("3.snapshot.json");
    } else {
      suite.repo.targets.version = 3;
      suite.repo.write_targets("targets");
      suite.served("2.targets.json") = suite.served("3.targets.json");
    }
    REQUIRE(suite.init() == 0);
    CHECK(suite.refresh() == 1);
    CHECK(suite.trusted() == trusted);
  }
}

TEST_CASE("A timestamp with other content under the same version is not taken, and no failure") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  const std::string trusted = suite.stored("timestamp.json");
  suite.repo.timestamp.snapshot.version = 100;
  suite.repo.write_timestamp();
  CHECK(suite.refresh() == 0);
  CHECK(suite.requests().back() == "timestamp.json");
  CHECK(suite.stored("timestamp.json") == trusted);
}

TEST_CASE("Hashes and lengths of metadata are checked where they are given") {
  Suite suite;
  suite.repo.describes_lengths_and_hashes = true;
  suite.publish({"targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  suite.publish({"targets"});
  suite.repo.snapshot.meta["targets"].hashes["sha256"] = std::string(64, '4');
  suite.publish({"snapshot", "timestamp"});
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 1, snapshot 3, targets 2, timestamp 3");
}

TEST_CASE("Metadata is stored byte for byte as it came") {
  Suite suite;
  suite.publish({"root"});
  for (const char* name : {"2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"}) {
    suite.served(name) = in_other_form(suite.served(name));
  }
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  CHECK(suite.stored("root.json") == suite.served("2.root.json"));
  CHECK(suite.stored("timestamp.json") == suite.served("timestamp.json"));
  CHECK(suite.stored("snapshot.json") == suite.served("1.snapshot.json"));
  CHECK(suite.stored("targets.json") == suite.served("1.targets.json"));
}

TEST_CASE("Unknown fields are part of what is signed, in metadata, roles and keys") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.repo.root.further_fields["custom-field"] = "value";
  suite.repo.root.roles["root"].further_fields["another-field"] = "value";
  suite.repo.root.keys.begin()->second["extra-field"] = JsonObject{{"a", 1}, {"b", 2}};
  for (auto& [id, key] : suite.repo.root.keys) key["keyid_hash_algorithms"] = "md5";
  suite.publish({"root"});
  CHECK(suite.refresh() == 0);
  suite.publish({"targets", "snapshot", "timestamp"});
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 2, snapshot 2, targets 2, timestamp 2");
}

TEST_CASE("Any 1.x of the specification is read, others are refused") {
  for (const auto& [version, exit_code] : {std::pair("1.0", 0), std::pair("1.0.0", 0), std::pair("1.0.34", 0),
                                           std::pair("1.1.0", 0), std::pair("2.0", 1), std::pair("0.9", 1)}) {
    Suite suite;
    suite.repo.root.spec_version = version;
    suite.publish({"root"});
    REQUIRE(suite.init() == 0);
    INFO(version);
    CHECK(suite.refresh() == exit_code);
  }
}

TEST_CASE("A snapshot that is missing is a failure, the new timestamp stays") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  ++suite.repo.timestamp.snapshot.version;
  suite.publish({"timestamp"});
  CHECK(suite.refresh() == 1);
  CHECK(suite.requests().back() == "2.snapshot.json");
  CHECK(suite.trusted() == "root 1, snapshot 1, targets 1, timestamp 2");
}

TEST_CASE("Targets that are missing are a failure, the new snapshot stays") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  ++suite.repo.snapshot.meta["targets"].version;
  suite.publish({"snapshot", "timestamp"});
  CHECK(suite.refresh() == 1);
  CHECK(suite.requests().back() == "2.targets.json");
  CHECK(suite.trusted() == "root 1, snapshot 2, targets 1, timestamp 2");
}

TEST_CASE("A timestamp that is missing is a failure, and nothing more is asked") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.repo.files.erase("metadata/timestamp.json");
  CHECK(suite.refresh() == 1);
  CHECK(suite.requests().back() == "timestamp.json");
}

// Guards: that only kNotFound ends the chain of roots in update_roots.
TEST_CASE("A server's failure is not taken for a file that is not there") {
  for (const int status : {500, 502, 503, 403, 429}) {
    Suite suite;
    REQUIRE(suite.init() == 0);
    suite.answer_with_status("2.root.json", status);
    CHECK(suite.refresh() == 1);
    CHECK(suite.requests().back() == "2.root.json");
    CHECK(suite.trusted() == "root 1");
  }
}

TEST_CASE("A rightly signed file of another kind is refused") {
  Suite suite;
  // The timestamp's key signs snapshots too, and this snapshot has all that a timestamp has.
  suite.repo.signers["snapshot"].push_back(suite.repo.signers["timestamp"].front());
  suite.repo.root.add_key("snapshot", suite.repo.signers["timestamp"].front()->public_key());
  suite.repo.snapshot.meta = {{"snapshot", trust::MetaFile{}}};
  suite.publish({"root", "snapshot"});
  suite.served("timestamp.json") = suite.served("2.snapshot.json");
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 2");
}

TEST_CASE("256 new roots are taken at once, not one more; the next refresh goes on") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  for (int count = 0; count < trust::kRootRotationsMax; ++count) suite.publish({"root"});
  CHECK(suite.refresh() == 0);
  CHECK(suite.stored("root.json") == suite.served("257.root.json"));
  for (int count = 0; count < trust::kRootRotationsMax + 1; ++count) suite.publish({"root"});
  CHECK(suite.refresh() == 1);
  CHECK(suite.stored("root.json") == suite.served("513.root.json"));
  CHECK(suite.refresh() == 0);
  CHECK(suite.stored("root.json") == suite.served("514.root.json"));
}

TEST_CASE("Files longer than any limit are refused") {
  for (const auto& [name, limit_bytes] :
       {std::pair("2.root.json", trust::kRootBytesMax), std::pair("timestamp.json", trust::kTimestampBytesMax),
        std::pair("1.snapshot.json", trust::kSnapshotBytesMax), std::pair("1.targets.json", trust::kTargetsBytesMax)}) {
    Suite suite;
    suite.publish({"root"});
    suite.served(name) += std::string(limit_bytes, ' ');
    REQUIRE(suite.init() == 0);
    CHECK(suite.refresh() == 1);
    CHECK_THAT(suite.said(), ContainsSubstring("too-large"));
  }
}

TEST_CASE("Without consistent snapshots only roots have a version in their name") {
  Suite suite;
  suite.repo.root.consistent_snapshot = false;
  suite.publish({"root"});
  suite.repo.add_delegation("targets", "vhs", {"vhs/*"});
  suite.repo.delegated["vhs"].expires = suite.in_days(9);
  suite.repo.add_target("vhs", "vhs/offers", "all courses");
  suite.publish({"vhs", "targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.download("vhs/offers") == 0);
  CHECK(suite.requests() == std::vector<std::string>{"2.root.json", "3.root.json", "timestamp.json", "snapshot.json",
                                                     "targets.json", "vhs.json", "targets/vhs/offers"});
  CHECK(suite.trusted() == "root 2, snapshot 2, targets 2, timestamp 2, vhs 1");
}

}  // namespace bildungskiosk::conformance
