#include "sync/update/staff_requests.hpp"

#include <array>
#include <string_view>

#include "sync/sqlite/transaction.hpp"
#include "sync/update/kiosk_database.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::update {

using base::Result;

namespace {

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

constexpr int kVersionWithRequests = 1;

}  // namespace

Result<StaffRequestWriter> StaffRequestWriter::open(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, open_kiosk_database(path));
  return StaffRequestWriter(std::move(database));
}

Result<std::int64_t> StaffRequestWriter::add(const StaffRequest& request) {
  BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database_));
  BILDUNGSKIOSK_TRY(auto insert, database_.prepare("INSERT INTO request (kind, medium_number, at) VALUES (?, ?, ?) "
                                                   "RETURNING number"));
  insert.bind_all(name_of(request.kind), request.medium_number, request.at);
  BILDUNGSKIOSK_TRY(const bool inserted, insert.step());
  if (!inserted) return base::Error{base::ErrorCode::kDatabase, "a request got no number"};
  const std::int64_t number = insert.integer(0);
  insert.reset();
  BILDUNGSKIOSK_TRY(auto remove, database_.prepare("DELETE FROM request WHERE number <= ?"));
  remove.bind_all(number - kStaffRequests_max);
  BILDUNGSKIOSK_TRY_VOID(remove.run());
  BILDUNGSKIOSK_TRY_VOID(transaction.commit());
  return number;
}

Result<StaffRequestReader> StaffRequestReader::open(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, read_kiosk_database(path, kVersionWithRequests));
  return StaffRequestReader(path, std::move(database));
}

Result<void> StaffRequestReader::follow() {
  if (database_.is_replaced()) {
    BILDUNGSKIOSK_TRY(database_, read_kiosk_database(path_, kVersionWithRequests));
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
