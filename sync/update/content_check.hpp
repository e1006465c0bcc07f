#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"
#include "sync/update/manifest.hpp"
#include "sync/update/service_status.hpp"

namespace bildungskiosk::update {

/// What a target's file holds: its lines as they are, each with its '\n'.
struct CheckedContent {
  std::uint64_t bytes = 0;
  std::string sha256;
  std::uint64_t offers = 0;
  ReleaseChanges changes;                    // against the earlier content; all added without one
  std::optional<offer::CatalogueInfo> info;  // of the office's file
};

/// An earlier content of the same source, which was checked when it was installed.
struct EarlierContent {
  std::string path;          // compressed lines
  std::string sha256;        // of the lines: what it must be
  std::uint64_t offers = 0;  // among them
};

/// Reads a verified copy from its first to its last line: that it can be unpacked, that every line is a record which
/// this file may hold (record_scope.hpp), how many offers there are, and which of them the earlier content has not, has
/// otherwise, or had. Both are walked side by side in the order of the exchange format; a line that stands in both was
/// parsed when the earlier content was installed, so the cost of parsing is that of the change. Files in another order
/// are checked just as well, but count a line that has moved as removed and added.
///
/// Errors: kMalformedCompression, kMalformedRecord, kTooLarge, kCancelled, kIo, the detail naming target and line;
/// kCatalogueDamaged when the earlier content is not what it must be: then check again without it.
/// One thread.
base::Result<CheckedContent> check_content(base::FileSystem& files, const std::string& path,
                                           const ManifestTarget& target, const std::optional<EarlierContent>& earlier,
                                           const base::CancelToken& cancel);

}  // namespace bildungskiosk::update
