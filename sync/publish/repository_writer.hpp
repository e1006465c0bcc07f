#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/root_change.hpp"

namespace bildungskiosk::publish {

struct ReleaseOptions {
  int valid_days = 400;
  enum class When { kChanged, kAlways } when = When::kChanged;
};

struct ReleaseResult {
  enum class Outcome {
    kReleased,   // new content
    kRenewed,    // the same content, signed again because less than half of its validity was left, or by kAlways
    kUnchanged,  // nothing written
  };
  Outcome outcome = Outcome::kUnchanged;
  std::int64_t version = 0;  // of the targets metadata
  std::uint64_t offers = 0;  // of all sources
  base::UnixSeconds expires = 0;
  std::uint64_t merged = 0;  // offers that several sources have and that are shown once
  std::vector<std::string> changed_sources;
  std::uint64_t deltas = 0;       // made for this release
  std::uint64_t delta_bytes = 0;  // all of them together
  struct Waiting {
    std::string source;
    std::int64_t missing = 0;  // signatures
    std::string draft_path;
  };
  std::vector<Waiting> waiting;            // sources whose provider has to sign first; what they had stays published
  std::optional<base::Error> map_problem;  // why the office's map was not taken; what was published of it stays
  RootProgress root;                       // published: a new one; waiting: for signatures from elsewhere
};

/// Turns the office's stock into the signed repository.
///
/// Targets, each with "custom":
///     <source>/offers-<n>.jsonl.zst      {"kind": "offers", "source", "version": n, "records", "offers",
///                                         "content_sha256", "content": {"length", "sha256"}}
///     office/catalogue-<n>.jsonl.zst     {"kind": "catalogue", "version": n, "records", "content_sha256", "content"}
///     <source>/offers-<m>-<n>.jsonl.zst-patch   {"kind": "delta", "source", "version": n, "from": {"version": m,
///                                         "length", "sha256"}, "to": {"length", "sha256"}}
///     media/map-<n>.mbtiles              {"kind": "map", "version": n}, see map_target.hpp
/// "content", "from" and "to" are of the lines, unpacked. n counts the changes of that target; `content_sha256` is over
/// the canonical lines (of the catalogue: without its dates) and decides what has changed, so that an export that
/// differs in its time stamp makes no new version.
///
/// What several sources offer is shown once (merging.hpp). A source that signs for itself is published whole, as it has
/// signed it; of the others those records are left out that another source's stands for.
///
/// A delta (sync/exchange/patch.hpp) is made from each of the last `OfficeSettings::deltas` versions whose file is
/// still in the folder, unless it saves less than a quarter of the full file and its own entry in the metadata. The
/// office's own target, which is new with each release, has one from the version before only. A delta that can't be
/// made is left out.
///
/// After the release, target files go that neither it nor the release before it names and no further delta needs. So
/// a client that began with the release before finds its files until the next but one; after that a full file stays for
/// as many versions as there are deltas, and a delta that has gone costs the client no more than the full file.
///
/// Files are written in the order targets, targets metadata, snapshot, timestamp, each atomically and under a name
/// of its own version: whoever reads, and whatever stops the writing, there is always one whole release. What is
/// written is verified as a terminal would before the timestamp makes it visible.
///
/// Errors: kEmptyExport without any source; kKeyUnusable; kTrustDamaged when the metadata in the folder is not whole or
/// not what this office's keys signed (a lost or altered target is written anew); kMalformedRecord when a stock was
/// altered; the file system's.
base::Result<ReleaseResult> release(const Office& office, std::string_view passphrase, const ReleaseOptions& options,
                                    base::UnixSeconds now, const std::vector<offer::Synonym>& synonyms = {});

}  // namespace bildungskiosk::publish
