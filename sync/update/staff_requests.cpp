#include "sync/update/staff_requests.hpp"

#include <array>
#include <string_view>

#include "sync/base/file_system.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/sync_database.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Database;

namespace {

constexpr std::int32_t kApplicationId = 0x424B534B;  // "BKSK"
constexpr std::int32_t kVersion = 1;
constexpr Database::Identity kIdentity{kApplicationId, kVersion};

constexpr const char* kTables = R"sql(
  CREATE TABLE request (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,             -- install, install-ignoring-clock, dismiss
    medium_number INTEGER NOT NULL,
    at INTEGER NOT NULL             -- seconds since 1970, UTC, as the terminal's clock said
  ) STRICT;
)sql";

constexpr std::array<std::pair<StaffRequestKind, std::string_view>, 3> kKinds{
    {{StaffRequestKind::kDismiss, "dismiss"},
     {StaffRequestKind::kInstall, "install"},
     {StaffRequestKind::kInstallIgnoringClock, "install-ignoring-clock"}}};

std::string_view name_of(StaffRequestKind kind) {
  for (const auto& [candidate, name] : kKinds) {
    if (candidate == kind) return name;
  }
  return kKinds.front().second;
}

/// What a newer screen program asks for and this one does not know is left alone: the harmless kind.
StaffRequestKind kind_of(std::string_view name) {
  for (const auto& [kind, known] : kKinds) {
    if (known == name) return kind;
  }
  return kKinds.front().first;
}

Result<Database> open_or_create(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, Database::open(path, sqlite::OpenMode::kReadWriteRollback));
  BILDUNGSKIOSK_TRY(auto identity, database.identity());
  if (identity == Database::Identity{}) {
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
    return Error{ErrorCode::kUnsupportedFormat, path + ": version " + std::to_string(identity.user_version) +
                                                    ", this program knows " + std::to_string(kVersion)};
  }
  return database;
}

Result<Database> open_for_reading(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, Database::open(path, sqlite::OpenMode::kReadShared));
  BILDUNGSKIOSK_TRY(const auto identity, database.identity());
  // The writer makes the file first and its tables a moment later.
  if (identity == Database::Identity{}) return Error{ErrorCode::kNotFound, path + ": still empty"};
  if (identity != kIdentity) return Error{ErrorCode::kUnsupportedFormat, path + ": no requests of this version"};
  return database;
}

}  // namespace

Result<StaffRequestWriter> StaffRequestWriter::open(const std::string& path) {
  BILDUNGSKIOSK_TRY_VOID(base::posix_file_system().create_directories(base::parent_path(path)));
  auto database = open_or_create(path);
  if (!database && database.error().code == ErrorCode::kDatabase) {
    set_database_aside(path);
    database = open_or_create(path);
  }
  if (!database) return std::move(database).error();
  return StaffRequestWriter(std::move(database).value());
}

Result<std::int64_t> StaffRequestWriter::add(const StaffRequest& request) {
  BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database_));
  BILDUNGSKIOSK_TRY(auto insert, database_.prepare("INSERT INTO request (kind, medium_number, at) VALUES (?, ?, ?) "
                                                   "RETURNING number"));
  insert.bind_all(name_of(request.kind), request.medium_number, request.at);
  BILDUNGSKIOSK_TRY(const bool inserted, insert.step());
  if (!inserted) return Error{ErrorCode::kDatabase, "a request got no number"};
  const std::int64_t number = insert.integer(0);
  insert.reset();
  BILDUNGSKIOSK_TRY(auto remove, database_.prepare("DELETE FROM request WHERE number <= ?"));
  remove.bind_all(number - kStaffRequests_max);
  BILDUNGSKIOSK_TRY_VOID(remove.run());
  BILDUNGSKIOSK_TRY_VOID(transaction.commit());
  return number;
}

Result<StaffRequestReader> StaffRequestReader::open(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, open_for_reading(path));
  return StaffRequestReader(path, std::move(database));
}

Result<void> StaffRequestReader::follow() {
  if (database_.is_replaced()) {
    BILDUNGSKIOSK_TRY(database_, open_for_reading(path_));
  }
  return {};
}

Result<std::optional<StaffRequest>> StaffRequestReader::next_after(std::int64_t number) {
  BILDUNGSKIOSK_TRY(const std::int64_t newest, newest_number());
  if (newest == number) return std::optional<StaffRequest>();
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT number, kind, medium_number, at FROM request "
                                                   "WHERE number > ? ORDER BY number LIMIT 1"));
  select.bind_all(newest < number ? 0 : number);
  BILDUNGSKIOSK_TRY(const bool found, select.step());
  if (!found) return std::optional<StaffRequest>();
  StaffRequest request;
  request.number = select.integer("number");
  request.kind = kind_of(select.text("kind"));
  request.medium_number = select.integer("medium_number");
  request.at = select.integer("at");
  return std::optional(request);
}

Result<std::int64_t> StaffRequestReader::newest_number() {
  BILDUNGSKIOSK_TRY_VOID(follow());
  BILDUNGSKIOSK_TRY(auto select, database_.prepare("SELECT coalesce(max(number), 0) FROM request"));
  BILDUNGSKIOSK_TRY(const bool found, select.step());
  return found ? select.integer(0) : 0;
}

}  // namespace bildungskiosk::update
