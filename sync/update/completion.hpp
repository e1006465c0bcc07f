#pragma once

#include <optional>

#include "sync/base/cancel_token.hpp"
#include "sync/update/generation_updater.hpp"
#include "sync/update/install_facts.hpp"
#include "sync/update/install_progress.hpp"
#include "sync/update/prepared_release.hpp"

namespace bildungskiosk::update {

/// The second half of an installation: from a prepared release to the rename that shows the new catalogue. It reads
/// nothing but the store's own disk. Used once. The journal and the cleaning-up are the updater's.
class Completion {
 public:
  struct Context {
    GenerationStore& store;
    base::FileSystem& files;
    const base::CancelToken& cancel;
    base::UnixSeconds now = 0;  // for the manifest
    std::uint64_t free_space_floor_bytes = 0;
  };

  Completion(const Context& context, ProgressReporter& progress, InstallFacts& facts)
      : context_(context), progress_(progress), facts_(facts) {}

  /// kStoreChanged when the store or the staged files are not what they were when the release was prepared.
  base::Result<void> run(PreparedRelease prepared);

 private:
  base::Result<void> check_nothing_changed(const PreparedRelease& prepared);
  base::Result<void> check_space(const PreparedRelease& prepared);
  base::Result<Manifest> build(const PreparedRelease& prepared);
  [[nodiscard]] std::optional<PresentCatalogue> present_catalogue(const PreparedRelease& prepared) const;
  void keep_contents(const PreparedRelease& prepared);
  base::Result<void> show(const std::string& folder, const Manifest& manifest);

  const Context context_;
  ProgressReporter& progress_;
  InstallFacts& facts_;
};

}  // namespace bildungskiosk::update
