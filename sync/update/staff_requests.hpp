#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/update/staff_request.hpp"

/// What staff ask for on the screen: the table `request` of kiosk.sqlite, which only `bildungskiosk` writes and only
/// `kiosk-sync watch` reads. Requests are numbered by the database and never change.
///
/// How the file is kept, its versions and errors: kiosk_database.hpp; besides, those of sqlite::Database.
namespace bildungskiosk::update {

/// Bounded: the oldest requests are removed past kStaffRequests_max. One thread.
class StaffRequestWriter {
 public:
  /// Makes folder and file when missing; sets a damaged file aside as "<path>.damaged". kPermissionDenied.
  static base::Result<StaffRequestWriter> open(const std::string& path);
  /// Returns the number it was given.
  base::Result<std::int64_t> add(const StaffRequest& request);

 private:
  explicit StaffRequestWriter(sqlite::Database database) : database_(std::move(database)) {}
  sqlite::Database database_;
};

/// Needs no right to write. Follows the file when a damaged one was set aside; the new one counts from 1 again. One
/// thread.
class StaffRequestReader {
 public:
  /// kNotFound while the screen program never ran.
  static base::Result<StaffRequestReader> open(const std::string& path);
  /// The oldest request after `number`, if any; in a file that has begun anew since, the oldest of all. Costs a stat
  /// and a look at the file's version when nothing changed.
  base::Result<std::optional<StaffRequest>> next_after(std::int64_t number);
  /// The newest number given out; 0 before the first. A service that starts takes nothing older as meant for it.
  base::Result<std::int64_t> newest_number();

 private:
  StaffRequestReader(std::string path, sqlite::Database database)
      : path_(std::move(path)), database_(std::move(database)) {}
  base::Result<void> follow();
  std::string path_;
  sqlite::Database database_;
};

}  // namespace bildungskiosk::update
