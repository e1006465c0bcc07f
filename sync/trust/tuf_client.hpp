#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::trust {

/// A file of the package that a role may speak for, and does.
struct TrustedTarget {
  std::string path;  // "vhs/offers-3.jsonl.zst", checked to be safe as a relative path
  std::string role;  // who signed for it: "targets" or a delegated role
  TargetFile file;
};

/// What a refresh found.
enum class RefreshOutcome {
  kNew,                      // a newer timestamp than the stored one (or the first)
  kUnchanged,                // the very timestamp that is stored
  kSameVersionOtherContent,  // rightly signed, same version number, other bytes; the stored one stays (5.4.3.1)
};

/// Whether a refused package is asked for further roots, to name the cause for those who have to do something about
/// it (package_origin.hpp). Without, no request is made that section 5 does not name.
enum class Refusals { kExplained, kAsFound };

/// The TUF client workflow (specification 1.0.34, section 5) between a package and a folder of trusted metadata.
///
/// The folder holds `root.json`, `timestamp.json`, `snapshot.json`, `targets.json` and `<percent-encoded role>.json`
/// byte for byte as received, each written atomically after its checks; nothing else. A new root is stored as soon
/// as it is trusted, also when what follows fails. Policy (which clock, which copy of the folder, what to do with
/// an older package) is the caller's.
///
/// Errors of `refresh`, beyond the fetcher's and the file system's own (kIo is never taken for "not there"):
///   kNotInitialised           no root.json in the folder
///   kTrustDamaged             the stored root.json is not what was stored
///   kNoPackage                the source has neither a timestamp nor a root
///   kNotFound                 a file that signed metadata names is missing from the source
///   kWrongSignature           too few right signatures
///   kOtherOrganisation        no key of ours signed, and the source's own root of our version is another one
///   kMissingRoot              the chain of roots has a hole
///   kTooManyRoots             more than kRootRotationsMax new ones
///   kWrongRootVersion         N+1.root.json is not version N+1
///   kOlderThanInstalled       a version below the trusted one, or signed with keys that were rotated out
///   kMixedExports             rightly signed, but of another release than the timestamp or snapshot names
///   kSameVersionOtherContent  a delegated role read twice, with different bytes
///   kMetadataExpired · kMalformedMetadata · kUnsupportedSpecVersion · kTooLarge · kLengthMismatch · kHashMismatch
///   · kUnsafePath · kTooManyDelegations
///
/// One thread. `files` and `fetcher` must outlive the client.
class TufClient {
 public:
  /// Puts the first root of trust into the (created) folder, after checking that it is a root signed by itself.
  /// No requests. An existing root.json is replaced and all metadata below it forgotten.
  static base::Result<void> initialise(base::FileSystem& files, const std::string& metadata_directory,
                                       base::ByteView root_bytes);

  TufClient(base::FileSystem& files, std::string metadata_directory, base::Fetcher& fetcher,
            Refusals refusals = Refusals::kExplained);
  ~TufClient();
  TufClient(TufClient&&) noexcept;
  TufClient& operator=(TufClient&&) noexcept;

  /// Sections 5.2 to 5.6 for the top-level roles, all expiry decided at `effective_time`. May be called again.
  /// Requests: N+1.root.json … until one is not found, timestamp.json, V.snapshot.json, V.targets.json; only the
  /// first two when the timestamp is unchanged. After a refusal a few more roots may be asked for (`Refusals`).
  base::Result<RefreshOutcome> refresh(base::UnixSeconds effective_time);

  /// What the last refresh learned of the package's timestamp, also when it failed later: an expired package that is
  /// installed already is `kUnchanged` all the same. nullopt when it did not get so far.
  [[nodiscard]] std::optional<RefreshOutcome> last_timestamp() const { return outcome_; }

  /// Every target reachable over the delegations, sorted by path: for each path the first role in pre-order,
  /// depth-first, that may speak for it along the whole chain and lists it; terminating delegations end the search.
  /// Fetches delegated roles as needed. kTooManyDelegations past kDelegatedRolesMax roles.
  /// `refresh` must have succeeded before; so too for the next two.
  base::Result<std::vector<TrustedTarget>> targets();
  /// The same for one path, fetching only the roles on the way. kTargetUnknown when no role lists it.
  base::Result<TrustedTarget> find_target(std::string_view path);

  /// Streams the target into `sink`. Nothing of what the sink was given may be used (parsed, shown, kept under its
  /// final name) before this returned success: only then are length and hashes known to be right.
  /// kLengthMismatch, kHashMismatch, kNotFound, kCancelled, or the sink's own error.
  base::Result<void> download(const TrustedTarget& target, base::ByteSink& sink, const base::CancelToken& cancel);

  /// The trusted metadata of the last successful refresh.
  [[nodiscard]] const Root& root() const;
  [[nodiscard]] const Timestamp& timestamp() const;
  [[nodiscard]] const Snapshot& snapshot() const;
  [[nodiscard]] const Targets& top_level_targets() const;

 private:
  class Session;
  base::FileSystem* files_;
  std::string metadata_directory_;
  base::Fetcher* fetcher_;
  Refusals refusals_;
  std::unique_ptr<Session> session_;  // of the last successful refresh
  std::optional<RefreshOutcome> outcome_;
};

}  // namespace bildungskiosk::trust
