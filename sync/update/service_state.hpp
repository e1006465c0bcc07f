#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/update/service_status.hpp"

/// What the background service tells the screen program: the table `service` of sync.sqlite, one row that is replaced
/// whole. Only `kiosk-sync watch` writes it; readers see a change through `PRAGMA data_version`.
namespace bildungskiosk::update {

/// A JSON object; unknown members are left out when read, so that two versions can live beside each other.
[[nodiscard]] std::string serialise(const ServiceStatus& status);
/// kDatabase when it is none.
[[nodiscard]] base::Result<ServiceStatus> parse_service_status(std::string_view text);

/// The writing side, in the service. Durable enough for a diary: a power cut may lose the last change.
class ServiceStatusWriter {
 public:
  /// Opens (and creates) sync.sqlite at `path`. Errors: those of `Journal::open`.
  static base::Result<ServiceStatusWriter> open(const std::string& path);
  base::Result<void> write(const ServiceStatus& status);

 private:
  explicit ServiceStatusWriter(sqlite::Database database) : database_(std::move(database)) {}
  sqlite::Database database_;
};

/// The reading side, in the screen program and in `kiosk-sync status`. One thread.
class ServiceStatusReader {
 public:
  /// kNotFound while there is no file; kUnsupportedFormat.
  static base::Result<ServiceStatusReader> open(const std::string& path);
  /// nullopt when nothing was written since the last call; the first call reads whatever is there (also nullopt when
  /// the service never ran). Costs a look at shared memory when nothing changed.
  base::Result<std::optional<ServiceStatus>> read_if_changed();

 private:
  explicit ServiceStatusReader(sqlite::Database database) : database_(std::move(database)) {}
  sqlite::Database database_;
  std::optional<std::int64_t> seen_version_;
};

}  // namespace bildungskiosk::update
