#pragma once

#include <optional>
#include <string>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/generation_store.hpp"

namespace bildungskiosk::update {

/// Copies what the store trusts into `folder` (which is made), for the TUF client to work on: a refresh that fails in
/// its middle must leave no trace, or a torn stick would block an older good one.
///
/// The root is the newest one, from trust/; the rest is that of the generation which CURRENT names, as far as it is
/// there. When the office has since revoked a key for timestamp or snapshot, these two are left out: that is how a
/// client recovers from a fast-forward attack (TUF 5.3.11). It is decided by comparing the root which signed them with
/// the newest one, so it also holds when the run that met the new root was killed.
///
/// kTrustDamaged when the root of trust is damaged and no generation holds one to replace it with.
base::Result<void> copy_trusted_metadata(base::FileSystem& files, const StoreLayout& layout,
                                         const std::optional<Current>& current, const std::string& folder);

/// Whether two folders hold the same files with the same bytes; one that is missing or damaged is not the same.
base::Result<bool> same_files(base::FileSystem& files, const std::string& left, const std::string& right);

}  // namespace bildungskiosk::update
