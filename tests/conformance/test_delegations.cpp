#include <algorithm>

#include "sync/base/digest.hpp"
#include "sync/trust/limits.hpp"
#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// Which delegated roles are asked about a target, and in which order.

namespace bildungskiosk::conformance {

using Names = std::vector<std::string>;

namespace {

struct Delegation {
  std::string delegator;
  std::string role;
  Names paths = {"*"};
  bool terminating = false;
};

void publish(Suite& suite, const std::vector<Delegation>& delegations) {
  Names roles;
  for (const Delegation& delegation : delegations) {
    suite.repo.add_delegation(delegation.delegator, delegation.role, delegation.paths).terminating =
        delegation.terminating;
    suite.repo.delegated[delegation.role].expires = suite.in_days(30);
    if (std::find(roles.begin(), roles.end(), delegation.role) == roles.end()) roles.push_back(delegation.role);
  }
  roles.insert(roles.end(), {"targets", "snapshot", "timestamp"});
  suite.publish(roles);
}

/// The delegated roles that were asked for, without their version.
Names visited(const Suite& suite) {
  Names names = suite.requests();
  names.erase(names.begin(), names.begin() + 4);  // root, timestamp, snapshot, targets
  names.erase(std::remove_if(names.begin(), names.end(), [](const auto& name) { return name.starts_with("targets/"); }),
              names.end());
  for (std::string& name : names) name = name.substr(2, name.size() - 2 - std::string(".json").size());
  return names;
}

struct Graph {
  const char* name;
  std::vector<Delegation> delegations;
  Names order;
};

// clang-format off
const std::vector<Graph> kGraphs = {
    {"one", {{"targets", "A"}}, {"A"}},
    {"one level", {{"targets", "A"}, {"targets", "B"}}, {"A", "B"}},
    {"two levels", {{"targets", "A"}, {"targets", "B"}, {"B", "C"}}, {"A", "B", "C"}},
    {"depth before breadth", {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"A", "D"}}, {"A", "C", "D", "B"}},
    {"three levels", {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"C", "D"}}, {"A", "C", "D", "B"}},
    {"terminating on the second level", {{"targets", "A"}, {"targets", "B"}, {"A", "C", {"*"}, true}, {"A", "D"}},
     {"A", "C"}},
    {"below a terminating one", {{"targets", "A"}, {"targets", "B"}, {"A", "C", {"*"}, true}, {"C", "D"}},
     {"A", "C", "D"}},
    {"terminating for other paths", {{"targets", "A", {"*.py"}, true}, {"targets", "B"}}, {"B"}},
    {"a branch for other paths", {{"targets", "A", {"*.py"}}, {"targets", "B"}, {"A", "C"}}, {"B"}},
    {"a branch for other paths on the second level",
     {{"targets", "A"}, {"targets", "B"}, {"A", "C", {"*.py"}}, {"C", "D"}}, {"A", "B"}},
    {"a circle", {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"C", "D"}, {"D", "B"}}, {"A", "B", "C", "D"}},
    {"a role that delegates to itself", {{"targets", "A"}, {"A", "A"}, {"targets", "B"}}, {"A", "B"}},
    {"two that delegate to a third", {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C"}}, {"A", "C", "B"}},
    {"two that delegate to a third for different paths",
     {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C", {"*.py"}}}, {"A", "B", "C"}},
};

//            targets
//   *.doc, *.md / \ releases/*/*
//              A   B
//  releases/x/* / \ releases/y/*.zip
//              C   D
const std::vector<Delegation> kTree = {{"targets", "A", {"*.doc", "*.md"}},
                                       {"targets", "B", {"releases/*/*"}},
                                       {"B", "C", {"releases/x/*"}},
                                       {"B", "D", {"releases/y/*.zip"}}};
// clang-format on

struct Search {
  const char* target;
  bool found;
  Names order;
};

const std::vector<Search> kSearches = {
    {"targetfile", true, {}},
    {"README.md", true, {"A"}},
    {"releases/x/x_v1", true, {"B", "C"}},
    {"releases/y/y_v1.zip", true, {"B", "D"}},
    {"releases/z/z_v1.zip", false, {"B"}},  // D lists it, nobody let D
    {"docs/README.md", false, {}},          // a star stops at a slash
};

}  // namespace

TEST_CASE("Delegated roles are asked in pre-order, depth first") {
  for (const Graph& graph : kGraphs) {
    INFO(graph.name);
    Suite suite;
    publish(suite, graph.delegations);
    REQUIRE(suite.init() == 0);
    CHECK(suite.download("missing.txt") == 1);
    CHECK(visited(suite) == graph.order);
  }
}

TEST_CASE("A target is found where every delegation on the way lets a role speak for its path") {
  for (const Search& search : kSearches) {
    INFO(search.target);
    Suite suite;
    publish(suite, kTree);
    suite.repo.add_target("targets", "targetfile", "from targets");
    suite.repo.add_target("A", "README.md", "README by A");
    suite.repo.add_target("C", "releases/x/x_v1", "x release by C");
    suite.repo.add_target("D", "releases/y/y_v1.zip", "y release by D");
    suite.repo.add_target("D", "releases/z/z_v1.zip", "z release by D");
    suite.publish({"A", "C", "D", "targets", "snapshot", "timestamp"});
    REQUIRE(suite.init() == 0);
    CHECK(suite.download(search.target) == (search.found ? 0 : 1));
    CHECK(suite.downloads().size() == (search.found ? 1 : 0));
    CHECK(visited(suite) == search.order);
  }
}

TEST_CASE("A delegated role's name is one segment of the URL and one file, whatever is in it") {
  // The names of the suite, and what else breaks URLs and file names.
  for (const auto& [role, encoded] : {std::pair<std::string, std::string>("?", "%3F"),
                                      {"#", "%23"},
                                      {"/delegatedrole", "%2Fdelegatedrole"},
                                      {"../delegatedrole", "..%2Fdelegatedrole"},
                                      {"..", ".."},
                                      {"a b", "a%20b"},
                                      {"%2F", "%252F"},
                                      {"\xC3\xB6", "%C3%B6"},
                                      {"1.root", "1.root"},
                                      {"a\\b:c*", "a%5Cb%3Ac%2A"},
                                      {"ROOT", "ROOT"}}) {
    INFO(role);
    Suite suite;
    publish(suite, {{"targets", role}});
    REQUIRE(suite.init() == 0);
    CHECK(suite.download("nonexistent target") == 1);
    CHECK(suite.requests().back() == "1." + encoded + ".json");
    CHECK(suite.stored(encoded + ".json") == suite.served("1." + encoded + ".json"));
    CHECK(suite.trusted().find(encoded + " 1") != std::string::npos);
  }
}

TEST_CASE("A delegated role cannot take the place of a top-level one") {
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    Suite suite;
    suite.repo.add_delegation("targets", "x", {"*"}).name = role;
    suite.publish({"targets", "snapshot", "timestamp"});
    REQUIRE(suite.init() == 0);
    CHECK(suite.refresh() == 1);
    CHECK(suite.trusted() == "root 1, snapshot 2, timestamp 2");
  }
}

TEST_CASE("At most 32 delegated roles are asked about one target") {
  Suite suite;
  std::vector<Delegation> delegations;
  for (int index = 0; index < trust::kDelegatedRolesMax + 1; ++index) {
    delegations.push_back({"targets", "role-" + std::to_string(100 + index)});
  }
  publish(suite, delegations);
  REQUIRE(suite.init() == 0);
  CHECK(suite.download("missing") == 1);
  CHECK(visited(suite).size() == static_cast<std::size_t>(trust::kDelegatedRolesMax));
  CHECK_THAT(suite.said(), ContainsSubstring("too-many-delegations"));
}

TEST_CASE("Hash prefixes delegate by the SHA-256 of the path") {
  Suite suite;
  const std::string hash = base::sha256_hex(base::as_bytes("vhs/offers"));
  for (const char* role : {"other", "bin"}) suite.repo.add_delegation("targets", role, {});
  suite.repo.targets.delegations->roles[0].path_hash_prefixes = {hash.front() == '0' ? "1" : "0"};
  suite.repo.targets.delegations->roles[1].path_hash_prefixes = {"ff00ff", hash.substr(0, 4)};
  for (const char* role : {"other", "bin"}) suite.repo.delegated[role].expires = suite.in_days(3);
  suite.repo.add_target("bin", "vhs/offers", "all courses");
  suite.publish({"other", "bin", "targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.download("vhs/offers") == 0);
  CHECK(visited(suite) == Names{"bin"});
}

TEST_CASE("A delegated role must be signed as its delegator says") {
  Suite suite;
  publish(suite, {{"targets", "A"}});
  suite.repo.add_target("A", "file", "content");
  suite.repo.signers["A"] = suite.repo.signers["targets"];
  suite.publish({"A", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.download("file") == 1);
  CHECK(suite.downloads().empty());
  CHECK(suite.trusted() == "root 1, snapshot 3, targets 2, timestamp 3");
}

}  // namespace bildungskiosk::conformance
