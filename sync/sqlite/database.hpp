#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/base/unique_handle.hpp"
#include "sync/sqlite/statement.hpp"

struct sqlite3;

namespace bildungskiosk::sqlite {

/// How a file is opened. All pragmas of the product live behind these modes.
enum class OpenMode {
  kBuild,       // a new file, written aside and thrown away on failure: no journal on disk, no sync until `seal`; 16 kB
                // pages
  kUpdateCopy,  // kBuild's way with a file that is there: a copy, thrown away on failure as well
  kReadImmutable,  // nobody changes the file while it is open: no locks, no journal looked for
  kReadWriteWal,   // a program's own small file, created if missing; every commit is durable; readers never wait, and
                   // need no right to write: SQLite's two companions of the file stay when it is closed
  kReadWriteWalDiary,  // the same without waiting for the disk: a power cut may lose the newest commits
  kReadWriteRollback,  // a program's own small file, created if missing, with nothing beside it between two commits
  kReadShared,         // another program's file in one of these modes, while that program writes it
  kScratch,  // nobody's file: without a name, in SQLite's folder for temporary files as soon as it outgrows 16 MB of
             // cache, gone when it is closed; the path is not looked at
};

/// A connection. Used by one thread at a time; only `interrupt` may be called from another.
/// Defensive: no trusted schema, no writes to shadow tables, no double-quoted strings, cells checked on reading.
/// Errors here and in Statement: kDatabase with SQLite's message; kNoSpace (disk full), kPermissionDenied, kBusy
/// (locked by another program for longer than a second), kCancelled (interrupted), kIo (opening, reading or writing
/// failed).
class Database {
 public:
  /// kInvalidArgument for kBuild on an existing file; kNotFound for kUpdateCopy or a reading mode without one.
  [[nodiscard]] static base::Result<Database> open(const std::string& path, OpenMode mode);

  /// Runs statements that return no rows, separated by ';'.
  [[nodiscard]] base::Result<void> execute(const std::string& sql);
  /// One statement. A mistake in the SQL text is a mistake of the program, but a damaged schema isn't: kDatabase.
  [[nodiscard]] base::Result<Statement> prepare(std::string_view sql);

  /// Rows changed by the last INSERT, UPDATE or DELETE.
  [[nodiscard]] std::int64_t changes() const;
  /// Grows when another connection has changed the file (`PRAGMA data_version`).
  [[nodiscard]] base::Result<std::int64_t> data_version();
  /// Another file, or none, has taken the place of the one that is open (a damaged one that was set aside).
  [[nodiscard]] bool is_replaced();

  struct Identity {
    std::int32_t application_id = 0;
    std::int32_t user_version = 0;
    bool operator==(const Identity&) const = default;
  };
  [[nodiscard]] base::Result<Identity> identity();
  [[nodiscard]] base::Result<void> set_identity(Identity identity);

  /// The end of kBuild: writes the identity as the last thing and has the medium confirm the whole file (fsync), so
  /// that a file that carries its identity is complete.
  [[nodiscard]] base::Result<void> seal(Identity identity);

  /// SQLite's own look at every page: kDatabase with the first complaint.
  [[nodiscard]] base::Result<void> check_integrity();

  /// Makes the running statement fail with kCancelled; without one, does nothing. From any thread.
  void interrupt();

 private:
  static void close(sqlite3* handle) noexcept;
  explicit Database(sqlite3* handle) : handle_(handle) {}
  [[nodiscard]] base::Result<std::int64_t> query_integer(const std::string& sql);

  base::UniqueHandle<sqlite3*, close> handle_;
};

}  // namespace bildungskiosk::sqlite
