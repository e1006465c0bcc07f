#include "sync/service/plan.hpp"

#include <algorithm>
#include <utility>

#include "sync/service/limits.hpp"

namespace bildungskiosk::service {

using base::Error;
using base::ErrorCode;
using base::UnixSeconds;
using update::MediumNeed;
using update::MediumStage;
using update::NetworkStatus;
using update::StaffRequestKind;
using update::TimeSource;

namespace {

/// What staff want to see when several media are in: what goes on before what waits before what is over; a partition
/// without a package, or of a kind that is not known here, last, for a stick often has one beside the one with the
/// package.
int rank(const update::MediumStatus& medium, MediumAccess access) {
  switch (medium.stage) {
    case MediumStage::kInstalling:
      return 7;
    case MediumStage::kChecking:
      return 6;
    case MediumStage::kOffered:
      return 5;
    case MediumStage::kFound:
      return 4;
    case MediumStage::kDone:
    case MediumStage::kUpToDate:
      return 3;
    case MediumStage::kRefused:
      if (access == MediumAccess::kUnreadable) return 1;
      return medium.refusal && medium.refusal->code == ErrorCode::kNoPackage ? 1 : 3;
    case MediumStage::kNone:
      break;
  }
  return 0;
}

JobResult without_progress(JobResult result) {
  result.error = Error{ErrorCode::kIo, "no progress for " + std::to_string(kStallPatience_s) + " s"};
  return result;
}

}  // namespace

Plan::Plan(Settings settings, Memory memory, std::int64_t handled_request, UnixSeconds now)
    : settings_(settings), memory_(std::move(memory)) {
  status_.running = true;
  status_.process_id = settings_.process_id;
  status_.handled_request = handled_request;
  status_.network.activity = settings_.has_network ? NetworkStatus::Activity::kWaiting : NetworkStatus::Activity::kOff;
  status_.network.last_attempt_at = memory_.network.last_attempt_at;
  status_.network.last_success_at = memory_.network_success_at;
  refresh(now);
}

Plan::Entry* Plan::find(std::int64_t medium_number) {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.shown.number == medium_number; });
  return found == entries_.end() ? nullptr : &*found;
}

bool Plan::is_clock_untrusted(UnixSeconds now) const {
  return now > std::max(settings_.built_at, signed_time_) + kClockAhead_s_max;
}

void Plan::media_changed(const std::vector<Medium>& media, UnixSeconds now) {
  for (Entry& entry : entries_) {
    const bool is_there = std::find(media.begin(), media.end(), entry.medium) != media.end();
    if (entry.is_present && !is_there) take_out(entry, now);
  }
  for (const Medium& medium : media) {
    const bool is_known = std::any_of(entries_.begin(), entries_.end(),
                                      [&](const Entry& entry) { return entry.is_present && entry.medium == medium; });
    if (!is_known && entries_.size() < kMedia_max) put_in(medium, now);
  }
  remove_gone(now);
  refresh(now);
}

void Plan::take_out(Entry& entry, UnixSeconds now) {
  entry.is_present = false;
  if (entry.state == State::kChecking && running_ && running_->medium_number == entry.shown.number) cancel_running(now);
}

void Plan::put_in(const Medium& medium, UnixSeconds now) {
  // A result or an offer of a stick that is out gives way to the one that is in, except while it is installed.
  std::erase_if(entries_, [](const Entry& entry) { return !entry.is_present && entry.state != State::kInstalling; });
  Entry entry;
  entry.medium = medium;
  entry.shown.number = ++memory_.medium_number;
  entry.shown.label = medium.label;
  enter(entry, State::kWaiting, MediumStage::kFound, now);
  entry.shown.need = MediumNeed::kMustStay;
  if (medium.access == MediumAccess::kUnreadable) {
    entry.shown.refusal = update::Refusal{ErrorCode::kIo, medium.folder + " could not be mounted", 0};
    enter(entry, State::kFinished, MediumStage::kRefused, now);
    entries_.push_back(std::move(entry));
    return;
  }
  entries_.push_back(std::move(entry));
  // A person stands before a stick; the network has time.
  if (running_ && running_->medium_number == 0 && running_->job.kind == JobKind::kPrepare) {
    running_->made_way = true;
    cancel_running(now);
  }
}

/// A stick that is out: its copy may still be offered or installed, and a result that came afterwards stays readable
/// for a while.
void Plan::remove_gone(UnixSeconds now) {
  std::erase_if(entries_, [now](const Entry& entry) {
    if (entry.is_present || entry.state == State::kInstalling || entry.state == State::kOffered) return false;
    const bool is_result = entry.state == State::kFinished && entry.ended_when_out;
    return !is_result || entry.shown.since + kResultShown_s <= now;
  });
}

void Plan::cancel_running(UnixSeconds now) {
  if (running_ && running_->cancel_since == 0) running_->cancel_since = now;
}

void Plan::requested(const update::StaffRequest& request, UnixSeconds now) {
  status_.handled_request = request.number;
  Entry* const entry = find(request.medium_number);
  if (entry != nullptr && entry->state == State::kOffered) {
    const bool is_answer_to_clock = request.kind == StaffRequestKind::kInstallIgnoringClock;
    if (request.kind == StaffRequestKind::kDismiss) {
      enter(*entry, State::kDismissed, MediumStage::kNone, now);
      if (prepared_medium_ == entry->shown.number) prepared_medium_ = 0;
    } else if (is_answer_to_clock || !entry->needs_clock_answer) {
      entry->is_approved = true;
      memory_.approved_package = entry->package;
    }
  }
  remove_gone(now);
  refresh(now);
}

void Plan::progressed(const update::InstallStepProgress& progress, UnixSeconds now) {
  if (!running_) return;
  running_->progress_at = now;
  if (Entry* const entry = find(running_->medium_number); entry != nullptr) {
    const UnixSeconds started_at = entry->shown.progress.started_at;
    entry->shown.progress = progress;
    entry->shown.progress.started_at = started_at;
  }
  refresh(now);
}

void Plan::ended(const JobResult& result, UnixSeconds now) {
  if (!running_ || running_->job.number != result.number) return;
  const Running ended = *std::exchange(running_, std::nullopt);
  if (ended.medium_number == 0) {
    network_ended(result, now);
    if (ended.made_way) network_planned(now + kNetworkRetry_s);
  } else if (Entry* const entry = find(ended.medium_number); entry != nullptr) {
    if (result.error) {
      failed(*entry, ended.stalled ? without_progress(result) : result, now);
    } else if (ended.job.kind == JobKind::kPrepare) {
      prepared(*entry, result, now);
    } else {
      completed(*entry, result, now);
    }
  }
  remove_gone(now);
  refresh(now);
}

void Plan::prepared(Entry& entry, const JobResult& result, UnixSeconds now) {
  entry.package = result.package;
  entry.shown.release = result.release;
  entry.shown.installed = result.installed;
  entry.shown.changes = result.changes;
  prepared_medium_ = entry.shown.number;
  entry.needs_clock_answer = entry.time_source == TimeSource::kSignedTimeOnly;
  enter(entry, State::kOffered, MediumStage::kOffered, now);
  // Approved in an earlier run that was ended before it was done, or by the policy.
  const bool was_approved = !entry.package.empty() && memory_.approved_package == entry.package;
  const bool is_at_once = settings_.policy == Policy::kInstallAtOnce && !entry.needs_clock_answer;
  entry.is_approved = entry.is_approved || was_approved || is_at_once;
}

void Plan::completed(Entry& entry, const JobResult& result, UnixSeconds now) {
  if (entry.shown.release && result.offers > 0) entry.shown.release->offers = result.offers;
  memory_.approved_package.clear();
  enter(entry, State::kFinished, MediumStage::kDone, now);
  prepared_medium_ = 0;
  store_changed(&entry, now);
}

void Plan::failed(Entry& entry, const JobResult& result, UnixSeconds now) {
  if (prepared_medium_ == entry.shown.number) prepared_medium_ = 0;
  const ErrorCode code = result.error->code;
  if (!result.package.empty()) entry.package = result.package;
  if (code == ErrorCode::kUpToDate) {
    memory_.approved_package.clear();
    entry.shown.installed = result.installed ? result.installed : entry.shown.installed;
    entry.shown.release = entry.shown.release ? entry.shown.release : entry.shown.installed;
    enter(entry, State::kFinished, MediumStage::kUpToDate, now);
    return;
  }
  if (code == ErrorCode::kBusy) {
    wait_for_store(entry, *result.error, now);
    return;
  }
  if (code == ErrorCode::kStoreChanged && ++entry.store_changes <= kStoreChanges_max && entry.is_present) {
    enter(entry, State::kWaiting, MediumStage::kFound, now);
    return;
  }
  const bool is_expired = code == ErrorCode::kMetadataExpired && entry.time_source == TimeSource::kSystemClock;
  if (is_expired && is_clock_untrusted(now)) {
    // Perhaps it is the clock. Signatures and versions are looked at without it, and the staff decide.
    entry.time_source = TimeSource::kSignedTimeOnly;
    enter(entry, State::kWaiting, MediumStage::kFound, now);
    return;
  }
  // Asked to stop because it was taken out, or because the service ends: nothing to tell.
  if (code == ErrorCode::kCancelled && (stopping_ || !entry.is_present)) return;
  refuse(entry, result, now);
}

/// Another program holds the store. What is prepared stays prepared, unless that program changes the store.
void Plan::wait_for_store(Entry& entry, const Error& error, UnixSeconds now) {
  entry.not_before = now + kBusyRetry_s;
  if (entry.state == State::kInstalling) {
    prepared_medium_ = entry.shown.number;
    enter(entry, State::kOffered, MediumStage::kOffered, now);
  } else {
    enter(entry, State::kWaiting, MediumStage::kFound, now);
  }
  entry.shown.refusal = update::Refusal{error.code, error.detail, 0};
}

void Plan::refuse(Entry& entry, const JobResult& result, UnixSeconds now) {
  if (!may_pass(result.error->code)) memory_.note_failure(result.package, *result.error);
  memory_.approved_package.clear();
  if (result.installed) entry.shown.installed = result.installed;
  entry.shown.refusal = update::Refusal{result.error->code, result.error->detail, result.missing_bytes};
  enter(entry, State::kFinished, MediumStage::kRefused, now);
}

void Plan::network_planned(UnixSeconds next_at) {
  if (settings_.has_network) status_.network.next_attempt_at = next_at;
}

void Plan::network_ended(const JobResult& result, UnixSeconds now) {
  auto& network = status_.network;
  network.activity = NetworkStatus::Activity::kWaiting;
  const bool was_prepared = std::exchange(network_is_prepared_, false);
  if (!result.error && !was_prepared) {  // the first half; the second follows at once
    network_is_prepared_ = true;
    return;
  }
  const auto code = result.error ? result.error->code : ErrorCode::kUpToDate;
  if (code == ErrorCode::kBusy || code == ErrorCode::kStoreChanged) {
    network_planned(now + kNetworkRetry_s);
    return;
  }
  const auto outcome = update::outcome_of(result.error ? base::Result<void>(*result.error) : base::Result<void>());
  memory_.network = update::after_attempt(memory_.network, outcome, now);
  if (code == ErrorCode::kCancelled) return;
  if (code != ErrorCode::kUpToDate) {
    if (!may_pass(code)) memory_.note_failure(result.package, *result.error);
    network.last_error = code;
    return;
  }
  network.last_error.reset();
  network.last_success_at = now;
  memory_.network_success_at = now;
  if (!result.error) store_changed(nullptr, now);
}

/// What was verified against the store as it was has to be verified again: the offer may be older now.
void Plan::store_changed(const Entry* by, UnixSeconds now) {
  for (Entry& entry : entries_) {
    if (&entry == by || entry.state != State::kOffered) continue;
    enter(entry, State::kWaiting, MediumStage::kFound, now);
  }
}

void Plan::tick(UnixSeconds now) {
  if (running_ && running_->cancel_since == 0 && running_->progress_at + kStallPatience_s < now) {
    running_->stalled = true;
    cancel_running(now);
  }
  remove_gone(now);
  refresh(now);
}

void Plan::stop(UnixSeconds now) {
  stopping_ = true;
  cancel_running(now);
  refresh(now);
}

bool Plan::hangs(UnixSeconds now) const {
  return running_ && running_->cancel_since != 0 && running_->cancel_since + kStopPatience_s < now;
}

std::optional<Job> Plan::next_job(UnixSeconds now) {
  if (running_ || stopping_) return std::nullopt;
  Entry* waiting = nullptr;
  bool is_one_open = false;
  for (Entry& entry : entries_) {
    const bool is_ready = entry.is_approved && prepared_medium_ == entry.shown.number && entry.not_before <= now;
    if (entry.state == State::kOffered && is_ready) {
      return start(JobKind::kComplete, &entry, now);
    }
    is_one_open = is_one_open || entry.state == State::kOffered;
    const bool is_waiting = entry.state == State::kWaiting && entry.is_present && entry.not_before <= now;
    if (is_waiting && waiting == nullptr) waiting = &entry;
  }
  if (network_is_prepared_) return start(JobKind::kComplete, nullptr, now);
  if (waiting != nullptr && !is_one_open) return start(JobKind::kPrepare, waiting, now);
  const auto& network = status_.network;
  const bool is_due = settings_.has_network && network.next_attempt_at != 0 && network.next_attempt_at <= now;
  if (is_due) return start(JobKind::kPrepare, nullptr, now);
  return std::nullopt;
}

Job Plan::start(JobKind kind, Entry* entry, UnixSeconds now) {
  Running running;
  running.job.number = ++last_job_;
  running.job.kind = kind;
  running.job.source = entry == nullptr ? JobSource::kNetwork : JobSource::kMedium;
  running.progress_at = now;
  if (entry == nullptr) {
    if (kind == JobKind::kPrepare) {
      status_.network.next_attempt_at = 0;
      status_.network.last_attempt_at = now;
    }
    status_.network.activity = NetworkStatus::Activity::kRunning;
  } else {
    running.medium_number = entry->shown.number;
    running.job.folder = entry->medium.folder;
    running.job.time_source = entry->time_source;
    const bool is_check = kind == JobKind::kPrepare;
    entry->shown.progress = {};
    entry->shown.progress.started_at = now;
    if (!is_check) {  // reading and verifying lie behind it
      entry->shown.progress.step = update::InstallStep::kTakingOver;
      entry->shown.progress.offers_total = entry->shown.release ? entry->shown.release->offers : 0;
    }
    enter(*entry, is_check ? State::kChecking : State::kInstalling,
          is_check ? MediumStage::kChecking : MediumStage::kInstalling, now);
  }
  if (kind == JobKind::kPrepare) {
    running.job.failed = memory_.failed;
    // Staging holds one copy.
    for (Entry& other : entries_) {
      if (&other == entry || other.state != State::kOffered) continue;
      enter(other, State::kWaiting, MediumStage::kFound, now);
    }
    prepared_medium_ = 0;
  }
  running_ = running;
  refresh(now);
  return running.job;
}

void Plan::enter(Entry& entry, State state, MediumStage stage, UnixSeconds now) {
  entry.state = state;
  entry.ended_when_out = state == State::kFinished && !entry.is_present;
  if (entry.shown.stage != stage) entry.shown.since = now;
  entry.shown.stage = stage;
  const bool is_needed = stage == MediumStage::kFound || stage == MediumStage::kChecking;
  entry.shown.need = is_needed ? MediumNeed::kMustStay : MediumNeed::kMayGo;
  if (stage != MediumStage::kRefused) entry.shown.refusal.reset();
}

void Plan::refresh(UnixSeconds now) {
  status_.clock = is_clock_untrusted(now) ? update::ClockTrust::kUntrusted : update::ClockTrust::kTrusted;
  if (now < status_.alive_at || now >= status_.alive_at + kAlivePeriod_s) status_.alive_at = now;
  if (is_over()) status_.running = false;
  const Entry* best = nullptr;
  for (const Entry& entry : entries_) {
    const int its_rank = rank(entry.shown, entry.medium.access);
    if (its_rank > 0 && (best == nullptr || its_rank >= rank(best->shown, best->medium.access))) best = &entry;
  }
  status_.medium = best == nullptr ? update::MediumStatus{} : best->shown;
}

}  // namespace bildungskiosk::service
