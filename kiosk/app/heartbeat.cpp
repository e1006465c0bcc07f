#include "kiosk/app/heartbeat.hpp"

#include <algorithm>

#include "sync/supervisor/supervisor.hpp"

namespace bildungskiosk::app {

Heartbeat::Heartbeat(std::optional<std::chrono::milliseconds> patience) {
  // sd_watchdog_enabled(3): half the time, so that one late beat does no harm.
  if (patience) period_ms_ = std::max<platform::MonotonicMs>(1, patience->count() / 2);
}

Heartbeat::~Heartbeat() { supervisor::tell(supervisor::State::kStopping); }

platform::MonotonicMs Heartbeat::sleep_max_ms(platform::MonotonicMs now_ms) const {
  if (!period_ms_) return -1;
  return std::max<platform::MonotonicMs>(0, due_ms_ - now_ms);
}

void Heartbeat::turned(platform::MonotonicMs now_ms, std::uint64_t frames) {
  if (!ready_told_ && frames > 0) {
    ready_told_ = true;
    supervisor::tell(supervisor::State::kReady);
  }
  if (!period_ms_ || now_ms < due_ms_) return;
  due_ms_ = now_ms + *period_ms_;
  supervisor::tell(supervisor::State::kAlive);
}

}  // namespace bildungskiosk::app
