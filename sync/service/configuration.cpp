#include "sync/service/configuration.hpp"

#include <optional>

#include "sync/base/configuration_keys.hpp"
#include "sync/service/limits.hpp"

namespace bildungskiosk::service {
namespace {

using base::choice_into;
using base::ConfigurationKey;
using base::Emptiness;
using base::folders_into;
using base::number_into;
using base::path_into;
using base::switch_into;
using base::table_into;
using base::web_address_into;

base::ConfigurationSetter window_into(update::SyncWindow& target) {
  return [&target](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const value = node.as_string();
    if (value == nullptr) return base::wrong_type("Text in Anführungszeichen");
    const auto window = update::parse_sync_window(value->get());
    if (!window) return base::wrong_value("eine Zeitspanne wie \"02:00-05:00\"");
    target = *window;
    return std::nullopt;
  };
}

std::vector<ConfigurationKey> keys_of(Configuration& configuration) {
  auto& network = configuration.network;
  std::vector<ConfigurationKey> network_keys{
      {"url", web_address_into(network.url)},
      {"proxy", web_address_into(network.proxy)},
      {"ca_file", path_into(network.ca_file, Emptiness::kAllowed)},
      {"allow_http",
       switch_into(network.plain_http, transport::PlainHttp::kLoopbackOnly, transport::PlainHttp::kAllowed)},
      {"window", window_into(network.window)},
      {"missed_window",
       choice_into<update::MissedWindow>(network.missed_window, {"catch-up", update::MissedWindow::kCatchUp},
                                         {"wait", update::MissedWindow::kWait})},
  };
  std::vector<ConfigurationKey> media_keys{
      {"folders", folders_into(configuration.media_folders, kMediaFolders_max)},
      {"policy",
       choice_into<Policy>(configuration.policy, {"ask", Policy::kAskStaff}, {"install", Policy::kInstallAtOnce})}};
  return {{"store", path_into(configuration.store, Emptiness::kRefused)},
          {"free_space_mb", number_into(configuration.free_space_floor_bytes, 1, 1'000'000, 1LL << 20)},
          {"media", table_into(std::move(media_keys), "media.")},
          {"network", table_into(std::move(network_keys), "network.")}};
}

}  // namespace

std::variant<Configuration, ConfigurationProblem> parse_configuration(std::string_view text) {
  Configuration configuration;
  if (auto problem = base::read_configuration(text, keys_of(configuration))) return *std::move(problem);
  return configuration;
}

}  // namespace bildungskiosk::service
