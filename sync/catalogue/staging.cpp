#include "sync/catalogue/staging.hpp"

#include "sync/base/file_system.hpp"

namespace bildungskiosk::catalogue {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Database;
using sqlite::OpenMode;
using sqlite::Statement;

Result<Staging> Staging::create(const std::string& path) {
  // One that a killed program left behind is of no use to anyone.
  if (const auto removed = base::posix_file_system().remove_file(path);
      !removed && removed.error().code != ErrorCode::kNotFound) {
    return removed.error();
  }
  BILDUNGSKIOSK_TRY(Database database, Database::open(path, OpenMode::kBuild));
  BILDUNGSKIOSK_TRY_VOID(database.execute(
      "CREATE TABLE record(type TEXT, key TEXT, line TEXT NOT NULL, PRIMARY KEY(type, key)) WITHOUT ROWID; BEGIN"));
  BILDUNGSKIOSK_TRY(Statement insert, database.prepare("INSERT OR IGNORE INTO record VALUES(?, ?, ?)"));
  return Staging(path, std::move(database), std::move(insert));
}

Staging::~Staging() {
  if (!path_.empty()) static_cast<void>(base::posix_file_system().remove_file(path_));
}

Result<void> Staging::add(const exchange::Record& record) {
  const std::string key = exchange::record_key(record);
  insert_.bind_all(exchange::type_name(record), key, exchange::write_record(record));
  BILDUNGSKIOSK_TRY_VOID(insert_.run());
  if (database_.changes() == 0) {
    return Error{ErrorCode::kDuplicateId, std::string(exchange::type_name(record)) + ' ' + key};
  }
  return {};
}

Result<Statement> Staging::lines(std::string_view type) {
  BILDUNGSKIOSK_TRY(Statement lines, database_.prepare("SELECT line FROM record WHERE type = ? ORDER BY key"));
  lines.bind(1, type);
  return lines;
}

Result<Statement> Staging::line_by_key() {
  return database_.prepare("SELECT line FROM record WHERE type = ? AND key = ?");
}

}  // namespace bildungskiosk::catalogue
