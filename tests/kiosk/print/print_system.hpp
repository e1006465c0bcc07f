#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::print::test {

/// A queue of the print system of a test.
struct QueueSpec {
  std::string name;
  /// What the printer does with what it gets: leave it as a file, or run out of paper and wait.
  enum class Printer { kPrints, kRunsOutOfPaper } printer = Printer::kPrints;
  std::string reason{};  // one of its printer-state-reasons from the start; empty: none
  enum class Stopped { kNo, kYes } stopped = Stopped::kNo;
  enum class Accepts { kJobs, kNothing } accepts = Accepts::kJobs;
};

/// The real cupsd, for anybody: with folders of its own, below a temporary one, and a socket there instead of a port.
/// Stopped with the object.
class PrintSystem {
 public:
  explicit PrintSystem(const std::vector<QueueSpec>& queues);

  [[nodiscard]] std::string socket() const { return folder_ / "socket"; }
  /// What the printer got last; empty while it has got nothing.
  [[nodiscard]] std::string printed() const;
  /// Files of jobs that are still in the spooler's folder.
  [[nodiscard]] std::vector<std::string> documents_kept() const;
  void stop() { daemon_.reset(); }

 private:
  void write_configuration(const std::vector<QueueSpec>& queues) const;
  void write_backend(const std::string& scheme, const std::string& script) const;

  bildungskiosk::test::TemporaryDirectory folder_;
  std::unique_ptr<bildungskiosk::test::Process> daemon_;
};

}  // namespace bildungskiosk::print::test
