#include "sync/publish/sync_configuration.hpp"

#include <algorithm>

#include "sync/base/configuration_keys.hpp"
#include "sync/base/file_system.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/office.hpp"

namespace bildungskiosk::publish {
namespace {

using base::ConfigurationKey;
using base::ConfigurationSetter;
using Kind = ConfigurationProblem::Kind;
using MaybeProblem = std::optional<ConfigurationProblem>;

ConfigurationSetter source_id_into(std::string& target) {
  return [&target](const toml::node& node) -> MaybeProblem {
    if (auto problem = base::text_into(target)(node)) return problem;
    if (is_source_id(target)) return std::nullopt;
    return base::wrong_value("ein Name aus a–z, 0–9 und -, höchstens 40 Zeichen, nicht office");
  };
}

ConfigurationSetter format_into(std::optional<Format>& target) {
  return [&target](const toml::node& node) -> MaybeProblem {
    std::string name;
    if (auto problem = base::text_into(name)(node)) return problem;
    target = format_from_string(name);
    if (target) return std::nullopt;
    std::string names;
    for (const Format format : all_formats()) names += (names.empty() ? "" : ", ") + std::string(to_string(format));
    return base::wrong_value(names);
  };
}

ConfigurationSetter urls_into(std::vector<std::string>& target) {
  return [&target](const toml::node& node) -> MaybeProblem {
    if (auto problem = base::texts_into(target, kSyncPlacesMax)(node)) return problem;
    const bool are_addresses = std::all_of(target.begin(), target.end(), [](const std::string& url) {
      return static_cast<bool>(transport::parse_file_url(url, transport::PlainHttp::kAllowed));
    });
    if (are_addresses) return std::nullopt;
    return base::wrong_value("Adressen, die mit https:// beginnen, ohne Benutzernamen und ohne #");
  };
}

MaybeProblem check_source(const std::vector<SyncSource>& sources) {
  const SyncSource& source = sources.back();
  if (source.id.empty()) return ConfigurationProblem{Kind::kMissing, "source.id", "die Kennung der Quelle", 0};
  if (source.paths.empty() && source.urls.empty()) {
    return ConfigurationProblem{Kind::kMissing, "source.files", "wo die Dateien liegen (oder source.urls)", 0};
  }
  const bool is_known = std::any_of(sources.begin(), sources.end() - 1,
                                    [&](const SyncSource& earlier) { return earlier.id == source.id; });
  if (!is_known) return std::nullopt;
  auto problem = base::wrong_value("jede Kennung nur einmal");
  problem.key = "source.id";
  return problem;
}

std::vector<ConfigurationKey> keys_of(SyncSource& source) {
  return {{"id", source_id_into(source.id)},
          {"files", base::texts_into(source.paths, kSyncPlacesMax)},
          {"urls", urls_into(source.urls)},
          {"format", format_into(source.format)},
          {"provider_name", base::text_into(source.provider_name)},
          {"mapping", base::text_into(source.mapping)}};
}

std::vector<ConfigurationKey> keys_of(SyncConfiguration& configuration) {
  auto& network = configuration.network;
  auto& sources = configuration.sources;
  sources.reserve(kSyncSourcesMax);  // the setters of an element point into it
  std::vector<ConfigurationKey> network_keys{
      {"proxy", base::web_address_into(network.proxy)},
      {"ca_file", base::text_into(network.ca_file)},
      {"allow_http",
       base::switch_into(network.plain_http, transport::PlainHttp::kLoopbackOnly, transport::PlainHttp::kAllowed)},
  };
  return {{"office", base::text_into(configuration.office)},
          {"publish_to", base::text_into(configuration.publish_to)},
          {"network", base::table_into(std::move(network_keys), "network.")},
          {"source", base::tables_into([&sources] { return keys_of(sources.emplace_back()); },
                                       [&sources] { return check_source(sources); }, "source.", kSyncSourcesMax)}};
}

}  // namespace

void SyncConfiguration::resolve(const std::string& folder) {
  if (folder == ".") return;
  const auto put = [&](std::string& path) {
    if (!path.empty() && path.front() != '/') path = base::join_path(folder, path);
  };
  for (std::string* path : {&office, &publish_to, &network.ca_file}) put(*path);
  for (SyncSource& source : sources) {
    put(source.mapping);
    for (std::string& path : source.paths) put(path);
  }
}

std::variant<SyncConfiguration, ConfigurationProblem> parse_sync_configuration(std::string_view text) {
  SyncConfiguration configuration;
  if (auto problem = base::read_configuration(text, keys_of(configuration))) return *std::move(problem);
  if (configuration.office.empty()) return ConfigurationProblem{Kind::kMissing, "office", "der Arbeitsordner", 0};
  return configuration;
}

}  // namespace bildungskiosk::publish
