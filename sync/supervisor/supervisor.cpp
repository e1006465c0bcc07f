#include "sync/supervisor/supervisor.hpp"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdint>

namespace bildungskiosk::supervisor {

void tell(State state) {
  const char* message = "WATCHDOG=1";
  if (state == State::kReady) message = "READY=1";
  if (state == State::kStopping) message = "STOPPING=1";
  static_cast<void>(::sd_notify(/*unset_environment=*/0, message));
}

void tell(const std::string& status_line) {
  std::string message = "STATUS=" + status_line;
  std::replace(message.begin(), message.end(), '\n', ' ');
  static_cast<void>(::sd_notify(/*unset_environment=*/0, message.c_str()));
}

std::optional<std::chrono::milliseconds> patience() {
  std::uint64_t limit_us = 0;
  if (::sd_watchdog_enabled(/*unset_environment=*/0, &limit_us) <= 0) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(limit_us));
}

}  // namespace bildungskiosk::supervisor
