#include "sync/update/service_state.hpp"

#include "sync/update/sync_database.hpp"

namespace bildungskiosk::update {

using base::Result;

Result<ServiceStatusWriter> ServiceStatusWriter::open(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, open_sync_database(path, sqlite::OpenMode::kReadWriteWalDiary));
  return ServiceStatusWriter(path, std::move(database));
}

Result<void> ServiceStatusWriter::write(const ServiceStatus& status) { return put("status", serialise(status)); }

Result<void> ServiceStatusWriter::follow() {
  if (database_.is_replaced()) {
    BILDUNGSKIOSK_TRY(database_, open_sync_database(path_, sqlite::OpenMode::kReadWriteWalDiary));
  }
  return {};
}

Result<void> ServiceStatusWriter::put(std::string_view name, std::string_view value) {
  BILDUNGSKIOSK_TRY_VOID(follow());
  BILDUNGSKIOSK_TRY(auto upsert, database_.prepare("INSERT INTO service (name, value) VALUES (?, ?) "
                                                   "ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
  upsert.bind_all(name, value);
  return upsert.run();
}

Result<std::string> ServiceStatusWriter::get(std::string_view name) {
  BILDUNGSKIOSK_TRY_VOID(follow());
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT value FROM service WHERE name = ?"));
  select.bind_all(name);
  BILDUNGSKIOSK_TRY(const bool found, select.step());
  return found ? std::string(select.text(0)) : std::string();
}

Result<std::optional<ServiceStatus>> ServiceStatusWriter::last() {
  BILDUNGSKIOSK_TRY(const std::string text, get("status"));
  if (text.empty()) return std::optional<ServiceStatus>();
  BILDUNGSKIOSK_TRY(auto status, parse_service_status(text));
  return std::optional<ServiceStatus>(std::move(status));
}

Result<ServiceStatusReader> ServiceStatusReader::open(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, open_sync_database_for_reading(path));
  return ServiceStatusReader(path, std::move(database));
}

Result<std::optional<ServiceStatus>> ServiceStatusReader::read_if_changed() {
  if (database_.is_replaced()) {
    BILDUNGSKIOSK_TRY(database_, open_sync_database_for_reading(path_));
    seen_version_.reset();
  }
  // First the version, then the row: what is written between the two is read once more, never missed.
  BILDUNGSKIOSK_TRY(const std::int64_t version, database_.data_version());
  if (seen_version_ == version) return std::optional<ServiceStatus>();
  BILDUNGSKIOSK_TRY(const bool has_table, has_service_table(database_));
  std::optional<ServiceStatus> status;
  if (has_table) {
    BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT value FROM service WHERE name = 'status'"));
    BILDUNGSKIOSK_TRY(const bool found, select.step());
    if (found) {
      BILDUNGSKIOSK_TRY(status, parse_service_status(select.text(0)));
    }
  }
  seen_version_ = version;
  return status;
}

}  // namespace bildungskiosk::update
