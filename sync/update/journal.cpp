#include "sync/update/journal.hpp"

#include <cstdio>
#include <utility>

#include "sync/sqlite/transaction.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::int32_t kApplicationId = 0x424B534A;  // "BKSJ"
constexpr std::int32_t kVersion = 1;
constexpr sqlite::Database::Identity kIdentity{kApplicationId, kVersion};

constexpr const char* kTables = R"sql(
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

JournalAction action_from(std::string_view name) {
  return name == to_string(JournalAction::kRollBack) ? JournalAction::kRollBack : JournalAction::kInstall;
}

/// SQLite's two companions of a file in WAL mode go with it, or they would be replayed into its successor.
void set_aside(const std::string& path) {
  static_cast<void>(std::rename(path.c_str(), (path + ".damaged").c_str()));
  static_cast<void>(std::remove((path + "-wal").c_str()));
  static_cast<void>(std::remove((path + "-shm").c_str()));
}

}  // namespace

std::string_view to_string(JournalAction action) {
  switch (action) {
    case JournalAction::kInstall:
      return "install";
    case JournalAction::kRollBack:
      return "rollback";
  }
  return "";
}

Result<Journal> Journal::open(const std::string& path) {
  auto journal = open_or_create(path);
  if (journal || journal.error().code != ErrorCode::kDatabase) return journal;
  set_aside(path);
  return open_or_create(path);
}

Result<Journal> Journal::open_or_create(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, sqlite::Database::open(path, sqlite::OpenMode::kReadWriteWal));
  BILDUNGSKIOSK_TRY(auto identity, database.identity());
  if (identity == sqlite::Database::Identity{}) {
    BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database));
    BILDUNGSKIOSK_TRY_VOID(database.execute(kTables));
    BILDUNGSKIOSK_TRY_VOID(database.set_identity(kIdentity));
    BILDUNGSKIOSK_TRY_VOID(transaction.commit());
    identity = kIdentity;
  }
  if (identity.application_id != kApplicationId) {
    return Error{ErrorCode::kDatabase, path + ": another program's database"};
  }
  if (identity.user_version != kVersion) {
    return Error{ErrorCode::kUnsupportedFormat,
                 path + ": journal version " + std::to_string(identity.user_version) + ", this program knows 1"};
  }
  return Journal(std::move(database));
}

Result<Journal> Journal::open_for_reading(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, sqlite::Database::open(path, sqlite::OpenMode::kReadShared));
  BILDUNGSKIOSK_TRY(const auto identity, database.identity());
  if (identity != kIdentity) return Error{ErrorCode::kUnsupportedFormat, path + ": no journal of this version"};
  return Journal(std::move(database));
}

Result<void> Journal::record(const JournalEntry& entry) {
  BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database_));
  BILDUNGSKIOSK_TRY(auto insert, database_.prepare("INSERT INTO entry (at, action, source, result, detail, generation, "
                                                   "offers) VALUES (?, ?, ?, ?, ?, ?, ?)"));
  insert.bind_all(entry.at, to_string(entry.action), entry.source, entry.result, entry.detail,
                  static_cast<std::int64_t>(entry.generation), static_cast<std::int64_t>(entry.offers));
  BILDUNGSKIOSK_TRY_VOID(insert.run());
  BILDUNGSKIOSK_TRY(auto remove, database_.prepare("DELETE FROM entry WHERE id <= (SELECT max(id) FROM entry) - ?"));
  remove.bind_all(kJournalEntries_max);
  BILDUNGSKIOSK_TRY_VOID(remove.run());
  return transaction.commit();
}

Result<std::vector<JournalEntry>> Journal::newest(std::size_t count) {
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT at, action, source, result, detail, generation, offers "
                                                   "FROM entry ORDER BY id DESC LIMIT ?"));
  select.bind_all(static_cast<std::int64_t>(count));
  std::vector<JournalEntry> entries;
  while (true) {
    BILDUNGSKIOSK_TRY(const bool found, select.step());
    if (!found) return entries;
    JournalEntry entry;
    entry.at = select.integer("at");
    entry.action = action_from(select.text("action"));
    entry.source = select.text("source");
    entry.result = select.text("result");
    entry.detail = select.text("detail");
    entry.generation = static_cast<GenerationNumber>(select.integer("generation"));
    entry.offers = static_cast<std::uint64_t>(select.integer("offers"));
    entries.push_back(std::move(entry));
  }
}

Result<base::UnixSeconds> Journal::signed_time() {
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT value FROM fact WHERE name = 'signed_time'"));
  BILDUNGSKIOSK_TRY(const bool found, select.step());
  return found ? select.integer("value") : base::UnixSeconds{0};
}

Result<void> Journal::note_signed_time(base::UnixSeconds time) {
  BILDUNGSKIOSK_TRY(auto upsert,
                    database_.prepare("INSERT INTO fact (name, value) VALUES ('signed_time', ?) "
                                      "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"));
  upsert.bind_all(time);
  return upsert.run();
}

}  // namespace bildungskiosk::update
