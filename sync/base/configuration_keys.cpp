#include "sync/base/configuration_keys.hpp"

#include <algorithm>
#include <utility>

namespace bildungskiosk::base {
namespace {

using Kind = ConfigurationProblem::Kind;
using MaybeProblem = std::optional<ConfigurationProblem>;

MaybeProblem read_table(const toml::table& table, const std::vector<ConfigurationKey>& keys,
                        const std::string& prefix) {
  MaybeProblem first;
  for (const auto& [name, node] : table) {
    const std::string_view text = name.str();
    const auto key =
        std::find_if(keys.begin(), keys.end(), [&](const ConfigurationKey& known) { return known.name == text; });
    MaybeProblem problem;
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

/// A list of texts, each of which `element` takes.
ConfigurationSetter list_into(std::vector<std::string>& target, std::size_t count_max, const char* type,
                              const char* unit, std::function<ConfigurationSetter(std::string&)> element) {
  return [&target, count_max, type, unit, element = std::move(element)](const toml::node& node) -> MaybeProblem {
    const auto* const values = node.as_array();
    if (values == nullptr) return wrong_type(type);
    if (values->size() > count_max) return wrong_value("höchstens " + std::to_string(count_max) + " " + unit);
    target.clear();
    for (const toml::node& value : *values) {
      if (auto problem = element(target.emplace_back())(value)) return problem;
    }
    return std::nullopt;
  };
}

}  // namespace

ConfigurationProblem wrong_type(std::string text) { return {Kind::kWrongType, "", std::move(text), 0}; }
ConfigurationProblem wrong_value(std::string text) { return {Kind::kWrongValue, "", std::move(text), 0}; }

ConfigurationSetter text_into(std::string& target) {
  return [&target](const toml::node& node) -> MaybeProblem {
    const auto* const value = node.as_string();
    if (value == nullptr) return wrong_type("Text in Anführungszeichen");
    target = value->get();
    return std::nullopt;
  };
}

ConfigurationSetter path_into(std::string& target, Emptiness emptiness) {
  return [&target, emptiness](const toml::node& node) -> MaybeProblem {
    if (auto problem = text_into(target)(node)) return problem;
    while (target.size() > 1 && target.back() == '/') target.pop_back();
    const bool is_fine = target.empty() ? emptiness == Emptiness::kAllowed : target.front() == '/';
    if (!is_fine) return wrong_value("ein vollständiger Pfad, der mit / beginnt");
    return std::nullopt;
  };
}

ConfigurationSetter folders_into(std::vector<std::string>& target, std::size_t count_max) {
  return list_into(target, count_max, "eine Liste von Ordnern in eckigen Klammern", "Ordner",
                   [](std::string& element) { return path_into(element, Emptiness::kRefused); });
}

ConfigurationSetter texts_into(std::vector<std::string>& target, std::size_t count_max) {
  return list_into(target, count_max, "eine Liste von Texten in eckigen Klammern", "Texte",
                   [](std::string& element) { return text_into(element); });
}

ConfigurationSetter web_address_into(std::string& target) {
  return [&target](const toml::node& node) -> MaybeProblem {
    if (auto problem = text_into(target)(node)) return problem;
    const bool is_address = target.starts_with("https://") || target.starts_with("http://");
    if (!target.empty() && !is_address) return wrong_value("eine Adresse, die mit https:// beginnt");
    return std::nullopt;
  };
}

ConfigurationSetter table_into(std::vector<ConfigurationKey> keys, std::string prefix) {
  return [keys = std::move(keys), prefix = std::move(prefix)](const toml::node& node) -> MaybeProblem {
    const auto* const table = node.as_table();
    if (table == nullptr) return wrong_type("ein Abschnitt in eckigen Klammern");
    return read_table(*table, keys, prefix);
  };
}

ConfigurationSetter tables_into(std::function<std::vector<ConfigurationKey>()> begin, std::function<MaybeProblem()> end,
                                std::string prefix, std::size_t count_max) {
  return [begin = std::move(begin), end = std::move(end), prefix = std::move(prefix),
          count_max](const toml::node& node) -> MaybeProblem {
    const auto* const tables = node.as_array();
    if (tables == nullptr || !tables->is_homogeneous(toml::node_type::table)) {
      return wrong_type("Abschnitte in doppelten eckigen Klammern");
    }
    if (tables->size() > count_max) return wrong_value("höchstens " + std::to_string(count_max) + " Abschnitte");
    for (const toml::node& element : *tables) {
      auto problem = read_table(*element.as_table(), begin(), prefix);
      if (!problem) problem = end();
      if (!problem) continue;
      if (problem->line == 0) problem->line = static_cast<std::uint32_t>(element.source().begin.line);
      return problem;
    }
    return std::nullopt;
  };
}

MaybeProblem read_configuration(std::string_view text, const std::vector<ConfigurationKey>& keys) {
  try {
    return read_table(toml::parse(text), keys, "");
  } catch (const toml::parse_error& error) {
    return ConfigurationProblem{Kind::kNoToml, "", std::string(error.description()),
                                static_cast<std::uint32_t>(error.source().begin.line)};
  }
}

}  // namespace bildungskiosk::base
