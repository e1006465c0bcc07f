#pragma once

#include <string>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"

/// kiosk.sqlite: what the screen program writes and others read, the requests of the staff (staff_requests.hpp) and the
/// counts of visits (visit_counts.hpp).
///
/// A rollback journal, not WAL: between two commits there is one file, and reading it needs no right to write beside
/// it. `PRAGMA user_version` is the version of its tables; 1 had no counts and is brought up by its writer.
namespace bildungskiosk::update {

/// Makes folder and file when missing; sets a damaged file aside as "<path>.damaged". kPermissionDenied;
/// kUnsupportedFormat for a newer version.
[[nodiscard]] base::Result<sqlite::Database> open_kiosk_database(const std::string& path);

/// Of any version up to this one's, but at least `version_min`. kNotFound while the screen program never wrote it.
[[nodiscard]] base::Result<sqlite::Database> read_kiosk_database(const std::string& path, int version_min);

}  // namespace bildungskiosk::update
