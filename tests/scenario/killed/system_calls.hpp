#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace bildungskiosk::scenario {

/// How often a program makes each system call, and how many of them are its start: loading libraries, before our own
/// first line.
struct Calls {
  std::map<std::string, int> all;
  std::map<std::string, int> before_start;
};

/// Runs the command, which must end with 0, under strace. What it does counts from the first line that names `start` (a
/// path); the test stops when there is none.
[[nodiscard]] Calls calls_of(const std::vector<std::string>& command, const std::string& start);

/// Calls that change the disk.
[[nodiscard]] const std::set<std::string>& changing_calls();

/// Every number from `first` to `last` in the long run; else about `choice` of them, the first among them.
[[nodiscard]] std::vector<int> numbers(int first, int last, int choice);

}  // namespace bildungskiosk::scenario
