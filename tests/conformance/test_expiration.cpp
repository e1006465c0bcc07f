#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// Freeze attacks: metadata that has expired, on the server or on the terminal.

namespace bildungskiosk::conformance {

namespace {

/// A delegated role "delegated" for "delegatedpath/*" that expires then, with two targets.
void delegate(Suite& suite, int expires_in_days) {
  suite.repo.add_delegation("targets", "delegated", {"delegatedpath/*"});
  suite.repo.delegated["delegated"].expires = suite.in_days(expires_in_days);
  suite.repo.add_target("delegated", "delegatedpath/first", "first");
  suite.repo.add_target("delegated", "delegatedpath/second", "second");
  suite.publish({"delegated", "targets", "snapshot", "timestamp"});
}

bool has_faketime() {
  if (test::is_installed("faketime")) return true;
  WARN("skipped: faketime is not installed");
  return false;
}

}  // namespace

TEST_CASE("An expired root is kept, and ends the refresh") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  suite.publish({"root"});
  REQUIRE(suite.refresh() == 0);
  suite.repo.root.expires = suite.in_days(-1);
  suite.publish({"root", "targets", "snapshot", "timestamp"});
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 3, snapshot 1, targets 1, timestamp 1");
}

TEST_CASE("The expiry of a root on the way to the newest is ignored") {
  Suite suite;
  suite.repo.root.expires = suite.in_days(-5);
  suite.publish({"root", "root"});
  suite.repo.root.expires = suite.in_days(5);
  suite.publish({"root"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 4, snapshot 1, targets 1, timestamp 1");
}

TEST_CASE("An expired timestamp, snapshot or targets file is not taken, what comes before it is") {
  for (const auto& [role, trusted] :
       {std::pair<std::string, std::string>("timestamp", "root 1, snapshot 1, targets 1, timestamp 1"),
        {"snapshot", "root 1, snapshot 1, targets 1, timestamp 2"},
        {"targets", "root 1, snapshot 2, targets 1, timestamp 2"}}) {
    Suite suite;
    REQUIRE(suite.init() == 0);
    REQUIRE(suite.refresh() == 0);
    trust::Common& metadata = role == "timestamp"  ? static_cast<trust::Common&>(suite.repo.timestamp)
                              : role == "snapshot" ? static_cast<trust::Common&>(suite.repo.snapshot)
                                                   : static_cast<trust::Common&>(suite.repo.targets);
    metadata.expires = suite.in_days(-5);
    suite.publish({"targets", "snapshot", "timestamp"});
    CHECK(suite.refresh() == 1);
    CHECK(suite.trusted() == trusted);
  }
}

TEST_CASE("A root that has expired on the terminal leads to its successor") {
  if (!has_faketime()) return;
  Suite suite;
  suite.repo.root.expires = suite.in_days(7);
  suite.publish({"root"});
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.repo.root.expires = suite.in_days(21);
  suite.publish({"root"});
  suite.days_pass(18);
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 3, snapshot 1, targets 1, timestamp 1");
}

TEST_CASE("A timestamp that has expired on the terminal is replaced by a newer one, and guards against older ones") {
  if (!has_faketime()) return;
  Suite suite;
  const std::string older = suite.served("timestamp.json");
  suite.repo.timestamp.expires = suite.in_days(7);
  suite.publish({"timestamp"});
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.repo.timestamp.expires = suite.in_days(21);
  suite.publish({"targets", "snapshot", "timestamp"});
  const std::string newer = suite.served("timestamp.json");
  suite.days_pass(18);
  suite.served("timestamp.json") = older;
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 1, snapshot 1, targets 1, timestamp 2");
  suite.served("timestamp.json") = newer;
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 1, snapshot 2, targets 2, timestamp 3");
}

TEST_CASE("A delegated role that has expired speaks for nothing") {
  Suite suite;
  delegate(suite, -1);
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  CHECK(suite.download("delegatedpath/first") == 1);
  CHECK(suite.downloads().empty());
  CHECK(suite.trusted() == "root 1, snapshot 2, targets 2, timestamp 2");
}

TEST_CASE("A delegated role that expires on the terminal speaks for nothing more until a newer one comes") {
  if (!has_faketime()) return;
  Suite suite;
  delegate(suite, 7);
  REQUIRE(suite.init() == 0);
  CHECK(suite.download("delegatedpath/first") == 0);
  suite.days_pass(18);
  CHECK(suite.download("delegatedpath/second") == 1);
  CHECK(suite.downloads().size() == 1);
  suite.repo.delegated["delegated"].expires = suite.in_days(21);
  suite.publish({"delegated", "snapshot", "timestamp"});
  CHECK(suite.download("delegatedpath/second") == 0);
  CHECK(suite.downloads().size() == 2);
}

}  // namespace bildungskiosk::conformance
