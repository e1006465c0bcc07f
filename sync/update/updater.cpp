#include "sync/update/updater.hpp"

#include <algorithm>
#include <utility>

#include "sync/trust/trusted_metadata.hpp"
#include "sync/update/completion.hpp"
#include "sync/update/generation_builder.hpp"
#include "sync/update/preparation.hpp"

namespace bildungskiosk::update {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Fetcher;
using base::Result;

Result<void> initialise_store(base::FileSystem& files, const std::string& store_root, base::ByteView root_json) {
  BILDUNGSKIOSK_TRY_VOID(trust::TrustedMetadata::start(root_json, 0));
  BILDUNGSKIOSK_TRY_VOID(files.create_directories(store_root));
  BILDUNGSKIOSK_TRY(const auto lock, StoreLock::acquire(store_root));
  GenerationStore store(files, store_root);
  // A root that can't be read guards nothing; kept, it would leave no way out but deleting files by hand.
  const std::string trusted_root = store.layout().trusted_root();
  const auto present = base::read_file(files, trusted_root, kRootFile_bytes_max);
  const bool is_none =
      !present && (present.error().code == ErrorCode::kTooLarge || present.error().code == ErrorCode::kNotAFile);
  const bool is_damaged = present ? !trust::TrustedMetadata::start(*present, 0) : is_none;
  if (is_damaged) BILDUNGSKIOSK_TRY_VOID(files.remove_tree(trusted_root));
  return store.initialise(root_json);
}

Updater::Updater(StoreLock lock, std::string store_root, Surroundings surroundings, InstallOptions options)
    : lock_(std::move(lock)),
      store_(surroundings.files, std::move(store_root)),
      surroundings_(surroundings),
      options_(options) {
  auto journal = Journal::open(store_.layout().journal());
  if (journal) journal_ = std::move(*journal);
}

Result<void> Updater::install(Fetcher& source, const CancelToken& cancel, const ProgressListener& progress) {
  BILDUNGSKIOSK_TRY(auto prepared, prepare(source, cancel, progress));
  return complete(std::move(prepared), cancel, progress);
}

Result<PreparedRelease> Updater::prepare(Fetcher& source, const CancelToken& cancel, const ProgressListener& progress) {
  facts_ = {};
  BILDUNGSKIOSK_TRY_VOID(store_.recover());
  InstallStepProgress begin;
  begin.started_at = surroundings_.clock.now();
  ProgressReporter reporter(progress, begin);
  Preparation preparation({store_, surroundings_.files, source, cancel, effective_time(), surroundings_.clock.now(),
                           options_.free_space_floor_bytes},
                          reporter, facts_);
  auto prepared = preparation.run();
  if (prepared) return prepared;
  write_journal(JournalAction::kInstall, source.describe(), prepared.error());
  tidy(prepared.error());
  return prepared;
}

Result<void> Updater::complete(PreparedRelease&& prepared, const CancelToken& cancel,
                               const ProgressListener& progress) {
  facts_ = {};
  const std::string source = prepared.manifest.source;
  InstallStepProgress begin;
  begin.started_at = surroundings_.clock.now();
  begin.bytes_done = prepared.fetched_bytes;
  begin.bytes_total = prepared.fetched_bytes;
  ProgressReporter reporter(progress, begin);
  Completion completion(
      {store_, surroundings_.files, cancel, surroundings_.clock.now(), options_.free_space_floor_bytes}, reporter,
      facts_);
  const auto completed = completion.run(std::move(prepared));
  if (completed) note_signed_time();
  write_journal(JournalAction::kInstall, source, completed);
  tidy(completed);
  return completed;
}

base::UnixSeconds Updater::effective_time() {
  base::UnixSeconds time = surroundings_.built_at;
  if (journal_) time = std::max(time, journal_->signed_time().value_or(base::UnixSeconds{0}));
  if (options_.time_source == TimeSource::kSystemClock) time = std::max(time, surroundings_.clock.now());
  return time;
}

/// An office whose clock was years ahead once must not make everything that follows look expired. A clock that is
/// before the program's build is known to be behind; else it has a say on which dates there can be.
void Updater::note_signed_time() {
  const bool clock_is_behind = surroundings_.clock.now() < surroundings_.built_at;
  const bool is_believable = clock_is_behind || facts_.generated_at <= effective_time() + kSignedTimeAhead_s_max;
  if (!journal_ || !is_believable || facts_.generated_at > facts_.metadata_expires_at) return;
  static_cast<void>(journal_->note_signed_time(facts_.generated_at));
}

/// Old generations and what a run left in staging. The installation has succeeded or failed already, and the next run
/// cleans up as well: what can't be removed now is no error.
void Updater::tidy(const Result<void>& result) {
  static_cast<void>(store_.recover());
  // Newer signatures on the same content are a generation, too.
  const bool is_good = result || result.error().code == ErrorCode::kUpToDate;
  if (is_good) static_cast<void>(store_.prune());
}

Result<Current> Updater::roll_back(const CancelToken& cancel) {
  const auto before = store_.current();
  const bool was_broken = !before && before.error().code == ErrorCode::kCatalogueDamaged;
  BILDUNGSKIOSK_TRY_VOID(store_.recover());
  // Where the shown generation was visibly broken, recovery has already gone back to the last good one: one step.
  auto current = was_broken ? store_.current() : checked_roll_back(cancel);
  write_journal(JournalAction::kRollBack, "", current ? Result<void>() : Result<void>(current.error()));
  return current;
}

Result<Current> Updater::checked_roll_back(const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const auto current, store_.current());
  BILDUNGSKIOSK_TRY(const auto shown, store_.manifest(current.catalogue));
  if (const auto earlier = store_.manifest(shown.replaces); shown.replaces != 0 && earlier && earlier->catalogue) {
    BILDUNGSKIOSK_TRY(const auto measured,
                      measure_file(surroundings_.files, store_.layout().catalogue(shown.replaces), cancel));
    if (measured.sha256 != earlier->catalogue->sha256) {
      return Error{ErrorCode::kCatalogueDamaged, store_.layout().catalogue(shown.replaces) + ": not what was written"};
    }
  }
  return store_.roll_back();
}

void Updater::write_journal(JournalAction action, const std::string& source, const Result<void>& result) {
  if (!journal_) return;
  JournalEntry entry;
  entry.at = surroundings_.clock.now();
  entry.action = action;
  entry.source = source;
  entry.result = result ? std::string(kResultDone) : std::string(base::to_string(result.error().code));
  if (!result) entry.detail = result.error().detail;
  if (result && action == JournalAction::kInstall && facts_.making) entry.detail = to_string(*facts_.making);
  if (const auto current = store_.current(); current) {
    entry.generation = current->catalogue;
    const auto manifest = store_.manifest(current->catalogue);
    entry.offers = manifest && manifest->catalogue ? manifest->catalogue->offers : 0;
  }
  static_cast<void>(journal_->record(entry));
}

}  // namespace bildungskiosk::update
