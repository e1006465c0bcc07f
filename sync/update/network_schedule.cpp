#include "sync/update/network_schedule.hpp"

#include <algorithm>
#include <string>

#include "sync/base/digest.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::update {
namespace {

using base::Date;
using base::Error;
using base::ErrorCode;
using base::MinuteOfDay;
using base::Result;
using base::UnixSeconds;

/// The first 60 bits of SHA-256: the same on every machine and in every version of the program.
std::uint64_t number_of(std::string_view text) {
  return std::stoull(base::sha256_hex(base::as_bytes(text)).substr(0, 15), nullptr, 16);
}

}  // namespace

Result<SyncWindow> parse_sync_window(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto from = base::parse_time_of_day(text.substr(0, dash));
  const auto to = dash == std::string_view::npos ? std::nullopt : base::parse_time_of_day(text.substr(dash + 1));
  if (!from || !to) return Error{ErrorCode::kInvalidArgument, "the sync window is not like 02:00-05:00"};
  return SyncWindow{*from, *to};
}

AttemptOutcome outcome_of(const Result<void>& installed) {
  if (installed) return AttemptOutcome::kAnswered;
  if (base::is_of_the_way(installed.error().code)) return AttemptOutcome::kFailed;
  switch (installed.error().code) {
    case ErrorCode::kCancelled:
      return AttemptOutcome::kStopped;
    case ErrorCode::kNotFound:  // a release that is being uploaded
    // The terminal for the moment.
    case ErrorCode::kBusy:
    case ErrorCode::kStoreChanged:
    case ErrorCode::kIo:
    case ErrorCode::kNoSpace:
    case ErrorCode::kPermissionDenied:
    case ErrorCode::kDatabase:
    case ErrorCode::kInternal:
      return AttemptOutcome::kFailed;
    default:
      return AttemptOutcome::kAnswered;
  }
}

NetworkHistory after_attempt(const NetworkHistory& history, AttemptOutcome outcome, UnixSeconds at) {
  if (outcome == AttemptOutcome::kStopped) return history;
  return {at, outcome == AttemptOutcome::kFailed ? history.failures_in_row + 1 : 0};
}

NetworkSchedule::NetworkSchedule(SyncWindow window, MissedWindow missed, std::string_view terminal)
    : window_(window), missed_(missed), seed_(number_of(terminal)) {}

std::int64_t NetworkSchedule::chance(std::string_view what, std::int64_t number, std::int64_t bound) const {
  if (bound <= 1) return 0;
  const std::string text = std::to_string(seed_) + "/" + std::string(what) + "/" + std::to_string(number);
  return static_cast<std::int64_t>(number_of(text) % static_cast<std::uint64_t>(bound));
}

UnixSeconds NetworkSchedule::window_begin(Date day) const { return base::from_german_local_time({day, window_.from}); }

UnixSeconds NetworkSchedule::window_end(Date day) const {
  return base::from_german_local_time({window_.to > window_.from ? day : base::add_days(day, 1), window_.to});
}

UnixSeconds NetworkSchedule::slot_on(Date day) const {
  const UnixSeconds begin = window_begin(day);
  return begin + chance("slot", day.days_since_epoch, window_end(day) - begin);
}

UnixSeconds NetworkSchedule::first_slot_after(UnixSeconds time) const {
  Date day = base::add_days(base::german_local_time(time).date, -1);  // a window that passes midnight began yesterday
  while (slot_on(day) <= time) day = base::add_days(day, 1);
  return slot_on(day);
}

UnixSeconds NetworkSchedule::last_slot_until(UnixSeconds time) const {
  Date day = base::german_local_time(time).date;
  while (slot_on(day) > time) day = base::add_days(day, -1);
  return slot_on(day);
}

UnixSeconds NetworkSchedule::end_of_window_at(UnixSeconds time) const {
  const Date today = base::german_local_time(time).date;
  for (const Date day : {base::add_days(today, -1), today}) {
    if (time >= window_begin(day) && time < window_end(day)) return window_end(day);
  }
  return 0;
}

UnixSeconds NetworkSchedule::retry_at(const NetworkHistory& history) const {
  std::int64_t wait_s = kBackOffFirst_s;
  for (int failure = 1; failure < history.failures_in_row && wait_s < kBackOffLongest_s; ++failure) wait_s *= 2;
  wait_s = std::min(wait_s, kBackOffLongest_s);
  return history.last_attempt_at + wait_s - chance("retry", history.last_attempt_at, wait_s / 4);
}

UnixSeconds NetworkSchedule::next_attempt_at(const NetworkHistory& history, UnixSeconds started_at,
                                             UnixSeconds now) const {
  // Written by a clock that has since been set back.
  const NetworkHistory known = history.last_attempt_at > now ? NetworkHistory{} : history;
  if (started_at > now) started_at = 0;

  if (known.failures_in_row > 0) {
    const UnixSeconds retry = std::max(retry_at(known), now);
    const UnixSeconds end = end_of_window_at(known.last_attempt_at);
    const bool was_in_window = end != 0;
    if (was_in_window ? retry < end : missed_ == MissedWindow::kCatchUp) return retry;
  }
  const UnixSeconds slot = last_slot_until(now);
  if (slot <= known.last_attempt_at) return first_slot_after(now);
  const std::int64_t day = base::german_local_time(started_at).date.days_since_epoch;
  const bool was_running = started_at <= slot;
  const UnixSeconds at = was_running ? now : std::max(now, started_at + chance("start", day, kCatchUpSpread_s));
  const bool is_in_window = at < end_of_window_at(now);
  return is_in_window || missed_ == MissedWindow::kCatchUp ? at : first_slot_after(now);
}

}  // namespace bildungskiosk::update
