#include "sync/publish/importers/csv.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/byte_blocks.hpp"
#include "sync/base/digest.hpp"
#include "sync/publish/importers/csv_mapping.hpp"
#include "sync/publish/importers/csv_reader.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// "A", "Z", "AA": what a spreadsheet writes above the column.
std::string column_letters(std::size_t index) {
  std::string letters;
  for (++index; index > 0; index = (index - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (index - 1) % 26));
  }
  return letters;
}

/// So many cells have to be the example's for a row to be it: a course may have its title by chance.
constexpr std::size_t kExampleWordsMin = 4;

/// Columns that name people are left alone without a word: see formats.md.
bool names_people(std::string_view folded_header) {
  for (const std::string_view word :
       {"dozent", "kursleit", "referent", "ansprech", "lehrkraft", "trainer", "name der"}) {
    if (folded_header.find(word) != std::string_view::npos) return true;
  }
  return false;
}

/// One sheet on its way to records.
class Reading {
 public:
  Reading(const ImportSource& source, RecordSink& sink) : source_(source), sink_(sink) {
    if (source.mapping != nullptr) mapping_ = *source.mapping;
  }

  Result<void> run();

 private:
  struct Column {
    CsvMapping::Column what;
    std::size_t index = 0;
  };

  Result<std::string> read_sample();
  Result<void> prepare(std::string_view sample);
  Result<bool> next(CsvRow& row);
  Result<void> read_header();
  Result<void> take_headers(const CsvRow& row);
  Result<void> take_mapped(const std::vector<std::string>& folded_headers);
  Result<void> take_templates(const std::vector<std::string>& folded_headers);
  [[nodiscard]] bool is_example(const CsvRow& row) const;
  Result<void> take_row(const CsvRow& row);
  void read_cell(SheetRow& row, const CsvMapping::Column& what, std::string_view cell, const CsvRow& where,
                 std::size_t index);
  static void finish(SheetRow& row);
  void report(FindingKind kind, const CsvRow& row, std::size_t index, std::string value, std::string_view expected);
  [[nodiscard]] std::string column_name(std::size_t index) const;
  Error malformed(Error error, const CsvReader& reader);

  const ImportSource& source_;
  RecordSink& sink_;
  CsvMapping mapping_;
  std::optional<CsvReader> reader_;
  TextDecoder decoder_{TextEncoding::kUndecided};
  CellRules rules_;
  std::vector<std::string> headers_;
  std::vector<Column> columns_;
  std::uint64_t records_ = 0;
};

Result<std::string> Reading::read_sample() {
  std::string sample(kSampleBytes, '\0');
  std::size_t length = 0;
  while (length < sample.size()) {
    const std::span<std::uint8_t> rest(reinterpret_cast<std::uint8_t*>(sample.data()) + length, sample.size() - length);
    BILDUNGSKIOSK_TRY(const std::size_t count, source_.file->read(rest));
    if (count == 0) break;
    length += count;
  }
  sample.resize(length);
  return sample;
}

Result<void> Reading::prepare(std::string_view sample) {
  if (sample.find('\0') != std::string_view::npos) {
    return Error{ErrorCode::kUnsupportedFormat, source_.name + ": no text in UTF-8, ISO-8859-15 or Windows-1252"};
  }
  decoder_ = TextDecoder(mapping_.encoding.value_or(detect_encoding(sample)));
  CsvDialect dialect = detect_csv_dialect(sample);
  std::string_view text = sample;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  // "sep=;" in the first line is how a spreadsheet is told what follows.
  if (text.size() > 5 && text.starts_with("sep=") && (text[5] == '\r' || text[5] == '\n')) dialect.separator = text[4];
  rules_ = {mapping_.decimal_sign.value_or(dialect.decimal_sign), mapping_.list_separators};
  reader_.emplace(std::string(sample), *source_.file, mapping_.separator.value_or(dialect.separator));
  return {};
}

Error Reading::malformed(Error error, const CsvReader& reader) {
  if (error.code != ErrorCode::kMalformedExport && error.code != ErrorCode::kTooLarge) return error;
  sink_.stopped_at(reader.position());
  error.detail = source_.name + ": line " + std::to_string(reader.position().line) + ": " + error.detail;
  return error;
}

/// The next row that says something, its cells in UTF-8. False at the end.
Result<bool> Reading::next(CsvRow& row) {
  while (true) {
    auto state = reader_->next(row);
    if (!state) return malformed(std::move(state).error(), *reader_);
    if (*state == CsvReader::State::kEnd) return false;
    if (row.empty()) continue;
    bool other_encoding = false;
    for (std::string& cell : row.cells) {
      if (base::is_ascii(cell)) continue;
      TextDecoder::Decoded decoded = decoder_.decode(cell);
      other_encoding = other_encoding || decoded.other_encoding;
      cell = std::move(decoded.text);
    }
    const std::string_view first = row.cells.empty() ? std::string_view() : trim(row.cells.front());
    if (first.starts_with('#') || (row.number == 1 && first.starts_with("sep="))) continue;
    if (other_encoding) report(FindingKind::kMixedEncoding, row, row.cells.size(), {}, {});
    return true;
  }
}

std::string Reading::column_name(std::size_t index) const {
  if (index >= headers_.size()) return column_letters(index);
  return column_letters(index) + " „" + headers_[index] + "“";
}

void Reading::report(FindingKind kind, const CsvRow& row, std::size_t index, std::string value,
                     std::string_view expected) {
  if (value.size() > 160) value.resize(160);
  std::string column = index < headers_.size() ? column_name(index) : std::string();
  sink_.report({kind, source_.name, row.number, {}, std::move(value), std::move(column), std::string(expected)});
}

Result<void> Reading::read_header() {
  CsvRow row;
  for (std::uint64_t i = 0; i < mapping_.header_row; ++i) {
    BILDUNGSKIOSK_TRY(const bool found, next(row));
    if (!found) return Error{ErrorCode::kEmptyExport, source_.name + ": no row of headers"};
  }
  return take_headers(row);
}

Result<void> Reading::take_headers(const CsvRow& row) {
  std::vector<std::string> folded;
  for (const std::string& cell : row.cells) {
    headers_.push_back(std::string(trim(cell)).substr(0, 80));
    folded.push_back(fold(cell));
  }
  return source_.mapping != nullptr ? take_mapped(folded) : take_templates(folded);
}

Result<void> Reading::take_mapped(const std::vector<std::string>& folded_headers) {
  for (const CsvMapping::Column& column : mapping_.columns) {
    for (const std::string& header : column.headers) {
      const auto found = std::find(folded_headers.begin(), folded_headers.end(), fold(header));
      if (found == folded_headers.end()) {
        return Error{ErrorCode::kUnsupportedFormat,
                     source_.name + ": no column \"" + header + "\", which the mapping names"};
      }
      columns_.push_back({column, static_cast<std::size_t>(found - folded_headers.begin())});
    }
  }
  return {};
}

Result<void> Reading::take_templates(const std::vector<std::string>& folded_headers) {
  bool has_title = false;
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < folded_headers.size(); ++i) {
    auto column = column_headed(folded_headers[i]);
    if (!column) {
      if (!folded_headers[i].empty() && !names_people(folded_headers[i])) unknown.push_back(i);
      continue;
    }
    const bool is_title = column->field->name == "title" && column->language.empty();
    if (is_title && folded_headers[i] == fold(column->field->place_header)) mapping_.sheet = CsvSheet::kPlaces;
    has_title = has_title || is_title;
    columns_.push_back({*std::move(column), i});
  }
  if (!has_title) {
    return Error{ErrorCode::kUnsupportedFormat,
                 source_.name + ": no column \"Titel\" or \"Name\"; a mapping says which columns are what"};
  }
  for (const std::size_t index : unknown) {
    sink_.report({FindingKind::kUnknownColumn, source_.name, 0, {}, {}, column_name(index), {}});
  }
  return {};
}

void Reading::read_cell(SheetRow& row, const CsvMapping::Column& what, std::string_view cell, const CsvRow& where,
                        std::size_t index) {
  const CsvField& field = *what.field;
  std::string translated;
  const auto words = mapping_.values.empty() ? mapping_.values.end() : mapping_.values.find(std::string(field.name));
  if (words != mapping_.values.end()) {
    if (const auto word = words->second.find(fold(cell)); word != words->second.end()) {
      translated = word->second;
      cell = translated;
    }
  }
  CheckedCell checked = check_cell(field, cell, rules_);
  for (const std::string& value : checked.values) field.store(row, value, what.language);
  if (checked.wrong) {
    report(*checked.wrong, where, index, std::move(checked.wrong_value), expected_of(field.type));
  }
}

/// Brings together what stands in several cells.
void Reading::finish(SheetRow& row) {
  CourseRecord& record = row.record;
  const CourseRecord::Venue& venue = row.venue;
  const bool has_venue = !venue.name.empty() || !venue.street.empty() || !venue.locality.empty();
  if (has_venue) record.venues.push_back(venue);
  if (!row.category.code.empty()) record.categories.push_back(row.category);
  if (!row.clock_from.empty()) {
    const std::string times = row.clock_from + (row.clock_to.empty() ? "" : "-" + row.clock_to);
    for (std::string& weekday : record.weekdays) {
      if (weekday.find_first_of("0123456789") == std::string::npos) weekday += " " + times;
    }
    const bool one_day = record.end_date.empty() || record.end_date == record.begin_date;
    if (record.sessions.empty() && record.weekdays.empty() && one_day && !record.begin_date.empty()) {
      record.sessions.push_back({record.begin_date, row.clock_from, row.clock_to, {}});
    }
  }
  if (!record.guid.empty() || !record.number.empty() || record.name.empty()) return;
  std::string identity;
  for (const std::string_view part :
       {std::string_view(record.provider_name), std::string_view(record.name), std::string_view(record.begin_date),
        std::string_view(venue.name), std::string_view(venue.street), std::string_view(venue.locality)}) {
    identity += fold(part) + '\n';
  }
  record.guid = slug(record.name).substr(0, 40) + "-" + base::sha256_hex(base::as_bytes(identity)).substr(0, 12);
}

/// Whether the template's example stands there as it was, told by its words: spreadsheets write what looks like a
/// number or a date in another form when they save.
bool Reading::is_example(const CsvRow& row) const {
  if (source_.mapping != nullptr) return false;
  std::size_t words = 0;
  for (const Column& column : columns_) {
    const CsvField& field = *column.what.field;
    if (field.type != CellType::kText && field.type != CellType::kAddress) continue;
    std::string_view example = mapping_.sheet == CsvSheet::kPlaces ? field.place_example : field.example;
    if (!column.what.language.empty()) example = {};
    if (!example.empty() && example.front() >= '0' && example.front() <= '9') continue;
    const std::string_view cell = column.index < row.cells.size() ? trim(row.cells[column.index]) : std::string_view();
    if (cell != example) return false;
    words += cell.empty() ? 0U : 1U;
  }
  return words >= kExampleWordsMin;
}

Result<void> Reading::take_row(const CsvRow& row) {
  ++records_;
  if (row.too_large) {
    report(FindingKind::kRecordTooLarge, row, headers_.size(), {}, {});
    return {};
  }
  const auto surplus =
      std::find_if(row.cells.begin() + static_cast<std::ptrdiff_t>(std::min(headers_.size(), row.cells.size())),
                   row.cells.end(), [](const auto& cell) { return !trim(cell).empty(); });
  if (surplus != row.cells.end()) {
    // A separator inside a cell without quotes has shifted all that follows.
    report(FindingKind::kNotARecord, row, headers_.size(), *surplus,
           "höchstens " + std::to_string(headers_.size()) + " Zellen, Texte mit Trennzeichen in Anführungszeichen");
    return {};
  }
  if (is_example(row)) {
    report(FindingKind::kExampleRow, row, headers_.size(), {}, "eine Zeile mit eigenen Angaben");
    return {};
  }
  SheetRow sheet_row;
  if (mapping_.sheet == CsvSheet::kPlaces) sheet_row.record.kind = "Lernort";
  for (const auto& [column, value] : mapping_.constants) read_cell(sheet_row, column, value, row, headers_.size());
  for (const Column& column : columns_) {
    if (column.index < row.cells.size()) read_cell(sheet_row, column.what, row.cells[column.index], row, column.index);
  }
  finish(sheet_row);
  sheet_row.record.file = source_.name;
  sheet_row.record.line = row.number;
  return sink_.take(std::move(sheet_row.record));
}

Result<void> Reading::run() {
  BILDUNGSKIOSK_TRY(const std::string sample, read_sample());
  if (trim(sample).empty()) return Error{ErrorCode::kEmptyExport, source_.name + ": the file is empty"};
  BILDUNGSKIOSK_TRY_VOID(prepare(sample));
  BILDUNGSKIOSK_TRY_VOID(read_header());
  CsvRow row;
  while (true) {
    BILDUNGSKIOSK_TRY(const bool found, next(row));
    if (!found) break;
    if (auto taken = take_row(row); !taken) return base::with_context(std::move(taken).error(), source_.name);
  }
  if (records_ == 0) return Error{ErrorCode::kEmptyExport, source_.name + ": no row below the headers"};
  return {};
}

}  // namespace

Result<void> CsvImporter::import(const ImportSource& source, RecordSink& sink) { return Reading(source, sink).run(); }

}  // namespace bildungskiosk::publish
