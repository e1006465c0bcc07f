#pragma once

#include <string>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

/// Where things lie below the store's folder. One process writes (it holds `StoreLock`), any number read.
///
///     STORE/
///       CURRENT                     which generation is shown, see below
///       generations/000007/         immutable once it has this name
///         catalogue.sqlite          missing when the generation holds newer metadata only
///         manifest.json
///         metadata/                 the TUF metadata that signed it: root.json, timestamp.json, …
///       trust/root.json             the newest root of trust; promoted at once when the office changes its keys
///       stock/<sha256>.jsonl.zst    the contents that kept generations were built from, see stock.hpp
///       media/<sha256>              files that kept generations show as they are (maps), see stock.hpp
///       staging/                    of the running installation; emptied at the next start
///       sync.sqlite                 the journal, the service's status; only kiosk-sync writes it
///       service/lock                one kiosk-sync watch at a time
///       kiosk/kiosk.sqlite          requests of the staff; only bildungskiosk writes it
///       lock
class StoreLayout {
 public:
  explicit StoreLayout(std::string root) : root_(std::move(root)) {}

  [[nodiscard]] const std::string& root() const { return root_; }
  [[nodiscard]] std::string current() const { return root_ + "/CURRENT"; }
  [[nodiscard]] std::string generations() const { return root_ + "/generations"; }
  [[nodiscard]] std::string generation(GenerationNumber number) const;
  [[nodiscard]] std::string catalogue(GenerationNumber number) const;
  [[nodiscard]] std::string manifest(GenerationNumber number) const;
  [[nodiscard]] std::string metadata(GenerationNumber number) const;
  [[nodiscard]] std::string trust() const { return root_ + "/trust"; }
  [[nodiscard]] std::string trusted_root() const { return root_ + "/trust/root.json"; }
  [[nodiscard]] std::string stock() const { return root_ + "/stock"; }
  [[nodiscard]] std::string media() const { return root_ + "/media"; }
  [[nodiscard]] std::string medium(const std::string& sha256) const { return media() + "/" + sha256; }
  [[nodiscard]] std::string staging() const { return root_ + "/staging"; }
  [[nodiscard]] std::string journal() const { return root_ + "/sync.sqlite"; }
  [[nodiscard]] std::string network() const { return root_ + "/network"; }
  [[nodiscard]] std::string remembered_timestamp() const { return root_ + "/network/timestamp.answer"; }
  [[nodiscard]] std::string partial_downloads() const { return root_ + "/network/partial"; }
  [[nodiscard]] std::string kiosk_database() const { return root_ + "/kiosk/kiosk.sqlite"; }
  [[nodiscard]] std::string service() const { return root_ + "/service"; }
  [[nodiscard]] std::string lock() const { return root_ + "/lock"; }

 private:
  std::string root_;
};

/// What CURRENT says: whose catalogue is shown, and whose TUF metadata is the trusted one. They part in two cases:
/// after a rollback the older catalogue is shown while the newest metadata stays trusted (or the rollback would let an
/// older release pass as new), and when the office has signed the same content again. One rename moves both.
///
/// The file, three lines of ASCII:
///
///     bildungskiosk-store 1
///     catalogue 000006
///     metadata 000007
///
/// Rejected: a symbolic link (says one thing only, and FAT has none); two files (two renames, four states).
struct Current {
  GenerationNumber catalogue = 0;
  GenerationNumber metadata = 0;
  bool operator==(const Current&) const = default;
};

/// Generations on the terminal's disk: read by every program, written by the holder of the lock. Promise: after a
/// failure or a power cut at any operation, `current()` gives exactly the old or exactly the new generation, complete.
/// Errors: those of `FileSystem`, and the ones named below. Not thread-safe.
class GenerationStore {
 public:
  /// `files` must outlive the store.
  GenerationStore(base::FileSystem& files, std::string root) : files_(files), layout_(std::move(root)) {}

  [[nodiscard]] const StoreLayout& layout() const { return layout_; }

  // Reading, by any process at any time.

  /// kNotInitialised without a root of trust, kNoCatalogue while nothing is installed, kCatalogueDamaged when CURRENT
  /// is not what it should be (the next `recover` mends it).
  [[nodiscard]] base::Result<Current> current() const;
  [[nodiscard]] base::Result<Manifest> manifest(GenerationNumber number) const;
  /// Complete ones, ascending; metadata-only ones too.
  [[nodiscard]] base::Result<std::vector<GenerationNumber>> generations() const;

  // Writing, by the holder of `StoreLock`.

  /// Makes the folders and the root of trust. Once: kInvalidArgument when another root is there already; the same bytes
  /// again are fine.
  base::Result<void> initialise(base::ByteView root_json);
  /// Before every job: removes what a killed run left (staging, half-named files, generations that were never
  /// activated, contents that none was built from) and repoints a damaged or lost CURRENT to the newest complete
  /// generation.
  base::Result<void> recover();
  /// An empty folder in staging to build the next generation in: put `catalogue.sqlite` and `metadata/` there.
  base::Result<std::string> begin_generation();
  /// Makes the built folder durable and immutable under the next number, with `manifest` (its number is set here).
  /// Nothing is shown yet.
  base::Result<GenerationNumber> publish_generation(const std::string& folder, Manifest manifest);
  /// The one rename that changes what is shown and trusted.
  base::Result<void> activate(const Current& current);
  /// A new root of trust, already verified by the old one.
  base::Result<void> promote_root(base::ByteView root_json);
  /// Shows the catalogue that was shown before the current one was installed; trusted metadata stays.
  /// kNoEarlierGeneration when it is not kept any more.
  base::Result<Current> roll_back();
  /// Keeps the current catalogue and those it replaced, `kGenerationsKept` in all, and the trusted metadata.
  base::Result<void> prune();

 private:
  [[nodiscard]] base::Result<bool> is_complete(GenerationNumber number) const;
  [[nodiscard]] base::Result<Current> newest_complete() const;
  base::Result<void> repair_current();
  base::Result<void> make_way(const std::string& path);
  base::Result<void> prune_stock();
  base::Result<void> sync_tree(const std::string& folder);

  base::FileSystem& files_;
  StoreLayout layout_;
};

}  // namespace bildungskiosk::update
