#pragma once

#include <optional>
#include <string>

#include "sync/update/service_status.hpp"

/// What the service does, in plain German: for `status`, the journal of the system and `systemctl status`.
namespace bildungskiosk::cli {

/// How the service stands, read at `now`: after a crash its last words are old.
enum class ServiceState { kNeverRan, kRunning, kEnded, kSilent };
[[nodiscard]] ServiceState service_state(const std::optional<update::ServiceStatus>& status, base::UnixSeconds now);
[[nodiscard]] std::string sentence(ServiceState state);

/// "Stick „BILDUNG“ wird geprüft, bitte nicht abziehen."
[[nodiscard]] std::string sentence(const update::MediumStatus& medium);
/// "Netz: zuletzt erreicht am 24.11.2026, 09:30 Uhr; nächster Versuch am …"; after a failure its reason and advice.
[[nodiscard]] std::string sentence(const update::NetworkStatus& network);
/// Medium and network in one line.
[[nodiscard]] std::string sentence(const update::ServiceStatus& status);

}  // namespace bildungskiosk::cli
