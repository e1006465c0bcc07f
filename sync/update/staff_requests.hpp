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
namespace bildungskiosk::update {

/// Bounded: the oldest requests are removed past kStaffRequests_max. One thread.
class StaffRequestWriter {
 public:
  /// Makes folder and file when missing; sets a damaged file aside as "<path>.damaged".
  static base::Result<StaffRequestWriter> open(const std::string& path);
  /// Returns the number it was given.
  base::Result<std::int64_t> add(const StaffRequest& request);

 private:
  explicit StaffRequestWriter(sqlite::Database database) : database_(std::move(database)) {}
  sqlite::Database database_;
};

class StaffRequestReader {
 public:
  /// kNotFound while the screen program never ran.
  static base::Result<StaffRequestReader> open(const std::string& path);
  /// The oldest request after `number`, if any. Costs a look at the file's version when nothing changed.
  base::Result<std::optional<StaffRequest>> next_after(std::int64_t number);
  /// The newest number given out; 0 before the first. A service that starts takes nothing older as meant for it.
  base::Result<std::int64_t> newest_number();

 private:
  explicit StaffRequestReader(sqlite::Database database) : database_(std::move(database)) {}
  sqlite::Database database_;
};

}  // namespace bildungskiosk::update
