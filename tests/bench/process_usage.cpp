#include "tests/bench/process_usage.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

namespace bildungskiosk::bench {
namespace {

struct Stat {
  pid_t id = 0;
  pid_t parent = 0;
  std::string name;
  double cpu_ticks = 0;
};

// proc(5): id, (name), state, parent, … utime and stime are the 14th and 15th. The name may hold spaces.
std::optional<Stat> read_stat(const std::string& folder) {
  std::ifstream file(folder + "/stat");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (open == std::string::npos || close == std::string::npos) return std::nullopt;
  Stat stat;
  stat.name = text.substr(open + 1, close - open - 1);
  std::istringstream(text.substr(0, open)) >> stat.id;
  std::istringstream rest(text.substr(close + 1));
  std::string state;
  rest >> state >> stat.parent;
  std::string skipped;
  for (int field = 5; field < 14; ++field) rest >> skipped;
  double user = 0;
  double system = 0;
  rest >> user >> system;
  stat.cpu_ticks = user + system;
  return stat;
}

std::vector<Stat> every_process() {
  std::vector<Stat> all;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (!std::all_of(name.begin(), name.end(), [](char letter) { return letter >= '0' && letter <= '9'; })) continue;
    if (auto stat = read_stat(entry.path())) all.push_back(std::move(*stat));
  }
  return all;
}

std::uint64_t pss_bytes(const std::string& folder) {
  std::ifstream file(folder + "/smaps_rollup");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("Pss:")) continue;
    std::uint64_t kilobytes = 0;
    std::istringstream(line.substr(4)) >> kilobytes;
    return kilobytes * 1024;
  }
  return 0;
}

}  // namespace

std::vector<pid_t> process_tree(pid_t root) {
  const std::vector<Stat> all = every_process();
  std::vector<pid_t> tree{root};
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const pid_t parent = tree[i];
    for (const Stat& stat : all) {
      if (stat.parent == parent) tree.push_back(stat.id);
    }
  }
  return tree;
}

Usage usage_of(const std::vector<pid_t>& processes) {
  const auto ticks_per_second = static_cast<double>(::sysconf(_SC_CLK_TCK));
  Usage usage;
  for (const pid_t id : processes) {
    const std::string folder = "/proc/" + std::to_string(id);
    const auto stat = read_stat(folder);
    if (!stat) continue;
    ++usage.processes;
    usage.cpu_seconds += stat->cpu_ticks / ticks_per_second;
    usage.pss_bytes += pss_bytes(folder);
  }
  return usage;
}

pid_t sibling_named(const std::string& name) {
  for (const Stat& stat : every_process()) {
    if (stat.parent == ::getppid() && stat.name == name) return stat.id;
  }
  return 0;
}

}  // namespace bildungskiosk::bench
