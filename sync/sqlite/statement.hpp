#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"
#include "sync/base/check.hpp"
#include "sync/base/result.hpp"
#include "sync/base/unique_handle.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace bildungskiosk::sqlite {

/// A prepared statement. Belongs to its Database's thread and must not be used after it. Misuse (an unknown column or
/// parameter, a value read without a row) stops the program: the SQL text and the code stand side by side.
///
///   BILDUNGSKIOSK_TRY(Statement statement, database.prepare("SELECT id, line FROM offer WHERE row = ?"));
///   statement.bind_all(row);
///   BILDUNGSKIOSK_TRY(const bool found, statement.step());
///   if (found) use(statement.text("id"));
class Statement {
 public:
  /// Parameters count from 1. Texts and bytes are copied.
  void bind(int parameter, std::int64_t value);
  void bind(int parameter, int value) { bind(parameter, static_cast<std::int64_t>(value)); }
  void bind(int parameter, double value);
  void bind(int parameter, std::string_view value);
  void bind(int parameter, const char* value) { bind(parameter, std::string_view(value)); }
  void bind(int parameter, base::ByteView value);
  void bind(int parameter, std::nullopt_t);
  template <typename T>
  void bind(int parameter, const std::optional<T>& value) {
    if (value) {
      bind(parameter, *value);
    } else {
      bind(parameter, std::nullopt);
    }
  }
  /// By the name in the SQL text, with its colon: bind(":town", town).
  template <typename T>
  void bind(std::string_view parameter_name, const T& value) {
    bind(parameter(parameter_name), value);
  }
  /// Every parameter in order; as many as the statement has. Starts the statement over.
  template <typename... Values>
  void bind_all(const Values&... values) {
    reset();
    BILDUNGSKIOSK_CHECK(static_cast<int>(sizeof...(values)) == parameter_count());
    int index = 0;
    (bind(++index, values), ...);
  }

  /// True: a row stands ready. False: no more rows.
  [[nodiscard]] base::Result<bool> step();
  /// For statements without rows: runs once and is ready to be bound again.
  [[nodiscard]] base::Result<void> run();
  /// Forgets the rows, keeps the bound values.
  void reset();

  /// Columns count from 0. Texts and bytes are valid until the next step or reset.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view text(int column) const;  // empty for NULL
  [[nodiscard]] base::ByteView bytes(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  /// The index of a column by its name; look it up once before a long loop.
  [[nodiscard]] int column(std::string_view name) const;
  [[nodiscard]] int column_count() const;

  [[nodiscard]] std::int64_t integer(std::string_view name) const { return integer(column(name)); }
  [[nodiscard]] std::string_view text(std::string_view name) const { return text(column(name)); }
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name) const {
    return optional_integer(column(name));
  }

 private:
  friend class Database;
  static void finalize(sqlite3_stmt* handle) noexcept;
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  [[nodiscard]] int parameter(std::string_view name) const;
  [[nodiscard]] int parameter_count() const;
  void check_row(int column) const;

  base::UniqueHandle<sqlite3_stmt*, finalize> handle_;
  bool has_row_ = false;
};

}  // namespace bildungskiosk::sqlite
