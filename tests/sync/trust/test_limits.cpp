#include <algorithm>

#include "sync/trust/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/trust/client_fixture.hpp"

// Every bound on what foreign metadata can make the client read, keep or do.

namespace bildungskiosk::test {

using base::ErrorCode;
using trust::JsonArray;
using trust::JsonObject;
using trust::JsonValue;

namespace {

/// Passes requests on and writes the cap of each down; or ignores the caps, as a source with a mistake would.
class CapRecorder final : public base::Fetcher {
 public:
  explicit CapRecorder(RepositorySimulator& repo) : repo_(&repo) {}
  base::Result<base::Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) override {
    caps[std::string(path)] = length_max_bytes;
    return repo_->fetch(path, ignores_caps ? UINT64_MAX : length_max_bytes);
  }
  base::Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                              const base::CancelToken& cancel) override {
    caps[std::string(path)] = length_max_bytes;
    return repo_->fetch_to(path, length_max_bytes, sink, cancel);
  }
  [[nodiscard]] std::string describe() const override { return "a recorder"; }

  std::map<std::string, std::uint64_t> caps;
  bool ignores_caps = false;

 private:
  RepositorySimulator* repo_;
};

/// A terminal that has fetched one file of every kind.
struct CapFixture : ClientFixture {
  explicit CapFixture(bool lengths) {
    repo.describes_lengths_and_hashes = lengths;
    repo.add_delegation("targets", "vhs", {"vhs/*"});
    repo.add_target("vhs", "vhs/offers", "all courses");
    repo.publish_root();
    repo.publish();
    trust::TufClient all(disk, metadata, recorder);
    REQUIRE(all.refresh(kRefreshedAt).has_value());
    const trust::TrustedTarget target = all.find_target("vhs/offers").value();
    MemorySink sink;
    REQUIRE(all.download(target, sink, base::CancelToken()).has_value());
    target_path = "targets/vhs/" + target.file.hashes.at("sha256") + ".offers";
  }
  [[nodiscard]] std::uint64_t cap(const std::string& name) const { return recorder.caps.at("metadata/" + name); }
  [[nodiscard]] std::uint64_t length(const std::string& name) const { return repo.files.at("metadata/" + name).size(); }

  CapRecorder recorder{repo};
  std::string target_path;
};

std::optional<ErrorCode> read_targets_with(const std::string& member, JsonValue value) {
  JsonObject json = trust::to_json(RepositorySimulator().targets);
  json.insert_or_assign(member, std::move(value));
  const std::string file = trust::to_json_text(JsonObject{{"signatures", JsonArray()}, {"signed", std::move(json)}});
  const auto read = trust::read_targets(base::as_bytes(file));
  return read ? std::nullopt : std::optional(read.error().code);
}

JsonObject delegated_role(const std::string& name, const std::string& member, std::size_t count) {
  JsonObject role{
      {"name", name}, {"keyids", JsonArray()}, {"threshold", 1}, {"terminating", false}, {"paths", JsonArray()}};
  if (member == "path_hash_prefixes") role.erase("paths");
  role.insert_or_assign(member, JsonArray(count, "0a"));
  return role;
}

std::optional<ErrorCode> read_delegations(std::size_t keys, JsonArray roles) {
  JsonObject listed;
  for (std::size_t index = 0; index < keys; ++index) listed.emplace("key " + std::to_string(index), JsonObject());
  return read_targets_with("delegations", JsonObject{{"keys", std::move(listed)}, {"roles", std::move(roles)}});
}

}  // namespace

// Guards: the cap that each fetch in tuf_client.cpp passes on.
TEST_CASE("Every file is fetched with a cap: the limit of its role, or the length that was signed") {
  for (const bool lengths : {true, false}) {
    const CapFixture terminal(lengths);
    CHECK(terminal.cap("2.root.json") == trust::kRootBytesMax);
    CHECK(terminal.cap("3.root.json") == trust::kRootBytesMax);
    CHECK(terminal.cap("timestamp.json") == trust::kTimestampBytesMax);
    CHECK(terminal.cap("2.snapshot.json") == (lengths ? terminal.length("2.snapshot.json") : trust::kSnapshotBytesMax));
    CHECK(terminal.cap("2.targets.json") == (lengths ? terminal.length("2.targets.json") : trust::kTargetsBytesMax));
    CHECK(terminal.cap("1.vhs.json") == (lengths ? terminal.length("1.vhs.json") : trust::kTargetsBytesMax));
    CHECK(terminal.recorder.caps.at(terminal.target_path) == std::string("all courses").size());
  }
}

// Guards: the comparison of the signed length with the limit in fetch_described.
TEST_CASE("A signed length past the limit of its role is refused before anything is asked for") {
  const auto refused = [](const std::string& role, std::uint64_t limit) {
    ClientFixture terminal;
    terminal.repo.add_delegation("targets", "vhs", {"vhs/*"});
    terminal.repo.publish();
    if (role == "snapshot") {
      terminal.repo.timestamp.snapshot.length_bytes = limit + 1;
    } else {
      terminal.repo.snapshot.meta[role].length_bytes = limit + 1;
      terminal.repo.write_snapshot();
    }
    terminal.repo.write_timestamp();
    std::optional<ErrorCode> code = terminal.refresh();
    if (!code) code = terminal.client.find_target("vhs/offers").error().code;
    const std::vector<std::string>& requests = terminal.repo.requests;
    const bool asked = std::any_of(requests.begin(), requests.end(), [&](const std::string& request) {
      return request.ends_with("." + role + ".json") && !request.ends_with("root.json");
    });
    return code == ErrorCode::kTooLarge && !asked;
  };
  CHECK(refused("snapshot", trust::kSnapshotBytesMax));
  CHECK(refused("targets", trust::kTargetsBytesMax));
  CHECK(refused("vhs", trust::kTargetsBytesMax));
}

// Guards: the look at the size in fetch_metadata.
TEST_CASE("A source that sends more than it was asked for is not believed") {
  ClientFixture terminal;
  CapRecorder source(terminal.repo);
  source.ignores_caps = true;
  trust::TufClient client(terminal.disk, terminal.metadata, source);
  terminal.repo.files["metadata/timestamp.json"] += std::string(trust::kTimestampBytesMax, ' ');
  CHECK(client.refresh(kRefreshedAt).error().code == ErrorCode::kTooLarge);
}

// Guards: kSignaturesMax in read_signatures.
TEST_CASE("More signatures than the limit make a file malformed") {
  const auto read_with = [](std::size_t count) {
    JsonArray signatures;
    for (std::size_t index = 0; index < count; ++index) {
      signatures.emplace_back(JsonObject{{"keyid", std::to_string(index)}, {"sig", ""}});
    }
    const std::string file = trust::to_json_text(
        JsonObject{{"signatures", std::move(signatures)}, {"signed", trust::to_json(RepositorySimulator().timestamp)}});
    return trust::read_timestamp(base::as_bytes(file)).has_value();
  };
  CHECK(read_with(trust::kSignaturesMax));
  CHECK_FALSE(read_with(trust::kSignaturesMax + 1));
}

// Guards: kKeysMax in read_keys and read_role_keys, kDelegationsMax and kPatternsMax.
TEST_CASE("More keys, delegations or patterns than the limit make a file malformed") {
  CHECK(read_delegations(trust::kKeysMax, {}) == std::nullopt);
  CHECK(read_delegations(trust::kKeysMax + 1, {}) == ErrorCode::kMalformedMetadata);
  for (const auto& [member, limit] : {std::pair("keyids", trust::kKeysMax), std::pair("paths", trust::kPatternsMax),
                                      std::pair("path_hash_prefixes", trust::kPatternsMax)}) {
    CHECK(read_delegations(0, {delegated_role("vhs", member, limit)}) == std::nullopt);
    CHECK(read_delegations(0, {delegated_role("vhs", member, limit + 1)}) == ErrorCode::kMalformedMetadata);
  }
  JsonArray roles;
  for (std::size_t index = 0; index < trust::kDelegationsMax; ++index) {
    roles.emplace_back(delegated_role("role " + std::to_string(index), "paths", 1));
  }
  CHECK(read_delegations(0, roles) == std::nullopt);
  roles.emplace_back(delegated_role("one more", "paths", 1));
  CHECK(read_delegations(0, roles) == ErrorCode::kMalformedMetadata);
}

}  // namespace bildungskiosk::test
