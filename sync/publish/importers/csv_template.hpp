#pragma once

#include <string>

#include "sync/publish/importers/csv_fields.hpp"

namespace bildungskiosk::publish {

/// A spreadsheet to start from, as CSV that a German spreadsheet program opens by a double click (UTF-8 with its mark,
/// ';', CR LF): the headers, a row that explains each column and begins with '#' (rows that do are passed over), and
/// an example. The importer reads it without a mapping and without a finding.
[[nodiscard]] std::string csv_template(CsvSheet sheet);

}  // namespace bildungskiosk::publish
