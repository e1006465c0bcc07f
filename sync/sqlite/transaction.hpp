#pragma once

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::sqlite {

/// Writes that happen together or not at all: without `commit` the destructor rolls back. The database must outlive it.
class Transaction {
 public:
  /// Takes the write lock at once (BEGIN IMMEDIATE): kBusy here, never in the middle.
  [[nodiscard]] static base::Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// Once; after an error the transaction is rolled back.
  [[nodiscard]] base::Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;  // null: over
};

}  // namespace bildungskiosk::sqlite
