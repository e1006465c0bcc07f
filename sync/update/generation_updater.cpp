#include "sync/update/generation_updater.hpp"

#include <utility>
#include <variant>

#include "sync/catalogue/catalogue_updater.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/update/package.hpp"
#include "sync/update/record_scope.hpp"

namespace bildungskiosk::update {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::FileSystem;
using base::Result;
using catalogue::CatalogueUpdater;

namespace {

constexpr std::uint64_t kLinesBetweenLooks = 64;  // at the cancel token, and reports

/// Reads one staged file into the updater; `offers` counts them.
Result<void> take_file(CatalogueUpdater& updater, FileSystem& files, const StagedFile& staged, std::uint64_t& offers,
                       const CancelToken& cancel, const BuildListener& progress) {
  const ManifestTarget target = describe(staged.target);
  BILDUNGSKIOSK_TRY(auto opened, files.open_for_reading(staged.path));
  exchange::CompressedLineReader lines(std::move(opened));
  exchange::CompressedLineReader::Line line;
  while (true) {
    BILDUNGSKIOSK_TRY(const bool more, lines.next(line));
    if (!more) return {};
    if (line.number % kLinesBetweenLooks == 0) {
      if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
      if (progress) progress(InstallStep::kTakingOver, offers);
    }
    BILDUNGSKIOSK_TRY(const auto known, updater.take_known(line.text));
    if (known) {
      BILDUNGSKIOSK_TRY_VOID(check_scope(target, known->type, known->key));
      if (known->type == exchange::kTypeIndex<offer::Offer>) ++offers;
      continue;
    }
    BILDUNGSKIOSK_TRY(const auto record, read_record(target, line.text));
    if (!record) continue;
    if (std::holds_alternative<offer::Offer>(*record)) ++offers;
    BILDUNGSKIOSK_TRY_VOID(updater.take(*record, line.text));
  }
}

Result<void> copy_present(FileSystem& files, const PresentCatalogue& present, const std::string& path,
                          const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY_VOID(files.copy_file(present.path, path));
  BILDUNGSKIOSK_TRY(const auto copied, measure_file(files, path, cancel));
  if (copied.bytes == present.file.bytes && copied.sha256 == present.file.sha256) return {};
  return Error{ErrorCode::kCatalogueDamaged, present.path + ": not what was published"};
}

Result<MadeCatalogue> change_copy(FileSystem& files, const std::vector<StagedFile>& staged, const std::string& path,
                                  const CancelToken& cancel, const BuildListener& progress) {
  BILDUNGSKIOSK_TRY(auto updater, CatalogueUpdater::open(path, cancel));
  std::uint64_t offers = 0;
  for (const StagedFile& file : staged) {
    BILDUNGSKIOSK_TRY_VOID(take_file(updater, files, file, offers, cancel, progress));
  }
  if (progress) progress(InstallStep::kTakingOver, offers);
  BILDUNGSKIOSK_TRY(const auto updated, updater.finish(cancel, [&](std::int64_t done) {
    if (progress) progress(InstallStep::kIndexing, static_cast<std::uint64_t>(done));
  }));
  MadeCatalogue made;
  BILDUNGSKIOSK_TRY(made.built, count_again(files, path, updated.built.counts, offers, cancel));
  made.making = {CatalogueWay::kUpdated, static_cast<std::uint64_t>(updated.offers_written), {}};
  return made;
}

}  // namespace

std::string to_string(const CatalogueMaking& making) {
  if (making.way == CatalogueWay::kUpdated) {
    return "updated: " + std::to_string(making.offers_written) + " offers written";
  }
  return "built: " + making.why_built;
}

Result<MadeCatalogue> update_catalogue(FileSystem& files, const PresentCatalogue& present,
                                       const std::vector<StagedFile>& staged, const std::string& catalogue_path,
                                       const CancelToken& cancel, const BuildListener& progress) {
  const auto copied = copy_present(files, present, catalogue_path, cancel);
  auto made = copied ? change_copy(files, staged, catalogue_path, cancel, progress) : copied.error();
  if (made) return made;
  static_cast<void>(files.remove_tree(catalogue_path));
  return made;
}

Result<MadeCatalogue> make_catalogue(FileSystem& files, const std::optional<PresentCatalogue>& present,
                                     const std::optional<ReleaseChanges>& changes,
                                     const std::vector<StagedFile>& staged, const std::string& catalogue_path,
                                     const CancelToken& cancel, const BuildListener& progress) {
  std::string why_built = "nothing is shown yet";
  if (present) {
    const std::uint64_t changed = changes ? changes->added + changes->changed + changes->removed : 0;
    if (changed <= catalogue::update_offers_max(present->file.offers)) {
      auto updated = update_catalogue(files, *present, staged, catalogue_path, cancel, progress);
      if (updated || updated.error().code == ErrorCode::kCancelled) return updated;
      why_built = updated.error().detail;
      // Where the rest of it can't be removed, nothing can be built either.
      BILDUNGSKIOSK_TRY_VOID(files.remove_tree(catalogue_path));
    } else {
      why_built = "too much has changed: " + std::to_string(changed) + " of " + std::to_string(present->file.offers) +
                  " offers";
    }
  }
  MadeCatalogue made;
  BILDUNGSKIOSK_TRY(made.built, build_catalogue(files, staged, catalogue_path, cancel, progress));
  made.making = {CatalogueWay::kBuilt, made.built.file.offers, std::move(why_built)};
  return made;
}

}  // namespace bildungskiosk::update
