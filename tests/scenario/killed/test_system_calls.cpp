#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "tests/scenario/killed/system_calls.hpp"
#include "tests/scenario/killed/world.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"

// The real program killed at its system calls, and told by them that the disk is full or broken: in a normal run at a
// choice of the calls that change the disk, in the long run at every call of one installation.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;

/// Of one installation, from the moment in which it asks for the lock.
Calls calls_of_install(World& world) {
  world.terminal.restore();
  return calls_of(world.terminal.command({"install", world.stick.path()}), world.terminal.store() + "/lock");
}

/// Calls by which the program meets the disk and can be told that something is wrong.
const std::set<std::string> kAsking = {"openat", "read",       "pread64", "newfstatat",
                                       "fstat",  "getdents64", "statfs",  "close"};

void tell(const std::string& words) {
  if (is_long_run()) std::cout << words << std::endl;  // NOLINT(performance-avoid-endl): progress of a long run
}

TEST_CASE("Killed at its system calls, the terminal shows the old or the new catalogue") {
  if (!can_trace()) {
    test::note_untried_fault(kPowerCut, "strace does not work");
    return;
  }
  work_in_memory();
  World world(0);
  const Calls calls = calls_of_install(world);
  FaultTrial trial(kPowerCut, "kiosk-sync killed at its system calls (strace)");
  int killed = 0;
  for (const auto& [call, count] : calls.all) {
    const bool changing = changing_calls().contains(call);
    if (!changing && !is_long_run()) continue;
    tell("killed at each of " + std::to_string(count) + " " + call);
    for (const int number : numbers(1, count, 6)) {
      INFO(call << " number " << number << " of " << count);
      world.terminal.restore();
      const auto finished = test::run_program(hurt(call + ":signal=KILL:when=" + std::to_string(number),
                                                   world.terminal.command({"install", world.stick.path()})));
      world.check_old_or_new(trial);
      killed += finished.signal == SIGKILL || finished.exit_code == 128 + SIGKILL ? 1 : 0;
    }
  }
  std::cout << "killed at " << killed << " system calls\n";
  CHECK(killed > 20);
  CHECK(world.seen_new > 0);
  CHECK(world.seen_old > 0);
}

/// What `kiosk-sync install` may say when a call on the terminal's disk or the stick fails with this error: done all
/// the same (it went to the diary, or to a file that had been synced), or the honest reason. 1 is SQLite's word for a
/// file that it can't make sense of; 18 a store that can't be looked into.
bool is_right_answer(const std::string& error, int exit_code) {
  static const std::set<int> kBroken = {0, 1, 10, 18, 21};
  static const std::set<int> kFull = {0, 10, 16, 21};  // 21: a sync of SQLite's, which keeps no word of the full disk
  return (error == "EIO" ? kBroken : kFull).contains(exit_code);
}

TEST_CASE("Told by a system call that the disk is broken or full, the program says so and leaves the old or the new") {
  if (!can_trace()) return;
  work_in_memory();
  World world(0);
  const Calls calls = calls_of_install(world);
  const std::string error = GENERATE("EIO", "ENOSPC");
  // Once, or from there on.
  const std::string lasting = GENERATE("", "+");
  FaultTrial trial(error == "EIO" ? "EIO in mid-file" : "no space for metadata",
                   "kiosk-sync, system calls that fail with " + error + (lasting.empty() ? " once" : " from there on"));
  std::map<int, int> answers;
  for (const auto& [call, count] : calls.all) {
    const bool asks = kAsking.contains(call) && error == "EIO";
    if (!changing_calls().contains(call) && !asks) continue;
    const auto before = calls.before_start.find(call);
    const int first = before == calls.before_start.end() ? 1 : before->second + 1;
    tell(error + lasting + " from each of " + std::to_string(count - first + 1) + " " + call);
    for (const int number : numbers(first, count, asks ? 2 : 1)) {
      INFO(call << " number " << number << " of " << count << ": " << error << lasting);
      world.terminal.restore();
      const auto finished =
          test::run_program(hurt(call + ":error=" + error + ":when=" + std::to_string(number) + lasting,
                                 world.terminal.command({"install", world.stick.path()})));
      INFO(finished.exit_code << ", signal " << finished.signal << ": " << finished.err);
      CHECK(finished.signal == 0);
      CHECK(is_right_answer(error, finished.exit_code));
      ++answers[finished.exit_code];
      world.check_old_or_new(trial);
    }
  }
  std::cout << error << lasting << ":";
  for (const auto& [code, times] : answers) std::cout << ' ' << times << " times exit " << code << ';';
  std::cout << '\n';
}

}  // namespace
}  // namespace bildungskiosk::scenario
