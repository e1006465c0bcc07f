#include <cstdlib>
#include <iostream>
#include <variant>

#include "sync/cli/build_date.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/service_sentences.hpp"
#include "sync/cli/sync_commands.hpp"
#include "sync/service/limits.hpp"
#include "sync/service/service.hpp"

namespace bildungskiosk::cli {

using base::Error;
using base::ErrorCode;
using base::posix_file_system;
using service::Service;

namespace {

constexpr std::uint64_t kMachineId_bytes_max = 4096;

std::string terminal_name() {
  const auto id = base::read_file(posix_file_system(), "/etc/machine-id", kMachineId_bytes_max);
  return id ? std::string(base::as_text(*id)) : std::string("terminal");
}

/// The file named, or the defaults when none was named and none lies at its usual place.
std::variant<service::Configuration, int> read_configuration(const WatchArguments& arguments) {
  const auto text =
      base::read_file(posix_file_system(), arguments.configuration_file, service::kConfiguration_bytes_max);
  const bool is_missing = !text && text.error().code == ErrorCode::kNotFound;
  if (is_missing && !arguments.is_configuration_named) return service::Configuration{};
  if (!text) {
    static_cast<void>(
        refuse("Die Konfiguration " + arguments.configuration_file + " lässt sich nicht lesen.", text.error()));
    return kExitUsage;
  }
  auto parsed = service::parse_configuration(base::as_text(*text));
  if (const auto* problem = std::get_if<service::ConfigurationProblem>(&parsed); problem != nullptr) {
    std::cerr << "kiosk-sync: " << arguments.configuration_file << ", " << sentence(*problem)
              << " Alle Angaben stehen in der Vorlage sync.toml.\n";
    return kExitUsage;
  }
  return std::get<service::Configuration>(std::move(parsed));
}

/// The end of a process whose worker may hang in a medium: nobody waits for it, and what it holds the system takes
/// back.
[[noreturn]] void leave(int exit_code) {
  std::cerr << std::flush;
  std::cout << std::flush;
  std::_Exit(exit_code);
}

}  // namespace

int run_watch(const WatchArguments& arguments) {
  auto read = read_configuration(arguments);
  if (const int* exit_code = std::get_if<int>(&read); exit_code != nullptr) return *exit_code;
  auto configuration = std::get<service::Configuration>(std::move(read));
  if (!arguments.store.empty()) configuration.store = arguments.store;

  static const base::SystemClock clock;  // a worker that hangs may look at it to the last
  Service::Surroundings surroundings{{posix_file_system(), clock, build_date()},
                                     arguments.mountinfo,
                                     terminal_name(),
                                     [](const update::ServiceStatus& status) { return sentence(status); },
                                     [](const std::string& line) { std::cerr << line << std::endl; }};
  auto service = Service::start(std::move(configuration), std::move(surroundings), arguments.first_look);
  if (!service) {
    const Error& error = service.error();
    if (error.code == ErrorCode::kBusy) return refuse("Auf diesem Gerät läuft der Dienst schon.", error);
    const int code = refuse(error);
    return error.code == ErrorCode::kNotFound || error.code == ErrorCode::kNotAFile ? kExitStoreUnusable : code;
  }
  switch ((*service)->run()) {
    case Service::End::kClean:
      return kExitDone;
    case Service::End::kStuck:
      leave(kExitDone);
    case Service::End::kHanging:
      std::cerr << "kiosk-sync: Ein Datenträger antwortet nicht; der Dienst beginnt neu.\n";
      leave(kExitUnreadable);
  }
  return kExitFailed;
}

}  // namespace bildungskiosk::cli
