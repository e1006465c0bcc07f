#include "tests/scenario/killed/world.hpp"

#include <cstdlib>
#include <filesystem>

#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {

bool is_long_run() {
  const char* asked = std::getenv("BILDUNGSKIOSK_LONG_TESTS");
  return asked != nullptr && std::string(asked) == "1";
}

void work_in_memory() {
  constexpr std::uintmax_t kRoomBytes = 1U << 30U;
  std::error_code failed;
  const auto room = std::filesystem::space("/dev/shm", failed);
  if (!failed && room.available > kRoomBytes) ::setenv("TMPDIR", "/dev/shm", 0);
}

World::World(std::size_t other_offers, Start start) : package(now()), terminal(package) {
  if (start == Start::kUpdate) {
    package.set_titles("vhs", {kOldTitles});
    package.release();
    REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  } else {
    old_titles = "exit 18";  // nothing installed yet
  }
  package.set_titles("vhs", {kNewTitles});
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < other_offers; ++i) titles.push_back("Treffen " + std::to_string(i));
  package.set_titles("fz", titles);
  package.release();
  stick.write(package);
  terminal.keep();
}

void World::check_old_or_new(test::FaultTrial& trial) {
  const std::string shown = terminal.titles("Kurs");
  const bool is_new = shown == kNewTitles;
  CHECK((is_new || shown == old_titles));
  const auto verified = terminal.sync({"verify"});
  INFO(verified.err);
  const bool is_whole = verified.exit_code == (shown == "exit 18" ? 18 : 0);
  CHECK(is_whole);
  const auto again = terminal.install(stick.path());
  INFO(again.err);
  // A first generation that was complete but not shown yet is found by the next run.
  const bool goes_on = again.exit_code == 0 || (again.exit_code == 10 && shown != kOldTitles);
  CHECK(goes_on);
  const bool is_shown = terminal.titles("Kurs") == kNewTitles;
  CHECK(is_shown);
  const auto saw = is_new ? test::kSawNew : old_titles == kOldTitles ? test::kSawOld : test::kSawNone;
  trial.add(test::survived_if((is_new || shown == old_titles) && is_whole && goes_on && is_shown), saw,
            "the next time: " + test::sentence_of(again.out + again.err));
  ++(is_new ? seen_new : seen_old);
}

}  // namespace bildungskiosk::scenario
