#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/key_ring.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

/// What a release says, before it is signed. Versions and expiries are set by the caller; what the snapshot and the
/// timestamp say of the other files, by `sign_release`.
struct ReleaseMetadata {
  trust::Targets targets;
  trust::Snapshot snapshot;
  trust::Timestamp timestamp;
  DelegatedFiles delegated;  // signed by others; one for each role that the targets delegate to
};

/// The files of it.
struct SignedRelease {
  ReleaseMetadata metadata;
  std::string targets;
  std::string snapshot;
  std::string timestamp;
};

/// Signed by all keys at hand that one of the roots lists: one root, or the present and the next one while keys change
/// hands, so that the files are right before and after the next root is there. Checked as a terminal would under each
/// of the roots at `now`. kKeyUnusable when keys are missing; the errors of trust::TrustedMetadata.
base::Result<SignedRelease> sign_release(const KeyRing& ring, std::span<const base::Bytes> roots,
                                         ReleaseMetadata metadata, base::UnixSeconds now);

/// Delegated roles, targets, snapshot, timestamp in this order, each atomically: the timestamp makes it visible.
base::Result<void> write_release(base::FileSystem& files, const std::string& metadata_folder,
                                 const SignedRelease& release);

}  // namespace bildungskiosk::publish
