#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/byte_set.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/findings.hpp"

namespace bildungskiosk::publish {

struct CsvRow {
  std::vector<std::string> cells;  // bytes as they stand in the file, quotes taken off
  std::uint64_t number = 0;        // the row of a spreadsheet, from 1; empty lines count
  std::uint64_t line = 0;          // where it begins in the file; a cell may hold line breaks
  bool too_large = false;          // past a limit: `cells` is empty

  [[nodiscard]] bool empty() const;
};

/// RFC 4180 as a stream, with any separator, and with what spreadsheets make of it: rows end with LF, CR LF or CR; a
/// quote inside a cell that didn't begin with one is a sign like others. Memory: one row (kRecordBytesMax) and a chunk.
/// A quoted cell with line breaks that is followed by something else than a separator is one whose quote was never
/// closed; it would swallow whole rows in silence and is refused. One thread.
class CsvReader {
 public:
  /// Reads on behind `head`, which it hands out first. `file` must outlive the reader.
  CsvReader(std::string head, base::ReadableFile& file, char separator);

  enum class State { kRow, kEnd };
  /// Errors: kMalformedExport (`position()` says where), kTooLarge (the file), and the file's own.
  base::Result<State> next(CsvRow& row);

  [[nodiscard]] TextPosition position() const { return {line_, 0}; }

 private:
  base::Result<int> peek();  // the next byte, or -1 at the end
  void advance();
  base::Result<void> read_cell(CsvRow& row, std::string& cell);
  base::Result<void> read_quoted(CsvRow& row, std::string& cell);
  void put(CsvRow& row, std::string& cell, std::string_view text);
  std::string_view take_until(const base::ByteSet& ends);
  base::Result<void> end_line();

  std::string chunk_;
  std::size_t at_ = 0;
  base::ReadableFile* file_;
  char separator_;
  base::ByteSet cell_ends_;
  std::uint64_t line_ = 1;
  std::uint64_t rows_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::size_t row_bytes_ = 0;
};

/// What a sheet is written with.
struct CsvDialect {
  char separator = ';';
  char decimal_sign = ',';
};
/// From the first rows: the separator (';', ',', tab, '|') with which most rows have as many cells as the first, and
/// more than one; the sign before one or two last digits in most numbers, else the comma.
[[nodiscard]] CsvDialect detect_csv_dialect(std::string_view sample);

/// Whether the first rows are a sheet at all: text of two columns or more.
[[nodiscard]] bool looks_like_csv(std::string_view head);

}  // namespace bildungskiosk::publish
