#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/error.hpp"

/// What the background service tells the screen program, as plain values: the screen's model speaks in them without
/// knowing where they come from (service_state.hpp).
namespace bildungskiosk::update {

/// The way of a medium (a stick) through the service:
/// none → found → checking → offered → installing → done, or up to date, or refused. A medium that is taken out leads
/// back to none, except while its verified copy is offered or installed: then the copy is all that is needed, and the
/// result stays readable for a while.
enum class MediumStage { kNone, kFound, kChecking, kOffered, kInstalling, kDone, kUpToDate, kRefused };

/// Whether the medium is still needed: what staff read as "bitte nicht abziehen" or "kann abgezogen werden".
enum class MediumNeed { kMustStay, kMayGo };

/// A release as people speak of it. Zero and empty: not known.
struct ReleaseSummary {
  std::string office;
  std::string signing_key;  // short form of the key id that signed the targets, "7f3a91c2"
  std::int64_t version = 0;
  base::UnixSeconds generated_at = 0;
  std::uint64_t offers = 0;
  bool operator==(const ReleaseSummary&) const = default;
};

/// What installing would change, counted by offer id.
struct ReleaseChanges {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t removed = 0;
  bool operator==(const ReleaseChanges&) const = default;
};

/// The steps staff see while a release is installed, in order.
enum class InstallStep { kReading, kVerifying, kTakingOver, kIndexing, kActivating };

struct InstallStepProgress {
  InstallStep step = InstallStep::kReading;
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t offers_done = 0;
  std::uint64_t offers_total = 0;
  base::UnixSeconds started_at = 0;
  bool operator==(const InstallStepProgress&) const = default;
};

struct Refusal {
  base::ErrorCode code = base::ErrorCode::kInternal;
  std::string detail;               // English, for the log and the office; never shown as the explanation
  std::uint64_t missing_bytes = 0;  // with kNoSpace
  bool operator==(const Refusal&) const = default;
};

struct MediumStatus {
  MediumStage stage = MediumStage::kNone;
  MediumNeed need = MediumNeed::kMayGo;
  /// Grows with each medium found (and each time it is put back in); a request of the staff names it, so that an answer
  /// to one stick never installs another.
  std::int64_t number = 0;
  std::string label;                        // the file system's label or the mount folder's name, for staff
  std::optional<ReleaseSummary> release;    // once checked
  std::optional<ReleaseSummary> installed;  // what is shown now, or was before (kDone)
  std::optional<ReleaseChanges> changes;    // with kOffered, kInstalling, kDone
  InstallStepProgress progress;             // with kChecking, kInstalling
  std::optional<Refusal> refusal;           // with kRefused
  base::UnixSeconds since = 0;              // when this stage began, by the terminal's clock
  bool operator==(const MediumStatus&) const = default;
};

struct NetworkStatus {
  enum class Activity { kOff, kWaiting, kRunning };
  Activity activity = Activity::kOff;
  base::UnixSeconds last_attempt_at = 0;  // 0: never
  base::UnixSeconds last_success_at = 0;  // asked and answered, also "up to date"
  base::UnixSeconds next_attempt_at = 0;
  std::optional<base::ErrorCode> last_error;
  bool operator==(const NetworkStatus&) const = default;
};

/// Whether the terminal's clock can be right (updates.md, policy 3).
enum class ClockTrust { kTrusted, kUntrusted };

struct ServiceStatus {
  bool running = false;  // false once the service has ended cleanly; after a crash `alive_at` grows old
  base::UnixSeconds alive_at = 0;
  std::int64_t process_id = 0;
  ClockTrust clock = ClockTrust::kTrusted;
  /// The number of the newest request of the staff that was looked at (StaffRequest::number).
  std::int64_t handled_request = 0;
  MediumStatus medium;
  NetworkStatus network;
  bool operator==(const ServiceStatus&) const = default;
};

}  // namespace bildungskiosk::update
