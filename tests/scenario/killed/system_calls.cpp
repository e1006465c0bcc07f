#include "tests/scenario/killed/system_calls.hpp"

#include <algorithm>
#include <fstream>

#include "tests/scenario/killed/world.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {

Calls calls_of(const std::vector<std::string>& command, const std::string& start) {
  const test::TemporaryDirectory folder;
  const auto traced_run = test::run_program(traced({"-y", "-s", "200"}, folder / "trace", command));
  INFO(traced_run.out << traced_run.err);
  REQUIRE(traced_run.exit_code == 0);
  Calls calls;
  bool started = false;
  std::ifstream trace(folder / "trace");
  for (std::string line; std::getline(trace, line);) {
    const std::size_t name = line.find_first_not_of(" 0123456789");
    const std::size_t open = line.find('(');
    if (open == std::string::npos || line[name] < 'a' || line[name] > 'z') continue;  // exits, signals
    const std::string call = line.substr(name, open - name);
    started = started || line.find(start) != std::string::npos;
    if (!started) ++calls.before_start[call];
    ++calls.all[call];
  }
  REQUIRE(started);
  return calls;
}

const std::set<std::string>& changing_calls() {
  static const std::set<std::string> kChanging = {"write",     "pwrite64", "rename",    "renameat", "renameat2",
                                                  "unlink",    "unlinkat", "rmdir",     "mkdir",    "mkdirat",
                                                  "ftruncate", "fsync",    "fdatasync", "fallocate"};
  return kChanging;
}

std::vector<int> numbers(int first, int last, int choice) {
  std::vector<int> chosen;
  const int step = is_long_run() ? 1 : std::max(1, (last - first + 1 + choice - 1) / choice);
  for (int number = first; number <= last; number += step) chosen.push_back(number);
  return chosen;
}

}  // namespace bildungskiosk::scenario
