#include "tests/scenario/tracing.hpp"

#include <iostream>

#include "tests/support/process.hpp"

namespace bildungskiosk::scenario {

bool can_trace() {
  if (!test::is_installed("strace")) {
    std::cout << "skipped: strace is not installed\n";
    return false;
  }
  if (test::run_program({"strace", "-f", "-o", "/dev/null", "true"}).exit_code == 0) return true;
  std::cout << "skipped: strace may not trace here\n";
  return false;
}

std::vector<std::string> traced(std::vector<std::string> options, const std::string& output,
                                const std::vector<std::string>& command) {
  std::vector<std::string> whole{"env", "ASAN_OPTIONS=detect_leaks=0", "strace", "-f", "-o", output};
  whole.insert(whole.end(), options.begin(), options.end());
  whole.insert(whole.end(), command.begin(), command.end());
  return whole;
}

std::vector<std::string> hurt(const std::string& inject, const std::vector<std::string>& command,
                              const std::string& path) {
  std::vector<std::string> options{"-e", "inject=" + inject};
  if (!path.empty()) options.insert(options.end(), {"-P", path});
  return traced(std::move(options), "/dev/null", command);
}

}  // namespace bildungskiosk::scenario
