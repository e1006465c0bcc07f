#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/update/service_status.hpp"

/// What the background service tells the screen program: a row of the table `service` of sync.sqlite
/// (sync_database.hpp) that is replaced whole. Only `kiosk-sync watch` writes it; readers see a change through
/// `PRAGMA data_version`.
namespace bildungskiosk::update {

/// A JSON object; unknown members are left out when read, unknown names of a choice become its first, so that two
/// versions can live beside each other. Texts are cleaned (exchange/text_rules.hpp) and cut to kServiceText_bytes_max:
/// a stick's label comes from outside and ends up on a screen.
[[nodiscard]] std::string serialise(const ServiceStatus& status);
/// kDatabase when it is none, or longer than kServiceStatus_bytes_max.
[[nodiscard]] base::Result<ServiceStatus> parse_service_status(std::string_view text);

/// The writing side, in the service. Durable enough for a diary: a power cut may lose the last change. Follows the file
/// when the journal's writer has set a damaged one aside. One thread.
class ServiceStatusWriter {
 public:
  /// Opens (and creates) sync.sqlite at `path`. Errors: those of `Journal::open`.
  static base::Result<ServiceStatusWriter> open(const std::string& path);
  base::Result<void> write(const ServiceStatus& status);
  /// What was written last, also by an earlier run; nullopt before the first.
  base::Result<std::optional<ServiceStatus>> last();

  /// Other rows of the table, the service's own: `get` gives "" for one that is not there.
  base::Result<void> put(std::string_view name, std::string_view value);
  base::Result<std::string> get(std::string_view name);

 private:
  ServiceStatusWriter(std::string path, sqlite::Database database)
      : path_(std::move(path)), database_(std::move(database)) {}
  base::Result<void> follow();
  std::string path_;
  sqlite::Database database_;
};

/// The reading side, in the screen program and in `kiosk-sync status`; needs no right to write. Follows the file when a
/// damaged one was set aside. One thread.
class ServiceStatusReader {
 public:
  /// kNotFound while there is no file; kUnsupportedFormat.
  static base::Result<ServiceStatusReader> open(const std::string& path);
  /// nullopt when nothing was written since the last call; the first call reads whatever is there (also nullopt when
  /// the service never ran). Costs a stat and a look at shared memory when nothing changed. After an error the next
  /// call tries again.
  base::Result<std::optional<ServiceStatus>> read_if_changed();

 private:
  ServiceStatusReader(std::string path, sqlite::Database database)
      : path_(std::move(path)), database_(std::move(database)) {}
  std::string path_;
  sqlite::Database database_;
  std::optional<std::int64_t> seen_version_;
};

}  // namespace bildungskiosk::update
