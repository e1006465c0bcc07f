#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/key_ring.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

inline constexpr std::uint64_t kDraftBytesMax = trust::kTargetsBytesMax;  // the larger of the two kinds

/// What a draft says, for the person whose signature is asked for.
struct DraftSummary {
  std::optional<trust::Root> root;        // exactly one of the two is there
  std::optional<trust::Targets> targets;  // of a delegated role
  std::vector<trust::Signature> signatures;
  /// Target files lying beside the draft whose bytes are what it names (names without their folders).
  std::vector<std::string> content;
  std::uint64_t offers = 0;  // counted in them
};

/// kHashMismatch when a target's file lies beside the draft and holds other bytes: then nobody should sign;
/// kMalformedMetadata, kTooLarge, kMalformedRecord and the like when they can't be read; kUnsupportedFormat for
/// metadata that is neither a root nor of a targets role.
base::Result<DraftSummary> read_draft(base::FileSystem& files, const std::string& path);

/// Adds the signatures of every key in the ring and replaces the file atomically. Needs neither an office nor a
/// network: for the machine on which a key lies. Returns the key ids that signed. kKeyUnusable with an empty ring.
base::Result<std::vector<std::string>> sign_draft(base::FileSystem& files, const std::string& path,
                                                  const KeyRing& ring);

}  // namespace bildungskiosk::publish
