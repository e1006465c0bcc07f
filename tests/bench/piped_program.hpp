#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace bildungskiosk::bench {

/// A program whose lines are read as it prints them, with the moment at which each came. In a process group of its own:
/// the destructor ends it with all that it started.
class PipedProgram {
 public:
  using Clock = std::chrono::system_clock;  // a browser's page tells the time by it, too

  enum class Complaints { kShown, kDropped };  // what it says on stderr

  /// Stops the benchmark when the program can't be started.
  explicit PipedProgram(const std::vector<std::string>& command, Complaints complaints = Complaints::kShown);
  ~PipedProgram();
  PipedProgram(const PipedProgram&) = delete;
  PipedProgram& operator=(const PipedProgram&) = delete;

  struct Line {
    std::string text;
    double after_ms = 0;  // since the program was started
  };
  /// The next line; nothing at the end of its output or past the limit.
  [[nodiscard]] std::optional<Line> next_line(std::chrono::seconds limit);
  /// The next line that begins so; those before it are dropped. Stops the benchmark when it does not come.
  [[nodiscard]] Line need_line(const std::string& beginning, std::chrono::seconds limit = std::chrono::seconds(60));
  [[nodiscard]] pid_t id() const { return id_; }
  [[nodiscard]] Clock::time_point started() const { return started_; }
  /// SIGTERM, then waits for the end.
  void stop();

 private:
  std::string name_;
  Clock::time_point started_;
  pid_t id_ = -1;
  int output_ = -1;
  std::string pending_;
};

/// Says what is wrong and ends the benchmark with 1.
[[noreturn]] void give_up(const std::string& what);

}  // namespace bildungskiosk::bench
