#include "kiosk/app/configuration.hpp"

#include <toml++/toml.h>

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "sync/base/file_system.hpp"
#include "sync/base/secret_hash.hpp"

namespace bildungskiosk::app {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kConfiguration_bytes_max = 64U << 10U;
// A line of small text on the screen.
constexpr std::size_t kText_bytes_max = 200;
constexpr std::int64_t kMonitorNumberMax = 99;
// From a photo frame to a wall.
constexpr double kDisplaySideMin_mm = 50;
constexpr double kDisplaySideMax_mm = 5000;

struct Entry {
  std::string_view table;
  std::string_view name;
  std::string* target;
};

Error wrong(const Entry& entry, std::string_view why) {
  return {ErrorCode::kMalformedRecord,
          std::string(entry.table).append(".").append(entry.name).append(": ").append(why)};
}

template <typename Entries>
const Entry* find(const Entries& entries, std::string_view table, std::string_view name) {
  for (const Entry& entry : entries) {
    if (entry.table == table && entry.name == name) return &entry;
  }
  return nullptr;
}

Result<toml::table> parse_toml(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::kMalformedRecord,
                 "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description())};
  }
}

/// Where the terminal stands, one number at a time.
struct Place {
  struct Entry {
    std::string_view name;
    double most;
    std::optional<double> value;
  };
  std::array<Entry, 2> entries = {{{"latitude", 90, {}}, {"longitude", 180, {}}}};

  Entry* find(std::string_view table, std::string_view name) {
    if (table != "kiosk") return nullptr;
    for (Entry& entry : entries) {
      if (entry.name == name) return &entry;
    }
    return nullptr;
  }
};

Error wrong_place(std::string_view name, std::string_view why) {
  return {ErrorCode::kMalformedRecord, std::string("kiosk.").append(name).append(": ").append(why)};
}

Result<void> take_number(Place::Entry& entry, const toml::node& value) {
  const auto number = value.is_number() ? value.value<double>() : std::nullopt;
  if (!number) return wrong_place(entry.name, "not a number");
  const bool in_range = *number >= -entry.most && *number <= entry.most;  // false for nan
  if (!in_range) return wrong_place(entry.name, "no degrees on the earth");
  entry.value = number;
  return {};
}

Error wrong_display(std::string_view name, std::string_view why) {
  return {ErrorCode::kMalformedRecord, std::string("display.").append(name).append(": ").append(why)};
}

Result<void> take_theme(const toml::node& value, model::DisplaySettings& display) {
  using model::ColourScheme;
  constexpr std::array<std::pair<std::string_view, ColourScheme>, 3> kThemes = {
      {{"light", ColourScheme::kLight}, {"dark", ColourScheme::kDark}, {"contrast", ColourScheme::kContrast}}};
  for (const auto& [name, scheme] : kThemes) {
    if (value.value<std::string_view>() != name) continue;
    display.scheme = scheme;
    return {};
  }
  return wrong_display("theme", R"(none of "light", "dark", "contrast")");
}

/// What every visit begins with.
Result<void> take_display(std::string_view name, const toml::node& value, model::DisplaySettings& display) {
  if (name == "theme") return take_theme(value, display);
  if (name == "text_size") {
    const auto size = value.is_integer() ? value.value<std::int64_t>() : std::nullopt;
    if (!size || *size < 1 || *size > 4) return wrong_display(name, "no number from 1 to 4");
    display.text_size = static_cast<model::TextSize>(*size - 1);
    return {};
  }
  if (name == "calm") {
    const auto calm = value.is_boolean() ? value.value<bool>() : std::nullopt;
    if (!calm) return wrong_display(name, "neither true nor false");
    display.movement = *calm ? model::Movement::kCalm : model::Movement::kFull;
    return {};
  }
  return Error{ErrorCode::kMalformedRecord, "unknown entry display." + std::string(name)};
}

bool speaks_of_monitor(std::string_view table, std::string_view name) {
  return table == "display" && (name == "monitor" || name == "width_mm" || name == "height_mm");
}

Result<void> take_monitor_name(const toml::node& value, std::string& monitor) {
  if (value.is_integer()) {
    const auto number = value.value<std::int64_t>();
    if (!number || *number < 1 || *number > kMonitorNumberMax)
      return wrong_display("monitor", "no number from 1 to 99");
    monitor = std::to_string(*number);
    return {};
  }
  const auto text = value.is_string() ? value.value<std::string>() : std::nullopt;
  if (!text || text->empty() || text->size() > kText_bytes_max) {
    return wrong_display("monitor", "neither a name nor a number");
  }
  monitor = *text;
  return {};
}

/// The display as a piece of hardware: which one, and how large.
Result<void> take_monitor(std::string_view name, const toml::node& value, Configuration& configuration) {
  if (name == "monitor") return take_monitor_name(value, configuration.monitor);
  const auto side = value.is_number() ? value.value<double>() : std::nullopt;
  const bool sensible = side && *side >= kDisplaySideMin_mm && *side <= kDisplaySideMax_mm;  // false for nan
  if (!sensible) return wrong_display(name, "no length from 50 to 5000");
  (name == "width_mm" ? configuration.display_width_mm : configuration.display_height_mm) = static_cast<float>(*side);
  return {};
}

Error wrong_printer(std::string_view name, std::string_view why) {
  return {ErrorCode::kMalformedRecord, std::string("printer.").append(name).append(": ").append(why)};
}

Result<void> take_printer(std::string_view name, const toml::node& value, Configuration& configuration) {
  const auto text = value.value<std::string>();
  if (!text || !value.is_string()) return wrong_printer(name, "not a text");
  if (name == "media") {
    if (*text != "a4" && *text != "roll80") return wrong_printer(name, R"(neither "a4" nor "roll80")");
    configuration.print_media = *text == "a4" ? print::Media::kA4 : print::Media::kRoll80;
    return {};
  }
  if (name != "queue") return Error{ErrorCode::kMalformedRecord, "unknown entry printer." + std::string(name)};
  // CUPS allows no others in a queue's name.
  constexpr std::size_t kQueueBytesMax = 127;
  const bool usable =
      !text->empty() && text->size() <= kQueueBytesMax && text->find_first_of(" \t/#?'\"\\") == text->npos;
  if (!usable) return wrong_printer(name, "no name of a queue");
  configuration.print_queue = *text;
  return {};
}

Result<std::optional<offer::GeoPoint>> point_of(const Place& place) {
  const auto& [latitude, longitude] = place.entries;
  if (!latitude.value && !longitude.value) return std::optional<offer::GeoPoint>();
  if (!latitude.value || !longitude.value) {
    return wrong_place(latitude.value ? longitude.name : latitude.name, "missing beside the other of the two");
  }
  return std::optional(offer::GeoPoint{*latitude.value, *longitude.value});
}

}  // namespace

Result<Configuration> parse_configuration(std::string_view toml_text) {
  BILDUNGSKIOSK_TRY(const toml::table root, parse_toml(toml_text));
  Configuration configuration;
  const std::array<Entry, 4> entries = {{{"kiosk", "name", &configuration.staff.kiosk_name},
                                         {"staff", "pin", &configuration.staff_pin_hash},
                                         {"staff", "contact", &configuration.staff.contact},
                                         {"staff", "package_at", &configuration.staff.package_at}}};
  Place place;
  for (const auto& [table_name, node] : root) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return Error{ErrorCode::kMalformedRecord, "unknown entry " + std::string(table_name.str())};
    for (const auto& [name, value] : *table) {
      if (speaks_of_monitor(table_name.str(), name.str())) {
        BILDUNGSKIOSK_TRY_VOID(take_monitor(name.str(), value, configuration));
        continue;
      }
      if (table_name.str() == "display") {
        BILDUNGSKIOSK_TRY_VOID(take_display(name.str(), value, configuration.display));
        continue;
      }
      if (table_name.str() == "printer") {
        BILDUNGSKIOSK_TRY_VOID(take_printer(name.str(), value, configuration));
        continue;
      }
      if (Place::Entry* const number = place.find(table_name.str(), name.str())) {
        BILDUNGSKIOSK_TRY_VOID(take_number(*number, value));
        continue;
      }
      const Entry* entry = find(entries, table_name.str(), name.str());
      if (entry == nullptr) {
        return Error{ErrorCode::kMalformedRecord,
                     "unknown entry " + std::string(table_name.str()) + "." + std::string(name.str())};
      }
      const auto text = value.value<std::string>();
      if (!text || !value.is_string()) return wrong(*entry, "not a text");
      if (text->size() > kText_bytes_max) return wrong(*entry, "longer than 200 bytes");
      *entry->target = *text;
    }
  }
  BILDUNGSKIOSK_TRY(configuration.place, point_of(place));
  if (!configuration.staff_pin_hash.empty()) {
    if (auto usable = base::check_secret_hash(configuration.staff_pin_hash); !usable) {
      return base::with_context(std::move(usable).error(), "staff.pin");
    }
    configuration.staff.pin = model::StaffSetup::Pin::kSet;
  }
  return configuration;
}

Result<Configuration> load_configuration(const std::string& path) {
  BILDUNGSKIOSK_TRY(const base::Bytes bytes,
                    base::read_file(base::posix_file_system(), path, kConfiguration_bytes_max));
  auto configuration = parse_configuration(base::as_text(bytes));
  if (!configuration) return base::with_context(std::move(configuration).error(), path);
  return configuration;
}

}  // namespace bildungskiosk::app
