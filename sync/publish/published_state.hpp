#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/content.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

/// A delegated role's metadata, as it was read or is to be written.
struct DelegatedFile {
  base::Bytes bytes;
  trust::Targets targets;
};
using DelegatedFiles = std::map<std::string, DelegatedFile, std::less<>>;  // by role

/// The release that a repository folder (or a stick's kiosk-update/) shows now, signatures checked, age ignored.
struct PublishedState {
  std::vector<std::int64_t> root_versions;  // present as files, sorted
  base::Bytes root_bytes;                   // of the newest
  trust::Root root;

  struct Release {
    base::Bytes timestamp_bytes;
    trust::Timestamp timestamp;
    trust::Snapshot snapshot;
    trust::Targets targets;
    DelegatedFiles delegated;  // the roles that the targets delegate to and the snapshot lists

    /// Of the top-level role and the delegated ones.
    [[nodiscard]] std::map<std::string, trust::TargetFile, std::less<>> all_targets() const;
  };
  std::optional<Release> release;  // none before the first

  /// Paths below the package, "metadata/3.targets.json", "targets/vhs/<sha256>.offers-3.jsonl.zst": all that the
  /// release consists of, but for the timestamp.
  [[nodiscard]] std::vector<std::string> release_files() const;
};

/// `package` holds metadata/ and targets/. kNotInitialised without a root; else the errors of trust::TrustedMetadata
/// and the file system.
base::Result<PublishedState> read_published_state(base::FileSystem& files, const std::string& package);

/// The same of the office's own folder, where whatever is wrong with it is damage: kTrustDamaged.
base::Result<PublishedState> read_own_state(base::FileSystem& files, const std::string& package);

/// When the parts of what is published cease to be valid, the first to do so first.
struct Expiry {
  std::string role;
  base::UnixSeconds expires = 0;
};
[[nodiscard]] std::vector<Expiry> expiries(const PublishedState& state);

/// Whether the release in this metadata folder would be right under another root as well; age ignored.
[[nodiscard]] bool is_release_under(base::FileSystem& files, const std::string& metadata_folder,
                                    const PublishedState& state, base::ByteView root);

/// The target that the content would be, as trust::describe_target says it of bytes in memory.
[[nodiscard]] trust::TargetFile target_of(const Content& content);
[[nodiscard]] bool is_target(const Content& content, const trust::TargetFile& file);

/// Whether the package holds the target, byte for byte.
[[nodiscard]] bool holds_target(base::FileSystem& files, const std::string& package, const PublishedState& state,
                                const std::string& path, const trust::TargetFile& file);

/// Whether these bytes are a whole release under this root, as a terminal would see it at `effective_time`.
base::Result<void> check_release(base::ByteView root, base::ByteView timestamp, base::ByteView snapshot,
                                 base::ByteView targets, const DelegatedFiles& delegated,
                                 base::UnixSeconds effective_time);

}  // namespace bildungskiosk::publish
