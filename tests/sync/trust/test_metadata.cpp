#include "sync/base/digest.hpp"
#include "sync/trust/metadata.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/repository/repository_simulator.hpp"

namespace bildungskiosk::trust {

using base::as_bytes;
using base::ErrorCode;
using test::RepositorySimulator;

namespace {

/// The signed part in an envelope without signatures.
std::string unsigned_file(JsonObject payload) {
  return to_json_text(JsonObject{{"signatures", JsonArray()}, {"signed", std::move(payload)}});
}

/// What reading a timestamp says when this member is set, or taken out (null).
std::optional<ErrorCode> timestamp_with(const std::string& member, JsonValue value) {
  JsonObject json = to_json(RepositorySimulator().timestamp);
  if (value.is_null()) {
    json.erase(member);
  } else {
    json.insert_or_assign(member, std::move(value));
  }
  const base::Result<Signed<Timestamp>> read = read_timestamp(as_bytes(unsigned_file(std::move(json))));
  return read ? std::nullopt : std::optional(read.error().code);
}

/// The same for targets that list or delegate one thing.
std::optional<ErrorCode> targets_with(const std::string& member, JsonObject value) {
  JsonObject json = to_json(RepositorySimulator().targets);
  json.insert_or_assign(member, std::move(value));
  const base::Result<Signed<Targets>> read = read_targets(as_bytes(unsigned_file(std::move(json))));
  return read ? std::nullopt : std::optional(read.error().code);
}

JsonObject target_json(JsonObject hashes) { return {{"length", 3}, {"hashes", std::move(hashes)}}; }

std::optional<ErrorCode> delegation_with(const std::string& member, JsonValue value) {
  JsonObject role{{"name", "vhs"},
                  {"keyids", JsonArray{"k"}},
                  {"threshold", 1},
                  {"terminating", false},
                  {"paths", JsonArray{"vhs/*"}}};
  if (value.is_null()) {
    role.erase(member);
  } else {
    role.insert_or_assign(member, std::move(value));
  }
  return targets_with("delegations", {{"keys", JsonObject()}, {"roles", JsonArray{std::move(role)}}});
}

}  // namespace

TEST_CASE("All four kinds of metadata read back as they were written, unknown fields included") {
  RepositorySimulator repo;
  repo.root.further_fields["x-region"] = "Sonnfeld";
  repo.root.roles["root"].further_fields["x-note"] = 1;
  repo.timestamp.snapshot.further_fields["x"] = JsonArray{1, 2};
  repo.add_delegation("targets", "vhs", {"vhs/*"}).keys.further_fields["x-name"] = "Volkshochschule";
  repo.add_target("targets", "list.json", "[]");
  repo.targets.targets["list.json"].custom = {{"kind", "list"}};
  repo.publish_root();
  repo.publish();
  const auto file = [&](const char* name) { return repo.file_bytes(std::string("metadata/") + name); };
  CHECK(to_json(read_root(file("2.root.json")).value().metadata) == to_json(repo.root));
  CHECK(to_json(read_timestamp(file("timestamp.json")).value().metadata) == to_json(repo.timestamp));
  CHECK(to_json(read_snapshot(file("2.snapshot.json")).value().metadata) == to_json(repo.snapshot));
  CHECK(to_json(read_targets(file("2.targets.json")).value().metadata) == to_json(repo.targets));
}

TEST_CASE("Signatures are over the canonical form, so white space and order in the file do not matter") {
  const RepositorySimulator repo;
  const JsonValue payload(to_json(repo.timestamp));
  const std::string file = " {\"signed\": " + to_json_text(payload) + ",\n \"signatures\": [] }";
  CHECK(read_timestamp(as_bytes(file)).value().signed_bytes == to_canonical_json(payload));
}

// Guards: _type and expires in read_common, the least values in take_integer.
TEST_CASE("Metadata of another type, or with a missing or mistyped field, is malformed") {
  CHECK(timestamp_with("x-unknown", JsonObject{{"a", 1}}) == std::nullopt);
  for (const char* member : {"_type", "spec_version", "version", "expires", "meta"}) {
    CHECK(timestamp_with(member, JsonValue()) == ErrorCode::kMalformedMetadata);
    CHECK(timestamp_with(member, JsonArray()) == ErrorCode::kMalformedMetadata);
  }
  CHECK(timestamp_with("_type", "snapshot") == ErrorCode::kMalformedMetadata);
  CHECK(timestamp_with("version", 0) == ErrorCode::kMalformedMetadata);
  CHECK(timestamp_with("version", "1") == ErrorCode::kMalformedMetadata);
  CHECK(timestamp_with("expires", "tomorrow") == ErrorCode::kMalformedMetadata);
  CHECK(timestamp_with("meta", JsonObject()) == ErrorCode::kMalformedMetadata);
  CHECK(timestamp_with("meta", JsonObject{{"snapshot.json", JsonObject{{"version", 0}}}}) ==
        ErrorCode::kMalformedMetadata);
  CHECK(timestamp_with("meta", JsonObject{{"snapshot.json", JsonObject{{"version", 1}, {"length", -1}}}}) ==
        ErrorCode::kMalformedMetadata);
}

// Guards: is_supported_spec_version in read_common.
TEST_CASE("Only version 1.x of the specification is read") {
  for (const char* version : {"1.0", "1.0.34", "1.99.0"})
    CHECK(timestamp_with("spec_version", version) == std::nullopt);
  for (const char* version : {"2.0", "2.0.0", "0.9", "10.0", "1", "1.", "1.x", "1.0.0-rc", "", "v1.0"}) {
    INFO(version);
    CHECK(timestamp_with("spec_version", version) == ErrorCode::kUnsupportedSpecVersion);
  }
}

// Guards: the last loop of read_body(Root).
TEST_CASE("A root must name the four top-level roles, each with a threshold of at least one") {
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    RepositorySimulator repo;
    repo.root.roles.erase(role);
    CHECK(read_root(as_bytes(unsigned_file(to_json(repo.root)))).error().code == ErrorCode::kMalformedMetadata);
    repo.root.roles[role].threshold = 0;
    CHECK(read_root(as_bytes(unsigned_file(to_json(repo.root)))).error().code == ErrorCode::kMalformedMetadata);
    repo.root.roles[role].threshold = 1;
    CHECK(read_root(as_bytes(unsigned_file(to_json(repo.root)))));
  }
}

// Guards: read_hashes, and the look for a known hash in read_target_file.
TEST_CASE("A target needs a length and a hash that can be checked") {
  const std::string sha256 = base::sha256_hex(as_bytes("abc"));
  CHECK(targets_with("targets", {{"a", target_json({{"sha256", sha256}})}}) == std::nullopt);
  CHECK(targets_with("targets", {{"a", target_json({{"sha256", sha256}, {"blake3", "x"}})}}) == std::nullopt);
  CHECK(targets_with("targets", {{"a", target_json({})}}) == ErrorCode::kMalformedMetadata);
  CHECK(targets_with("targets", {{"a", target_json({{"md5", "00"}})}}) == ErrorCode::kMalformedMetadata);
  // A hash becomes part of a file's name.
  CHECK(targets_with("targets", {{"a", target_json({{"sha256", "../" + sha256.substr(3)}})}}) ==
        ErrorCode::kMalformedMetadata);
  CHECK(targets_with("targets", {{"a", JsonObject{{"hashes", JsonObject{{"sha256", sha256}}}}}}) ==
        ErrorCode::kMalformedMetadata);
}

// Guards: check_target_path in read_body(Targets).
TEST_CASE("Targets that list an unsafe path are refused whole") {
  const std::string sha256 = base::sha256_hex(as_bytes("abc"));
  CHECK(targets_with("targets", {{"../../etc/passwd", target_json({{"sha256", sha256}})}}) == ErrorCode::kUnsafePath);
}

// Guards: every check of read_delegated_role and the set of names in read_delegations.
TEST_CASE("A delegation names a safe role once, and either paths or hash prefixes") {
  CHECK(delegation_with("x-note", "kept") == std::nullopt);
  CHECK(delegation_with("name", "root") == ErrorCode::kUnsafePath);
  CHECK(delegation_with("name", "a\nb") == ErrorCode::kUnsafePath);
  CHECK(delegation_with("paths", JsonValue()) == ErrorCode::kMalformedMetadata);
  CHECK(delegation_with("path_hash_prefixes", JsonArray{"ab"}) == ErrorCode::kMalformedMetadata);
  CHECK(delegation_with("terminating", JsonValue()) == ErrorCode::kMalformedMetadata);
  CHECK(delegation_with("threshold", 0) == ErrorCode::kMalformedMetadata);
  const JsonObject role{{"name", "vhs"},
                        {"keyids", JsonArray{"k"}},
                        {"threshold", 1},
                        {"terminating", false},
                        {"path_hash_prefixes", JsonArray{"0a"}}};
  CHECK(targets_with("delegations", {{"keys", JsonObject()}, {"roles", JsonArray{role}}}) == std::nullopt);
  CHECK(targets_with("delegations", {{"keys", JsonObject()}, {"roles", JsonArray{role, role}}}) ==
        ErrorCode::kMalformedMetadata);
  for (const char* prefix : {"", "0A", "xy"}) {
    JsonObject bad = role;
    bad["path_hash_prefixes"] = JsonArray{prefix};
    CHECK(targets_with("delegations", {{"keys", JsonObject()}, {"roles", JsonArray{bad}}}) ==
          ErrorCode::kMalformedMetadata);
  }
}

// Guards: the set of key ids in read_signatures.
TEST_CASE("A key id that signs twice makes the whole file malformed, even when the threshold is met without it") {
  const RepositorySimulator repo;
  const std::string file(base::as_text(repo.file_bytes("metadata/1.snapshot.json")));
  JsonObject envelope = *parse_json(file).value().as_object();
  JsonArray& signatures = *envelope.at("signatures").as_array();
  REQUIRE(read_snapshot(as_bytes(to_json_text(envelope))));
  signatures.push_back(signatures.front());
  CHECK(read_snapshot(as_bytes(to_json_text(envelope))).error().code == ErrorCode::kMalformedMetadata);
}

TEST_CASE("An envelope without signatures or with a mistyped one is malformed, an empty signature is not") {
  const JsonObject payload = to_json(RepositorySimulator().timestamp);
  const auto read_with = [&](JsonValue signatures) {
    return read_timestamp(
        as_bytes(to_json_text(JsonObject{{"signatures", std::move(signatures)}, {"signed", payload}})));
  };
  CHECK(read_with(JsonArray{JsonObject{{"keyid", "k"}, {"sig", ""}}}).value().signatures.at(0).value.empty());
  CHECK(read_with(JsonArray{JsonObject{{"keyid", "k"}, {"sig", "zz"}}}).value().signatures.at(0).value.empty());
  CHECK(read_with(JsonObject()).error().code == ErrorCode::kMalformedMetadata);
  CHECK(read_with(JsonArray{JsonObject{{"keyid", "k"}}}).error().code == ErrorCode::kMalformedMetadata);
  CHECK(read_timestamp(as_bytes("[]")).error().code == ErrorCode::kMalformedMetadata);
}

TEST_CASE("Several hands sign a file one after the other, and copies signed apart are joined") {
  const auto first = trust::PrivateKey::generate(trust::KeyType::kEd25519).value();
  const auto second = trust::PrivateKey::generate(trust::KeyType::kEcdsaP256).value();
  trust::Targets targets;
  trust::RoleKeys role;
  trust::KeyMap keys;
  for (const trust::PrivateKey* key : {&first, &second}) {
    keys.emplace(key->public_key().key_id(), key->public_key().to_json());
    role.key_ids.push_back(key->public_key().key_id());
  }
  role.threshold = 2;
  const auto right = [&](const std::string& file) {
    const auto read = trust::read_targets(base::as_bytes(file)).value();
    return trust::count_signatures(keys, role, read.signed_bytes, read.signatures).right;
  };
  const auto sign = [](const std::string& file, const trust::PrivateKey& key) {
    const std::vector<const trust::PrivateKey*> signing = {&key};
    return trust::add_signatures(base::as_bytes(file), trust::signers_of(signing)).value();
  };
  const std::string draft = trust::write_signed(targets, std::span<const trust::Signer>()).value();
  CHECK(right(draft) == 0);
  const std::string one = sign(draft, first);
  CHECK(right(one) == 1);
  CHECK(right(sign(one, first)) == 1);
  CHECK(right(sign(one, second)) == 2);
  const std::string joined = trust::merge_signatures(base::as_bytes(one), base::as_bytes(sign(draft, second))).value();
  CHECK(right(joined) == 2);
  targets.version = 2;
  const std::string other = trust::write_signed(targets, std::span<const trust::Signer>()).value();
  CHECK(trust::merge_signatures(base::as_bytes(one), base::as_bytes(other)).error().code ==
        base::ErrorCode::kSameVersionOtherContent);
}

}  // namespace bildungskiosk::trust
