#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// Sequences of roots (and of other roles' keys): which of ten keys a version lists, its threshold, who signs it.

namespace bildungskiosk::conformance {

namespace {

struct Version {
  std::vector<std::size_t> keys;
  std::int64_t threshold = 1;
  std::vector<std::size_t> signers;
};

enum class Last { kAccepted, kRefused };

struct Case {
  const char* name;
  std::vector<Version> versions;
  Last last = Last::kAccepted;
};

using KeyPtr = std::shared_ptr<const trust::PrivateKey>;

std::vector<KeyPtr> ten_keys() {
  std::vector<KeyPtr> keys;
  for (int count = 0; count < 10; ++count) {
    keys.push_back(
        std::make_shared<const trust::PrivateKey>(trust::PrivateKey::generate(trust::KeyType::kEd25519).value()));
  }
  return keys;
}

void set_keys(Suite& suite, const std::string& role, const std::vector<KeyPtr>& keys, const Version& version) {
  suite.repo.root.roles[role].key_ids.clear();
  suite.repo.root.roles[role].threshold = version.threshold;
  for (const std::size_t index : version.keys) suite.repo.root.add_key(role, keys[index]->public_key());
  suite.repo.signers[role].clear();
  for (const std::size_t index : version.signers) suite.repo.signers[role].push_back(keys[index]);
}

/// Signed by the version's signers and nobody else.
void write_root(Suite& suite, std::int64_t version) {
  suite.repo.root.version = version;
  std::vector<const trust::PrivateKey*> signers;
  for (const KeyPtr& key : suite.repo.signers["root"]) signers.push_back(key.get());
  suite.served(std::to_string(version) + ".root.json") = trust::write_signed(suite.repo.root, signers).value();
}

// clang-format off
const std::vector<Case> kRootCases = {
    {"1 of 1, rotated", {{{1}, 1, {1}}, {{2}, 1, {2, 1}}, {{2}, 1, {2}}}},
    {"1 of 1, rotated, unused signatures", {{{1}, 1, {3, 1, 4}}, {{2}, 1, {3, 2, 1, 4}}, {{2}, 1, {3, 2, 4}}}},
    {"3 of 5, other signers each time", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 2, 3, 4}, 3, {0, 4, 1}},
                                         {{0, 1, 2, 3, 4}, 3, {0, 1, 3}}, {{0, 1, 2, 3, 4}, 3, {0, 1, 3}}}},
    {"3 of 5, one rotated", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 1}}}},
    {"3 of 5, one rotated in two steps", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 2, 4, 5}},
                                          {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}}},
    {"3 of 5, all rotated", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{5, 6, 7, 8, 9}, 3, {0, 2, 4, 5, 6, 7}},
                             {{5, 6, 7, 8, 9}, 3, {5, 6, 7}}}},
    {"threshold raised", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {1, 2}}}},
    {"threshold lowered", {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1, 2}}, {{1, 2, 3}, 1, {1}}}},
    {"threshold and keys raised", {{{1}, 1, {1}}, {{1, 2}, 2, {1, 2}}}},
    {"away and back again", {{{1}, 1, {1}}, {{2}, 1, {1, 2}}, {{1}, 1, {2, 1}}, {{1}, 1, {1}}}},
    {"not signed with the old key", {{{1}, 1, {1}}, {{2}, 1, {2, 3, 4}}}, Last::kRefused},
    {"not signed with the new key", {{{1}, 1, {1}}, {{2}, 1, {1, 3, 4}}}, Last::kRefused},
    {"not signed with 3 new keys", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 2, 4}}},
     Last::kRefused},
    {"not signed with 3 old keys", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}},
     Last::kRefused},
    {"raised threshold not reached", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {2}}}, Last::kRefused},
    {"old, higher threshold not reached", {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1}}}, Last::kRefused},
};

const std::vector<Case> kOtherRoleCases = {
    {"1 of 1, rotated", {{{2}, 1, {2}}}},
    {"1 of 1, unused signatures", {{{1}, 1, {3, 1, 4}}}},
    {"1 of 1, not signed with the new key", {{{2}, 1, {1, 3, 4}}}, Last::kRefused},
    {"3 of 5, one signer is none", {{{0, 1, 3, 4, 5}, 3, {0, 2, 4}}}, Last::kRefused},
    {"3 of 5, one signature too few", {{{0, 1, 3, 4, 5}, 3, {0, 4}}}, Last::kRefused},
    {"3 of 5, first signers", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}}},
    {"3 of 5, other signers", {{{0, 1, 2, 3, 4}, 3, {2, 3, 4}}}},
};
// clang-format on

}  // namespace

TEST_CASE("A root follows another when enough keys of both have signed it") {
  const std::vector<KeyPtr> keys = ten_keys();
  for (const Case& scenario : kRootCases) {
    INFO(scenario.name);
    Suite suite;
    std::int64_t version = 0;
    for (const Version& next : scenario.versions) {
      set_keys(suite, "root", keys, next);
      write_root(suite, ++version);
    }
    REQUIRE(suite.init() == 0);
    const bool accepted = scenario.last == Last::kAccepted;
    CHECK(suite.refresh() == (accepted ? 0 : 1));
    CHECK(suite.stored("root.json") == suite.served(std::to_string(accepted ? version : version - 1) + ".root.json"));
  }
}

TEST_CASE("The other roles' keys and thresholds count from the root that names them on") {
  const std::vector<KeyPtr> keys = ten_keys();
  for (const Case& scenario : kOtherRoleCases) {
    for (const std::string role : {"timestamp", "snapshot", "targets"}) {
      INFO(scenario.name << ", " << role);
      Suite suite;
      REQUIRE(suite.init() == 0);
      set_keys(suite, role, keys, scenario.versions.front());
      suite.publish({"root", "targets", "snapshot", "timestamp"});
      const bool accepted = scenario.last == Last::kAccepted;
      CHECK(suite.refresh() == (accepted ? 0 : 1));
      const std::string file = role == "timestamp" ? "timestamp.json" : "2." + role + ".json";
      if (accepted) CHECK(suite.stored(role + ".json") == suite.served(file));
      if (!accepted) CHECK(suite.trusted().find(role) == std::string::npos);
    }
  }
}

}  // namespace bildungskiosk::conformance
