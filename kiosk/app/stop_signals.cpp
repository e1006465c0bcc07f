#include "kiosk/app/stop_signals.hpp"

#include <pthread.h>

#include <csignal>

namespace bildungskiosk::app {
namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

void block_stop_signals() {
  const sigset_t set = stop_set();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

StopListener::StopListener(std::function<void()> wake) : wake_(std::move(wake)) {
  thread_ = std::thread([this] {
    const sigset_t set = stop_set();
    int signal = 0;
    if (sigwait(&set, &signal) == 0 && !wanted_.exchange(true) && wake_) wake_();
  });
}

StopListener::~StopListener() {
  if (!wanted_.exchange(true)) pthread_kill(thread_.native_handle(), SIGTERM);
  thread_.join();
}

}  // namespace bildungskiosk::app
