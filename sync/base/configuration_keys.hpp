#pragma once

#include <toml++/toml.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/configuration_problem.hpp"

/// What a configuration file may hold: each key with what it takes. No key beside them is allowed, for a misspelt one
/// would be passed over in silence. The values go where the setters were told, which must outlive them.
namespace bildungskiosk::base {

/// Reads a key's value, or says what belongs there.
using ConfigurationSetter = std::function<std::optional<ConfigurationProblem>(const toml::node&)>;
struct ConfigurationKey {
  std::string_view name;
  ConfigurationSetter set;
};

[[nodiscard]] ConfigurationProblem wrong_type(std::string text);
[[nodiscard]] ConfigurationProblem wrong_value(std::string text);

[[nodiscard]] ConfigurationSetter text_into(std::string& target);
/// An absolute path, or nothing where `emptiness` allows it. Slashes at its end are taken away.
enum class Emptiness { kAllowed, kRefused };
[[nodiscard]] ConfigurationSetter path_into(std::string& target, Emptiness emptiness);
/// Absolute paths, `count_max` at most.
[[nodiscard]] ConfigurationSetter folders_into(std::vector<std::string>& target, std::size_t count_max);
[[nodiscard]] ConfigurationSetter texts_into(std::vector<std::string>& target, std::size_t count_max);
/// Nothing, or an address that begins with https:// or http://.
[[nodiscard]] ConfigurationSetter web_address_into(std::string& target);

template <typename Integer>
[[nodiscard]] ConfigurationSetter number_into(Integer& target, std::int64_t least, std::int64_t most,
                                              std::int64_t factor = 1) {
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
[[nodiscard]] ConfigurationSetter switch_into(Enum& target, Enum off, Enum on) {
  return [&target, off, on](const toml::node& node) -> std::optional<ConfigurationProblem> {
    const auto* const value = node.as_boolean();
    if (value == nullptr) return wrong_type("true oder false");
    target = value->get() ? on : off;
    return std::nullopt;
  };
}

template <typename Enum>
struct ConfigurationChoice {
  std::string_view name;
  Enum value;
};
template <typename Enum>
[[nodiscard]] ConfigurationSetter choice_into(Enum& target, ConfigurationChoice<Enum> one,
                                              ConfigurationChoice<Enum> other) {
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

/// A section with keys of its own; `prefix` ("network.") stands before their names in problems.
[[nodiscard]] ConfigurationSetter table_into(std::vector<ConfigurationKey> keys, std::string prefix);

/// Sections of the same name ("[[source]]"), `count_max` at most; `begin` adds an element and gives its keys, `end` has
/// the last word on it.
[[nodiscard]] ConfigurationSetter tables_into(std::function<std::vector<ConfigurationKey>()> begin,
                                              std::function<std::optional<ConfigurationProblem>()> end,
                                              std::string prefix, std::size_t count_max);

/// The first problem in the order of the file's lines; nullopt when everything was read. Missing keys change nothing.
[[nodiscard]] std::optional<ConfigurationProblem> read_configuration(std::string_view text,
                                                                     const std::vector<ConfigurationKey>& keys);

}  // namespace bildungskiosk::base
