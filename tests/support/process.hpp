#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

/// What a program left when it ended.
struct Finished {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;      // which one
  std::string out;
  std::string err;
};

/// A real program, started from its path (or found in $PATH) without a terminal: stdin is empty, stdout and stderr are
/// kept. Killed by the destructor if it still runs. Trouble with starting it stops the test by exception.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// To this process only. Nothing when it has ended.
  void send(int signal);
  [[nodiscard]] bool running();
  [[nodiscard]] pid_t id() const { return id_; }
  /// Waits for the end; past the limit it is killed and an exception thrown: no test hangs.
  Finished wait(std::chrono::seconds limit = std::chrono::seconds(60));

 private:
  void reap(int options);

  TemporaryDirectory output_;
  std::string name_;
  pid_t id_ = -1;
  std::optional<int> status_;
};

/// Starts and waits.
Finished run_program(const std::vector<std::string>& command);
/// Whether a program of that name is in $PATH.
[[nodiscard]] bool is_installed(const std::string& program);

}  // namespace bildungskiosk::test
