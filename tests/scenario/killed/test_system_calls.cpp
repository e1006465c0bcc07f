#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "tests/scenario/killed/world.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"

// The real program killed at its system calls, and told by them that the disk is full or broken: in a normal run at a
// choice of the calls that change the disk, in the long run at every call of one installation.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;

/// How often an installation makes each system call, and how many of them are its start: loading libraries, before our
/// own first line.
struct Calls {
  std::map<std::string, int> all;
  std::map<std::string, int> before_lock;
};

Calls calls_of(World& world) {
  const test::TemporaryDirectory folder;
  world.terminal.restore();
  const auto traced_run = test::run_program(
      traced({"-y", "-s", "200"}, folder / "trace", world.terminal.command({"install", world.stick.path()})));
  REQUIRE(traced_run.exit_code == 0);
  Calls calls;
  bool started = false;
  std::ifstream trace(folder / "trace");
  for (std::string line; std::getline(trace, line);) {
    const std::size_t name = line.find_first_not_of(" 0123456789");
    const std::size_t open = line.find('(');
    if (open == std::string::npos || line[name] < 'a' || line[name] > 'z') continue;  // exits, signals
    const std::string call = line.substr(name, open - name);
    started = started || line.find(world.terminal.store() + "/lock") != std::string::npos;
    if (!started) ++calls.before_lock[call];
    ++calls.all[call];
  }
  REQUIRE(started);
  return calls;
}

const std::set<std::string> kChanging = {"write",     "pwrite64", "rename",    "renameat", "renameat2",
                                         "unlink",    "unlinkat", "rmdir",     "mkdir",    "mkdirat",
                                         "ftruncate", "fsync",    "fdatasync", "fallocate"};

/// Calls by which the program meets the disk and can be told that something is wrong.
const std::set<std::string> kAsking = {"openat", "read",       "pread64", "newfstatat",
                                       "fstat",  "getdents64", "statfs",  "close"};

/// Every number from `first` to `last` in the long run; else about `choice` of them, the first among them.
std::vector<int> numbers(int first, int last, int choice) {
  std::vector<int> chosen;
  const int step = is_long_run() ? 1 : std::max(1, (last - first + 1 + choice - 1) / choice);
  for (int number = first; number <= last; number += step) chosen.push_back(number);
  return chosen;
}

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
  const Calls calls = calls_of(world);
  FaultTrial trial(kPowerCut, "kiosk-sync killed at its system calls (strace)");
  int killed = 0;
  for (const auto& [call, count] : calls.all) {
    const bool changing = kChanging.contains(call);
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
  const Calls calls = calls_of(world);
  const std::string error = GENERATE("EIO", "ENOSPC");
  // Once, or from there on.
  const std::string lasting = GENERATE("", "+");
  FaultTrial trial(error == "EIO" ? "EIO in mid-file" : "no space for metadata",
                   "kiosk-sync, system calls that fail with " + error + (lasting.empty() ? " once" : " from there on"));
  std::map<int, int> answers;
  for (const auto& [call, count] : calls.all) {
    const bool asks = kAsking.contains(call) && error == "EIO";
    if (!kChanging.contains(call) && !asks) continue;
    const auto before = calls.before_lock.find(call);
    const int first = before == calls.before_lock.end() ? 1 : before->second + 1;
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
