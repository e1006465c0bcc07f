#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/base/configuration_problem.hpp"
#include "sync/service/plan.hpp"
#include "sync/transport/package_url.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/network_schedule.hpp"

/// The service's configuration: a TOML file that people write. assets/system/sync.toml is the documented example; every
/// key of it is known here, and no other.
namespace bildungskiosk::service {

struct NetworkConfiguration {
  std::string url;  // empty: no network
  std::string proxy;
  std::string ca_file;
  transport::PlainHttp plain_http = transport::PlainHttp::kLoopbackOnly;
  update::SyncWindow window;
  update::MissedWindow missed_window = update::MissedWindow::kCatchUp;
};

struct Configuration {
  std::string store = "/var/lib/bildungskiosk";
  std::vector<std::string> media_folders{"/run/bildungskiosk/media", "/run/media", "/media"};
  Policy policy = Policy::kAskStaff;
  std::uint64_t free_space_floor_bytes = update::kFreeSpaceFloor_bytes;
  NetworkConfiguration network;
};

using base::ConfigurationProblem;

/// The first problem in the order of the file's lines. Missing keys keep their defaults.
[[nodiscard]] std::variant<Configuration, ConfigurationProblem> parse_configuration(std::string_view text);

}  // namespace bildungskiosk::service
