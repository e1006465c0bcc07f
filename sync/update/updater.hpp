#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/generation_store.hpp"
#include "sync/update/install_facts.hpp"
#include "sync/update/install_progress.hpp"
#include "sync/update/journal.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/prepared_release.hpp"
#include "sync/update/store_lock.hpp"

namespace bildungskiosk::update {

/// How old metadata is judged by. The system clock is one voice: it may be years behind (dead battery), so the time is
/// never before the program's build or the newest signed date that this store has installed (and could believe, see
/// kSignedTimeAhead_s_max). A clock that is far ahead
/// makes every package look expired; `kSignedTimeOnly` leaves it out of the count, for staff who know that the
/// clock is wrong. Signatures and versions are checked all the same.
enum class TimeSource { kSystemClock, kSignedTimeOnly };

struct InstallOptions {
  TimeSource time_source = TimeSource::kSystemClock;
  std::uint64_t free_space_floor_bytes = kFreeSpaceFloor_bytes;
};

/// Makes `store_root` a store with this root of trust, after checking that it is a root signed by itself. Once: the
/// same bytes again are fine, another root is kInvalidArgument unless the one there is damaged. kMalformedMetadata,
/// kWrongSignature, kBusy, and the disk's.
base::Result<void> initialise_store(base::FileSystem& files, const std::string& store_root, base::ByteView root_json);

/// Installs packages into a store. Policies 1 – 8 of the update design: refresh against a copy of the trusted metadata
/// and promote it together with the catalogue; promote a new root at once; the same content is kUpToDate and no alarm;
/// copy every byte once, into staging, and read only the verified copy; say what space is missing before copying. One
/// object, one thread; it holds the lock it was given.
class Updater {
 public:
  struct Surroundings {
    base::FileSystem& files;
    const base::Clock& clock;
    base::UnixSeconds built_at = 0;  // when this program was built
  };

  Updater(StoreLock lock, std::string store_root, Surroundings surroundings, InstallOptions options = {});

  /// Verifies the release of `source` and copies it into staging; what is shown stays. A new root of trust counts at
  /// once. Whatever was prepared before is gone. Writes a line into the journal when it fails.
  /// kUpToDate: the same content is installed (newer signatures on it are kept), also when it has expired since.
  /// Otherwise the codes of trust, transport and exchange, kNoSpace, kCancelled, kNotInitialised.
  base::Result<PreparedRelease> prepare(base::Fetcher& source, const base::CancelToken& cancel,
                                        const ProgressListener& progress);
  /// Builds and shows what was prepared, by this updater or another one of the same store; the source may be gone.
  /// Tries once: afterwards nothing is prepared any more. On any error what was shown before stays. Writes a line into
  /// the journal. kStoreChanged when somebody else has installed, rolled back or prepared since: prepare again.
  /// Otherwise the codes of exchange and catalogue, kNoSpace, kCancelled.
  base::Result<void> complete(PreparedRelease&& prepared, const base::CancelToken& cancel,
                              const ProgressListener& progress);
  /// Both; one line in the journal.
  base::Result<void> install(base::Fetcher& source, const base::CancelToken& cancel, const ProgressListener& progress);
  /// Shows the catalogue before the current one again, after checking that its file is what was written, and writes it
  /// into the journal. kNoEarlierGeneration, kCatalogueDamaged, kNoCatalogue.
  base::Result<Current> roll_back(const base::CancelToken& cancel);
  /// Removes what was prepared and will not be completed.
  base::Result<void> discard() { return store_.recover(); }
  /// Of the last `prepare`, `complete` or `install`.
  [[nodiscard]] const InstallFacts& facts() const { return facts_; }

 private:
  [[nodiscard]] base::UnixSeconds effective_time();
  void note_signed_time();
  void tidy(const base::Result<void>& result);
  [[nodiscard]] base::Result<Current> checked_roll_back(const base::CancelToken& cancel);
  void write_journal(JournalAction action, const std::string& source, const base::Result<void>& result);

  StoreLock lock_;
  GenerationStore store_;
  Surroundings surroundings_;
  InstallOptions options_;
  InstallFacts facts_;
  std::optional<Journal> journal_;  // none when it can't be opened: a diary, not a foundation
};

}  // namespace bildungskiosk::update
