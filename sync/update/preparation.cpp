#include "sync/update/preparation.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/civil_time.hpp"
#include "sync/trust/limits.hpp"
#include "sync/update/content_check.hpp"
#include "sync/update/generation_builder.hpp"
#include "sync/update/package.hpp"
#include "sync/update/release_summary.hpp"
#include "sync/update/stager.hpp"
#include "sync/update/trusted_copy.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::join_path;
using base::Result;

namespace {

std::vector<ManifestTarget> describe_all(const std::vector<trust::TrustedTarget>& targets) {
  std::vector<ManifestTarget> descriptions;
  descriptions.reserve(targets.size());
  for (const auto& target : targets) descriptions.push_back(describe(target));
  return descriptions;
}

/// Whether one is the other's successor: the same source's file in two releases.
bool is_next(const ManifestTarget& before, const ManifestTarget& target) {
  return before.kind == target.kind && source_of(before.path) == source_of(target.path);
}

}  // namespace

Result<PreparedRelease> Preparation::run() {
  progress_.enter(InstallStep::kReading);
  BILDUNGSKIOSK_TRY_VOID(look_at_store());
  BILDUNGSKIOSK_TRY_VOID(refresh());
  BILDUNGSKIOSK_TRY(all_targets_, client_->targets());
  BILDUNGSKIOSK_TRY(targets_, catalogue_targets(all_targets_));
  BILDUNGSKIOSK_TRY(media_targets_, media_targets(all_targets_));
  if (context_.cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};

  prepared_.manifest = new_manifest();
  BILDUNGSKIOSK_TRY(const bool installed, is_installed(prepared_.manifest));
  if (installed) {
    BILDUNGSKIOSK_TRY_VOID(keep_newer_signatures());
    return Error{ErrorCode::kUpToDate, "the same content is installed already"};
  }
  BILDUNGSKIOSK_TRY_VOID(copy());
  BILDUNGSKIOSK_TRY_VOID(check());
  BILDUNGSKIOSK_TRY_VOID(summarise());
  return std::move(prepared_);
}

std::string Preparation::metadata_folder() const { return join_path(prepared_.folder, "metadata"); }

Result<void> Preparation::look_at_store() {
  auto current = context_.store.current();
  if (!current && current.error().code != ErrorCode::kNoCatalogue) return std::move(current).error();
  if (current) {
    prepared_.based_on = *current;
    BILDUNGSKIOSK_TRY(shown_, context_.store.manifest(current->catalogue));
    facts_.installed_generated_at = shown_->generated_at;
    facts_.offers_before = shown_->catalogue ? shown_->catalogue->offers : 0;
  }
  BILDUNGSKIOSK_TRY(prepared_.folder, context_.store.begin_generation());
  return copy_trusted_metadata(context_.files, context_.store.layout(), prepared_.based_on, metadata_folder());
}

Result<void> Preparation::refresh() {
  client_.emplace(context_.files, metadata_folder(), context_.source);
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

Result<void> Preparation::keep_new_root() {
  const std::string received = join_path(metadata_folder(), "root.json");
  BILDUNGSKIOSK_TRY(const auto root, base::read_file(context_.files, received, trust::kRootBytesMax));
  const auto trusted = base::read_file(context_.files, context_.store.layout().trusted_root(), trust::kRootBytesMax);
  if (trusted && *trusted == root) return {};
  return context_.store.promote_root(root);
}

/// The shown catalogue has this content, and its files are still there, its database what was written: a stick is also
/// how a damaged disk is mended.
Result<bool> Preparation::is_installed(const Manifest& release) {
  if (!shown_ || !shown_->catalogue || !same_content(shown_->targets, release.targets)) return false;
  if (shown_->media != release.media) return false;
  for (const auto& medium : release.media) {
    if (!media_.has(medium.sha256)) return false;
  }
  auto measured =
      measure_file(context_.files, context_.store.layout().catalogue(prepared_.based_on->catalogue), context_.cancel);
  if (!measured && measured.error().code == ErrorCode::kCancelled) return std::move(measured).error();
  return measured && measured->bytes == shown_->catalogue->bytes && measured->sha256 == shown_->catalogue->sha256;
}

/// The package that the refresh met is the one that is shown, and nothing is to be mended.
Result<bool> Preparation::is_what_is_shown() {
  if (!prepared_.based_on || client_->last_timestamp() != trust::RefreshOutcome::kUnchanged) return false;
  BILDUNGSKIOSK_TRY(const auto trusted, context_.store.manifest(prepared_.based_on->metadata));
  return is_installed(trusted);
}

/// The office has signed the same content again, for a longer time: a generation of metadata only.
Result<void> Preparation::keep_newer_signatures() {
  const std::string trusted = context_.store.layout().metadata(prepared_.based_on->metadata);
  BILDUNGSKIOSK_TRY(const bool same, same_files(context_.files, metadata_folder(), trusted));
  if (same) return {};
  Manifest manifest = new_manifest();
  manifest.office = shown_->office;
  manifest.region = shown_->region;
  manifest.generated_at = shown_->generated_at;
  BILDUNGSKIOSK_TRY(const auto number, context_.store.publish_generation(prepared_.folder, std::move(manifest)));
  return context_.store.activate(Current{prepared_.based_on->catalogue, number});
}

/// Those that the store has are as they were when they were fetched; nothing is built from them.
std::vector<PlannedTarget> Preparation::media_to_fetch() const {
  std::vector<PlannedTarget> planned;
  for (const auto& target : media_targets_) {
    if (!media_.has(describe_medium(target).sha256)) planned.push_back({target, std::nullopt, std::nullopt});
  }
  return planned;
}

Result<void> Preparation::copy() {
  Stager stager(context_.files, context_.store.layout().staging(), stock_);
  auto planned = stager.plan(targets_, all_targets_);
  const auto media = media_to_fetch();
  std::uint64_t floor_bytes = context_.free_space_floor_bytes;
  for (const auto& medium : media) floor_bytes += medium.fetch_bytes();
  BILDUNGSKIOSK_TRY(facts_.missing_bytes, stager.missing_bytes(planned, floor_bytes));
  // What broken downloads have left is a convenience and gives way.
  if (facts_.missing_bytes > 0 && context_.files.remove_tree(context_.store.layout().partial_downloads())) {
    BILDUNGSKIOSK_TRY(facts_.missing_bytes, stager.missing_bytes(planned, floor_bytes));
  }
  if (facts_.missing_bytes > 0) {
    return Error{ErrorCode::kNoSpace, std::to_string(facts_.missing_bytes) + " bytes are missing"};
  }
  planned.insert(planned.end(), media.begin(), media.end());
  BILDUNGSKIOSK_TRY(prepared_.staged, stager.stage(*client_, planned, context_.cancel,
                                                   [this](std::uint64_t fetched, std::uint64_t total) {
                                                     prepared_.fetched_bytes = fetched;
                                                     progress_.expect_bytes(total);
                                                     progress_.bytes(fetched);
                                                   }));
  const auto first_medium = prepared_.staged.begin() + static_cast<std::ptrdiff_t>(targets_.size());
  prepared_.staged_media.assign(first_medium, prepared_.staged.end());
  prepared_.staged.erase(first_medium, prepared_.staged.end());
  prepared_.manifest.fetched_bytes = prepared_.fetched_bytes;
  return {};
}

/// That the copies hold what a catalogue is built from: nothing is offered that would be refused in the end.
Result<void> Preparation::check() {
  progress_.enter(InstallStep::kVerifying);
  prepared_.changes.emplace();
  for (std::size_t i = 0; i < prepared_.staged.size(); ++i) BILDUNGSKIOSK_TRY_VOID(check_one(i));
  for (const auto& before : shown_ ? shown_->targets : std::vector<ManifestTarget>()) {
    const auto& now = prepared_.manifest.targets;
    const bool stays = std::any_of(now.begin(), now.end(), [&](const auto& target) { return is_next(before, target); });
    if (before.content_sha256.empty()) comparable_ = false;
    if (!stays) prepared_.changes->removed += before.offers;
  }
  if (!comparable_) prepared_.changes.reset();
  facts_.generated_at = prepared_.manifest.generated_at;
  return {};
}

Result<void> Preparation::check_one(std::size_t index) {
  ManifestTarget& target = prepared_.manifest.targets[index];
  const ManifestTarget* before = shown_before(target);
  const auto& known = prepared_.staged[index].content_sha256;
  if (before != nullptr && known && before->content_sha256 == *known && target.kind == kKindOffers) {
    target.content_sha256 = *known;
    target.offers = before->offers;
    prepared_.release.offers += before->offers;
    return {};
  }
  BILDUNGSKIOSK_TRY(const auto content, compare(index, before));
  const auto signed_content = content_of(targets_[index]);
  if (signed_content && signed_content->sha256 != content.sha256) {
    return Error{ErrorCode::kHashMismatch, target.path + " holds other lines than signed"};
  }
  target.content_sha256 = content.sha256;
  target.offers = content.offers;
  prepared_.release.offers += content.offers;
  prepared_.changes->added += content.changes.added;
  prepared_.changes->changed += content.changes.changed;
  prepared_.changes->removed += content.changes.removed;
  if (content.info) {
    prepared_.manifest.office = content.info->office;
    prepared_.manifest.region = content.info->region;
    prepared_.manifest.generated_at = content.info->generated_at;
  }
  return {};
}

const ManifestTarget* Preparation::shown_before(const ManifestTarget& target) const {
  if (!shown_) return nullptr;
  const auto found = std::find_if(shown_->targets.begin(), shown_->targets.end(),
                                  [&](const ManifestTarget& before) { return is_next(before, target); });
  return found == shown_->targets.end() || found->content_sha256.empty() ? nullptr : &*found;
}

/// Of the office's own few lines all are parsed: the record with the date is among them.
Result<CheckedContent> Preparation::compare(std::size_t index, const ManifestTarget* before) {
  const std::string& path = prepared_.staged[index].path;
  const ManifestTarget& target = prepared_.manifest.targets[index];
  if (before != nullptr && target.kind == kKindOffers) {
    const EarlierContent earlier{stock_.path_of(before->content_sha256), before->content_sha256, before->offers};
    auto compared = check_content(context_.files, path, target, earlier, context_.cancel);
    if (compared || compared.error().code != ErrorCode::kCatalogueDamaged) return compared;
    comparable_ = false;
  }
  return check_content(context_.files, path, target, std::nullopt, context_.cancel);
}

/// Names both releases for people, and notes what `complete` has to find again.
Result<void> Preparation::summarise() {
  const std::uint64_t offers = prepared_.release.offers;
  BILDUNGSKIOSK_TRY(prepared_.release, summarise_metadata(context_.files, metadata_folder()));
  prepared_.release.office = prepared_.manifest.office;
  prepared_.release.generated_at = prepared_.manifest.generated_at;
  prepared_.release.offers = offers;
  if (shown_) {
    // Its metadata may be damaged; the catalogue is shown all the same, and so is told what is known of it.
    const auto metadata = context_.store.layout().metadata(prepared_.based_on->catalogue);
    ReleaseSummary installed = summarise_metadata(context_.files, metadata).value_or(ReleaseSummary{});
    installed.office = shown_->office;
    installed.generated_at = shown_->generated_at;
    installed.offers = facts_.offers_before;
    prepared_.installed = std::move(installed);
  }
  BILDUNGSKIOSK_TRY(const auto names, context_.files.list(metadata_folder()));
  for (const auto& name : names) {
    BILDUNGSKIOSK_TRY(const auto measured,
                      measure_file(context_.files, join_path(metadata_folder(), name), context_.cancel));
    prepared_.metadata_sha256.emplace(name, measured.sha256);
  }
  return {};
}

Manifest Preparation::new_manifest() const {
  Manifest manifest;
  manifest.installed_at = context_.now;
  manifest.source = context_.source.describe();
  manifest.metadata_expires_at = std::min({client_->root().expires, client_->timestamp().expires,
                                           client_->snapshot().expires, client_->top_level_targets().expires});
  manifest.targets = describe_all(targets_);
  for (const auto& target : media_targets_) manifest.media.push_back(describe_medium(target));
  return manifest;
}

}  // namespace bildungskiosk::update
