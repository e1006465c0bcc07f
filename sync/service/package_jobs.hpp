#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/service/configuration.hpp"
#include "sync/service/plan.hpp"
#include "sync/update/prepared_release.hpp"
#include "sync/update/updater.hpp"

namespace bildungskiosk::service {

/// The service's jobs on a real store: the only part that touches media, the network and the store's lock, which it
/// holds for the time of one job. What a prepare job has prepared waits here for its complete job. On the worker's
/// thread.
class PackageJobs {
 public:
  PackageJobs(Configuration configuration, update::Updater::Surroundings surroundings)
      : configuration_(std::move(configuration)), surroundings_(surroundings) {}

  JobResult run(const Job& job, const base::CancelToken& cancel, const update::ProgressListener& progress);

 private:
  JobResult prepare(const Job& job, const base::CancelToken& cancel, const update::ProgressListener& progress);
  JobResult complete(const Job& job, const base::CancelToken& cancel, const update::ProgressListener& progress);
  base::Result<std::unique_ptr<base::Fetcher>> open(const Job& job, const base::CancelToken& cancel);
  [[nodiscard]] base::Result<update::Updater> updater(const Job& job) const;

  Configuration configuration_;
  update::Updater::Surroundings surroundings_;
  std::optional<update::PreparedRelease> prepared_;
};

}  // namespace bildungskiosk::service
