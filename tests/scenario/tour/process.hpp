#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace bildungskiosk::test {

/// A program that runs beside the test, its output in a file. Ended with the object, if it has not ended by itself.
class Process {
 public:
  /// Starts `command` (found along PATH) with `environment` added to ours; stdout and stderr go to `output_path`.
  Process(const std::vector<std::string>& command, const std::vector<std::string>& environment,
          const std::string& output_path);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] bool started() const { return pid_ > 0; }
  /// The exit code once it has ended within the time; nothing while it runs; 128 + signal when one killed it.
  std::optional<int> wait_ms(int timeout_ms);
  void send(int signal) const;

 private:
  pid_t pid_ = -1;
  std::optional<int> exit_code_;
};

/// Whether a program of this name can be found along PATH.
[[nodiscard]] bool is_installed(const std::string& program);
/// Runs to its end; the exit code.
int run(const std::vector<std::string>& command, const std::vector<std::string>& environment);

}  // namespace bildungskiosk::test
