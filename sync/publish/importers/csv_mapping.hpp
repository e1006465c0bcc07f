#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/importers/csv_fields.hpp"
#include "sync/publish/importers/text_encoding.hpp"

namespace bildungskiosk::publish {

/// Which column of a spreadsheet is what: a small TOML file of the office's, specified in formats.md. What it leaves
/// out is found out from the sheet.
struct CsvMapping {
  struct Column {
    const CsvField* field = nullptr;
    std::string language;              // of "title@uk"; empty: German
    std::vector<std::string> headers;  // the columns' own names; of several, every one is read
  };
  CsvSheet sheet = CsvSheet::kOffers;
  std::vector<Column> columns;
  std::vector<std::pair<Column, std::string>> constants;             // the same value for every row; no headers
  std::map<std::string, std::map<std::string, std::string>> values;  // field → cell as it stands, folded → ours
  std::optional<TextEncoding> encoding;
  std::optional<char> separator;
  std::optional<char> decimal_sign;
  std::string list_separators;
  std::uint64_t header_row = 1;  // of the rows that are not empty

  /// Errors: the file system's; kInvalidArgument (file, line and what is wrong).
  static base::Result<CsvMapping> load(base::FileSystem& files, const std::string& path);
  static base::Result<CsvMapping> parse(std::string_view toml, const std::string& name);
};

/// "title@uk" taken apart; nullopt: no such field, or none that has languages.
[[nodiscard]] std::optional<CsvMapping::Column> column_named(std::string_view name);
/// The same by a template's header: "Titel@uk".
[[nodiscard]] std::optional<CsvMapping::Column> column_headed(std::string_view header);

}  // namespace bildungskiosk::publish
