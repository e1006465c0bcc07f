#include "sync/update/completion.hpp"

#include <utility>

#include "sync/update/generation_builder.hpp"
#include "sync/update/stager.hpp"
#include "sync/update/stock.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::join_path;
using base::Result;

namespace {

Error changed(std::string what) { return Error{ErrorCode::kStoreChanged, std::move(what)}; }

/// Somebody else's job empties the staging folder and fills it anew.
Result<void> require_file(base::FileSystem& files, const std::string& path, const std::string& sha256,
                          const base::CancelToken& cancel) {
  const auto measured = measure_file(files, path, cancel);
  if (!measured && measured.error().code != ErrorCode::kNotFound && measured.error().code != ErrorCode::kNotAFile) {
    return measured.error();
  }
  if (!measured || measured->sha256 != sha256) return changed(path + ": not what was verified");
  return {};
}

}  // namespace

Result<void> Completion::run(PreparedRelease prepared) {
  if (prepared.installed) {
    facts_.installed_generated_at = prepared.installed->generated_at;
    facts_.offers_before = prepared.installed->offers;
  }
  facts_.generated_at = prepared.manifest.generated_at;
  progress_.expect_offers(prepared.release.offers);
  progress_.enter(InstallStep::kTakingOver);
  BILDUNGSKIOSK_TRY_VOID(check_nothing_changed(prepared));
  BILDUNGSKIOSK_TRY_VOID(check_space(prepared));
  BILDUNGSKIOSK_TRY(const auto manifest, build(prepared));
  keep_contents(prepared);
  return show(prepared.folder, manifest);
}

/// What was fetched or rebuilt moves into the stock. It is a convenience: nothing fails for it, and if the installation
/// does, it goes again with the next look at the store.
void Completion::keep_contents(const PreparedRelease& prepared) {
  Stock stock(context_.files, context_.store.layout().stock());
  for (std::size_t i = 0; i < prepared.staged.size(); ++i) {
    const std::string& content = prepared.manifest.targets[i].content_sha256;
    if (prepared.staged[i].path != stock.path_of(content)) {
      static_cast<void>(stock.keep(prepared.staged[i].path, content));
    }
  }
  Stock media(context_.files, context_.store.layout().media(), "");
  for (const auto& medium : prepared.staged_media) static_cast<void>(media.keep(medium.path, medium.sha256));
}

Result<void> Completion::check_nothing_changed(const PreparedRelease& prepared) {
  const auto current = context_.store.current();
  if (!current && current.error().code != ErrorCode::kNoCatalogue) return current.error();
  const bool same = current ? prepared.based_on == *current : !prepared.based_on;
  if (!same) return changed("another catalogue is shown than when the release was checked");
  for (const auto& file : prepared.staged) {
    BILDUNGSKIOSK_TRY_VOID(require_file(context_.files, file.path, file.sha256, context_.cancel));
  }
  for (const auto& medium : prepared.staged_media) {
    BILDUNGSKIOSK_TRY_VOID(require_file(context_.files, medium.path, medium.sha256, context_.cancel));
  }
  const std::string metadata = join_path(prepared.folder, "metadata");
  for (const auto& [name, sha256] : prepared.metadata_sha256) {
    BILDUNGSKIOSK_TRY_VOID(require_file(context_.files, join_path(metadata, name), sha256, context_.cancel));
  }
  return {};
}

/// What was free when the release was checked may be taken by now.
Result<void> Completion::check_space(const PreparedRelease& prepared) {
  const std::uint64_t needed = database_bytes(prepared.manifest.targets) + context_.free_space_floor_bytes;
  BILDUNGSKIOSK_TRY(const std::uint64_t free, context_.files.free_bytes(prepared.folder));
  facts_.missing_bytes = needed > free ? needed - free : 0;
  if (facts_.missing_bytes == 0) return {};
  return Error{ErrorCode::kNoSpace, std::to_string(facts_.missing_bytes) + " bytes are missing"};
}

Result<Manifest> Completion::build(const PreparedRelease& prepared) {
  const std::string path = join_path(prepared.folder, "catalogue.sqlite");
  // Of an attempt that failed after the release was prepared.
  if (auto removed = context_.files.remove_tree(path); !removed) return std::move(removed).error();
  BILDUNGSKIOSK_TRY(auto made,
                    make_catalogue(context_.files, present_catalogue(prepared), prepared.changes, prepared.staged, path,
                                   context_.cancel,
                                   [this](InstallStep step, std::uint64_t offers) { progress_.offers(step, offers); }));
  facts_.offers = made.built.file.offers;
  facts_.making = made.making;
  Manifest manifest = prepared.manifest;
  manifest.installed_at = context_.now;
  manifest.replaces = prepared.based_on ? prepared.based_on->catalogue : 0;
  manifest.catalogue = made.built.file;
  return manifest;
}

/// Without one, or when its manifest can't be read, there is nothing to begin from.
std::optional<PresentCatalogue> Completion::present_catalogue(const PreparedRelease& prepared) const {
  if (!prepared.based_on) return std::nullopt;
  const auto manifest = context_.store.manifest(prepared.based_on->catalogue);
  if (!manifest || !manifest->catalogue) return std::nullopt;
  return PresentCatalogue{context_.store.layout().catalogue(prepared.based_on->catalogue), *manifest->catalogue};
}

Result<void> Completion::show(const std::string& folder, const Manifest& manifest) {
  if (context_.cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
  progress_.offers(InstallStep::kActivating, 0);
  BILDUNGSKIOSK_TRY(const auto number, context_.store.publish_generation(folder, manifest));
  BILDUNGSKIOSK_TRY_VOID(context_.store.activate(Current{number, number}));
  facts_.generation = number;
  facts_.metadata_expires_at = manifest.metadata_expires_at;
  progress_.offers(InstallStep::kActivating, facts_.offers);
  return {};
}

}  // namespace bildungskiosk::update
