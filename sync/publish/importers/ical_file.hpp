#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/publish/importers/importer.hpp"
#include "sync/publish/importers/wall_clock.hpp"

/// The lines of an iCalendar file (RFC 5545), taken apart. Values are bytes until `unescaped`.
namespace bildungskiosk::publish {

struct IcalProperty {
  std::string name;                                             // upper case
  std::vector<std::pair<std::string, std::string>> parameters;  // names in upper case, quotes taken off
  std::string value;                                            // as it stands, unfolded

  [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

struct IcalEvent {
  std::uint64_t line = 0;
  bool too_large = false;
  std::vector<IcalProperty> properties;

  /// The first of that name, or nullptr.
  [[nodiscard]] const IcalProperty* find(std::string_view name) const;
  /// The value of `find`, or "".
  [[nodiscard]] std::string_view value(std::string_view name) const;
};

struct IcalFile {
  std::string name;  // X-WR-CALNAME or NAME, escapes resolved
  FileZones zones;
  std::vector<IcalEvent> events;  // in the order of the file
};

/// Reads the whole file: zones and changed meetings may stand anywhere in it. What is nested inside an event (alarms)
/// and what is no event (tasks, free time) is passed over. Errors: kEmptyExport (the file), kMalformedExport (BEGIN and
/// END don't match, cut short), kUnsupportedFormat (no VCALENDAR), kTooLarge, and the file's own.
[[nodiscard]] base::Result<IcalFile> read_ical(const ImportSource& source, RecordSink& sink);

/// A text with its escapes ("\n", "\,") resolved.
[[nodiscard]] std::string unescaped(std::string_view value);
/// The parts of a list of texts, split at commas that are not escaped, each with its escapes resolved.
[[nodiscard]] std::vector<std::string> unescaped_list(std::string_view value);

}  // namespace bildungskiosk::publish
