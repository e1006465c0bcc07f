#pragma once

#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

inline constexpr base::UnixSeconds kDay_s = 86'400;

/// A wall clock for real programs (libfaketime in front of them): it stands where it was set and goes on from there.
/// Nothing in our programs knows of it.
class FakedClock {
 public:
  /// Whether libfaketime is there and moves the clock of our programs. Says why not on the test's output.
  [[nodiscard]] static bool is_available();

  explicit FakedClock(base::UnixSeconds start) { set(start); }
  /// Also under a program that runs: its next look sees the new time.
  void set(base::UnixSeconds time);

  /// The command, to be started under this clock.
  [[nodiscard]] std::vector<std::string> under(std::vector<std::string> command) const;
  [[nodiscard]] test::Finished run(std::vector<std::string> command) const {
    return test::run_program(under(std::move(command)));
  }

 private:
  test::TemporaryDirectory folder_;
};

}  // namespace bildungskiosk::scenario
