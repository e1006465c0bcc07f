#include "sync/publish/importers/csv_reader.hpp"

#include <algorithm>
#include <array>

#include "sync/base/byte_blocks.hpp"
#include "sync/base/bytes.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::array<char, 4> kSeparators = {';', ',', '\t', '|'};
constexpr std::size_t kRowsLookedAt = 50;

/// A file that is the rest of nothing: the sample is all there is.
class NoFile final : public base::ReadableFile {
 public:
  Result<std::size_t> read(std::span<std::uint8_t> /*buffer*/) override { return std::size_t{0}; }
};

std::vector<CsvRow> rows_of(std::string_view sample, char separator) {
  NoFile none;
  CsvReader reader(std::string(sample), none, separator);
  std::vector<CsvRow> rows;
  CsvRow row;
  while (rows.size() < kRowsLookedAt) {
    const auto state = reader.next(row);
    if (!state || *state == CsvReader::State::kEnd) break;
    if (!row.empty()) rows.push_back(row);
  }
  return rows;
}

struct Fit {
  std::size_t alike = 0;    // rows with as many cells as the first
  std::size_t columns = 0;  // of the first
};

Fit fit_of(const std::vector<CsvRow>& rows) {
  Fit fit;
  if (rows.empty() || rows.front().cells.size() < 2) return fit;
  fit.columns = rows.front().cells.size();
  for (const CsvRow& row : rows) fit.alike += row.cells.size() == fit.columns ? 1U : 0U;
  return fit;
}

/// The sign before one or two last digits of a number that has just one sign: "12,5" or "12.50"; 0 for anything else.
char decimal_sign_of(std::string_view cell) {
  cell = trim(cell);
  const std::size_t sign = cell.find_first_not_of("0123456789");
  if (sign == std::string_view::npos || sign == 0 || (cell[sign] != ',' && cell[sign] != '.')) return 0;
  const std::string_view rest = cell.substr(sign + 1);
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const bool ends = digits == rest.size() || rest[digits] == ' ';
  return ends && digits >= 1 && digits <= 2 ? cell[sign] : '\0';
}

}  // namespace

bool CsvRow::empty() const {
  return !too_large && std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return trim(cell).empty(); });
}

CsvReader::CsvReader(std::string head, base::ReadableFile& file, char separator)
    : chunk_(std::move(head)), file_(&file), separator_(separator), cell_ends_(std::string{separator, '\n', '\r'}) {
  bytes_read_ = chunk_.size();
  if (chunk_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

Result<int> CsvReader::peek() {
  if (at_ == chunk_.size()) {
    chunk_.resize(kReadChunkBytes);
    at_ = 0;
    auto length = file_->read(std::span(reinterpret_cast<std::uint8_t*>(chunk_.data()), chunk_.size()));
    chunk_.resize(length ? *length : 0);
    if (!length) return std::move(length).error();
    bytes_read_ += *length;
    if (bytes_read_ > kExportBytesMax) return Error{ErrorCode::kTooLarge, "longer than the limit"};
  }
  return at_ == chunk_.size() ? -1 : static_cast<unsigned char>(chunk_[at_]);
}

void CsvReader::advance() {
  if (chunk_[at_] == '\n') ++line_;
  ++at_;
}

void CsvReader::put(CsvRow& row, std::string& cell, std::string_view text) {
  row_bytes_ += text.size();
  if (row_bytes_ > kRecordBytesMax) row.too_large = true;
  if (!row.too_large) cell += text;
}

/// What stands in the chunk up to one of the bytes; it is passed over.
std::string_view CsvReader::take_until(const base::ByteSet& ends) {
  const std::size_t end = std::min(ends.find_in(chunk_, at_), chunk_.size());
  const std::string_view taken = std::string_view(chunk_).substr(at_, end - at_);
  line_ += base::count_line_feeds(taken);
  at_ = end;
  return taken;
}

Result<void> CsvReader::read_quoted(CsvRow& row, std::string& cell) {
  const std::uint64_t began = line_;
  advance();  // the quote
  while (true) {
    BILDUNGSKIOSK_TRY(const int byte, peek());
    if (byte < 0) {
      line_ = began;
      return Error{ErrorCode::kMalformedExport, "a quote that begins here is never closed"};
    }
    if (byte != '"') {
      constexpr base::ByteSet kQuote("\"");
      put(row, cell, take_until(kQuote));
      continue;
    }
    advance();
    BILDUNGSKIOSK_TRY(const int behind, peek());
    if (behind == '"') {
      advance();
      put(row, cell, "\"");
      continue;
    }
    const bool ends = behind < 0 || behind == separator_ || behind == '\n' || behind == '\r';
    if (ends) return {};
    if (line_ != began) {
      line_ = began;
      return Error{ErrorCode::kMalformedExport, "a quote that begins here is not closed in its row"};
    }
    put(row, cell, "\"");  // "Haus "Sonne" am Markt"
  }
}

Result<void> CsvReader::read_cell(CsvRow& row, std::string& cell) {
  BILDUNGSKIOSK_TRY(const int first, peek());
  if (first == '"') return read_quoted(row, cell);
  while (true) {
    BILDUNGSKIOSK_TRY(const int byte, peek());
    if (byte < 0 || byte == separator_ || byte == '\n' || byte == '\r') return {};
    put(row, cell, take_until(cell_ends_));
  }
}

Result<void> CsvReader::end_line() {
  BILDUNGSKIOSK_TRY(const int byte, peek());
  if (byte < 0) return {};
  advance();
  if (byte != '\r') return {};
  BILDUNGSKIOSK_TRY(const int behind, peek());
  if (behind == '\n') {
    advance();
  } else {
    ++line_;
  }
  return {};
}

Result<CsvReader::State> CsvReader::next(CsvRow& row) {
  row.cells.clear();
  row.too_large = false;
  row_bytes_ = 0;
  BILDUNGSKIOSK_TRY(const int first, peek());
  if (first < 0) return State::kEnd;
  row.number = ++rows_;
  row.line = line_;
  while (true) {
    std::string cell;
    BILDUNGSKIOSK_TRY_VOID(read_cell(row, cell));
    if (row.cells.size() >= kColumnsMax) row.too_large = true;
    if (!row.too_large) row.cells.push_back(std::move(cell));
    BILDUNGSKIOSK_TRY(const int byte, peek());
    if (byte != separator_) break;
    advance();
  }
  if (row.too_large) row.cells.clear();
  BILDUNGSKIOSK_TRY_VOID(end_line());
  return State::kRow;
}

CsvDialect detect_csv_dialect(std::string_view sample) {
  CsvDialect dialect;
  Fit best;
  std::vector<CsvRow> rows;
  for (const char separator : kSeparators) {
    auto candidate = rows_of(sample, separator);
    const Fit fit = fit_of(candidate);
    const bool better = fit.alike > best.alike || (fit.alike == best.alike && fit.columns > best.columns);
    if (!better) continue;
    best = fit;
    dialect.separator = separator;
    rows = std::move(candidate);
  }
  std::size_t commas = 0;
  std::size_t points = 0;
  for (const CsvRow& row : rows) {
    for (const std::string& cell : row.cells) {
      const char sign = decimal_sign_of(cell);
      commas += sign == ',' ? 1U : 0U;
      points += sign == '.' ? 1U : 0U;
    }
  }
  dialect.decimal_sign = points > commas ? '.' : ',';
  return dialect;
}

bool looks_like_csv(std::string_view head) {
  // A zip's or a program's first bytes are no text.
  const auto is_binary = [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f'; };
  if (std::any_of(head.begin(), head.end(), is_binary)) return false;
  return std::any_of(kSeparators.begin(), kSeparators.end(),
                     [&](char separator) { return fit_of(rows_of(head, separator)).columns >= 2; });
}

}  // namespace bildungskiosk::publish
