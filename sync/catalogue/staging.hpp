#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/exchange/record.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// The records of a catalogue that is being built, on disk beside it: they come in any order, and the offers' order is
/// known only when all are there. Removed with the object. Belongs to one thread.
class Staging {
 public:
  [[nodiscard]] static base::Result<Staging> create(const std::string& path);
  Staging(Staging&&) noexcept = default;
  Staging& operator=(Staging&&) = delete;
  ~Staging();

  /// kDuplicateId when the type has the key already.
  [[nodiscard]] base::Result<void> add(const exchange::Record& record);

  /// All lines of a type, by key. The statement's only column is the line.
  [[nodiscard]] base::Result<sqlite::Statement> lines(std::string_view type);
  /// One line by type and key: bind both, step.
  [[nodiscard]] base::Result<sqlite::Statement> line_by_key();

 private:
  Staging(std::string path, sqlite::Database database, sqlite::Statement insert)
      : path_(std::move(path)), database_(std::move(database)), insert_(std::move(insert)) {}

  std::string path_;
  sqlite::Database database_;
  sqlite::Statement insert_;
};

}  // namespace bildungskiosk::catalogue
