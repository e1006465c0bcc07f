#pragma once

#include <string>

#include "tests/scenario/programs.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

namespace bildungskiosk::scenario {

inline constexpr const char* kOldTitles = "Kurs alt";
inline constexpr const char* kNewTitles = "Kurs neu";
inline constexpr std::string_view kPowerCut = "power cut at every write, sync and rename";

/// Whether everything is to be tried (`scripts/test --long`), or a choice of it.
[[nodiscard]] bool is_long_run();
/// Installing hundreds of times wants no real disk: temporary files go to memory where there is room. Call it before
/// the first one is made.
void work_in_memory();

/// A terminal that shows "Kurs alt" (or nothing yet), and a stick with "Kurs neu" and enough beside it to take a while.
struct World {
  enum class Start { kFirst, kUpdate };
  explicit World(std::size_t other_offers, Start start = Start::kUpdate);

  /// After a run that may have been cut: whole, old or new, and ready for the next one. One attempt of the trial.
  void check_old_or_new(test::FaultTrial& trial);

  test::SamplePackage package;
  Terminal terminal;
  Stick stick;
  std::string old_titles = kOldTitles;
  int seen_old = 0;
  int seen_new = 0;
};

}  // namespace bildungskiosk::scenario
