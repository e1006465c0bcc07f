#include "tests/bench/measure.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace bildungskiosk::bench {

double CostMeter::cpu_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

Cost CostMeter::cost() const { return {stopwatch_.seconds(), cpu_seconds() - cpu_start_seconds_}; }

SharedCost::SharedCost()
    : cost_(static_cast<Cost*>(
          ::mmap(nullptr, sizeof(Cost), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
  if (cost_ == MAP_FAILED) std::abort();
  *cost_ = Cost{};
}
SharedCost::~SharedCost() { ::munmap(cost_, sizeof(Cost)); }

double percentile(std::vector<double> samples, double share) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  const double rank = std::ceil(share * static_cast<double>(samples.size()));
  return samples.at(static_cast<std::size_t>(std::max(rank, 1.0)) - 1);
}

Measured in_child_process(const std::function<int()>& work) {
  static_cast<void>(std::fflush(nullptr));
  const Stopwatch stopwatch;
  const pid_t child = ::fork();
  if (child == 0) {
    const int code = work();
    static_cast<void>(std::fflush(nullptr));
    ::_exit(code);
  }
  Measured measured;
  int status = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child) {
    measured.exit_code = -1;
    return measured;
  }
  measured.seconds = stopwatch.seconds();
  measured.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  const auto in_seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  measured.cpu_seconds = in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
  measured.peak_rss_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U;  // Linux counts it in kB
  return measured;
}

}  // namespace bildungskiosk::bench
