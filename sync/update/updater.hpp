#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/generation_store.hpp"
#include "sync/update/journal.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/store_lock.hpp"

namespace bildungskiosk::update {

enum class InstallStage { kChecking, kCopying, kBuilding, kActivating };

/// Where an installation is. Totals are known from the signed metadata before copying begins.
struct InstallProgress {
  InstallStage stage = InstallStage::kChecking;
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t offers_done = 0;
};
/// Called on the installing thread, often: it must be quick.
using ProgressListener = std::function<void(const InstallProgress&)>;

/// What the installation has learned, also when it was refused: for messages that say more than a code.
struct InstallFacts {
  std::uint64_t missing_bytes = 0;               // with kNoSpace, as far as it is known
  GenerationNumber generation = 0;               // the new one, once it is shown
  std::uint64_t offers = 0;                      // in the new one
  std::uint64_t offers_before = 0;               // in the one shown before
  base::UnixSeconds generated_at = 0;            // of the package, once read
  base::UnixSeconds metadata_expires_at = 0;     // of the new one
  base::UnixSeconds installed_generated_at = 0;  // of what was shown before; 0 without
};

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

  /// Verifies, copies, builds and shows the release of `source`. On any error what was shown before stays.
  /// kUpToDate: the same content is installed (newer signatures on it are kept), also when it has expired since.
  /// Otherwise the codes of trust, transport, exchange and catalogue, kNoSpace, kCancelled, kNotInitialised. Writes one
  /// line into the journal either way.
  base::Result<void> install(base::Fetcher& source, const base::CancelToken& cancel, const ProgressListener& progress);
  /// Shows the catalogue before the current one again, after checking that its file is what was written, and writes it
  /// into the journal. kNoEarlierGeneration, kCatalogueDamaged, kNoCatalogue.
  base::Result<Current> roll_back(const base::CancelToken& cancel);
  /// Of the last `install`.
  [[nodiscard]] const InstallFacts& facts() const { return facts_; }

 private:
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
