#include <algorithm>
#include <set>

#include "sync/base/civil_time.hpp"
#include "sync/trust/json_fields.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/metadata.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view kFileSuffix = ".json";

bool is_lower_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "1.0" or "1.0.34": the same major version promises that we understand it (specification 4.3, TAP 14).
bool is_supported_spec_version(std::string_view version) {
  if (!version.starts_with("1.")) return false;
  version.remove_prefix(2);
  const std::size_t dot = version.find('.');
  return is_digits(version.substr(0, dot)) && (dot == std::string_view::npos || is_digits(version.substr(dot + 1)));
}

Result<void> read_common(JsonFields& fields, std::string_view type, Common& common) {
  BILDUNGSKIOSK_TRY(const std::string found_type, fields.take_string("_type"));
  if (found_type != type) return fields.error("_type", "is not \"" + std::string(type) + "\"");
  BILDUNGSKIOSK_TRY(common.spec_version, fields.take_string("spec_version"));
  if (!is_supported_spec_version(common.spec_version)) {
    return Error{ErrorCode::kUnsupportedSpecVersion, "spec_version " + common.spec_version.substr(0, 40)};
  }
  BILDUNGSKIOSK_TRY(common.version, fields.take_integer("version", 1));
  BILDUNGSKIOSK_TRY(const std::string expires, fields.take_string("expires"));
  const std::optional<base::UnixSeconds> seconds = base::parse_utc(expires);
  if (!seconds) return fields.error("expires", "is no time in UTC");
  common.expires = *seconds;
  return {};
}

Result<KeyMap> read_keys(JsonObject&& object) {
  if (object.size() > kKeysMax) return Error{ErrorCode::kMalformedMetadata, "too many keys"};
  KeyMap keys;
  for (auto& [key_id, value] : object) {
    JsonObject* key = value.as_object();
    if (key == nullptr) return Error{ErrorCode::kMalformedMetadata, "a key that is no object"};
    keys.emplace(key_id, std::move(*key));
  }
  return keys;
}

Result<std::vector<std::string>> read_strings(const JsonArray& array, std::string_view what, std::size_t count_max) {
  if (array.size() > count_max) return Error{ErrorCode::kMalformedMetadata, "too many " + std::string(what)};
  std::vector<std::string> strings;
  strings.reserve(array.size());
  for (const JsonValue& value : array) {
    if (value.as_string() == nullptr) return Error{ErrorCode::kMalformedMetadata, std::string(what) + ": no string"};
    strings.push_back(*value.as_string());
  }
  return strings;
}

/// `keyids` and `threshold`; the caller decides what the rest is.
Result<RoleKeys> read_role_keys(JsonFields& fields) {
  RoleKeys role;
  BILDUNGSKIOSK_TRY(const JsonArray key_ids, fields.take_array("keyids"));
  BILDUNGSKIOSK_TRY(role.key_ids, read_strings(key_ids, "keyids", kKeysMax));
  BILDUNGSKIOSK_TRY(role.threshold, fields.take_integer("threshold", 1));
  return role;
}

/// Hashes of the kinds we check must look like one: they become part of a file's name.
Result<std::map<std::string, std::string>> read_hashes(const JsonObject& object) {
  std::map<std::string, std::string> hashes;
  for (const auto& [algorithm, value] : object) {
    const std::string* hash = value.as_string();
    const std::size_t digits = algorithm == "sha256" ? 64 : algorithm == "sha512" ? 128 : 0;
    if (hash == nullptr || (digits != 0 && (hash->size() != digits || !is_lower_hex(*hash)))) {
      return Error{ErrorCode::kMalformedMetadata, "a hash that is none (" + algorithm.substr(0, 20) + ")"};
    }
    hashes.emplace(algorithm, *hash);
  }
  return hashes;
}

Result<MetaFile> read_meta_file(JsonValue value, std::string_view what) {
  MetaFile file;
  BILDUNGSKIOSK_TRY(JsonFields fields, JsonFields::of(std::move(value), what));
  BILDUNGSKIOSK_TRY(file.version, fields.take_integer("version", 1));
  if (fields.has("length")) {
    BILDUNGSKIOSK_TRY(const std::int64_t length, fields.take_integer("length", 0));
    file.length_bytes = static_cast<std::uint64_t>(length);
  }
  if (fields.has("hashes")) {
    BILDUNGSKIOSK_TRY(const JsonObject hashes, fields.take_object("hashes"));
    BILDUNGSKIOSK_TRY(file.hashes, read_hashes(hashes));
  }
  file.further_fields = fields.take_rest();
  return file;
}

Result<TargetFile> read_target_file(JsonValue value, std::string_view path) {
  TargetFile file;
  BILDUNGSKIOSK_TRY(JsonFields fields, JsonFields::of(std::move(value), path));
  BILDUNGSKIOSK_TRY(const std::int64_t length, fields.take_integer("length", 0));
  file.length_bytes = static_cast<std::uint64_t>(length);
  BILDUNGSKIOSK_TRY(const JsonObject hashes, fields.take_object("hashes"));
  BILDUNGSKIOSK_TRY(file.hashes, read_hashes(hashes));
  if (!file.hashes.contains("sha256") && !file.hashes.contains("sha512")) {
    return fields.error("hashes", "holds neither sha256 nor sha512");
  }
  if (fields.has("custom")) {
    BILDUNGSKIOSK_TRY(file.custom, fields.take_object("custom"));
  }
  file.further_fields = fields.take_rest();
  return file;
}

Result<DelegatedRole> read_delegated_role(JsonValue value) {
  DelegatedRole role;
  BILDUNGSKIOSK_TRY(JsonFields fields, JsonFields::of(std::move(value), "a delegated role"));
  BILDUNGSKIOSK_TRY(role.name, fields.take_string("name"));
  BILDUNGSKIOSK_TRY_VOID(check_delegated_role_name(role.name));
  BILDUNGSKIOSK_TRY(role.keys, read_role_keys(fields));
  BILDUNGSKIOSK_TRY(role.terminating, fields.take_bool("terminating"));
  if (fields.has("paths") == fields.has("path_hash_prefixes")) {
    return fields.error("paths", "or path_hash_prefixes: exactly one is needed");
  }
  if (fields.has("paths")) {
    BILDUNGSKIOSK_TRY(const JsonArray paths, fields.take_array("paths"));
    BILDUNGSKIOSK_TRY(role.paths, read_strings(paths, "paths", kPatternsMax));
  } else {
    BILDUNGSKIOSK_TRY(const JsonArray prefixes, fields.take_array("path_hash_prefixes"));
    BILDUNGSKIOSK_TRY(role.path_hash_prefixes, read_strings(prefixes, "path_hash_prefixes", kPatternsMax));
    for (const std::string& prefix : role.path_hash_prefixes) {
      // An empty prefix would quietly delegate everything.
      if (prefix.empty() || prefix.size() > 64 || !is_lower_hex(prefix)) {
        return fields.error("path_hash_prefixes", "holds what is no hexadecimal prefix");
      }
    }
  }
  role.keys.further_fields = fields.take_rest();
  return role;
}

Result<Delegations> read_delegations(JsonObject object) {
  Delegations delegations;
  BILDUNGSKIOSK_TRY(JsonFields fields, JsonFields::of(std::move(object), "delegations"));
  BILDUNGSKIOSK_TRY(JsonObject keys, fields.take_object("keys"));
  BILDUNGSKIOSK_TRY(delegations.keys, read_keys(std::move(keys)));
  BILDUNGSKIOSK_TRY(JsonArray roles, fields.take_array("roles"));
  if (roles.size() > kDelegationsMax) return fields.error("roles", "are too many");
  std::set<std::string> names;
  for (JsonValue& value : roles) {
    BILDUNGSKIOSK_TRY(DelegatedRole role, read_delegated_role(std::move(value)));
    if (!names.insert(role.name).second) return fields.error("roles", "names a role twice: " + role.name);
    delegations.roles.push_back(std::move(role));
  }
  delegations.further_fields = fields.take_rest();
  return delegations;
}

Result<std::vector<Signature>> read_signatures(JsonArray array) {
  if (array.size() > kSignaturesMax) return Error{ErrorCode::kMalformedMetadata, "too many signatures"};
  std::vector<Signature> signatures;
  std::set<std::string> key_ids;
  for (JsonValue& value : array) {
    BILDUNGSKIOSK_TRY(JsonFields fields, JsonFields::of(std::move(value), "a signature"));
    Signature signature;
    BILDUNGSKIOSK_TRY(signature.key_id, fields.take_string("keyid"));
    // Section 4.2: unique, even where the threshold is met without the second one.
    if (!key_ids.insert(signature.key_id).second) return fields.error("keyid", "signs twice");
    BILDUNGSKIOSK_TRY(const std::string sig, fields.take_string("sig"));
    // Offline tools leave an empty place for a signer who has not signed yet: no error, no signature.
    if (Result<base::Bytes> bytes = base::from_hex(sig)) signature.value = std::move(bytes).value();
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

struct Envelope {
  JsonFields fields;
  std::string signed_bytes;
  std::vector<Signature> signatures;
};

Result<Envelope> read_envelope(base::ByteView bytes) {
  BILDUNGSKIOSK_TRY(JsonValue document, parse_json(base::as_text(bytes)));
  BILDUNGSKIOSK_TRY(JsonFields outer, JsonFields::of(std::move(document), "the file"));
  BILDUNGSKIOSK_TRY(JsonArray signatures, outer.take_array("signatures"));
  BILDUNGSKIOSK_TRY(JsonObject payload, outer.take_object("signed"));
  BILDUNGSKIOSK_TRY(std::vector<Signature> read, read_signatures(std::move(signatures)));
  JsonValue value(std::move(payload));
  std::string signed_bytes = to_canonical_json(value);
  BILDUNGSKIOSK_TRY(JsonFields fields, JsonFields::of(std::move(value), "signed"));
  return Envelope{std::move(fields), std::move(signed_bytes), std::move(read)};
}

Result<void> read_body(JsonFields& fields, Root& root) {
  BILDUNGSKIOSK_TRY_VOID(read_common(fields, kRootRole, root));
  root.consistent_snapshot = false;  // an absent member means no
  if (fields.has("consistent_snapshot")) {
    BILDUNGSKIOSK_TRY(root.consistent_snapshot, fields.take_bool("consistent_snapshot"));
  }
  BILDUNGSKIOSK_TRY(JsonObject keys, fields.take_object("keys"));
  BILDUNGSKIOSK_TRY(root.keys, read_keys(std::move(keys)));
  BILDUNGSKIOSK_TRY(JsonObject roles, fields.take_object("roles"));
  for (auto& [name, value] : roles) {
    BILDUNGSKIOSK_TRY(JsonFields role_fields, JsonFields::of(std::move(value), "role " + name.substr(0, 40)));
    BILDUNGSKIOSK_TRY(RoleKeys role, read_role_keys(role_fields));
    role.further_fields = role_fields.take_rest();
    root.roles.emplace(name, std::move(role));
  }
  for (const std::string_view needed : {kRootRole, kTimestampRole, kSnapshotRole, kTargetsRole}) {
    if (!root.roles.contains(needed)) return fields.error("roles", "lacks " + std::string(needed));
  }
  return {};
}

Result<void> read_body(JsonFields& fields, Timestamp& timestamp) {
  BILDUNGSKIOSK_TRY_VOID(read_common(fields, kTimestampRole, timestamp));
  BILDUNGSKIOSK_TRY(JsonObject meta, fields.take_object("meta"));
  const auto snapshot = meta.find("snapshot.json");
  if (snapshot == meta.end()) return fields.error("meta", "lacks snapshot.json");
  BILDUNGSKIOSK_TRY(timestamp.snapshot, read_meta_file(std::move(snapshot->second), "snapshot.json"));
  meta.erase(snapshot);
  timestamp.further_meta = std::move(meta);
  return {};
}

Result<void> read_body(JsonFields& fields, Snapshot& snapshot) {
  BILDUNGSKIOSK_TRY_VOID(read_common(fields, kSnapshotRole, snapshot));
  BILDUNGSKIOSK_TRY(JsonObject meta, fields.take_object("meta"));
  for (auto& [name, value] : meta) {
    if (!name.ends_with(kFileSuffix)) return fields.error("meta", "names a file that is no .json");
    BILDUNGSKIOSK_TRY(MetaFile file, read_meta_file(std::move(value), name.substr(0, 60)));
    snapshot.meta.emplace(name.substr(0, name.size() - kFileSuffix.size()), std::move(file));
  }
  return {};
}

Result<void> read_body(JsonFields& fields, Targets& targets) {
  BILDUNGSKIOSK_TRY_VOID(read_common(fields, kTargetsRole, targets));
  BILDUNGSKIOSK_TRY(JsonObject files, fields.take_object("targets"));
  for (auto& [path, value] : files) {
    BILDUNGSKIOSK_TRY_VOID(check_target_path(path));
    BILDUNGSKIOSK_TRY(TargetFile file, read_target_file(std::move(value), path));
    targets.targets.emplace(path, std::move(file));
  }
  if (fields.has("delegations")) {
    BILDUNGSKIOSK_TRY(JsonObject delegations, fields.take_object("delegations"));
    BILDUNGSKIOSK_TRY(targets.delegations, read_delegations(std::move(delegations)));
  }
  return {};
}

template <typename Metadata>
Result<Signed<Metadata>> read_signed(base::ByteView bytes) {
  BILDUNGSKIOSK_TRY(Envelope envelope, read_envelope(bytes));
  Metadata metadata;
  BILDUNGSKIOSK_TRY_VOID(read_body(envelope.fields, metadata));
  metadata.further_fields = envelope.fields.take_rest();
  return Signed<Metadata>{std::move(metadata), std::move(envelope.signed_bytes), std::move(envelope.signatures)};
}

}  // namespace

Result<Signed<Root>> read_root(base::ByteView bytes) { return read_signed<Root>(bytes); }
Result<Signed<Timestamp>> read_timestamp(base::ByteView bytes) { return read_signed<Timestamp>(bytes); }
Result<Signed<Snapshot>> read_snapshot(base::ByteView bytes) { return read_signed<Snapshot>(bytes); }
Result<Signed<Targets>> read_targets(base::ByteView bytes) { return read_signed<Targets>(bytes); }

}  // namespace bildungskiosk::trust
