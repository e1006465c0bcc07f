#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

namespace bildungskiosk::bench {

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// What a piece of work took: by the clock on the wall, and of the processor. Where a machine is shared the first is
/// chance, and the second is what counts.
struct Cost {
  double seconds = 0;
  double cpu_seconds = 0;
  Cost& operator+=(const Cost& other) {
    seconds += other.seconds;
    cpu_seconds += other.cpu_seconds;
    return *this;
  }
};
/// Of this process, all its threads.
class CostMeter {
 public:
  [[nodiscard]] Cost cost() const;

 private:
  Stopwatch stopwatch_;
  double cpu_start_seconds_ = cpu_seconds();
  static double cpu_seconds();
};

/// Where a child process leaves its figures for the one that waits.
class SharedCost {
 public:
  SharedCost();
  SharedCost(const SharedCost&) = delete;
  SharedCost& operator=(const SharedCost&) = delete;
  ~SharedCost();
  Cost& operator*() { return *cost_; }

 private:
  Cost* cost_;
};

/// The value below which `share` (0 … 1) of the samples lie, by the nearest rank. Sorts a copy.
[[nodiscard]] double percentile(std::vector<double> samples, double share);

struct Measured {
  double seconds = 0;
  double cpu_seconds = 0;
  std::uint64_t peak_rss_bytes = 0;
  int exit_code = 0;
};
/// Runs `work` in a process of its own (fork), so that its peak memory is its own, and its cost no one else's. `work`
/// returns the exit code. To be called before threads are started.
[[nodiscard]] Measured in_child_process(const std::function<int()>& work);

}  // namespace bildungskiosk::bench
