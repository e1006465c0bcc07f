#include "sync/base/digest.hpp"
#include "sync/trust/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/trust/client_fixture.hpp"

// Specification 5.6.7: who may speak for which target.

namespace bildungskiosk::test {

using base::ErrorCode;
using trust::TrustedTarget;

namespace {

/// "<path>@<role> …" of all trusted targets, in the order they come in.
std::string all_targets(ClientFixture& terminal) {
  if (const auto error = terminal.refresh()) return std::string(base::to_string(*error)) + ": " + terminal.detail;
  const base::Result<std::vector<TrustedTarget>> targets = terminal.client.targets();
  if (!targets) return std::string(base::to_string(targets.error().code));
  std::string text;
  for (const TrustedTarget& target : *targets) text += (text.empty() ? "" : " ") + target.path + "@" + target.role;
  return text;
}

/// The role that speaks for the path, or the error's name.
std::string role_of(ClientFixture& terminal, const std::string& path) {
  if (const auto error = terminal.refresh()) return std::string(base::to_string(*error));
  const base::Result<TrustedTarget> target = terminal.client.find_target(path);
  return target ? target->role : std::string(base::to_string(target.error().code));
}

/// A path that the patterns of three roles fit, listed by those named.
ClientFixture& with_three_roles(ClientFixture& terminal, const std::vector<std::string>& listed_by) {
  for (const char* role : {"a", "b", "c"}) terminal.repo.add_delegation("targets", role, {"x/*"});
  for (const std::string& role : listed_by) terminal.repo.add_target(role, "x/file", "from " + role);
  terminal.repo.publish();
  return terminal;
}

}  // namespace

TEST_CASE("Each provider speaks for its own folder") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*", "vhs/media/*"});
  terminal.repo.add_delegation("targets", "ihk", {"ihk/*"});
  terminal.repo.add_target("targets", "index.json", "{}");
  terminal.repo.add_target("vhs", "vhs/offers", "1");
  terminal.repo.add_target("vhs", "vhs/media/logo.png", "2");
  terminal.repo.add_target("ihk", "ihk/offers", "3");
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "ihk/offers@ihk index.json@targets vhs/media/logo.png@vhs vhs/offers@vhs");
}

// Guards: is_path_delegated in search_target.
TEST_CASE("What a provider lists outside its own folder does not count") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.add_delegation("targets", "ihk", {"ihk/*"});
  terminal.repo.add_target("vhs", "ihk/offers", "false");
  terminal.repo.add_target("ihk", "ihk/offers", "true");
  terminal.repo.add_target("vhs", "index.json", "false");
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "ihk/offers@ihk");
  CHECK(role_of(terminal, "index.json") == "target-unknown");
}

// Guards: that search_target only follows a role whose pattern fits, not the last one alone.
TEST_CASE("A path must fit the pattern of every delegation on the way") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.add_delegation("vhs", "teacher", {"*/*"});  // gives away more than it has
  terminal.repo.add_target("teacher", "vhs/course", "1");
  terminal.repo.add_target("teacher", "ihk/course", "2");
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "vhs/course@teacher");
  CHECK(role_of(terminal, "ihk/course") == "target-unknown");
}

TEST_CASE("The first role in order that lists a path speaks for it") {
  {
    ClientFixture terminal;
    CHECK(role_of(with_three_roles(terminal, {"c", "b"}), "x/file") == "b");
    CHECK(all_targets(terminal) == "x/file@b");
  }
  ClientFixture terminal;
  terminal.repo.add_target("targets", "x/file", "from above");
  CHECK(role_of(with_three_roles(terminal, {"a"}), "x/file") == "targets");
}

// Guards: push_in_order in target_search.cpp.
TEST_CASE("The search goes into depth before it goes on") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "a", {"x/*"});
  terminal.repo.add_delegation("targets", "b", {"x/*"});
  terminal.repo.add_delegation("a", "a1", {"x/*"});
  terminal.repo.add_delegation("a", "a2", {"x/*"});
  terminal.repo.add_delegation("a1", "a11", {"x/*"});
  terminal.repo.publish();
  CHECK(role_of(terminal, "x/nothing") == "target-unknown");
  const std::vector<std::string> expected = {"metadata/1.a.json", "metadata/1.a1.json", "metadata/1.a11.json",
                                             "metadata/1.a2.json", "metadata/1.b.json"};
  const std::vector<std::string>& requests = terminal.repo.requests;
  CHECK(std::vector<std::string>(requests.end() - 5, requests.end()) == expected);
}

TEST_CASE("Only roles that may speak for a path are fetched to find it") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.add_delegation("targets", "ihk", {"ihk/*"});
  terminal.repo.add_target("ihk", "ihk/offers", "1");
  terminal.repo.publish();
  CHECK(role_of(terminal, "ihk/offers") == "ihk");
  CHECK(terminal.repo.requests.back() == "metadata/1.ihk.json");
  CHECK_FALSE(terminal.has("vhs.json"));
}

// Guards: the branch for terminating in search_target.
TEST_CASE("Behind a terminating delegation nobody else is asked") {
  ClientFixture terminal;
  REQUIRE(role_of(with_three_roles(terminal, {"b"}), "x/file") == "b");
  terminal.repo.targets.delegations->roles.front().terminating = true;
  terminal.repo.publish();
  CHECK(role_of(terminal, "x/file") == "target-unknown");
  CHECK(all_targets(terminal).empty());
}

// Guards: stack.clear() in search_target.
TEST_CASE("A terminating delegation ends the search of the levels above too") {
  ClientFixture terminal;
  with_three_roles(terminal, {"b"});
  terminal.repo.add_delegation("a", "a1", {"x/*"}).terminating = true;
  terminal.repo.publish();
  CHECK(role_of(terminal, "x/file") == "target-unknown");
}

TEST_CASE("A terminating delegation for other paths ends nothing") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "a", {"y/*"}).terminating = true;
  terminal.repo.add_delegation("targets", "b", {"x/*"});
  terminal.repo.add_target("b", "x/file", "1");
  terminal.repo.publish();
  CHECK(role_of(terminal, "x/file") == "b");
}

TEST_CASE("Roles that delegate in a circle end the search") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "a", {"*"});
  terminal.repo.add_delegation("a", "b", {"*"});
  terminal.repo.add_delegation("b", "a", {"*"});
  terminal.repo.add_target("b", "file", "1");
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "file@b");
  CHECK(role_of(terminal, "nothing") == "target-unknown");
}

// Guards: the two comparisons with kDelegatedRolesMax in target_search.cpp.
TEST_CASE("At most 32 delegated roles are loaded") {
  ClientFixture terminal;
  for (int index = 1; index <= trust::kDelegatedRolesMax; ++index) {
    terminal.repo.add_delegation("targets", "role-" + std::to_string(100 + index), {"*"});
  }
  terminal.repo.add_target("role-132", "file", "1");
  terminal.repo.publish();
  CHECK(role_of(terminal, "file") == "role-132");
  CHECK(all_targets(terminal) == "file@role-132");
  terminal.repo.add_delegation("targets", "role-133", {"*"});
  terminal.repo.publish();
  CHECK(role_of(terminal, "nothing") == "too-many-delegations");
  CHECK(all_targets(terminal) == "too-many-delegations");
}

TEST_CASE("Delegation by hash prefixes follows the hash of the path") {
  ClientFixture terminal;
  const std::string hash = base::sha256_hex(base::as_bytes("vhs/offers"));
  terminal.repo.add_delegation("targets", "bin", {});
  trust::DelegatedRole& role = terminal.repo.targets.delegations->roles.back();
  role.path_hash_prefixes = {hash.substr(0, 3)};
  terminal.repo.add_target("bin", "vhs/offers", "1");
  terminal.repo.add_target("bin", "vhs/other", "2");
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "vhs/offers@bin");
}

TEST_CASE("A delegated role must be signed with the keys that its delegator lists") {
  ClientFixture terminal;
  terminal.repo.describes_lengths_and_hashes = false;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.signers["vhs"] = terminal.repo.signers["targets"];
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "wrong-signature");
  CHECK_FALSE(terminal.has("vhs.json"));
}

TEST_CASE("A delegated role's threshold holds, and one key under two ids counts once") {
  ClientFixture terminal;
  trust::DelegatedRole& role = terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  const std::shared_ptr<const trust::PrivateKey> key = terminal.repo.signers["vhs"].front();
  role.keys.threshold = 2;
  role.keys.key_ids.emplace_back("second id");
  terminal.repo.targets.delegations->keys["second id"] = key->public_key().to_json();
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "wrong-signature");
}

// Guards: has_delegated by delegator and role; by name alone, one delegator's key vouches for what the other expects.
TEST_CASE("A role that two delegators name is verified with the keys of each") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "first", {"x/*"});
  terminal.repo.add_delegation("targets", "second", {"y/*"});
  terminal.repo.add_delegation("first", "shared", {"x/*"});
  terminal.repo.add_delegation("second", "shared", {"y/*"});
  // The second delegator expects another key than the one that signs.
  trust::Delegations& delegations = *terminal.repo.delegated.at("second").delegations;
  delegations.roles.back().keys.key_ids.clear();
  delegations.add_key(delegations.roles.back(), terminal.repo.signers["targets"].front()->public_key());
  terminal.repo.add_target("shared", "x/file", "1");
  terminal.repo.add_target("shared", "y/file", "2");
  terminal.repo.publish();
  CHECK(role_of(terminal, "x/file") == "shared");
  CHECK(terminal.client.find_target("y/file").error().code == ErrorCode::kWrongSignature);
}

// Guards: the comparison of bytes in update_delegated.
TEST_CASE("A role that two delegators name may not change between two readings") {
  ClientFixture terminal;
  RepositorySimulator& repo = terminal.repo;
  repo.describes_lengths_and_hashes = false;
  repo.add_delegation("targets", "first", {"x/*"});
  repo.add_delegation("targets", "second", {"y/*"});
  repo.add_delegation("first", "shared", {"x/*"});
  repo.add_delegation("second", "shared", {"y/*"});
  repo.add_target("shared", "x/file", "1");
  trust::Delegations& delegations = *repo.delegated.at("second").delegations;
  delegations.roles.back().keys.key_ids.clear();
  delegations.add_key(delegations.roles.back(), repo.signers["targets"].front()->public_key());
  repo.publish();
  REQUIRE(role_of(terminal, "x/file") == "shared");
  repo.signers["shared"] = repo.signers["targets"];
  repo.add_target("shared", "y/file", "2");
  repo.write_targets("shared");
  CHECK(terminal.client.find_target("y/file").error().code == ErrorCode::kSameVersionOtherContent);
}

// Guards: check_expiry in verified_targets.
TEST_CASE("An expired delegated role is refused") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.delegated["vhs"].expires = kRefreshedAt;
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "metadata-expired");
}

// Guards: check_meta_file and check_version in verified_targets.
TEST_CASE("A delegated role must have the version, length and hash that the snapshot names") {
  const auto code_with = [](const std::function<void(RepositorySimulator&)>& break_it, bool hashes) {
    ClientFixture terminal;
    terminal.repo.describes_lengths_and_hashes = hashes;
    terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
    terminal.repo.publish();
    terminal.repo.publish();
    break_it(terminal.repo);
    return all_targets(terminal);
  };
  const auto older = [](RepositorySimulator& repo) {
    repo.files["metadata/2.vhs.json"] = repo.files["metadata/1.vhs.json"];
  };
  CHECK(code_with(older, true) == "mixed-exports");
  CHECK(code_with(older, false) == "mixed-exports");
  const auto longer = [](RepositorySimulator& repo) { repo.files["metadata/2.vhs.json"] += ' '; };
  CHECK(code_with(longer, true) == "length-mismatch");
  CHECK(code_with(longer, false).empty());
  const auto missing = [](RepositorySimulator& repo) { repo.files.erase("metadata/2.vhs.json"); };
  CHECK(code_with(missing, true) == "not-found");
  const auto unlisted = [](RepositorySimulator& repo) {
    repo.snapshot.meta.erase("vhs");
    repo.write_snapshot();
    repo.write_timestamp();
  };
  CHECK(code_with(unlisted, true) == "malformed-metadata");
}

TEST_CASE("A delegated role that is stored and still right is not fetched again") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
  terminal.repo.add_target("vhs", "vhs/offers", "1");
  terminal.repo.publish();
  REQUIRE(role_of(terminal, "vhs/offers") == "vhs");
  CHECK(terminal.stored("vhs.json") == terminal.repo.files["metadata/1.vhs.json"]);
  REQUIRE(role_of(terminal, "vhs/offers") == "vhs");
  CHECK(terminal.repo.requests.size() == 2);
}

TEST_CASE("A role's name with slashes is one encoded file name, asked for and stored") {
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "../../vhs", {"vhs/*"});
  terminal.repo.add_target("../../vhs", "vhs/offers", "1");
  terminal.repo.publish();
  CHECK(role_of(terminal, "vhs/offers") == "../../vhs");
  CHECK(terminal.repo.requests.back() == "metadata/1...%2F..%2Fvhs.json");
  CHECK(terminal.has("..%2F..%2Fvhs.json"));
}

TEST_CASE("A delegated role with an unsafe name or target makes the package unsafe") {
  {
    ClientFixture terminal;
    terminal.repo.add_delegation("targets", "root", {"*"}).keys.key_ids.clear();
    terminal.repo.publish();
    CHECK(terminal.refresh() == ErrorCode::kUnsafePath);
    CHECK(terminal.stored_version("root") == 1);
  }
  ClientFixture terminal;
  terminal.repo.add_delegation("targets", "vhs", {"*/*"});
  terminal.repo.delegated["vhs"].targets["../../root.json"] = trust::describe_target(base::as_bytes("x"));
  terminal.repo.publish();
  CHECK(all_targets(terminal) == "unsafe-path");
}

}  // namespace bildungskiosk::test
