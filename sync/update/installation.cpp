#include "sync/update/installation.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/civil_time.hpp"
#include "sync/trust/limits.hpp"
#include "sync/update/generation_builder.hpp"
#include "sync/update/package.hpp"
#include "sync/update/stager.hpp"
#include "sync/update/trusted_copy.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::join_path;
using base::Result;

namespace {

std::string metadata_folder(const std::string& generation) { return join_path(generation, "metadata"); }

std::vector<ManifestTarget> describe_all(const std::vector<trust::TrustedTarget>& targets) {
  std::vector<ManifestTarget> descriptions;
  for (const auto& target : targets) descriptions.push_back(describe(target));
  return descriptions;
}

}  // namespace

Result<void> Installation::run() {
  report(InstallStage::kChecking);
  BILDUNGSKIOSK_TRY_VOID(look_at_store());
  BILDUNGSKIOSK_TRY_VOID(refresh());
  BILDUNGSKIOSK_TRY(auto targets, client_->targets());
  BILDUNGSKIOSK_TRY(targets_, catalogue_targets(std::move(targets)));
  if (context_.cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};

  BILDUNGSKIOSK_TRY(const bool installed, is_installed(describe_all(targets_)));
  if (installed) {
    BILDUNGSKIOSK_TRY_VOID(keep_newer_signatures());
    return Error{ErrorCode::kUpToDate, "the same content is installed already"};
  }
  BILDUNGSKIOSK_TRY(const auto staged, copy());
  BILDUNGSKIOSK_TRY(const auto manifest, build(staged));
  return show(manifest);
}

Result<void> Installation::look_at_store() {
  auto current = context_.store.current();
  if (!current && current.error().code != ErrorCode::kNoCatalogue) return std::move(current).error();
  if (current) {
    current_ = *current;
    BILDUNGSKIOSK_TRY(shown_, context_.store.manifest(current_->catalogue));
    facts_.installed_generated_at = shown_->generated_at;
    facts_.offers_before = shown_->catalogue ? shown_->catalogue->offers : 0;
  }
  BILDUNGSKIOSK_TRY(folder_, context_.store.begin_generation());
  return copy_trusted_metadata(context_.files, context_.store.layout(), current_, metadata_folder(folder_));
}

Result<void> Installation::refresh() {
  client_.emplace(context_.files, metadata_folder(folder_), context_.source);
  auto refreshed = client_->refresh(context_.effective_time);
  // A new root counts even when what follows it fails: it may be there to withdraw a stolen key.
  if (auto kept = keep_new_root(); !kept) return kept;
  if (!refreshed && refreshed.error().code == ErrorCode::kMetadataExpired) {
    BILDUNGSKIOSK_TRY(const bool shown, is_what_is_shown());
    if (shown) return Error{ErrorCode::kUpToDate, "installed already, expired since: " + refreshed.error().detail};
  }
  if (!refreshed) return std::move(refreshed).error();
  if (*refreshed == trust::RefreshOutcome::kSameVersionOtherContent) {
    return Error{ErrorCode::kSameVersionOtherContent,
                 "timestamp version " + std::to_string(client_->timestamp().version) + " with other bytes"};
  }
  return {};
}

Result<void> Installation::keep_new_root() {
  const std::string received = join_path(metadata_folder(folder_), "root.json");
  BILDUNGSKIOSK_TRY(const auto root, base::read_file(context_.files, received, trust::kRootBytesMax));
  const auto trusted = base::read_file(context_.files, context_.store.layout().trusted_root(), trust::kRootBytesMax);
  if (trusted && *trusted == root) return {};
  return context_.store.promote_root(root);
}

/// The shown catalogue has this content, and its file is still what was written: a stick is also how a damaged disk is
/// mended.
Result<bool> Installation::is_installed(const std::vector<ManifestTarget>& targets) {
  if (!shown_ || !shown_->catalogue || !same_content(shown_->targets, targets)) return false;
  auto measured = measure_file(context_.files, context_.store.layout().catalogue(current_->catalogue), context_.cancel);
  if (!measured && measured.error().code == ErrorCode::kCancelled) return std::move(measured).error();
  return measured && measured->bytes == shown_->catalogue->bytes && measured->sha256 == shown_->catalogue->sha256;
}

/// The package that the refresh met is the one that is shown, and nothing is to be mended.
Result<bool> Installation::is_what_is_shown() {
  if (!current_ || client_->last_timestamp() != trust::RefreshOutcome::kUnchanged) return false;
  BILDUNGSKIOSK_TRY(const auto trusted, context_.store.manifest(current_->metadata));
  return is_installed(trusted.targets);
}

/// The office has signed the same content again, for a longer time: a generation of metadata only.
Result<void> Installation::keep_newer_signatures() {
  const std::string trusted = context_.store.layout().metadata(current_->metadata);
  BILDUNGSKIOSK_TRY(const bool same, same_files(context_.files, metadata_folder(folder_), trusted));
  if (same) return {};
  Manifest manifest = new_manifest();
  manifest.office = shown_->office;
  manifest.region = shown_->region;
  manifest.generated_at = shown_->generated_at;
  BILDUNGSKIOSK_TRY(const auto number, context_.store.publish_generation(folder_, std::move(manifest)));
  return context_.store.activate(Current{current_->catalogue, number});
}

Result<std::vector<StagedFile>> Installation::copy() {
  Stager stager(context_.files, context_.store.layout().staging());
  BILDUNGSKIOSK_TRY(facts_.missing_bytes, stager.missing_bytes(targets_, context_.free_space_floor_bytes));
  if (facts_.missing_bytes > 0) {
    return Error{ErrorCode::kNoSpace, std::to_string(facts_.missing_bytes) + " bytes are missing"};
  }
  for (const auto& target : targets_) progress_.bytes_total += target.file.length_bytes;
  report(InstallStage::kCopying);
  return stager.stage(*client_, targets_, context_.cancel, [this](std::uint64_t bytes) {
    progress_.bytes_done = bytes;
    report(InstallStage::kCopying);
  });
}

Result<Manifest> Installation::build(const std::vector<StagedFile>& staged) {
  report(InstallStage::kBuilding);
  const std::string path = join_path(folder_, "catalogue.sqlite");
  BILDUNGSKIOSK_TRY(auto built,
                    build_catalogue(context_.files, staged, path, context_.cancel, [this](std::uint64_t offers) {
                      progress_.offers_done = offers;
                      report(InstallStage::kBuilding);
                    }));
  facts_.offers = built.file.offers;
  facts_.generated_at = built.info.generated_at;
  Manifest manifest = new_manifest();
  manifest.replaces = current_ ? current_->catalogue : 0;
  manifest.office = built.info.office;
  manifest.region = built.info.region;
  manifest.generated_at = built.info.generated_at;
  manifest.catalogue = built.file;
  return manifest;
}

Result<void> Installation::show(const Manifest& manifest) {
  if (context_.cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
  report(InstallStage::kActivating);
  BILDUNGSKIOSK_TRY(const auto number, context_.store.publish_generation(folder_, manifest));
  BILDUNGSKIOSK_TRY_VOID(context_.store.activate(Current{number, number}));
  facts_.generation = number;
  facts_.metadata_expires_at = manifest.metadata_expires_at;
  return {};
}

Manifest Installation::new_manifest() const {
  Manifest manifest;
  manifest.installed_at = context_.now;
  manifest.source = context_.source.describe();
  manifest.metadata_expires_at = std::min({client_->root().expires, client_->timestamp().expires,
                                           client_->snapshot().expires, client_->top_level_targets().expires});
  manifest.targets = describe_all(targets_);
  return manifest;
}

void Installation::report(InstallStage stage) {
  progress_.stage = stage;
  if (context_.progress) context_.progress(progress_);
}

}  // namespace bildungskiosk::update
