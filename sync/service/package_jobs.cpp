#include "sync/service/package_jobs.hpp"

#include <utility>

#include "sync/service/package_identity.hpp"
#include "sync/transport/folder_source.hpp"
#include "sync/transport/https_source.hpp"
#include "sync/update/store_lock.hpp"

namespace bildungskiosk::service {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;
using update::ProgressListener;
using update::StoreLock;
using update::Updater;

namespace {

/// What is known of the catalogue that is shown when a release was refused, or turned out to be that one.
std::optional<update::ReleaseSummary> installed_summary(const update::InstallFacts& facts) {
  if (facts.installed_generated_at == 0) return std::nullopt;
  update::ReleaseSummary installed;
  installed.generated_at = facts.installed_generated_at;
  installed.offers = facts.offers_before;
  return installed;
}

}  // namespace

JobResult PackageJobs::run(const Job& job, const CancelToken& cancel, const ProgressListener& progress) {
  return job.kind == JobKind::kPrepare ? prepare(job, cancel, progress) : complete(job, cancel, progress);
}

Result<std::unique_ptr<base::Fetcher>> PackageJobs::open(const Job& job, const CancelToken& cancel) {
  if (job.source == JobSource::kMedium) {
    BILDUNGSKIOSK_TRY(auto folder, transport::FolderSource::open(surroundings_.files, job.folder));
    return std::unique_ptr<base::Fetcher>(std::move(folder));
  }
  const auto& network = configuration_.network;
  transport::HttpsOptions options;
  options.proxy = network.proxy;
  options.ca_file = network.ca_file;
  options.plain_http = network.plain_http;
  options.answer_file = update::StoreLayout(configuration_.store).remembered_timestamp();
  options.partial_folder = update::StoreLayout(configuration_.store).partial_downloads();
  BILDUNGSKIOSK_TRY(auto server,
                    transport::HttpsSource::open(surroundings_.files, network.url, std::move(options), cancel));
  return std::unique_ptr<base::Fetcher>(std::move(server));
}

Result<Updater> PackageJobs::updater(const Job& job) const {
  auto lock = StoreLock::acquire(configuration_.store);
  if (!lock) {
    Error error = std::move(lock).error();
    // Of a stick that code would say something else; this is the terminal's own folder, in somebody else's hands.
    if (error.code == ErrorCode::kNotAFile) error.code = ErrorCode::kPermissionDenied;
    return error;
  }
  update::InstallOptions options;
  options.time_source = job.time_source;
  options.free_space_floor_bytes = configuration_.free_space_floor_bytes;
  return Updater(std::move(*lock), configuration_.store, surroundings_, options);
}

JobResult PackageJobs::prepare(const Job& job, const CancelToken& cancel, const ProgressListener& progress) {
  JobResult result;
  auto source = open(job, cancel);
  if (!source) {
    result.error = std::move(source).error();
    return result;
  }
  auto updater = this->updater(job);
  if (!updater) {
    result.error = std::move(updater).error();
    return result;
  }
  const std::string what =
      job.source == JobSource::kMedium ? folder_fingerprint((*source)->describe()) : (*source)->describe();
  KnownPackages known(**source, what + store_fingerprint(surroundings_.files, configuration_.store), job.failed);
  auto prepared = updater->prepare(known, cancel, progress);
  if (auto* const server = dynamic_cast<transport::HttpsSource*>(source->get()); server != nullptr) {
    server->run_ended(prepared ? Result<void>() : Result<void>(prepared.error()));
  }
  if (!what.empty()) result.package = known.identity();
  result.missing_bytes = updater->facts().missing_bytes;
  if (!prepared) {
    result.error = known.remembered() ? *known.remembered() : std::move(prepared).error();
    result.installed = installed_summary(updater->facts());
    return result;
  }
  prepared_ = std::move(*prepared);
  result.release = prepared_->release;
  result.installed = prepared_->installed;
  result.changes = prepared_->changes;
  return result;
}

JobResult PackageJobs::complete(const Job& job, const CancelToken& cancel, const ProgressListener& progress) {
  JobResult result;
  auto updater = this->updater(job);
  if (!updater) {
    result.error = std::move(updater).error();
    return result;
  }
  if (!prepared_) {
    result.error = Error{ErrorCode::kStoreChanged, "nothing is prepared"};
    return result;
  }
  auto completed = updater->complete(*std::exchange(prepared_, std::nullopt), cancel, progress);
  result.missing_bytes = updater->facts().missing_bytes;
  result.offers = updater->facts().offers;
  if (!completed) result.error = std::move(completed).error();
  return result;
}

}  // namespace bildungskiosk::service
