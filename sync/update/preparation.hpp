#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/trust/tuf_client.hpp"
#include "sync/update/content_check.hpp"
#include "sync/update/install_facts.hpp"
#include "sync/update/install_progress.hpp"
#include "sync/update/prepared_release.hpp"
#include "sync/update/stager.hpp"
#include "sync/update/stock.hpp"

namespace bildungskiosk::update {

/// The first half of an installation, all that needs the source: from the copy of the trusted metadata to a verified
/// release in staging. Used once. Recovery before it, the journal and the cleaning-up are the updater's.
class Preparation {
 public:
  struct Context {
    GenerationStore& store;
    base::FileSystem& files;
    base::Fetcher& source;
    const base::CancelToken& cancel;
    base::UnixSeconds effective_time = 0;  // for expiry
    base::UnixSeconds now = 0;             // for the manifest
    std::uint64_t free_space_floor_bytes = 0;
  };

  Preparation(const Context& context, ProgressReporter& progress, InstallFacts& facts)
      : context_(context),
        progress_(progress),
        facts_(facts),
        stock_(context.files, context.store.layout().stock()),
        media_(context.files, context.store.layout().media(), "") {}

  /// kUpToDate when nothing is to be installed; newer signatures on it are kept then.
  base::Result<PreparedRelease> run();

 private:
  base::Result<void> look_at_store();
  base::Result<void> refresh();
  base::Result<void> keep_new_root();
  base::Result<bool> is_what_is_shown();
  base::Result<bool> is_installed(const Manifest& release);
  [[nodiscard]] std::vector<PlannedTarget> media_to_fetch() const;
  base::Result<void> keep_newer_signatures();
  base::Result<void> copy();
  base::Result<void> check();
  base::Result<void> check_one(std::size_t index);
  [[nodiscard]] const ManifestTarget* shown_before(const ManifestTarget& target) const;
  base::Result<CheckedContent> compare(std::size_t index, const ManifestTarget* before);
  base::Result<void> summarise();

  [[nodiscard]] Manifest new_manifest() const;
  [[nodiscard]] std::string metadata_folder() const;

  const Context context_;
  ProgressReporter& progress_;
  InstallFacts& facts_;
  const Stock stock_;
  const Stock media_;

  std::optional<Manifest> shown_;  // of prepared_.based_on->catalogue
  std::optional<trust::TufClient> client_;
  std::vector<trust::TrustedTarget> all_targets_;
  std::vector<trust::TrustedTarget> targets_;  // those that a catalogue is built from
  std::vector<trust::TrustedTarget> media_targets_;
  PreparedRelease prepared_;
  bool comparable_ = true;  // every content that is shown was at hand
};

}  // namespace bildungskiosk::update
