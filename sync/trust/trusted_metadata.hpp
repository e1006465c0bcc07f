#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sync/base/bytes.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::trust {

/// Whether a key that could sign as timestamp or snapshot before can do so no longer: then the stored ones are to be
/// forgotten (5.3.11), so that a repository can recover from a fast-forward attack. Keys that were only added recover
/// nothing: forgetting then would only throw the protection against older packages away.
[[nodiscard]] bool revokes_online_key(const Root& before, const Root& after);

/// What is trusted now, and the only way to trust more: the rules of the TUF specification 1.0.34, sections 5.3 to
/// 5.6, without files or network. Calls must come in the order root(s), timestamp, snapshot, targets, delegated
/// roles; another order stops the program. After an error the object is as it was before the call, except where
/// said. All decisions about expiry are made at one effective time (5.1). Not thread-safe.
class TrustedMetadata {
 public:
  /// From the root that is already trusted (5.2): it must be signed by its own keys; it may have expired.
  static base::Result<TrustedMetadata> start(base::ByteView root_bytes, base::UnixSeconds effective_time);

  /// 5.3.4 – 5.3.8. kWrongSignature unless the thresholds of the old and of the new root are met;
  /// kWrongRootVersion unless the version is exactly N+1. Expiry is not looked at.
  base::Result<void> update_root(base::ByteView bytes);
  /// Whether the last `update_root` took a key from timestamp or snapshot: then the stored ones are to be
  /// forgotten (5.3.11), so that a repository can recover from a fast-forward attack.
  [[nodiscard]] bool last_root_revoked_online_keys() const { return revoked_online_keys_; }
  /// 5.3.10: kMetadataExpired when the newest root has.
  base::Result<void> finish_root();

  enum class TimestampChange { kNew, kUnchanged, kSameVersionOtherContent };
  /// 5.4.2 – 5.4.4. An older timestamp, or one that names an older snapshot: kOlderThanInstalled. The same version
  /// keeps the trusted one and says whether the content differs. When it has expired it still guards against
  /// rollback, but kMetadataExpired is returned.
  base::Result<TimestampChange> update_timestamp(base::ByteView bytes);

  enum class Origin { kStored /* by us, after these checks */, kFetched };
  /// 5.5.2 – 5.5.6. A stored one is trusted for the rollback check even when the timestamp has moved on (then
  /// kMixedExports or kMetadataExpired is returned, and a fetched one is to follow).
  base::Result<void> update_snapshot(base::ByteView bytes, Origin origin);
  /// 5.6.2 – 5.6.5 for the top-level targets.
  base::Result<void> update_targets(base::ByteView bytes);
  /// The same for a delegated role, with the keys that `delegator` (which must be loaded) lists for it. A role that
  /// two delegators name must have the same bytes both times, else kSameVersionOtherContent.
  base::Result<void> update_delegated(std::string_view delegator, const DelegatedRole& role, base::ByteView bytes);
  /// Whether the role has been verified with the keys that this delegator lists.
  [[nodiscard]] bool has_delegated(std::string_view delegator, std::string_view role) const;

  [[nodiscard]] const Root& root() const { return root_; }
  [[nodiscard]] const Timestamp* timestamp() const { return timestamp_ ? &*timestamp_ : nullptr; }
  [[nodiscard]] const Snapshot* snapshot() const { return snapshot_ ? &*snapshot_ : nullptr; }
  /// "targets" or a delegated role; nullptr when not loaded. Stays valid as long as this object.
  [[nodiscard]] const Targets* targets(std::string_view role) const;

 private:
  struct LoadedRole {
    Targets targets;
    std::string sha256;  // of the bytes as received
  };

  TrustedMetadata() = default;
  [[nodiscard]] base::Result<void> check_timestamp_expiry() const;
  [[nodiscard]] base::Result<Targets> verified_targets(std::string_view role, const KeyMap& keys,
                                                       const RoleKeys& role_keys, base::ByteView bytes) const;

  base::UnixSeconds effective_time_ = 0;
  Root root_;
  bool root_finished_ = false;
  bool revoked_online_keys_ = false;
  std::optional<Timestamp> timestamp_;
  base::Bytes timestamp_bytes_;
  std::optional<Snapshot> snapshot_;
  bool snapshot_final_ = false;
  std::map<std::string, LoadedRole, std::less<>> roles_;
  std::set<std::pair<std::string, std::string>> verified_;  // delegator, role
};

}  // namespace bildungskiosk::trust
