#include "sync/sqlite/transaction.hpp"

#include <utility>

namespace bildungskiosk::sqlite {

base::Result<Transaction> Transaction::begin(Database& database) {
  BILDUNGSKIOSK_TRY_VOID(database.execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  // A rollback that fails has been made by SQLite itself already (disk full, I/O error).
  if (database_ != nullptr) static_cast<void>(database_->execute("ROLLBACK"));
}

base::Result<void> Transaction::commit() {
  BILDUNGSKIOSK_CHECK(database_ != nullptr);
  BILDUNGSKIOSK_TRY_VOID(database_->execute("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace bildungskiosk::sqlite
