#pragma once

#include <cstdint>
#include <string_view>

#include "sync/base/civil_time.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/error.hpp"
#include "sync/base/result.hpp"

/// When a terminal asks the network for a newer catalogue: a pure value, without clock, file or network. What is told
/// to it decides; whoever keeps it (the service) writes the history down.
namespace bildungskiosk::update {

/// A part of the day by German local time, [from, to). `to` before `from` passes midnight; both the same is the whole
/// day. On the two nights in which the clock changes it is an hour longer or shorter.
struct SyncWindow {
  base::MinuteOfDay from = 2 * 60;
  base::MinuteOfDay to = 5 * 60;
  bool operator==(const SyncWindow&) const = default;
};

/// "02:00-05:00", exactly this form. kInvalidArgument.
base::Result<SyncWindow> parse_sync_window(std::string_view text);

/// A terminal that was switched off during its window (libraries close) asks when it is switched on, or does not.
enum class MissedWindow { kCatchUp, kWait };

/// How an attempt ended, as far as the schedule minds.
enum class AttemptOutcome {
  kAnswered,  // the office's server was asked and answered: installed, up to date, or a package that was refused
  kFailed,    // it could not be asked, or the terminal was not able to take the package: worth a retry
  kStopped,   // somebody ended it before its end: as if it had not been tried
};
/// kUpToDate and whatever lies in the package itself are answers: asking sooner would not change them.
[[nodiscard]] AttemptOutcome outcome_of(const base::Result<void>& installed);

/// What is remembered from one start of the service to the next.
struct NetworkHistory {
  base::UnixSeconds last_attempt_at = 0;  // 0: never
  int failures_in_row = 0;
  bool operator==(const NetworkHistory&) const = default;
};
[[nodiscard]] NetworkHistory after_attempt(const NetworkHistory& history, AttemptOutcome outcome, base::UnixSeconds at);

/// One attempt in each window, at an instant of it that differs from terminal to terminal and from day to day, so that
/// 10,000 terminals don't ask in the same second; the same terminal comes to the same instant however often it asks.
/// After a failure: exponential back-off (kBackOffFirst_s doubling to kBackOffLongest_s, less up to a quarter by
/// chance), as long as the window lasts; then the next window. What is caught up outside of a window is retried outside
/// of it.
class NetworkSchedule {
 public:
  /// `terminal`: whatever tells this terminal from others and stays (the content of /etc/machine-id).
  NetworkSchedule(SyncWindow window, MissedWindow missed, std::string_view terminal);

  /// Never before `now`, and less than two days after it. `started_at`: when the service started: 10,000 terminals
  /// that are switched on at eight have missed the same window, and ask within kCatchUpSpread_s. A history that lies in
  /// the future was written by a clock that has since been set back: it counts as none.
  [[nodiscard]] base::UnixSeconds next_attempt_at(const NetworkHistory& history, base::UnixSeconds started_at,
                                                  base::UnixSeconds now) const;

  /// The instant of the window that begins on that day.
  [[nodiscard]] base::UnixSeconds slot_on(base::Date day) const;

 private:
  [[nodiscard]] base::UnixSeconds window_begin(base::Date day) const;
  [[nodiscard]] base::UnixSeconds window_end(base::Date day) const;
  [[nodiscard]] base::UnixSeconds first_slot_after(base::UnixSeconds time) const;
  [[nodiscard]] base::UnixSeconds last_slot_until(base::UnixSeconds time) const;
  /// The end of the window that `time` lies in; 0 outside of every window.
  [[nodiscard]] base::UnixSeconds end_of_window_at(base::UnixSeconds time) const;
  [[nodiscard]] base::UnixSeconds retry_at(const NetworkHistory& history) const;
  /// A number below `bound` that looks like chance and is always the same for the same terminal and `what`.
  [[nodiscard]] std::int64_t chance(std::string_view what, std::int64_t number, std::int64_t bound) const;

  SyncWindow window_;
  MissedWindow missed_;
  std::uint64_t seed_ = 0;
};

}  // namespace bildungskiosk::update
