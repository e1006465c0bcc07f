#include "sync/service/configuration.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "sync/service/limits.hpp"

namespace bildungskiosk::service {
namespace {

using Kind = ConfigurationProblem::Kind;

/// What a key takes: reads its value, or says what belongs there.
using Setter = std::function<std::optional<ConfigurationProblem>(const toml::node&)>;
struct Key {
  std::string_view name;
  Setter set;
};

ConfigurationProblem wrong_type(std::string text) { return {Kind::kWrongType, "", std::move(text), 0}; }
ConfigurationProblem wrong_value(std::string text) { return {Kind::kWrongValue, "", std::move(text), 0}; }

Setter text_into(std::string& target) {
  return [&target](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const value = node.as_string();
    if (value == nullptr) return wrong_type("Text in Anführungszeichen");
    target = value->get();
    return std::nullopt;
  };
}

/// An absolute path, or nothing where `may_be_empty`.
enum class Emptiness { kAllowed, kRefused };
Setter path_into(std::string& target, Emptiness emptiness) {
  return [&target, emptiness](const toml::node& node) -> std::optional<ConfigurationProblem> {
    if (auto problem = text_into(target)(node)) return problem;
    while (target.size() > 1 && target.back() == '/') target.pop_back();
    const bool is_fine = target.empty() ? emptiness == Emptiness::kAllowed : target.front() == '/';
    if (!is_fine) return wrong_value("ein vollständiger Pfad, der mit / beginnt");
    return std::nullopt;
  };
}

Setter folders_into(std::vector<std::string>& target) {
  return [&target](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const values = node.as_array();
    if (values == nullptr) return wrong_type("eine Liste von Ordnern in eckigen Klammern");
    if (values->size() > kMediaFolders_max) {
      return wrong_value("höchstens " + std::to_string(kMediaFolders_max) + " Ordner");
    }
    target.clear();
    for (const toml::node& value : *values) {
      if (auto problem = path_into(target.emplace_back(), Emptiness::kRefused)(value)) return problem;
    }
    return std::nullopt;
  };
}

template <typename Integer>
Setter number_into(Integer& target, std::int64_t least, std::int64_t most, std::int64_t factor) {
  return [&target, least, most, factor](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const value = node.as_integer();
    if (value == nullptr) return wrong_type("eine ganze Zahl");
    if (value->get() < least || value->get() > most) {
      return wrong_value(std::to_string(least) + " bis " + std::to_string(most));
    }
    target = static_cast<Integer>(value->get() * factor);
    return std::nullopt;
  };
}

template <typename Enum>
Setter switch_into(Enum& target, Enum off, Enum on) {
  return [&target, off, on](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const value = node.as_boolean();
    if (value == nullptr) return wrong_type("true oder false");
    target = value->get() ? on : off;
    return std::nullopt;
  };
}

template <typename Enum>
struct Choice {
  std::string_view name;
  Enum value;
};

template <typename Enum>
Setter choice_into(Enum& target, Choice<Enum> one, Choice<Enum> other) {
  return [&target, one, other](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const value = node.as_string();
    if (value == nullptr) return wrong_type("Text in Anführungszeichen");
    for (const auto& choice : {one, other}) {
      if (value->get() != choice.name) continue;
      target = choice.value;
      return std::nullopt;
    }
    return wrong_value('"' + std::string(one.name) + "\" oder \"" + std::string(other.name) + '"');
  };
}

Setter web_address_into(std::string& target) {
  return [&target](const toml::node& node) -> std::optional<ConfigurationProblem> {
    if (auto problem = text_into(target)(node)) return problem;
    const bool is_address = target.starts_with("https://") || target.starts_with("http://");
    if (!target.empty() && !is_address) return wrong_value("eine Adresse, die mit https:// beginnt");
    return std::nullopt;
  };
}

Setter window_into(update::SyncWindow& target) {
  return [&target](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const value = node.as_string();
    if (value == nullptr) return wrong_type("Text in Anführungszeichen");
    const auto window = update::parse_sync_window(value->get());
    if (!window) return wrong_value("eine Zeitspanne wie \"02:00-05:00\"");
    target = *window;
    return std::nullopt;
  };
}

std::optional<ConfigurationProblem> read_table(const toml::table& table, const std::vector<Key>& keys,
                                               const std::string& prefix) {
  std::optional<ConfigurationProblem> first;
  for (const auto& [name, node] : table) {
    const std::string_view text = name.str();
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& known) { return known.name == text; });
    std::optional<ConfigurationProblem> problem;
    if (key == keys.end()) {
      problem = ConfigurationProblem{Kind::kUnknownKey, "", "", 0};
    } else {
      problem = key->set(node);
    }
    if (!problem) continue;
    if (problem->key.empty()) problem->key = prefix + std::string(text);
    if (problem->line == 0) problem->line = static_cast<std::uint32_t>(name.source().begin.line);
    if (!first || problem->line < first->line) first = problem;
  }
  return first;
}

Setter table_into(std::vector<Key> keys, std::string prefix) {
  return [keys = std::move(keys),
          prefix = std::move(prefix)](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const table = node.as_table();
    if (table == nullptr) return wrong_type("ein Abschnitt in eckigen Klammern");
    return read_table(*table, keys, prefix);
  };
}

std::vector<Key> keys_of(Configuration& configuration) {
  auto& network = configuration.network;
  std::vector<Key> network_keys{
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
  std::vector<Key> media_keys{{"folders", folders_into(configuration.media_folders)},
                              {"policy", choice_into<Policy>(configuration.policy, {"ask", Policy::kAskStaff},
                                                             {"install", Policy::kInstallAtOnce})}};
  return {{"store", path_into(configuration.store, Emptiness::kRefused)},
          {"free_space_mb", number_into(configuration.free_space_floor_bytes, 1, 1'000'000, 1LL << 20)},
          {"media", table_into(std::move(media_keys), "media.")},
          {"network", table_into(std::move(network_keys), "network.")}};
}

}  // namespace

std::variant<Configuration, ConfigurationProblem> parse_configuration(std::string_view text) {
  Configuration configuration;
  try {
    const toml::table table = toml::parse(text);
    if (auto problem = read_table(table, keys_of(configuration), "")) return *problem;
  } catch (const toml::parse_error& error) {
    return ConfigurationProblem{Kind::kNoToml, "", std::string(error.description()),
                                static_cast<std::uint32_t>(error.source().begin.line)};
  }
  return configuration;
}

}  // namespace bildungskiosk::service
