#include "sync/service/supervisor.hpp"

#include <systemd/sd-daemon.h>

#include <algorithm>

namespace bildungskiosk::service {

void tell_supervisor(SupervisorState state) {
  const char* message = "WATCHDOG=1";
  if (state == SupervisorState::kReady) message = "READY=1";
  if (state == SupervisorState::kStopping) message = "STOPPING=1";
  static_cast<void>(::sd_notify(/*unset_environment=*/0, message));
}

void tell_supervisor(const std::string& status_line) {
  std::string message = "STATUS=" + status_line;
  std::replace(message.begin(), message.end(), '\n', ' ');
  static_cast<void>(::sd_notify(/*unset_environment=*/0, message.c_str()));
}

}  // namespace bildungskiosk::service
