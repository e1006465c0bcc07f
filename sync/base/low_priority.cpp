#include "sync/base/low_priority.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bildungskiosk::base {
namespace {

// linux/ioprio.h; the C library has no names for them.
constexpr int kIoprioWhoProcess = 1;
constexpr int kIoprioClassIdle = 3;
constexpr int kIoprioClassShift = 13;

}  // namespace

void lower_thread_priority() {
  constexpr int kNicest = 19;
  // On Linux both are a thread's own, and 0 is the calling one.
  static_cast<void>(::setpriority(PRIO_PROCESS, 0, kNicest));
  const sched_param no_parameter{};
  static_cast<void>(::sched_setscheduler(0, SCHED_IDLE, &no_parameter));
  static_cast<void>(::syscall(SYS_ioprio_set, kIoprioWhoProcess, 0, kIoprioClassIdle << kIoprioClassShift));
}

}  // namespace bildungskiosk::base
