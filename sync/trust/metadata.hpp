#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/canonical_json.hpp"
#include "sync/trust/key.hpp"

namespace bildungskiosk::trust {

// The four kinds of TUF metadata (specification 1.0.34, section 4) as plain values. Reading is strict about types
// and tolerant of unknown fields, which are kept in `further_fields` and written again, since they are signed.
// Writing what this module wrote and read again gives the same canonical bytes.

inline constexpr std::string_view kRootRole = "root";
inline constexpr std::string_view kTimestampRole = "timestamp";
inline constexpr std::string_view kSnapshotRole = "snapshot";
inline constexpr std::string_view kTargetsRole = "targets";

/// What every kind has.
struct Common {
  std::string spec_version = "1.0.34";  // read: any 1.x
  std::int64_t version = 1;             // from 1 on
  base::UnixSeconds expires = 0;        // written "2026-11-24T09:30:00Z"
  /// Unknown members of `signed`; the publisher may put its own here (the day of the data, say).
  JsonObject further_fields;
};

/// Keys by key id, as they stood in the metadata. They are decoded when a signature is checked, not before: no
/// foreign key reaches libcrypto before the signature over the list itself was right.
using KeyMap = std::map<std::string, JsonObject, std::less<>>;

/// Who may sign as a role, and how many of them must.
struct RoleKeys {
  std::vector<std::string> key_ids;
  std::int64_t threshold = 1;
  JsonObject further_fields;
};

struct Root : Common {
  bool consistent_snapshot = true;
  KeyMap keys;
  std::map<std::string, RoleKeys, std::less<>> roles;  // read: the four top-level ones at least

  /// Adds the key, under our own key id, to those of the role (which is made with threshold 1).
  void add_key(std::string_view role, const PublicKey& key);
};

/// What a timestamp says of the snapshot, or a snapshot of the targets roles.
struct MetaFile {
  std::int64_t version = 1;
  std::optional<std::uint64_t> length_bytes;
  std::map<std::string, std::string> hashes;  // "sha256" → lower-case hex; may be empty
  JsonObject further_fields;
};

struct Timestamp : Common {
  MetaFile snapshot;
  JsonObject further_meta;  // members of `meta` other than "snapshot.json"
};

struct Snapshot : Common {
  std::map<std::string, MetaFile, std::less<>> meta;  // role name ("targets", "vhs") without ".json"
};

struct TargetFile {
  std::uint64_t length_bytes = 0;
  std::map<std::string, std::string> hashes;  // never empty
  JsonObject custom;                          // the publisher's own; empty: not written
  JsonObject further_fields;
};

/// One delegation: who may speak for which paths.
struct DelegatedRole {
  std::string name;
  RoleKeys keys;
  bool terminating = false;
  /// Exactly one of the two is used. Patterns are shell-style with `*` and `?`, neither matches '/'.
  std::vector<std::string> paths;
  /// Lower-case hex prefixes of the SHA-256 of the path.
  std::vector<std::string> path_hash_prefixes;
};

struct Delegations {
  KeyMap keys;
  std::vector<DelegatedRole> roles;  // in order of priority
  JsonObject further_fields;

  void add_key(DelegatedRole& role, const PublicKey& key);
};

/// Top-level targets and delegated ones alike.
struct Targets : Common {
  std::map<std::string, TargetFile, std::less<>> targets;  // by target path, "vhs/offers-3.jsonl.zst"
  std::optional<Delegations> delegations;
};

struct Signature {
  std::string key_id;
  base::Bytes value;  // empty when `sig` was empty or no hex: such a one never counts
};

/// Metadata as it was read, not yet trusted.
template <typename Metadata>
struct Signed {
  Metadata metadata;
  std::string signed_bytes;  // canonical form of `signed`, what the signatures are over
  std::vector<Signature> signatures;
};

/// kMalformedMetadata (also for another `_type`), kUnsupportedSpecVersion, kUnsafePath (a role's or target's name).
base::Result<Signed<Root>> read_root(base::ByteView bytes);
base::Result<Signed<Timestamp>> read_timestamp(base::ByteView bytes);
base::Result<Signed<Snapshot>> read_snapshot(base::ByteView bytes);
base::Result<Signed<Targets>> read_targets(base::ByteView bytes);

/// The `signed` member.
[[nodiscard]] JsonObject to_json(const Root& root);
[[nodiscard]] JsonObject to_json(const Timestamp& timestamp);
[[nodiscard]] JsonObject to_json(const Snapshot& snapshot);
[[nodiscard]] JsonObject to_json(const Targets& targets);

/// A key and the id under which the metadata lists it: other tools compute ids differently.
struct Signer {
  const PrivateKey* key = nullptr;  // not owned
  std::string key_id;
};
/// Each under its own key id.
[[nodiscard]] std::vector<Signer> signers_of(std::span<const PrivateKey* const> keys);

/// The file: `{"signatures": […], "signed": {…}}`, signed by each in turn. Whether they suffice for the threshold is
/// the caller's to know; without signers it is a draft, for `add_signatures`.
base::Result<std::string> write_signed(const Root& root, std::span<const Signer> signers);
base::Result<std::string> write_signed(const Timestamp& timestamp, std::span<const Signer> signers);
base::Result<std::string> write_signed(const Snapshot& snapshot, std::span<const Signer> signers);
base::Result<std::string> write_signed(const Targets& targets, std::span<const Signer> signers);
template <typename Metadata>
base::Result<std::string> write_signed(const Metadata& metadata, std::span<const PrivateKey* const> keys) {
  return write_signed(metadata, std::span<const Signer>(signers_of(keys)));
}

/// The same file with these signatures added; one that is there under the same id is replaced, an empty place filled.
/// kMalformedMetadata; kTooLarge when more would sign than a client reads.
base::Result<std::string> add_signatures(base::ByteView file, std::span<const Signer> signers);
/// The first file with the second one's signatures added where it has none that is filled. kSameVersionOtherContent
/// unless both say the same; kMalformedMetadata; kTooLarge.
base::Result<std::string> merge_signatures(base::ByteView file, base::ByteView other);

/// What a timestamp or snapshot says of a file just written: its version, length and SHA-256.
[[nodiscard]] MetaFile describe_metadata(std::int64_t version, std::string_view file);
/// The entry of a target with these bytes.
[[nodiscard]] TargetFile describe_target(base::ByteView bytes);

struct SignatureCount {
  std::size_t right = 0;      // different keys of the role whose signature is right
  std::string unusable_keys;  // why keys that signed were passed over, for the log
};
[[nodiscard]] SignatureCount count_signatures(const KeyMap& keys, const RoleKeys& role, std::string_view signed_bytes,
                                              std::span<const Signature> signatures);

/// kWrongSignature unless enough different keys of the role signed. One key under several ids counts once; keys of
/// an unsupported type count never. The detail says how many of how many, and which keys can't be used.
base::Result<void> verify_threshold(const KeyMap& keys, const RoleKeys& role, std::string_view signed_bytes,
                                    std::span<const Signature> signatures);

}  // namespace bildungskiosk::trust
