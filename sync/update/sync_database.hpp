#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"

/// STORE/sync.sqlite as a file: its tables, their version, and what becomes of a damaged one. Inside sync/update; what
/// stands in the tables is the journal's (journal.hpp) and the service's (service_state.hpp).
///
/// `PRAGMA user_version`: 1 has the tables `entry` and `fact`; 2 has `service` as well and is made from 1 in place.
/// WAL, so that the screen program reads while the service writes; SQLite's "-wal" and "-shm" stay beside it, so that a
/// reader needs no right to write there. Rejected: a file each for journal and service (two to keep, set aside,
/// explain).
namespace bildungskiosk::update {

/// For the writing program. Makes the file when it is missing; sets a damaged one aside as "<path>.damaged" and begins
/// anew. `mode` is one of the two WAL modes. kUnsupportedFormat when a newer program made it, else the codes of
/// sqlite::Database.
base::Result<sqlite::Database> open_sync_database(const std::string& path, sqlite::OpenMode mode);

/// For everybody else: an older version's file, too (then `service` may be missing). kNotFound, kUnsupportedFormat.
base::Result<sqlite::Database> open_sync_database_for_reading(const std::string& path);

/// Whether the file that is open has `service`.
base::Result<bool> has_service_table(sqlite::Database& database);

/// Moves a damaged database out of the way, with SQLite's companions (they would be replayed into its successor).
void set_database_aside(const std::string& path);

}  // namespace bildungskiosk::update
