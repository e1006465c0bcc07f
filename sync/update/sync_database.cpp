#include "sync/update/sync_database.hpp"

#include <cstdint>
#include <cstdio>
#include <utility>

#include "sync/sqlite/transaction.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Database;

namespace {

constexpr std::int32_t kApplicationId = 0x424B534A;  // "BKSJ"
constexpr std::int32_t kFirstVersion = 1;
constexpr std::int32_t kVersion = 2;

constexpr const char* kJournalTables = R"sql(
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,          -- seconds since 1970, UTC, as the terminal's clock said
    action TEXT NOT NULL,         -- install, rollback
    source TEXT NOT NULL,
    result TEXT NOT NULL,         -- done, or an error code
    detail TEXT NOT NULL,
    generation INTEGER NOT NULL,  -- shown afterwards; 0: none
    offers INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE fact (
    name TEXT PRIMARY KEY,        -- signed_time
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kServiceTable = R"sql(
  CREATE TABLE service (
    name TEXT PRIMARY KEY,        -- status: for others to read; memory: for the service's next start
    value TEXT NOT NULL           -- JSON
  ) STRICT, WITHOUT ROWID;
)sql";

/// Brings the tables to this program's version, in one transaction. Another process may do the same at the same time:
/// what is there is looked at under the write lock.
Result<void> make_tables(Database& database) {
  BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database));
  BILDUNGSKIOSK_TRY(const auto identity, database.identity());
  const bool is_new = identity == Database::Identity{};
  const bool is_ours = identity.application_id == kApplicationId;
  if (!is_new && (!is_ours || identity.user_version >= kVersion)) return {};
  if (is_new) BILDUNGSKIOSK_TRY_VOID(database.execute(kJournalTables));
  BILDUNGSKIOSK_TRY_VOID(database.execute(kServiceTable));
  BILDUNGSKIOSK_TRY_VOID(database.set_identity({kApplicationId, kVersion}));
  return transaction.commit();
}

Result<Database> open_or_create(const std::string& path, sqlite::OpenMode mode) {
  BILDUNGSKIOSK_TRY(auto database, Database::open(path, mode));
  BILDUNGSKIOSK_TRY(auto identity, database.identity());
  if (identity != Database::Identity{kApplicationId, kVersion}) {
    BILDUNGSKIOSK_TRY_VOID(make_tables(database));
    BILDUNGSKIOSK_TRY(identity, database.identity());
  }
  if (identity.application_id != kApplicationId) {
    return Error{ErrorCode::kDatabase, path + ": another program's database"};
  }
  if (identity.user_version != kVersion) {
    return Error{ErrorCode::kUnsupportedFormat, path + ": journal version " + std::to_string(identity.user_version) +
                                                    ", this program knows up to " + std::to_string(kVersion)};
  }
  return database;
}

}  // namespace

Result<Database> open_sync_database(const std::string& path, sqlite::OpenMode mode) {
  auto database = open_or_create(path, mode);
  if (database || database.error().code != ErrorCode::kDatabase) return database;
  set_database_aside(path);
  return open_or_create(path, mode);
}

Result<Database> open_sync_database_for_reading(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, Database::open(path, sqlite::OpenMode::kReadShared));
  BILDUNGSKIOSK_TRY(const auto identity, database.identity());
  const bool is_known = identity.application_id == kApplicationId && identity.user_version >= kFirstVersion &&
                        identity.user_version <= kVersion;
  if (!is_known) return Error{ErrorCode::kUnsupportedFormat, path + ": no journal of this version"};
  return database;
}

Result<bool> has_service_table(Database& database) {
  BILDUNGSKIOSK_TRY(const auto identity, database.identity());
  return identity.user_version >= kVersion;
}

void set_database_aside(const std::string& path) {
  static_cast<void>(std::rename(path.c_str(), (path + ".damaged").c_str()));
  for (const char* const companion : {"-wal", "-shm", "-journal"}) {
    static_cast<void>(std::remove((path + companion).c_str()));
  }
}

}  // namespace bildungskiosk::update
