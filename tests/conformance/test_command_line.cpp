#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// The protocol between the suite and the client, before any scenario.

namespace bildungskiosk::conformance {

using Requests = std::vector<std::string>;

TEST_CASE("init trusts a root and asks nobody") {
  Suite suite;
  CHECK(suite.init() == 0);
  CHECK(suite.trusted() == "root 1");
  CHECK(suite.requests().empty());
}

TEST_CASE("refresh asks for the next root, the timestamp, the snapshot and the targets, by GET and in this order") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  CHECK(suite.requests() == Requests{"2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"});
  CHECK(suite.trusted() == "root 1, snapshot 1, targets 1, timestamp 1");
}

TEST_CASE("refresh asks for the next root and the timestamp only when the timestamp is unchanged") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  suite.forget_requests();
  CHECK(suite.refresh() == 0);
  CHECK(suite.requests() == Requests{"2.root.json", "timestamp.json"});
}

TEST_CASE("download refreshes first, also when the target is unknown") {
  Suite suite;
  REQUIRE(suite.init() == 0);
  CHECK(suite.download("nonexistent artifact") == 1);
  CHECK(suite.requests() == Requests{"2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"});
  CHECK(suite.trusted() == "root 1, snapshot 1, targets 1, timestamp 1");
}

TEST_CASE("Several targets are fetched in order with one refresh, and the first failure is the last") {
  Suite suite;
  for (const char* name : {"a", "b", "c"}) suite.repo.add_target("targets", name, std::string("content of ") + name);
  suite.publish({"targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.download_all({"b", "a"}) == 0);
  CHECK(suite.downloads().size() == 2);
  const Requests requests = suite.requests();
  REQUIRE(requests.size() == 6);
  CHECK(requests.front() == "2.root.json");
  CHECK(requests.at(4).ends_with(".b"));
  CHECK(requests.at(5).ends_with(".a"));
  CHECK(suite.download_all({"a", "missing", "c"}) == 1);
  CHECK(suite.downloads().size() == 2);
}

TEST_CASE("A URL without its last slash is the same URL") {
  Suite suite;
  suite.repo.add_target("targets", "file", "content");
  suite.publish({"targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.run({"--metadata-url", "{server}/metadata", "--metadata-dir", "{D}", "--target-name", "file",
                   "--target-dir", "{TD}", "--target-base-url", "{server}/targets", "download"}) == 0);
  CHECK(suite.downloads().size() == 1);
}

TEST_CASE("What is wrong on the command line ends with 1, nothing else than 0 and 1 is ever returned") {
  Suite suite;
  CHECK(suite.run({}) == 1);
  CHECK(suite.run({"--help"}) == 0);
  CHECK(suite.run({"--metadata-dir", "{D}"}) == 1);
  CHECK(suite.run({"--metadata-dir", "{D}", "init"}) == 1);
  CHECK(suite.run({"--metadata-dir", "{D}", "init", "/nowhere/root.json"}) == 1);
  CHECK(suite.run({"--metadata-dir", "{D}", "refresh"}) == 1);
  CHECK(suite.run({"--metadata-dir", "{D}", "--metadata-url", "{U}", "download"}) == 1);
  CHECK(suite.run({"--metadata-dir", "{D}", "--metadata-url", "{U}", "refresh"}) == 1);  // never initialised
  CHECK(suite.run({"--metadata-dir", "{D}", "--metadata-url", "{U}", "--unknown", "refresh"}) == 1);
  CHECK(suite.requests().empty());
}

TEST_CASE("A first root that is malformed or not signed by itself is never used") {
  for (const bool malformed : {true, false}) {
    Suite suite;
    std::string root = suite.served("1.root.json");
    const std::string what = malformed ? "\"version\":1" : "\"sig\":\"";
    root.insert(root.find(what) + (malformed ? 1 : what.size()), malformed ? "x-" : "00");
    CHECK(suite.init(base::Bytes(root.begin(), root.end())) == 1);
    CHECK(suite.refresh() == 1);
    CHECK(suite.requests().empty());
  }
}

TEST_CASE("Expiry is decided by the system's clock, so that a faked one works") {
  if (!test::is_installed("faketime")) {
    WARN("skipped: faketime is not installed");
    return;
  }
  Suite suite;
  suite.repo.root.expires = suite.in_days(7);
  suite.publish({"root"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  suite.days_pass(8);
  CHECK(suite.refresh() == 1);
  CHECK_THAT(suite.said(), ContainsSubstring("metadata-expired"));
}

}  // namespace bildungskiosk::conformance
