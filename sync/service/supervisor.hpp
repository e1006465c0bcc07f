#pragma once

#include <string>

/// What the service tells the program that supervises it: systemd's sd_notify(3). Without one ($NOTIFY_SOCKET is not
/// set) every call does nothing. From any thread.
namespace bildungskiosk::service {

enum class SupervisorState { kReady, kAlive, kStopping };

/// READY=1, WATCHDOG=1, STOPPING=1.
void tell_supervisor(SupervisorState state);
/// STATUS=…, one line for `systemctl status`.
void tell_supervisor(const std::string& status_line);

}  // namespace bildungskiosk::service
