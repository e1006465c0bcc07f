#include "sync/trust/trusted_metadata.hpp"

#include <algorithm>
#include <set>

#include "sync/base/civil_time.hpp"
#include "sync/base/digest.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<void> check_expiry(const Common& metadata, std::string_view what, base::UnixSeconds effective_time) {
  if (metadata.expires > effective_time) return {};
  return Error{ErrorCode::kMetadataExpired, std::string(what) + " version " + std::to_string(metadata.version) +
                                                " expired on " + base::format_utc(metadata.expires)};
}

/// 5.5.2 and 5.6.2: what the file above signed about this one. Both length and hashes are optional there.
Result<void> check_meta_file(const MetaFile& expected, std::string_view what, base::ByteView bytes) {
  if (expected.length_bytes && *expected.length_bytes != bytes.size()) {
    return Error{ErrorCode::kLengthMismatch, std::string(what) + " has " + std::to_string(bytes.size()) +
                                                 " bytes instead of " + std::to_string(*expected.length_bytes)};
  }
  for (const auto& [algorithm, hash] : expected.hashes) {
    if (algorithm != "sha256" && algorithm != "sha512") continue;
    base::Hasher hasher(algorithm == "sha256" ? base::HashAlgorithm::kSha256 : base::HashAlgorithm::kSha512);
    hasher.update(bytes);
    if (hasher.finish_hex() != hash) {
      return Error{ErrorCode::kHashMismatch, std::string(what) + " has another " + algorithm + " than signed"};
    }
  }
  return {};
}

Result<void> check_version(std::int64_t found, std::int64_t expected, std::string_view what) {
  if (found == expected) return {};
  return Error{ErrorCode::kMixedExports,
               std::string(what) + " has version " + std::to_string(found) + " instead of " + std::to_string(expected)};
}

Error older(std::string_view what, std::int64_t found, std::int64_t trusted) {
  return Error{ErrorCode::kOlderThanInstalled,
               std::string(what) + " has version " + std::to_string(found) + ", trusted is " + std::to_string(trusted)};
}

template <typename Metadata>
Result<void> verify_role(const Root& root, std::string_view role, const Signed<Metadata>& read) {
  const Result<void> verified =
      verify_threshold(root.keys, root.roles.find(role)->second, read.signed_bytes, read.signatures);
  if (!verified) return with_context(verified.error(), role);
  return {};
}

/// Whether a key that could sign for the role before can do so no longer.
bool revokes_key(const Root& before, const Root& after, std::string_view role) {
  const RoleKeys& old_role = before.roles.find(role)->second;
  const RoleKeys& new_role = after.roles.find(role)->second;
  return std::any_of(old_role.key_ids.begin(), old_role.key_ids.end(), [&](const std::string& id) {
    const auto old_key = before.keys.find(id);
    if (old_key == before.keys.end()) return false;
    const auto new_key = after.keys.find(id);
    const bool listed = std::find(new_role.key_ids.begin(), new_role.key_ids.end(), id) != new_role.key_ids.end();
    return !listed || new_key == after.keys.end() || new_key->second != old_key->second;
  });
}

/// Other bytes than signed are a mixture of two exports, not damage, when they are rightly signed themselves and
/// only of another version. `read` is what the bytes say; nothing of it is used but for this name.
template <typename Metadata>
Error name_mismatch(Error mismatch, const Result<Signed<Metadata>>& read, const KeyMap& keys, const RoleKeys& role,
                    std::int64_t expected_version) {
  if (!read || read->metadata.version == expected_version ||
      !verify_threshold(keys, role, read->signed_bytes, read->signatures)) {
    return mismatch;
  }
  mismatch.code = ErrorCode::kMixedExports;
  mismatch.detail +=
      "; it is version " + std::to_string(read->metadata.version) + " instead of " + std::to_string(expected_version);
  return mismatch;
}

}  // namespace

bool revokes_online_key(const Root& before, const Root& after) {
  return revokes_key(before, after, kTimestampRole) || revokes_key(before, after, kSnapshotRole);
}

Result<TrustedMetadata> TrustedMetadata::start(base::ByteView root_bytes, base::UnixSeconds effective_time) {
  BILDUNGSKIOSK_TRY(Signed<Root> read, read_root(root_bytes));
  BILDUNGSKIOSK_TRY_VOID(verify_role(read.metadata, kRootRole, read));
  TrustedMetadata trusted;
  trusted.effective_time_ = effective_time;
  trusted.root_ = std::move(read.metadata);
  return trusted;
}

Result<void> TrustedMetadata::update_root(base::ByteView bytes) {
  BILDUNGSKIOSK_CHECK(!root_finished_);
  BILDUNGSKIOSK_TRY(Signed<Root> read, read_root(bytes));
  BILDUNGSKIOSK_TRY_VOID(verify_role(root_, kRootRole, read));
  BILDUNGSKIOSK_TRY_VOID(verify_role(read.metadata, kRootRole, read));
  if (read.metadata.version != root_.version + 1) {
    return Error{ErrorCode::kWrongRootVersion, "root has version " + std::to_string(read.metadata.version) +
                                                   " instead of " + std::to_string(root_.version + 1)};
  }
  revoked_online_keys_ = revokes_online_key(root_, read.metadata);
  root_ = std::move(read.metadata);
  return {};
}

Result<void> TrustedMetadata::finish_root() {
  BILDUNGSKIOSK_CHECK(!root_finished_);
  BILDUNGSKIOSK_TRY_VOID(check_expiry(root_, kRootRole, effective_time_));
  root_finished_ = true;
  return {};
}

Result<TrustedMetadata::TimestampChange> TrustedMetadata::update_timestamp(base::ByteView bytes) {
  BILDUNGSKIOSK_CHECK(root_finished_ && !snapshot_);
  BILDUNGSKIOSK_TRY(Signed<Timestamp> read, read_timestamp(bytes));
  BILDUNGSKIOSK_TRY_VOID(verify_role(root_, kTimestampRole, read));
  const Timestamp& found = read.metadata;
  if (timestamp_) {
    if (found.version < timestamp_->version) return older(kTimestampRole, found.version, timestamp_->version);
    if (found.version == timestamp_->version) {
      const bool same = std::equal(bytes.begin(), bytes.end(), timestamp_bytes_.begin(), timestamp_bytes_.end());
      return same ? TimestampChange::kUnchanged : TimestampChange::kSameVersionOtherContent;
    }
    if (found.snapshot.version < timestamp_->snapshot.version) {
      return older("the timestamp's snapshot", found.snapshot.version, timestamp_->snapshot.version);
    }
  }
  timestamp_ = std::move(read.metadata);
  timestamp_bytes_.assign(bytes.begin(), bytes.end());
  BILDUNGSKIOSK_TRY_VOID(check_timestamp_expiry());
  return TimestampChange::kNew;
}

Result<void> TrustedMetadata::check_timestamp_expiry() const {
  BILDUNGSKIOSK_CHECK(timestamp_.has_value());
  return check_expiry(*timestamp_, kTimestampRole, effective_time_);
}

Result<void> TrustedMetadata::update_snapshot(base::ByteView bytes, Origin origin) {
  BILDUNGSKIOSK_CHECK(timestamp_.has_value() && !snapshot_final_);
  BILDUNGSKIOSK_TRY_VOID(check_timestamp_expiry());
  const MetaFile& expected = timestamp_->snapshot;
  // A stored snapshot belonged to an older timestamp, perhaps, so this one's hashes say nothing about it; what it
  // was trusted for then, it is still good for: the rollback check of the next.
  if (const Result<void> matches = check_meta_file(expected, kSnapshotRole, bytes);
      !matches && origin == Origin::kFetched) {
    return name_mismatch(matches.error(), read_snapshot(bytes), root_.keys, root_.roles.find(kSnapshotRole)->second,
                         expected.version);
  }
  BILDUNGSKIOSK_TRY(Signed<Snapshot> read, read_snapshot(bytes));
  BILDUNGSKIOSK_TRY_VOID(verify_role(root_, kSnapshotRole, read));
  if (origin == Origin::kStored) {
    snapshot_ = std::move(read.metadata);
    BILDUNGSKIOSK_TRY_VOID(check_meta_file(expected, kSnapshotRole, bytes));
    BILDUNGSKIOSK_TRY_VOID(check_version(snapshot_->version, expected.version, kSnapshotRole));
    BILDUNGSKIOSK_TRY_VOID(check_expiry(*snapshot_, kSnapshotRole, effective_time_));
    snapshot_final_ = true;
    return {};
  }
  const Snapshot& found = read.metadata;
  BILDUNGSKIOSK_TRY_VOID(check_version(found.version, expected.version, kSnapshotRole));
  if (snapshot_) {
    for (const auto& [role, trusted] : snapshot_->meta) {
      const auto now = found.meta.find(role);
      if (now == found.meta.end()) {
        return Error{ErrorCode::kOlderThanInstalled, "snapshot no longer lists the role " + role.substr(0, 60)};
      }
      if (now->second.version < trusted.version) return older(role, now->second.version, trusted.version);
    }
  }
  BILDUNGSKIOSK_TRY_VOID(check_expiry(found, kSnapshotRole, effective_time_));
  snapshot_ = std::move(read.metadata);
  snapshot_final_ = true;
  return {};
}

Result<Targets> TrustedMetadata::verified_targets(std::string_view role, const KeyMap& keys, const RoleKeys& role_keys,
                                                  base::ByteView bytes) const {
  BILDUNGSKIOSK_CHECK(snapshot_final_);
  const auto expected = snapshot_->meta.find(role);
  if (expected == snapshot_->meta.end()) {
    return Error{ErrorCode::kMalformedMetadata, "the snapshot does not list the role " + std::string(role)};
  }
  if (const Result<void> matches = check_meta_file(expected->second, role, bytes); !matches) {
    return name_mismatch(matches.error(), read_targets(bytes), keys, role_keys, expected->second.version);
  }
  BILDUNGSKIOSK_TRY(Signed<Targets> read, read_targets(bytes));
  if (const Result<void> verified = verify_threshold(keys, role_keys, read.signed_bytes, read.signatures); !verified) {
    return with_context(verified.error(), role);
  }
  BILDUNGSKIOSK_TRY_VOID(check_version(read.metadata.version, expected->second.version, role));
  BILDUNGSKIOSK_TRY_VOID(check_expiry(read.metadata, role, effective_time_));
  return std::move(read.metadata);
}

Result<void> TrustedMetadata::update_targets(base::ByteView bytes) {
  const RoleKeys& role = root_.roles.find(kTargetsRole)->second;
  BILDUNGSKIOSK_TRY(Targets found, verified_targets(kTargetsRole, root_.keys, role, bytes));
  roles_.insert_or_assign(std::string(kTargetsRole), LoadedRole{std::move(found), base::sha256_hex(bytes)});
  return {};
}

Result<void> TrustedMetadata::update_delegated(std::string_view delegator, const DelegatedRole& role,
                                               base::ByteView bytes) {
  const Targets* parent = targets(delegator);
  BILDUNGSKIOSK_CHECK(parent != nullptr && parent->delegations.has_value());
  BILDUNGSKIOSK_TRY(Targets found, verified_targets(role.name, parent->delegations->keys, role.keys, bytes));
  std::string sha256 = base::sha256_hex(bytes);
  const auto loaded = roles_.find(role.name);
  if (loaded == roles_.end()) {
    roles_.emplace(role.name, LoadedRole{std::move(found), std::move(sha256)});
  } else if (loaded->second.sha256 != sha256) {
    // Two delegators, two readings, two contents: what one vouches for must not be served in the other's name.
    return Error{ErrorCode::kSameVersionOtherContent, role.name + " differs between two readings"};
  }
  verified_.emplace(std::string(delegator), role.name);
  return {};
}

bool TrustedMetadata::has_delegated(std::string_view delegator, std::string_view role) const {
  return verified_.contains({std::string(delegator), std::string(role)});
}

const Targets* TrustedMetadata::targets(std::string_view role) const {
  const auto found = roles_.find(role);
  return found == roles_.end() ? nullptr : &found->second.targets;
}

}  // namespace bildungskiosk::trust
