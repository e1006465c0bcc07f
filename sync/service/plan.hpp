#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/error.hpp"
#include "sync/service/memory.hpp"
#include "sync/update/service_status.hpp"
#include "sync/update/staff_request.hpp"
#include "sync/update/updater.hpp"

/// What the service does next: every decision of `kiosk-sync watch`, as a value. It knows no thread, no file and no
/// clock: what happens is told to it together with the time, and what is to be done is taken from it. So a test can
/// play any order of events.
namespace bildungskiosk::service {

enum class Policy {
  kInstallAtOnce,  // a good stick is installed without a question
  kAskStaff,       // it is offered on the screen of the staff
};

/// Whether a medium's file system could be mounted.
enum class MediumAccess { kReadable, kUnreadable };

/// A medium as the mounts show it. `mount` tells one putting-in from the next.
struct Medium {
  std::string mount;
  std::string folder;
  std::string label;
  MediumAccess access = MediumAccess::kReadable;
  bool operator==(const Medium&) const = default;
};

enum class JobKind {
  kPrepare,   // verify, copy into staging, say what changes
  kComplete,  // build and show what was prepared last
};
enum class JobSource { kMedium, kNetwork };

struct Job {
  std::int64_t number = 0;
  JobKind kind = JobKind::kPrepare;
  JobSource source = JobSource::kMedium;
  std::string folder;  // of a medium
  update::TimeSource time_source = update::TimeSource::kSystemClock;
  std::vector<FailedPackage> failed;  // not to be tried again
};

/// How a job ended.
struct JobResult {
  std::int64_t number = 0;
  std::optional<base::Error> error;
  std::string package;              // its identity, as far as it was seen
  std::uint64_t missing_bytes = 0;  // with kNoSpace
  std::uint64_t offers = 0;         // in the new catalogue, after kComplete
  // After kPrepare; `installed` also when it was refused:
  update::ReleaseSummary release;
  std::optional<update::ReleaseSummary> installed;
  std::optional<update::ReleaseChanges> changes;
};

/// One thread.
class Plan {
 public:
  struct Settings {
    Policy policy = Policy::kAskStaff;
    bool has_network = false;
    base::UnixSeconds built_at = 0;
    std::int64_t process_id = 0;
  };

  /// `handled_request`: requests of the staff up to this one were meant for an earlier run.
  Plan(Settings settings, Memory memory, std::int64_t handled_request, base::UnixSeconds now);

  // What happens.
  void media_changed(const std::vector<Medium>& media, base::UnixSeconds now);
  void requested(const update::StaffRequest& request, base::UnixSeconds now);
  /// Of the running job.
  void progressed(const update::InstallStepProgress& progress, base::UnixSeconds now);
  void ended(const JobResult& result, base::UnixSeconds now);
  /// When the network is to be asked next. To be told whenever `wants_network_plan`.
  void network_planned(base::UnixSeconds next_at);
  [[nodiscard]] bool wants_network_plan() const {
    return status_.network.activity == update::NetworkStatus::Activity::kWaiting && !network_is_prepared_ &&
           status_.network.next_attempt_at == 0;
  }
  /// The newest date that a signature vouches for, from the journal.
  void signed_time_known(base::UnixSeconds signed_time) { signed_time_ = signed_time; }
  /// Time has passed; at least once a second or two.
  void tick(base::UnixSeconds now);
  void stop(base::UnixSeconds now);

  // What is to be done; each is asked for after every event.

  /// At most one job at a time: nullopt until the running one has ended.
  std::optional<Job> next_job(base::UnixSeconds now);
  /// The running job is to stop.
  [[nodiscard]] bool wants_cancel() const { return running_ && running_->cancel_since != 0; }
  /// A job was asked to stop long ago and hangs: the process has to end.
  [[nodiscard]] bool hangs(base::UnixSeconds now) const;
  /// Stopping, and nothing runs.
  [[nodiscard]] bool is_over() const { return stopping_ && !running_; }

  [[nodiscard]] const update::ServiceStatus& status() const { return status_; }
  [[nodiscard]] const Memory& memory() const { return memory_; }

 private:
  /// Whose turn it is with a medium.
  enum class State { kWaiting, kChecking, kOffered, kInstalling, kFinished, kDismissed };

  struct Entry {
    Medium medium;
    bool is_present = true;
    State state = State::kWaiting;
    bool is_approved = false;         // the staff, or the policy, said yes
    bool ended_when_out = false;      // nobody could have read the result yet
    bool needs_clock_answer = false;  // expired by a clock that is not to be trusted: only the PIN installs it
    int store_changes = 0;
    base::UnixSeconds not_before = 0;  // after kBusy
    update::TimeSource time_source = update::TimeSource::kSystemClock;
    std::string package;
    update::MediumStatus shown;
  };
  struct Running {
    Job job;
    std::int64_t medium_number = 0;  // 0: the network
    base::UnixSeconds progress_at = 0;
    base::UnixSeconds cancel_since = 0;
    bool made_way = false;  // for a stick
    bool stalled = false;
  };

  [[nodiscard]] Entry* find(std::int64_t medium_number);
  [[nodiscard]] bool is_clock_untrusted(base::UnixSeconds now) const;
  void take_out(Entry& entry, base::UnixSeconds now);
  void put_in(const Medium& medium, base::UnixSeconds now);
  void remove_gone(base::UnixSeconds now);
  void cancel_running(base::UnixSeconds now);
  Job start(JobKind kind, Entry* entry, base::UnixSeconds now);
  void prepared(Entry& entry, const JobResult& result, base::UnixSeconds now);
  void completed(Entry& entry, const JobResult& result, base::UnixSeconds now);
  void failed(Entry& entry, const JobResult& result, base::UnixSeconds now);
  void wait_for_store(Entry& entry, const base::Error& error, base::UnixSeconds now);
  void refuse(Entry& entry, const JobResult& result, base::UnixSeconds now);
  void network_ended(const JobResult& result, base::UnixSeconds now);
  void store_changed(const Entry* by, base::UnixSeconds now);
  static void enter(Entry& entry, State state, update::MediumStage stage, base::UnixSeconds now);
  void refresh(base::UnixSeconds now);

  Settings settings_;
  Memory memory_;
  update::ServiceStatus status_;
  std::vector<Entry> entries_;  // in the order of putting in
  std::optional<Running> running_;
  std::int64_t last_job_ = 0;
  std::int64_t prepared_medium_ = 0;  // whose copy lies in staging
  bool network_is_prepared_ = false;
  base::UnixSeconds signed_time_ = 0;
  bool stopping_ = false;
};

}  // namespace bildungskiosk::service
