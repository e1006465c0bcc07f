#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

/// What a process costs while it runs, read from /proc.
namespace bildungskiosk::bench {

struct Usage {
  double cpu_seconds = 0;       // of those that run; what ended before is not in it
  std::uint64_t pss_bytes = 0;  // proportional set size: what is shared counts in parts
  int processes = 0;
};

/// The process and all that descend from it.
[[nodiscard]] std::vector<pid_t> process_tree(pid_t root);
[[nodiscard]] Usage usage_of(const std::vector<pid_t>& processes);
/// A child of this process's parent by the name of its program; 0 when there is none. For the display that
/// scripts/with-display started beside us.
[[nodiscard]] pid_t sibling_named(const std::string& name);

}  // namespace bildungskiosk::bench
