#pragma once

#include <functional>
#include <string>

#include "tests/scenario/programs.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

namespace bildungskiosk::scenario {

/// What the real program must say about a package: its exit code, and the code's name in the line.
struct Refusal {
  int exit_code = 15;
  std::string code;
};

/// A terminal that shows "Kurs alt", and its office, whose next release has "Kurs neu" and new keys for the timestamp,
/// so that all four kinds of metadata are new. A test breaks a copy of the release in one way and offers it.
class HostileOffice {
 public:
  HostileOffice();

  /// The next release, rightly signed, without lengths and hashes in timestamp and snapshot: a wrong file then meets
  /// the check that is meant, not the one of its hash.
  [[nodiscard]] const test::SamplePackage& next() const { return next_; }

  /// Offers the broken package: it must be refused as said, with one line; the old catalogue must be whole and nothing
  /// written beside the store; and then the right release must install. One row of the table.
  void offer(test::FaultTrial& trial, const test::SamplePackage& broken, const Refusal& refusal);
  /// The same with what lies on a stick.
  void offer(test::FaultTrial& trial, const Stick& broken, const Refusal& refusal);

  /// Offers a package that is to be feared and must do no harm: it installs, and nothing stands beside the store or
  /// among its folders that was not there before, but the next generation.
  void accept(test::FaultTrial& trial, const test::SamplePackage& package);

  /// A copy of the right release after `change`, signed again.
  [[nodiscard]] test::SamplePackage changed(const std::function<void(test::SamplePackage&)>& change) const;

  Terminal& terminal() { return terminal_; }

 private:
  test::SamplePackage package_;
  test::SamplePackage next_;
  Terminal terminal_;
};

inline constexpr const char* kOldTitle = "Kurs alt";
inline constexpr const char* kNewTitle = "Kurs neu";

}  // namespace bildungskiosk::scenario
