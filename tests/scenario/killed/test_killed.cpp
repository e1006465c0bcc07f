#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <thread>

#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

// The real program stopped at any moment: what is shown afterwards is the old catalogue or the new one, whole.

namespace bildungskiosk::scenario {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::steady_clock;
using test::Process;
using test::SamplePackage;

constexpr const char* kOldTitles = "Kurs alt";
constexpr const char* kNewTitles = "Kurs neu";
constexpr std::string_view kPowerCut = "power cut at every write, sync and rename";

/// A terminal that shows "Kurs alt", and a stick with "Kurs neu" and enough beside it to take a while.
struct World {
  explicit World(std::size_t other_offers) : package(now()), terminal(package) {
    package.set_titles("vhs", {kOldTitles});
    package.release();
    REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
    package.set_titles("vhs", {kNewTitles});
    std::vector<std::string> titles;
    for (std::size_t i = 0; i < other_offers; ++i) titles.push_back("Treffen " + std::to_string(i));
    package.set_titles("fz", titles);
    package.release();
    stick.write(package);
    terminal.keep();
  }

  /// After a run that may have been cut: whole, old or new, and ready for the next one.
  void check_old_or_new(test::FaultTrial& trial) {
    const std::string shown = terminal.titles("Kurs");
    CHECK((shown == kOldTitles || shown == kNewTitles));
    const bool is_whole = terminal.sync({"verify"}).exit_code == 0;
    CHECK(is_whole);
    const auto again = terminal.install(stick.path());
    CHECK(again.exit_code == (shown == kNewTitles ? 10 : 0));
    CHECK(terminal.titles("Kurs") == kNewTitles);
    trial.add(test::survived_if(is_whole && again.exit_code == (shown == kNewTitles ? 10 : 0)),
              shown == kNewTitles ? test::kSawNew : test::kSawOld,
              "the next time: " + test::sentence_of(again.out + again.err));
    ++(shown == kNewTitles ? seen_new : seen_old);
  }

  SamplePackage package;
  Terminal terminal;
  Stick stick;
  int seen_old = 0;
  int seen_new = 0;
};

/// Whether another process holds the store's lock.
bool is_locked(const std::string& store) {
  const int descriptor = ::open((store + "/lock").c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool locked = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0;
  ::close(descriptor);
  return locked;
}

/// Until the process holds the lock and has written its id into it.
void wait_until_locked(const std::string& store, Process& process) {
  const std::string id = std::to_string(process.id()) + "\n";
  while (process.running() && (!is_locked(store) || test::read_text_file(store + "/lock") != id)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

TEST_CASE("Killed at any moment, the terminal shows the old or the new catalogue") {
  World world(300);
  const auto started = steady_clock::now();
  REQUIRE(world.terminal.install(world.stick.path()).exit_code == 0);
  const auto whole = duration_cast<microseconds>(steady_clock::now() - started);

  test::FaultTrial trial(kPowerCut, "kiosk-sync killed at 16 moments of an installation");
  constexpr int kMoments = 15;
  for (int moment = 0; moment <= kMoments; ++moment) {
    INFO("killed after " << moment << "/" << kMoments << " of an installation");
    world.terminal.restore();
    Process process(world.terminal.command({"install", world.stick.path()}));
    std::this_thread::sleep_for(whole * moment / kMoments);
    process.send(SIGKILL);
    static_cast<void>(process.wait());
    world.check_old_or_new(trial);
  }
  CHECK(world.seen_old > 0);
}

/// Whether strace is there and may trace (containers often forbid it).
bool can_trace() {
  if (!test::is_installed("strace")) return false;
  return test::run_program({"strace", "-o", "/dev/null", "true"}).exit_code == 0;
}

TEST_CASE("Killed at the n-th system call, the terminal shows the old or the new catalogue") {
  if (!can_trace()) {
    std::cout << "skipped: strace is missing or may not trace here\n";
    return;
  }
  World world(0);
  // The calls that change what is on the disk; each of them, and for the many writes of SQLite every few.
  struct Series {
    const char* call;
    int first;
    int step;
  };
  const auto series = GENERATE(Series{"rename", 1, 1}, Series{"fsync", 1, 3}, Series{"fdatasync", 1, 2},
                               Series{"pwrite64", 1, 20}, Series{"write", 1, 9}, Series{"unlink", 1, 4},
                               Series{"mkdir", 1, 1}, Series{"openat", 12, 17}, Series{"unlinkat", 1, 5});
  test::FaultTrial trial(kPowerCut, "kiosk-sync killed at its n-th system call (strace)");
  int killed = 0;
  for (int number = series.first; number < 1000; number += series.step) {
    INFO(series.call << " number " << number);
    world.terminal.restore();
    auto command = world.terminal.command({"install", world.stick.path()});
    const std::string inject = std::string("inject=") + series.call + ":signal=KILL:when=" + std::to_string(number);
    // A sanitized program's leak checker can't look while somebody traces it, and says so as a failure.
    command.insert(command.begin(),
                   {"env", "ASAN_OPTIONS=detect_leaks=0", "strace", "-f", "-o", "/dev/null", "-e", inject});
    const auto finished = test::run_program(command);
    world.check_old_or_new(trial);
    if (finished.signal != SIGKILL && finished.exit_code != 128 + SIGKILL) {
      CHECK(finished.exit_code == 0);
      break;
    }
    ++killed;
  }
  CHECK(killed > 0);
}

TEST_CASE("SIGTERM and SIGINT end an installation cleanly, with an exit code of their own") {
  World world(3000);
  const int signal = GENERATE(SIGTERM, SIGINT);
  Process process(world.terminal.command({"install", world.stick.path()}));
  wait_until_locked(world.terminal.store(), process);
  process.send(signal);
  const auto finished = process.wait();
  INFO(finished.err);
  CHECK(finished.exit_code == 20);
  CHECK_THAT(finished.err, ContainsSubstring("abgebrochen"));
  test::FaultTrial trial(kPowerCut, "kiosk-sync asked to stop (SIGTERM, SIGINT)");
  world.check_old_or_new(trial);
  CHECK(world.seen_old == 1);
}

TEST_CASE("Two installations at once: the second says which process holds the store") {
  World world(3000);
  Process first(world.terminal.command({"install", world.stick.path()}));
  wait_until_locked(world.terminal.store(), first);
  first.send(SIGSTOP);
  REQUIRE(is_locked(world.terminal.store()));
  const auto second = world.terminal.install(world.stick.path());
  // Meanwhile the old catalogue is searched as ever: readers need no lock.
  CHECK(world.terminal.titles("Kurs") == kOldTitles);
  first.send(SIGCONT);
  CHECK(first.wait().exit_code == 0);

  CHECK(second.exit_code == 19);
  CHECK_THAT(second.err, ContainsSubstring("process " + std::to_string(first.id())));
  const std::string shown = world.terminal.titles("Kurs");
  CHECK(shown == kNewTitles);
  test::FaultTrial trial("two kiosk-sync at once", "two shell commands, the first one held up");
  trial.add(test::survived_if(second.exit_code == 19 && shown == kNewTitles), test::kSawNew,
            test::sentence_of(second.err));
}

}  // namespace
}  // namespace bildungskiosk::scenario
