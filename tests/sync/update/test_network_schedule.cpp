#include <map>
#include <set>
#include <string>

#include "sync/update/limits.hpp"
#include "sync/update/network_schedule.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::update {
namespace {

using base::ErrorCode;
using base::UnixSeconds;

constexpr UnixSeconds kMinute_s = 60;
constexpr UnixSeconds kHour_s = 3'600;
constexpr UnixSeconds kDay_s = 86'400;

constexpr SyncWindow kNight{2 * 60, 5 * 60};
const base::Date kDay = base::make_date(2026, 11, 24).value();

UnixSeconds at(base::Date day, int hour, int minute = 0) {
  return base::from_german_local_time({day, static_cast<base::MinuteOfDay>(hour * 60 + minute)});
}
UnixSeconds at(int hour, int minute = 0) { return at(kDay, hour, minute); }

bool is_at_night(UnixSeconds time) {
  const auto minute = base::german_local_time(time).minute;
  return minute >= kNight.from && minute < kNight.to;
}

NetworkSchedule schedule(MissedWindow missed = MissedWindow::kCatchUp, const std::string& terminal = "terminal 1") {
  return {kNight, missed, terminal};
}

/// Asked yesterday, and running ever since.
const NetworkHistory kAskedYesterday{at(base::add_days(kDay, -1), 4, 59), 0};
const UnixSeconds kLongAgo = at(base::add_days(kDay, -30), 0);

NetworkHistory failed(UnixSeconds when, int times) { return {when, times}; }

}  // namespace

TEST_CASE("The network is asked once in each window, at the same instant however often one looks") {
  const NetworkSchedule plan = schedule();
  UnixSeconds now = at(0);
  NetworkHistory history = kAskedYesterday;
  std::set<UnixSeconds> instants;
  for (int day = 0; day < 60; ++day) {
    const UnixSeconds next = plan.next_attempt_at(history, kLongAgo, now);
    CHECK(plan.next_attempt_at(history, kLongAgo, (now + next) / 2) == next);
    CHECK(plan.next_attempt_at(history, kLongAgo, next) == next);
    CHECK(is_at_night(next));
    CHECK(base::german_local_time(next).date == base::add_days(kDay, day));
    instants.insert(next % kDay_s);
    history = after_attempt(history, AttemptOutcome::kAnswered, next);
    now = next;
  }
  CHECK(instants.size() > 50);
}

// Seen to fail with the seed taken out of `chance`.
TEST_CASE("Ten thousand terminals don't ask in the same second") {
  std::map<UnixSeconds, int> by_second;
  std::map<UnixSeconds, int> by_minute;
  for (int number = 0; number < 10'000; ++number) {
    const UnixSeconds slot = schedule(MissedWindow::kCatchUp, "terminal " + std::to_string(number)).slot_on(kDay);
    CHECK(is_at_night(slot));
    ++by_second[slot];
    ++by_minute[slot / kMinute_s];
  }
  int busiest_second = 0;
  for (const auto& [second, count] : by_second) busiest_second = std::max(busiest_second, count);
  CHECK(busiest_second < 12);
  CHECK(by_minute.size() == 180);
  for (const auto& [minute, count] : by_minute) CHECK((count > 20 && count < 100));
}

TEST_CASE("Failures are followed by longer and longer waits, up to the cap, and never two terminals in step") {
  const NetworkSchedule plan(SyncWindow{0, 0}, MissedWindow::kCatchUp, "a");
  const NetworkSchedule other(SyncWindow{0, 0}, MissedWindow::kCatchUp, "b");
  const UnixSeconds when = at(0, 1);
  UnixSeconds before = 0;
  for (int times = 1; times <= 4; ++times) {
    const UnixSeconds wait = plan.next_attempt_at(failed(when, times), kLongAgo, when) - when;
    const UnixSeconds longest = kBackOffFirst_s << (times - 1);
    INFO(times);
    CHECK(wait <= longest);
    CHECK(wait > longest * 3 / 4);
    CHECK(wait > before);
    CHECK(other.next_attempt_at(failed(when, times), kLongAgo, when) - when != wait);
    before = wait;
  }
  for (const int times : {6, 7, 100, 1'000'000}) {
    const UnixSeconds wait = plan.next_attempt_at(failed(when, times), kLongAgo, when) - when;
    CHECK(wait <= kBackOffLongest_s);
    CHECK(wait > kBackOffLongest_s * 3 / 4);
  }
}

TEST_CASE("What fails at night is retried until the night ends, and then in the next one") {
  const NetworkSchedule plan = schedule();
  CHECK(is_at_night(plan.next_attempt_at(failed(at(3), 1), kLongAgo, at(3))));
  CHECK(plan.next_attempt_at(failed(at(3), 1), kLongAgo, at(3)) < at(3, 16));
  CHECK(plan.next_attempt_at(failed(at(4, 50), 3), kLongAgo, at(4, 51)) == plan.slot_on(base::add_days(kDay, 1)));
  CHECK(plan.next_attempt_at(failed(at(4, 50), 3), kLongAgo, at(14)) == plan.slot_on(base::add_days(kDay, 1)));
}

TEST_CASE("An answer ends the waiting, also one that refuses the package") {
  const NetworkSchedule plan = schedule();
  const UnixSeconds first = plan.slot_on(kDay);
  const NetworkHistory history = after_attempt(failed(first, 5), AttemptOutcome::kFailed, first + kMinute_s);
  CHECK(history == failed(first + kMinute_s, 6));
  const NetworkHistory answered = after_attempt(history, AttemptOutcome::kAnswered, first + 2 * kMinute_s);
  CHECK(answered == NetworkHistory{first + 2 * kMinute_s, 0});
  CHECK(plan.next_attempt_at(answered, kLongAgo, first + 3 * kMinute_s) == plan.slot_on(base::add_days(kDay, 1)));
}

TEST_CASE("An attempt that somebody ended counts as none") {
  const NetworkHistory history = after_attempt(kAskedYesterday, AttemptOutcome::kStopped, at(4));
  CHECK(history == kAskedYesterday);
  CHECK(schedule().next_attempt_at(history, kLongAgo, at(4, 59)) == at(4, 59));
}

TEST_CASE("A terminal that was off at night asks some time after it is switched on, not in the same second as all") {
  std::set<UnixSeconds> instants;
  for (int number = 0; number < 200; ++number) {
    const NetworkSchedule plan = schedule(MissedWindow::kCatchUp, "terminal " + std::to_string(number));
    const UnixSeconds next = plan.next_attempt_at(kAskedYesterday, at(9), at(9));
    CHECK(next >= at(9));
    CHECK(next < at(9) + kCatchUpSpread_s);
    CHECK(plan.next_attempt_at(kAskedYesterday, at(9), at(9, 1)) == std::max(next, at(9, 1)));
    instants.insert(next);
  }
  CHECK(instants.size() > 150);
  CHECK(schedule().next_attempt_at({at(9, 10), 0}, at(9), at(9, 11)) == schedule().slot_on(base::add_days(kDay, 1)));
}

TEST_CASE("What is caught up by day is retried by day") {
  const UnixSeconds next = schedule().next_attempt_at(failed(at(9, 10), 1), at(9), at(9, 11));
  CHECK(next > at(9, 20));
  CHECK(next <= at(9, 25));
}

TEST_CASE("A terminal that is told to wait for its window waits") {
  const NetworkSchedule plan = schedule(MissedWindow::kWait);
  CHECK(plan.next_attempt_at(kAskedYesterday, at(9), at(9)) == plan.slot_on(base::add_days(kDay, 1)));
  CHECK(plan.next_attempt_at(failed(at(9), 1), at(9), at(9)) == plan.slot_on(base::add_days(kDay, 1)));
  CHECK(plan.next_attempt_at({}, at(9), at(9)) == plan.slot_on(base::add_days(kDay, 1)));
}

TEST_CASE("A terminal that never asked does so soon") {
  CHECK(schedule().next_attempt_at({}, at(14), at(14)) < at(14) + kCatchUpSpread_s);
}

TEST_CASE("An instant that passed while something else was done is made up for at once") {
  const NetworkSchedule plan = schedule();
  const UnixSeconds late = plan.slot_on(kDay) + 5 * kMinute_s;
  CHECK(plan.next_attempt_at(kAskedYesterday, kLongAgo, late) == late);
}

TEST_CASE("A window may pass midnight") {
  const NetworkSchedule plan(SyncWindow{23 * 60, 60}, MissedWindow::kWait, "terminal 1");
  NetworkHistory history{at(12), 0};
  for (int day = 0; day < 30; ++day) {
    const UnixSeconds next = plan.next_attempt_at(history, kLongAgo, history.last_attempt_at);
    const auto minute = base::german_local_time(next).minute;
    CHECK((minute >= 23 * 60 || minute < 60));
    CHECK(next > history.last_attempt_at);
    CHECK(next < history.last_attempt_at + 2 * kDay_s);
    history = {next, 0};
  }
  CHECK(plan.next_attempt_at(failed(at(0, 10), 1), kLongAgo, at(0, 10)) < at(0, 26));
}

TEST_CASE("The nights in which the clock changes have their instant, too") {
  for (const base::Date day : {base::make_date(2027, 3, 28).value(), base::make_date(2026, 10, 25).value()}) {
    for (const SyncWindow window : {kNight, SyncWindow{2 * 60, 3 * 60}, SyncWindow{2 * 60 + 30, 2 * 60 + 45}}) {
      const NetworkSchedule plan(window, MissedWindow::kWait, "terminal 1");
      const UnixSeconds before = at(base::add_days(day, -1), 12);
      const UnixSeconds next = plan.next_attempt_at({before, 0}, kLongAgo, before);
      CHECK(base::german_local_time(next).date == day);
      CHECK(plan.next_attempt_at({next, 0}, kLongAgo, next) > next + 12 * kHour_s);
    }
  }
}

// Seen to fail with the first line of next_attempt_at taken out: it would wait a year.
TEST_CASE("A history from the future does not keep a terminal from asking") {
  const NetworkHistory history{at(3) + 365 * kDay_s, 3};
  CHECK(schedule().next_attempt_at(history, at(3) + 365 * kDay_s, at(3)) < at(3) + 2 * kDay_s);
  CHECK(schedule().next_attempt_at(history, at(9), at(9)) < at(9) + kCatchUpSpread_s);
}

TEST_CASE("The network's and the terminal's troubles are worth a retry, the package's are an answer") {
  for (const ErrorCode code : {ErrorCode::kNameNotResolved, ErrorCode::kServerError, ErrorCode::kCaptivePortal,
                               ErrorCode::kCertificateExpired, ErrorCode::kNoSpace, ErrorCode::kBusy}) {
    CHECK(outcome_of(base::Error{code, ""}) == AttemptOutcome::kFailed);
  }
  for (const ErrorCode code : {ErrorCode::kUpToDate, ErrorCode::kHashMismatch, ErrorCode::kWrongSignature,
                               ErrorCode::kOlderThanInstalled, ErrorCode::kMalformedRecord}) {
    CHECK(outcome_of(base::Error{code, ""}) == AttemptOutcome::kAnswered);
  }
  CHECK(outcome_of({}) == AttemptOutcome::kAnswered);
  CHECK(outcome_of(base::Error{ErrorCode::kCancelled, ""}) == AttemptOutcome::kStopped);
}

TEST_CASE("A sync window is two times of day") {
  CHECK(parse_sync_window("02:00-05:00").value() == kNight);
  CHECK(parse_sync_window("23:30-00:30").value() == SyncWindow{23 * 60 + 30, 30});
  for (const char* text : {"", "02:00", "02:00-", "-05:00", "2-5", "02:00-25:00", "02:00 - 05:00", "nachts"}) {
    INFO(text);
    CHECK_FALSE(parse_sync_window(text));
  }
}

}  // namespace bildungskiosk::update
