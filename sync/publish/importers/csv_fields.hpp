#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/publish/findings.hpp"
#include "sync/publish/importers/course_record.hpp"

/// What a cell of a spreadsheet may be: the one table that the mapping, the checks and the templates share.
namespace bildungskiosk::publish {

enum class CsvSheet { kOffers, kPlaces };

/// What a cell of a column has to look like.
enum class CellType {
  kText,
  kList,  // several, separated
  kKind,
  kDate,
  kClock,
  kSessions,
  kWeekdays,
  kOpeningHours,
  kInteger,
  kNumber,
  kMoney,
  kDegrees,
  kYesNo,
  kMode,
  kAddress,  // of a web page
};

/// A row on its way to a record.
struct SheetRow {
  CourseRecord record;
  CourseRecord::Venue venue;
  offer::CategoryRef category;
  std::string clock_from;
  std::string clock_to;
};

struct CsvField {
  std::string_view name;    // in a mapping file: "title", "price"
  std::string_view header;  // in a template: "Titel", "Preis"
  CellType type = CellType::kText;
  bool may_name_language = false;                                                             // "title@uk", "Titel@uk"
  void (*store)(SheetRow& row, std::string_view value, std::string_view language) = nullptr;  // once for each of a list
  std::string_view explanation = {};    // for the template; empty: not in it
  std::string_view example = {};        // of the offers' template
  std::string_view place_header = {};   // where the places' template says it otherwise
  std::string_view place_example = {};  // empty: not in the places' template
};

[[nodiscard]] std::span<const CsvField> csv_fields();
/// By its name in a mapping file, without a language; nullptr: there is none.
[[nodiscard]] const CsvField* csv_field(std::string_view name);

struct CellRules {
  char decimal_sign = ',';
  std::string list_separators;  // any of them; empty: ; | line feed, and the comma where values hold none
};
/// The parts of a cell, trimmed, each brought to the form that the mapper reads in one way only.
struct CheckedCell {
  std::vector<std::string> values;
  std::optional<FindingKind> wrong;  // of the first part that can't be read; the others are in `values`
  std::string wrong_value;
};
[[nodiscard]] CheckedCell check_cell(const CsvField& field, std::string_view cell, const CellRules& rules);
/// What would be right, in German: "ein Datum wie 24.11.2026".
[[nodiscard]] std::string_view expected_of(CellType type);

}  // namespace bildungskiosk::publish
