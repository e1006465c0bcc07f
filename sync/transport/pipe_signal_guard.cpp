#include "sync/transport/pipe_signal_guard.hpp"

#include <csignal>
#include <ctime>

namespace bildungskiosk::transport {
namespace {

sigset_t pipe_signal() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return set;
}

bool is_pending() {
  sigset_t pending;
  sigemptyset(&pending);
  sigpending(&pending);
  return sigismember(&pending, SIGPIPE) == 1;
}

}  // namespace

PipeSignalGuard::PipeSignalGuard() : was_pending_(is_pending()) {
  const sigset_t set = pipe_signal();
  sigset_t before;
  sigemptyset(&before);
  pthread_sigmask(SIG_BLOCK, &set, &before);
  was_blocked_ = sigismember(&before, SIGPIPE) == 1;
}

PipeSignalGuard::~PipeSignalGuard() {
  const sigset_t set = pipe_signal();
  constexpr timespec kNoWait{0, 0};
  if (!was_pending_ && is_pending()) sigtimedwait(&set, nullptr, &kNoWait);
  if (!was_blocked_) pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace bildungskiosk::transport
