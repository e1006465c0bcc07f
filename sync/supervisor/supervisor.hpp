#pragma once

#include <chrono>
#include <optional>
#include <string>

/// What a program that runs for ever tells the one that supervises it: systemd's sd_notify(3). Without one
/// ($NOTIFY_SOCKET is not set) every call does nothing. From any thread.
namespace bildungskiosk::supervisor {

enum class State { kReady, kAlive, kStopping };

/// READY=1, WATCHDOG=1, STOPPING=1.
void tell(State state);
/// STATUS=…, one line for `systemctl status`.
void tell(const std::string& status_line);

/// The supervisor ends this program when it hears nothing for so long ($WATCHDOG_USEC); nothing when it doesn't watch.
[[nodiscard]] std::optional<std::chrono::milliseconds> patience();

}  // namespace bildungskiosk::supervisor
