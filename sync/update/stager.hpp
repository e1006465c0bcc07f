#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/tuf_client.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

/// A verified copy on the terminal's own disk: the only thing that is ever parsed.
struct StagedFile {
  trust::TrustedTarget target;
  std::string path;
  std::string sha256;  // of the file as it was written
};

/// How large a database these targets are estimated to give (kDatabaseBytesPerPackageByte).
[[nodiscard]] std::uint64_t database_bytes(const std::vector<ManifestTarget>& targets);

/// Copies the targets of a release into the staging folder, each byte read once; length and hashes are verified on what
/// was written. One thread.
class Stager {
 public:
  /// `bytes_copied` of the whole release; called for each block.
  using Progress = std::function<void(std::uint64_t bytes_copied)>;

  /// `folder` exists. All must outlive the stager.
  Stager(base::FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

  /// How many bytes are missing on the disk to copy `targets` and build a catalogue from them while `floor_bytes` stay
  /// free; 0 when there is room. The database is estimated (kDatabaseBytesPerPackageByte).
  [[nodiscard]] base::Result<std::uint64_t> missing_bytes(const std::vector<trust::TrustedTarget>& targets,
                                                          std::uint64_t floor_bytes) const;

  /// The staged files in the order of `targets`. On an error nothing that was copied may be used.
  /// kLengthMismatch, kHashMismatch, kTooLarge, kCancelled, and what source and disk say.
  base::Result<std::vector<StagedFile>> stage(trust::TufClient& client,
                                              const std::vector<trust::TrustedTarget>& targets,
                                              const base::CancelToken& cancel, const Progress& progress);

 private:
  base::FileSystem& files_;
  std::string folder_;
};

}  // namespace bildungskiosk::update
