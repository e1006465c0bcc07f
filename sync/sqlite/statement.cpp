#include "sync/sqlite/statement.hpp"

#include <sqlite3.h>

#include "sync/sqlite/failure.hpp"

namespace bildungskiosk::sqlite {
namespace {

/// SQLITE_TRANSIENT (SQLite copies the value before the call returns) without its C cast.
const auto kCopy = reinterpret_cast<sqlite3_destructor_type>(std::intptr_t{-1});  // NOLINT(performance-no-int-to-ptr)

void expect_bound(int result) { BILDUNGSKIOSK_CHECK(result == SQLITE_OK); }

}  // namespace

void Statement::finalize(sqlite3_stmt* handle) noexcept { sqlite3_finalize(handle); }

void Statement::bind(int parameter, std::int64_t value) {
  expect_bound(sqlite3_bind_int64(handle_.get(), parameter, value));
}

void Statement::bind(int parameter, double value) {
  expect_bound(sqlite3_bind_double(handle_.get(), parameter, value));
}

void Statement::bind(int parameter, std::string_view value) {
  // A null pointer would bind NULL, and an empty view may carry one.
  const char* text = value.data() == nullptr ? "" : value.data();
  expect_bound(sqlite3_bind_text64(handle_.get(), parameter, text, value.size(), kCopy, SQLITE_UTF8));
}

void Statement::bind(int parameter, base::ByteView value) {
  if (value.empty()) {
    expect_bound(sqlite3_bind_zeroblob(handle_.get(), parameter, 0));
  } else {
    expect_bound(sqlite3_bind_blob64(handle_.get(), parameter, value.data(), value.size(), kCopy));
  }
}

void Statement::bind(int parameter, std::nullopt_t) { expect_bound(sqlite3_bind_null(handle_.get(), parameter)); }

base::Result<bool> Statement::step() {
  switch (sqlite3_step(handle_.get())) {
    case SQLITE_ROW:
      has_row_ = true;
      return true;
    case SQLITE_DONE:
      has_row_ = false;
      return false;
    default: {
      has_row_ = false;
      base::Error error = failure(sqlite3_db_handle(handle_.get()));
      sqlite3_reset(handle_.get());
      return error;
    }
  }
}

base::Result<void> Statement::run() {
  BILDUNGSKIOSK_TRY(const bool row, step());
  BILDUNGSKIOSK_CHECK(!row);
  reset();
  return {};
}

void Statement::reset() {
  has_row_ = false;
  sqlite3_reset(handle_.get());  // repeats the last step's result, which step() has told already
}

std::int64_t Statement::integer(int column) const {
  check_row(column);
  return sqlite3_column_int64(handle_.get(), column);
}

double Statement::real(int column) const {
  check_row(column);
  return sqlite3_column_double(handle_.get(), column);
}

std::string_view Statement::text(int column) const {
  check_row(column);
  const unsigned char* text = sqlite3_column_text(handle_.get(), column);
  if (text == nullptr) return {};
  return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

base::ByteView Statement::bytes(int column) const {
  check_row(column);
  const void* data = sqlite3_column_blob(handle_.get(), column);
  if (data == nullptr) return {};
  return {static_cast<const std::uint8_t*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

bool Statement::is_null(int column) const {
  check_row(column);
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

int Statement::column(std::string_view name) const {
  for (int i = 0; i < column_count(); ++i) {
    if (sqlite3_column_name(handle_.get(), i) == name) return i;
  }
  base::fail_check("a column of this name", __FILE__, __LINE__);
}

int Statement::column_count() const { return sqlite3_column_count(handle_.get()); }

int Statement::parameter(std::string_view name) const {
  const int index = sqlite3_bind_parameter_index(handle_.get(), std::string(name).c_str());
  BILDUNGSKIOSK_CHECK(index > 0);
  return index;
}

int Statement::parameter_count() const { return sqlite3_bind_parameter_count(handle_.get()); }

void Statement::check_row(int column) const { BILDUNGSKIOSK_CHECK(has_row_ && column >= 0 && column < column_count()); }

}  // namespace bildungskiosk::sqlite
