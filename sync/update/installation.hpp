#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/trust/tuf_client.hpp"
#include "sync/update/stager.hpp"
#include "sync/update/updater.hpp"

namespace bildungskiosk::update {

/// One run of `Updater::install`, from the copy of the trusted metadata to the rename that shows the new catalogue.
/// Used once. The journal and the cleaning-up are the updater's.
class Installation {
 public:
  struct Context {
    GenerationStore& store;
    base::FileSystem& files;
    base::Fetcher& source;
    const base::CancelToken& cancel;
    const ProgressListener& progress;
    base::UnixSeconds effective_time = 0;  // for expiry
    base::UnixSeconds now = 0;             // for the manifest
    std::uint64_t free_space_floor_bytes = 0;
  };

  Installation(const Context& context, InstallFacts& facts) : context_(context), facts_(facts) {}

  base::Result<void> run();

 private:
  base::Result<void> look_at_store();
  base::Result<void> refresh();
  base::Result<void> keep_new_root();
  base::Result<bool> is_what_is_shown();
  base::Result<bool> is_installed(const std::vector<ManifestTarget>& targets);
  base::Result<void> keep_newer_signatures();
  base::Result<std::vector<StagedFile>> copy();
  base::Result<Manifest> build(const std::vector<StagedFile>& staged);
  base::Result<void> show(const Manifest& manifest);

  [[nodiscard]] Manifest new_manifest() const;
  void report(InstallStage stage);

  const Context context_;
  InstallFacts& facts_;
  InstallProgress progress_;

  std::optional<Current> current_;
  std::optional<Manifest> shown_;  // of current_->catalogue
  std::string folder_;             // the generation being built
  std::optional<trust::TufClient> client_;
  std::vector<trust::TrustedTarget> targets_;
};

}  // namespace bildungskiosk::update
