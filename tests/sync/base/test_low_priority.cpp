#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <thread>

#include "sync/base/low_priority.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::base {
namespace {

constexpr int kIoprioWhoProcess = 1;

struct Priorities {
  int policy = -1;
  int nice = 0;
  long disk_class = -1;
  bool operator==(const Priorities&) const = default;
};

Priorities of_this_thread() {
  return {::sched_getscheduler(0), ::getpriority(PRIO_PROCESS, 0),
          ::syscall(SYS_ioprio_get, kIoprioWhoProcess, 0) >> 13};
}

TEST_CASE("A thread that lowers its priority waits for every other one, with all it starts, and alone") {
  const Priorities before = of_this_thread();
  Priorities lowered;
  Priorities started;
  std::thread([&] {
    lower_thread_priority();
    lowered = of_this_thread();
    std::thread([&] { started = of_this_thread(); }).join();
  }).join();
  CHECK(lowered.policy == SCHED_IDLE);
  CHECK(lowered.nice == 19);
  CHECK(lowered.disk_class == 3);
  CHECK(started == lowered);
  CHECK(of_this_thread() == before);
}

}  // namespace
}  // namespace bildungskiosk::base
