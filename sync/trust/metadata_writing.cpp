#include <algorithm>

#include "sync/base/civil_time.hpp"
#include "sync/base/digest.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Result;

// All JSON here starts from the unknown fields and sets ours over them, so that ours win.

JsonObject common_json(const Common& common, std::string_view type) {
  JsonObject json = common.further_fields;
  json.insert_or_assign("_type", type);
  json.insert_or_assign("spec_version", common.spec_version);
  json.insert_or_assign("version", common.version);
  json.insert_or_assign("expires", base::format_utc(common.expires));
  return json;
}

JsonArray strings_json(const std::vector<std::string>& strings) { return {strings.begin(), strings.end()}; }

JsonObject keys_json(const KeyMap& keys) {
  JsonObject json;
  for (const auto& [key_id, key] : keys) json.emplace(key_id, key);
  return json;
}

JsonObject role_keys_json(const RoleKeys& role) {
  JsonObject json = role.further_fields;
  json.insert_or_assign("keyids", strings_json(role.key_ids));
  json.insert_or_assign("threshold", role.threshold);
  return json;
}

JsonObject hashes_json(const std::map<std::string, std::string>& hashes) {
  JsonObject json;
  for (const auto& [algorithm, hash] : hashes) json.emplace(algorithm, hash);
  return json;
}

JsonObject meta_file_json(const MetaFile& file) {
  JsonObject json = file.further_fields;
  json.insert_or_assign("version", file.version);
  if (file.length_bytes) json.insert_or_assign("length", static_cast<std::int64_t>(*file.length_bytes));
  if (!file.hashes.empty()) json.insert_or_assign("hashes", hashes_json(file.hashes));
  return json;
}

JsonObject target_file_json(const TargetFile& file) {
  JsonObject json = file.further_fields;
  json.insert_or_assign("length", static_cast<std::int64_t>(file.length_bytes));
  json.insert_or_assign("hashes", hashes_json(file.hashes));
  if (!file.custom.empty()) json.insert_or_assign("custom", file.custom);
  return json;
}

JsonObject delegations_json(const Delegations& delegations) {
  JsonArray roles;
  for (const DelegatedRole& role : delegations.roles) {
    JsonObject json = role_keys_json(role.keys);
    json.insert_or_assign("name", role.name);
    json.insert_or_assign("terminating", role.terminating);
    if (role.path_hash_prefixes.empty()) {
      json.insert_or_assign("paths", strings_json(role.paths));
    } else {
      json.insert_or_assign("path_hash_prefixes", strings_json(role.path_hash_prefixes));
    }
    roles.emplace_back(std::move(json));
  }
  JsonObject json = delegations.further_fields;
  json.insert_or_assign("keys", keys_json(delegations.keys));
  json.insert_or_assign("roles", std::move(roles));
  return json;
}

Result<std::string> sign_document(JsonObject document, std::span<const Signer> signers) {
  JsonValue payload(std::move(document));
  const std::string message = to_canonical_json(payload);
  JsonArray signatures;
  for (const Signer& signer : signers) {
    BILDUNGSKIOSK_TRY(const base::Bytes signature, signer.key->sign(base::as_bytes(message)));
    signatures.emplace_back(JsonObject{{"keyid", signer.key_id}, {"sig", base::to_hex(signature)}});
  }
  return to_json_text(JsonObject{{"signatures", std::move(signatures)}, {"signed", std::move(payload)}});
}

void add_once(std::vector<std::string>& key_ids, const std::string& key_id) {
  if (std::find(key_ids.begin(), key_ids.end(), key_id) == key_ids.end()) key_ids.push_back(key_id);
}

}  // namespace

void Root::add_key(std::string_view role, const PublicKey& key) {
  keys.insert_or_assign(key.key_id(), key.to_json());
  add_once(roles[std::string(role)].key_ids, key.key_id());
}

void Delegations::add_key(DelegatedRole& role, const PublicKey& key) {
  keys.insert_or_assign(key.key_id(), key.to_json());
  add_once(role.keys.key_ids, key.key_id());
}

JsonObject to_json(const Root& root) {
  JsonObject json = common_json(root, kRootRole);
  json.insert_or_assign("consistent_snapshot", root.consistent_snapshot);
  json.insert_or_assign("keys", keys_json(root.keys));
  JsonObject roles;
  for (const auto& [name, role] : root.roles) roles.emplace(name, role_keys_json(role));
  json.insert_or_assign("roles", std::move(roles));
  return json;
}

JsonObject to_json(const Timestamp& timestamp) {
  JsonObject json = common_json(timestamp, kTimestampRole);
  JsonObject meta = timestamp.further_meta;
  meta.insert_or_assign("snapshot.json", meta_file_json(timestamp.snapshot));
  json.insert_or_assign("meta", std::move(meta));
  return json;
}

JsonObject to_json(const Snapshot& snapshot) {
  JsonObject json = common_json(snapshot, kSnapshotRole);
  JsonObject meta;
  for (const auto& [role, file] : snapshot.meta) meta.emplace(role + ".json", meta_file_json(file));
  json.insert_or_assign("meta", std::move(meta));
  return json;
}

JsonObject to_json(const Targets& targets) {
  JsonObject json = common_json(targets, kTargetsRole);
  JsonObject files;
  for (const auto& [path, file] : targets.targets) files.emplace(path, target_file_json(file));
  json.insert_or_assign("targets", std::move(files));
  if (targets.delegations) json.insert_or_assign("delegations", delegations_json(*targets.delegations));
  return json;
}

std::vector<Signer> signers_of(std::span<const PrivateKey* const> keys) {
  std::vector<Signer> signers;
  for (const PrivateKey* key : keys) signers.push_back({key, key->public_key().key_id()});
  return signers;
}

Result<std::string> write_signed(const Root& root, std::span<const Signer> signers) {
  return sign_document(to_json(root), signers);
}
Result<std::string> write_signed(const Timestamp& timestamp, std::span<const Signer> signers) {
  return sign_document(to_json(timestamp), signers);
}
Result<std::string> write_signed(const Snapshot& snapshot, std::span<const Signer> signers) {
  return sign_document(to_json(snapshot), signers);
}
Result<std::string> write_signed(const Targets& targets, std::span<const Signer> signers) {
  return sign_document(to_json(targets), signers);
}

MetaFile describe_metadata(std::int64_t version, std::string_view file) {
  return {version, file.size(), {{"sha256", base::sha256_hex(base::as_bytes(file))}}, {}};
}

TargetFile describe_target(base::ByteView bytes) {
  return {bytes.size(), {{"sha256", base::sha256_hex(bytes)}}, {}, {}};
}

}  // namespace bildungskiosk::trust
