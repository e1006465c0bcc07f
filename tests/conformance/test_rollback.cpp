#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// Older metadata than what is trusted, and how a repository recovers from versions that an attacker drove up.

namespace bildungskiosk::conformance {

TEST_CASE("An older timestamp is refused, and nothing more is asked") {
  Suite suite;
  const std::string older = suite.served("timestamp.json");
  suite.publish({"timestamp"});
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.served("timestamp.json") = older;
  CHECK(suite.refresh() == 1);
  CHECK(suite.requests().back() == "timestamp.json");
  CHECK(suite.trusted() == "root 1, snapshot 1, targets 1, timestamp 2");
}

TEST_CASE("A newer timestamp that names an older snapshot is refused, with and without hashes") {
  for (const bool hashes : {false, true}) {
    Suite suite;
    suite.repo.describes_lengths_and_hashes = hashes;
    suite.publish({"snapshot", "timestamp"});
    REQUIRE(suite.init() == 0);
    REQUIRE(suite.refresh() == 0);
    suite.repo.snapshot.version = 1;
    suite.repo.write_snapshot();
    suite.publish({"timestamp"});
    CHECK(suite.refresh() == 1);
    CHECK(suite.requests().back() == "timestamp.json");
    CHECK(suite.trusted() == "root 1, snapshot 2, targets 1, timestamp 2");
  }
}

TEST_CASE("An older snapshot behind an unchanged timestamp is never asked for") {
  Suite suite;
  suite.publish({"snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.served("2.snapshot.json") = suite.served("1.snapshot.json");
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 1, snapshot 2, targets 1, timestamp 2");
  CHECK(suite.requests().back() == "timestamp.json");
}

TEST_CASE("A snapshot that names older targets is refused, with and without hashes") {
  for (const bool hashes : {false, true}) {
    Suite suite;
    suite.repo.describes_lengths_and_hashes = hashes;
    suite.publish({"targets", "targets", "snapshot", "timestamp"});
    REQUIRE(suite.init() == 0);
    REQUIRE(suite.refresh() == 0);
    suite.repo.targets.version = 1;
    suite.publish({"targets", "snapshot", "timestamp"});
    CHECK(suite.refresh() == 1);
    CHECK(suite.trusted() == "root 1, snapshot 2, targets 3, timestamp 3");
  }
}

TEST_CASE("A snapshot that drops a role is refused") {
  Suite suite;
  suite.repo.add_delegation("targets", "vhs", {"vhs/*"});
  suite.repo.delegated["vhs"].expires = suite.in_days(9);
  suite.publish({"vhs", "targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.repo.snapshot.meta.erase("vhs");
  suite.publish({"targets", "snapshot", "timestamp"});
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 1, snapshot 2, targets 2, timestamp 3");
}

TEST_CASE("Files of different releases are not mixed") {
  for (const bool hashes : {false, true}) {
    for (const std::string role : {"snapshot", "targets"}) {
      Suite suite;
      suite.repo.describes_lengths_and_hashes = hashes;
      suite.publish({"targets", "snapshot", "timestamp"});
      suite.publish({"targets", "snapshot", "timestamp"});
      suite.served("3." + role + ".json") = suite.served("2." + role + ".json");
      REQUIRE(suite.init() == 0);
      CHECK(suite.refresh() == 1);
      CHECK(suite.trusted() == (role == "snapshot" ? "root 1, timestamp 3" : "root 1, snapshot 3, timestamp 3"));
    }
  }
}

TEST_CASE("New timestamp keys let the timestamp's version start again") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  suite.repo.timestamp.version = 99'998;
  suite.publish({"timestamp"});
  REQUIRE(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 1, snapshot 1, targets 1, timestamp 99999");
  suite.repo.rotate_keys("timestamp");
  suite.repo.timestamp.version = 0;
  suite.publish({"root", "timestamp"});
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 2, snapshot 1, targets 1, timestamp 1");
}

TEST_CASE("New snapshot and timestamp keys let the snapshot's version start again") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  suite.repo.snapshot.version = 99'998;
  suite.publish({"snapshot", "timestamp"});
  REQUIRE(suite.refresh() == 0);
  suite.repo.rotate_keys("snapshot");
  suite.repo.rotate_keys("timestamp");
  suite.repo.snapshot.version = 0;
  suite.publish({"root", "snapshot", "timestamp"});
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 2, snapshot 1, targets 1, timestamp 3");
}

TEST_CASE("New snapshot keys let the targets' version start again") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  suite.repo.targets.version = 99'998;
  suite.publish({"targets", "snapshot", "timestamp"});
  REQUIRE(suite.refresh() == 0);
  suite.repo.rotate_keys("snapshot");
  suite.repo.targets.version = 0;
  suite.publish({"root", "targets", "snapshot", "timestamp"});
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 2, snapshot 3, targets 1, timestamp 3");
}

}  // namespace bildungskiosk::conformance
