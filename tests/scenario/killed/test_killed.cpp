#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/scenario/killed/world.hpp"
#include "tests/support/catch.hpp"

// The real program stopped at any moment: what is shown afterwards is the old catalogue or the new one, whole.

namespace bildungskiosk::scenario {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::steady_clock;
using test::Process;

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
