#include <iostream>
#include <set>

#include "tests/scenario/killed/disk_replay.hpp"
#include "tests/scenario/killed/world.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"

// One installation of the real program, recorded and replayed: after every write, sync and rename the power fails, and
// the disk holds what it must hold: what was synced.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;
using test::MemoryFileSystem;
using test::PowerCut;

struct Cut {
  PowerCut kind;
  const char* name;
  int every;  // of the different states, in a run that is not the long one
};

constexpr Cut kCuts[] = {{PowerCut::kOnlySynced, "only what was synced is left", 1},
                         {PowerCut::kNamesSurvive, "names are left, but only synced bytes", 5},
                         {PowerCut::kAllSurvives, "everything until then is left", 9}};

TEST_CASE("Whenever the power fails during an installation, the terminal shows the old or the new catalogue") {
  if (!can_trace()) {
    test::note_untried_fault(kPowerCut, "strace does not work");
    return;
  }
  work_in_memory();
  const auto start = GENERATE(World::Start::kUpdate, World::Start::kFirst);
  const std::string what = start == World::Start::kUpdate ? "an update" : "a first installation";
  World world(0, start);
  const test::TemporaryDirectory folder;
  DiskReplay replay(world.terminal.store());
  const auto recorded = test::run_program(
      traced(DiskReplay::strace_options(), folder / "record", world.terminal.command({"install", world.stick.path()})));
  REQUIRE(recorded.exit_code == 0);

  std::set<std::string> seen[std::size(kCuts)];
  int changes = 0;
  replay.play(folder / "record", [&](const MemoryFileSystem& disk, const std::string& call) {
    ++changes;
    for (std::size_t i = 0; i < std::size(kCuts); ++i) {
      const auto left = disk.after(kCuts[i].kind);
      if (!seen[i].insert(fingerprint(*left, world.terminal.store())).second) continue;
      if (!is_long_run() && (seen[i].size() - 1) % static_cast<std::size_t>(kCuts[i].every) != 0) continue;
      INFO("power cut after change " << changes << " (" << call << "), " << kCuts[i].name);
      write_out(*left, world.terminal.store());
      FaultTrial trial(kPowerCut, "replay of " + what + ": " + kCuts[i].name);
      world.check_old_or_new(trial);
    }
  });
  std::cout << "power cut: " << changes << " changes of the disk during " << what << ";";
  for (std::size_t i = 0; i < std::size(kCuts); ++i) {
    std::cout << ' ' << seen[i].size() << " different disks when " << kCuts[i].name
              << (i + 1 < std::size(kCuts) ? "," : "\n");
  }
  CHECK(changes > 50);
  CHECK(world.seen_old > 5);
  CHECK(world.seen_new > 0);
}

}  // namespace
}  // namespace bildungskiosk::scenario
