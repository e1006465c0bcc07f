#include "sync/publish/office_settings.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "sync/exchange/limits.hpp"
#include "sync/exchange/text_rules.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view kFromOffers = "from_offers";
constexpr std::string_view kSources = "sources";

Error at(const toml::node& node, const std::string& what) {
  return {ErrorCode::kInvalidArgument, "line " + std::to_string(node.source().begin.line) + ": " + what};
}

Result<void> read_threshold(std::string_view name, const toml::node& node, Thresholds& thresholds) {
  const auto number = node.value_exact<std::int64_t>();
  if (name == kFromOffers) {
    if (!number || *number < 0) return at(node, "from_offers must be a number of offers");
    thresholds.from_offers = static_cast<std::uint64_t>(*number);
    return {};
  }
  const auto kind = threshold_from_string(name);
  if (!kind) return at(node, "no threshold is called " + std::string(name));
  if (node.value_exact<bool>() == false) {
    thresholds.percent_max.erase(*kind);
    return {};
  }
  if (!number || *number < 0 || *number > 100) return at(node, std::string(name) + " must be 0 to 100, or false");
  thresholds.percent_max[*kind] = static_cast<int>(*number);
  return {};
}

/// What a source's table does not say is as in general.
Result<void> read_source(std::string_view source, const toml::node& node, ThresholdSettings& settings) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return at(node, "thresholds of a source are a table");
  Thresholds own = settings.general;
  for (const auto& [key, value] : *table) BILDUNGSKIOSK_TRY_VOID(read_threshold(key.str(), value, own));
  settings.of_source.emplace(source, std::move(own));
  return {};
}

Result<void> read_thresholds(toml::node_view<const toml::node> view, ThresholdSettings& settings) {
  if (!view) return {};
  const toml::table* table = view.as_table();
  if (table == nullptr) return at(*view.node(), "thresholds are a table");
  for (const auto& [key, value] : *table) {
    if (key.str() != kSources) BILDUNGSKIOSK_TRY_VOID(read_threshold(key.str(), value, settings.general));
  }
  const toml::node* sources = table->get(kSources);
  if (sources == nullptr) return {};
  if (!sources->is_table()) return at(*sources, "sources is a table of tables");
  for (const auto& [key, value] : *sources->as_table()) {
    BILDUNGSKIOSK_TRY_VOID(read_source(key.str(), value, settings));
  }
  return {};
}

}  // namespace

std::string write_office_settings(const OfficeSettings& settings) {
  toml::array languages;
  for (const std::string& language : settings.languages) languages.push_back(language);
  toml::table table{{"office", settings.office},
                    {"region", settings.region},
                    {"languages", languages},
                    {"valid_days", settings.valid_days},
                    {"deltas", settings.deltas}};
  if (!settings.map.empty()) table.insert("map", settings.map);
  toml::table thresholds{{kFromOffers, static_cast<std::int64_t>(settings.thresholds.general.from_offers)}};
  for (const auto& [kind, percent] : settings.thresholds.general.percent_max) {
    thresholds.insert(to_string(kind), percent);
  }
  std::ostringstream out;
  out << "# Einstellungen des Bildungsbüros für kiosk-publish.\n"
         "# office: Name, der auf den Kiosken steht; region: das Gebiet; languages: Sprachen des Katalogs;\n"
         "# valid_days: so viele Tage darf eine Veröffentlichung installiert werden;\n"
         "# deltas: von so vielen früheren Fassungen aus genügt einem Kiosk das, was sich geändert hat (0 bis 16);\n"
         "# map = \"karte.mbtiles\": eine Landkarte (MBTiles, Bilder als PNG oder JPEG), die auf den Kiosken steht.\n"
      << table
      << "\n\n# Was schlechter ist als hier erlaubt (in Prozent), nimmt add nicht auf: ein beschädigter Export soll "
         "keinen "
         "Kiosk leeren.\n"
         "# fewer_offers: so viel weniger Angebote als beim letzten Mal; left_out: weggelassen; past: vergangen;\n"
         "# without_description, without_category, without_price, without_place, without_dates,\n"
         "# without_registration: ohne diese Angabe; false statt einer Zahl: nicht prüfen;\n"
         "# from_offers: erst ab so vielen Angeboten wird geprüft.\n"
         "# Für eine einzelne Quelle: [thresholds.sources.ID] mit denselben Namen.\n"
      << toml::table{{"thresholds", thresholds}} << '\n';
  return out.str();
}

Result<OfficeSettings> parse_office_settings(std::string_view text, const std::string& path) {
  OfficeSettings settings;
  try {
    const toml::table table = toml::parse(text, path);
    settings.office = table["office"].value_or(std::string());
    settings.region = table["region"].value_or(std::string());
    settings.valid_days = table["valid_days"].value_or(settings.valid_days);
    settings.deltas = table["deltas"].value_or(settings.deltas);
    settings.map = table["map"].value_or(settings.map);
    if (const toml::array* languages = table["languages"].as_array(); languages != nullptr) {
      settings.languages.clear();
      for (const toml::node& language : *languages) settings.languages.push_back(language.value_or(std::string()));
    }
    if (auto read = read_thresholds(table["thresholds"], settings.thresholds); !read) {
      return base::with_context(std::move(read).error(), path);
    }
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::kInvalidArgument, path + ": line " + std::to_string(error.source().begin.line) + ": " +
                                                  std::string(error.description())};
  }
  return settings;
}

Result<void> check_office_settings(const OfficeSettings& settings) {
  if (settings.office.empty() || settings.region.empty()) {
    return Error{ErrorCode::kInvalidArgument, "office and region must not be empty"};
  }
  if (settings.valid_days < 1 || settings.valid_days > kValidDaysMax) {
    return Error{ErrorCode::kInvalidArgument, "valid_days must be 1 to " + std::to_string(kValidDaysMax)};
  }
  if (settings.deltas < 0 || settings.deltas > kDeltasMax) {
    return Error{ErrorCode::kInvalidArgument, "deltas must be 0 to " + std::to_string(kDeltasMax)};
  }
  // A terminal would refuse the whole catalogue for what its record of the office must not hold.
  for (const std::string* name : {&settings.office, &settings.region}) {
    if (name->size() > exchange::kShortTextBytesMax || !exchange::is_clean(*name, exchange::TextShape::kLine)) {
      return Error{ErrorCode::kInvalidArgument, "office and region must be one line of text"};
    }
  }
  const auto& languages = settings.languages;
  const bool are_tags = std::all_of(languages.begin(), languages.end(),
                                    [](const std::string& language) { return exchange::is_language_tag(language); });
  if (languages.empty() || languages.size() > exchange::kLanguagesMax || !are_tags) {
    return Error{ErrorCode::kInvalidArgument, "languages must name languages by their tags, as in \"de\", \"uk\""};
  }
  return {};
}

}  // namespace bildungskiosk::publish
