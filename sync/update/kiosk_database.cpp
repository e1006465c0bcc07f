#include "sync/update/kiosk_database.hpp"

#include <cstdint>

#include "sync/base/file_system.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/update/sync_database.hpp"

namespace bildungskiosk::update {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Database;

constexpr std::int32_t kApplicationId = 0x424B534B;  // "BKSK"
constexpr std::int32_t kVersion = 2;

constexpr const char* kTablesOfVersion1 = R"sql(
  CREATE TABLE request (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,             -- install, install-ignoring-clock, dismiss
    medium_number INTEGER NOT NULL,
    at INTEGER NOT NULL             -- seconds since 1970, UTC, as the terminal's clock said
  ) STRICT;
)sql";

constexpr const char* kTablesOfVersion2 = R"sql(
  CREATE TABLE day_count (
    day INTEGER NOT NULL,           -- since 1970-01-01, of German local time
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (day, kind, what)
  ) STRICT, WITHOUT ROWID;
)sql";

Result<void> check(const std::string& path, const Database::Identity& identity, std::int32_t version_min) {
  if (identity.application_id != kApplicationId) {
    return Error{ErrorCode::kDatabase, path + ": another program's database"};
  }
  if (identity.user_version < version_min || identity.user_version > kVersion) {
    return Error{ErrorCode::kUnsupportedFormat, path + ": version " + std::to_string(identity.user_version) +
                                                    ", this program knows " + std::to_string(kVersion)};
  }
  return {};
}

Result<void> bring_up(Database& database, std::int32_t version) {
  BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database));
  if (version < 1) BILDUNGSKIOSK_TRY_VOID(database.execute(kTablesOfVersion1));
  if (version < 2) BILDUNGSKIOSK_TRY_VOID(database.execute(kTablesOfVersion2));
  BILDUNGSKIOSK_TRY_VOID(database.set_identity({kApplicationId, kVersion}));
  return transaction.commit();
}

Result<Database> open_or_create(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, Database::open(path, sqlite::OpenMode::kReadWriteRollback));
  BILDUNGSKIOSK_TRY(const auto identity, database.identity());
  if (identity != Database::Identity{}) BILDUNGSKIOSK_TRY_VOID(check(path, identity, 1));
  if (identity.user_version < kVersion) BILDUNGSKIOSK_TRY_VOID(bring_up(database, identity.user_version));
  return database;
}

}  // namespace

Result<Database> open_kiosk_database(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(base::posix_file_system().create_directories(base::parent_path(path)));
  auto database = open_or_create(path);
  if (!database && database.error().code == ErrorCode::kDatabase) {
    set_database_aside(path);
    database = open_or_create(path);
  }
  return database;
}

Result<Database> read_kiosk_database(const std::string& path, int version_min) {
  BILDUNGSKIOSK_TRY(auto database, Database::open(path, sqlite::OpenMode::kReadShared));
  BILDUNGSKIOSK_TRY(const auto identity, database.identity());
  // The writer makes the file first and its tables a moment later; those of a newer version when it first writes.
  const bool is_early = identity == Database::Identity{} ||
                        (identity.application_id == kApplicationId && identity.user_version < version_min);
  if (is_early) return Error{ErrorCode::kNotFound, path + ": still empty"};
  BILDUNGSKIOSK_TRY_VOID(check(path, identity, version_min));
  return database;
}

}  // namespace bildungskiosk::update
