#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/tuf_client.hpp"
#include "sync/update/manifest.hpp"
#include "sync/update/package.hpp"
#include "sync/update/stock.hpp"

namespace bildungskiosk::update {

/// A verified copy on the terminal's own disk, in staging or in the stock: the only thing that is ever parsed.
struct StagedFile {
  trust::TrustedTarget target;
  std::string path;
  std::string sha256;                         // of the file as it is
  std::optional<std::string> content_sha256;  // of its lines, where that has been checked
};

/// How a target is going to be had, in the order of preference: it is in the stock; a delta makes it out of what is; it
/// is fetched in full. Each falls back to the next.
struct PlannedTarget {
  trust::TrustedTarget target;
  std::optional<std::string> known;  // its content, when the stock seems to have it
  std::optional<Delta> delta;        // the shortest one whose base the stock seems to have

  [[nodiscard]] std::uint64_t fetch_bytes() const {
    if (known) return 0;
    return delta ? delta->target.file.length_bytes : target.file.length_bytes;
  }
};

/// How large a database these targets are estimated to give (kDatabaseBytesPerPackageByte).
[[nodiscard]] std::uint64_t database_bytes(const std::vector<ManifestTarget>& targets);

/// Brings the targets of a release together: each byte of the source read once, length and hashes verified on what was
/// written. One thread.
class Stager {
 public:
  /// Of the whole release; called for each block. The total grows when a delta turns out to be of no use.
  using Progress = std::function<void(std::uint64_t bytes_fetched, std::uint64_t bytes_total)>;

  /// `folder` exists. All must outlive the stager.
  Stager(base::FileSystem& files, std::string folder, const Stock& stock)
      : files_(files), folder_(std::move(folder)), stock_(stock) {}

  /// `targets` in their order; deltas are looked for among `all` of the release.
  [[nodiscard]] std::vector<PlannedTarget> plan(const std::vector<trust::TrustedTarget>& targets,
                                                const std::vector<trust::TrustedTarget>& all) const;

  /// How many bytes are missing on the disk to fetch and rebuild what is planned and to build a catalogue from it while
  /// `floor_bytes` stay free; 0 when there is room. Estimated, see limits.hpp.
  [[nodiscard]] base::Result<std::uint64_t> missing_bytes(const std::vector<PlannedTarget>& planned,
                                                          std::uint64_t floor_bytes) const;

  /// The staged files in the order of the plan. On an error nothing that was copied may be used.
  /// kLengthMismatch, kHashMismatch, kTooLarge, kCancelled, and what source and disk say.
  base::Result<std::vector<StagedFile>> stage(trust::TufClient& client, const std::vector<PlannedTarget>& planned,
                                              const base::CancelToken& cancel, const Progress& progress);

 private:
  struct Run;
  base::Result<StagedFile> stage_one(Run& run, const PlannedTarget& planned, std::size_t index);
  base::Result<StagedFile> from_stock(Run& run, const PlannedTarget& planned);
  base::Result<StagedFile> from_delta(Run& run, const PlannedTarget& planned, std::size_t index);
  base::Result<StagedFile> fetch(Run& run, const trust::TrustedTarget& target, const std::string& name);

  base::FileSystem& files_;
  std::string folder_;
  const Stock& stock_;
};

}  // namespace bildungskiosk::update
