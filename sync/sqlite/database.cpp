#include "sync/sqlite/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "sync/sqlite/failure.hpp"
#include "sync/sqlite/transaction.hpp"

namespace bildungskiosk::sqlite {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr int kBusyTimeoutMs = 1000;
constexpr int kValueBytesMax = 64 << 20;  // one string or blob; the longest of ours is a compressed list of digests

// Building: 16 kB pages measured best; the journal and syncs would protect a file nobody keeps after a
// failure.
constexpr const char* kBuildPragmas =
    "PRAGMA page_size=16384; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
    "PRAGMA cache_size=-65536; PRAGMA temp_store=FILE;";
// Reading: the system keeps a file's pages as well, and a page is back from there in microseconds. 16 MB are filled by
// the first check of a whole catalogue, were a tenth of the kiosk's memory and made no search faster.
constexpr const char* kReadPragmas = "PRAGMA query_only=ON; PRAGMA cache_size=-2048; PRAGMA temp_store=MEMORY;";
constexpr const char* kWalPragmas =
    "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=1048576; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
constexpr const char* kWalDiaryPragmas =
    "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=1048576; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;";
constexpr const char* kScratchPragmas =
    "PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;"
    "PRAGMA temp_store=FILE;";
constexpr const char* kRollbackPragmas = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

/// A URI so that `immutable` can be said; every byte that could mean something in one is escaped.
std::string file_uri(const std::string& path, std::string_view parameters) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '.' || c == '-' || c == '_';
    if (plain) {
      uri += c;
    } else {
      const auto byte = static_cast<std::uint8_t>(c);
      uri += '%' + base::to_hex({&byte, 1});
    }
  }
  return uri + std::string(parameters);
}

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

/// SQLite tries a file that it could not create once more, for reading only, and so forgets why. A file that is there
/// is left to SQLite: closing it here would end the locks of this process's other connections.
Result<void> create_if_missing(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (descriptor >= 0) ::close(descriptor);
  if (descriptor >= 0 || errno == EEXIST) return {};
  return Error{unopened(errno), path + ": " + std::system_category().message(errno)};
}

void harden(sqlite3* handle) {
  constexpr std::array kSwitches = {
      std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},      std::pair{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      std::pair{SQLITE_DBCONFIG_DQS_DML, 0},        std::pair{SQLITE_DBCONFIG_DQS_DDL, 0},
      std::pair{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, std::pair{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
  };
  for (const auto& [name, value] : kSwitches) {
    BILDUNGSKIOSK_CHECK(sqlite3_db_config(handle, name, value, nullptr) == SQLITE_OK);
  }
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kValueBytesMax);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
}

/// A reader without the right to write can make neither "-wal" nor "-shm", and can't open the file without them.
void keep_wal_files(sqlite3* handle) {
  int keep = 1;
  BILDUNGSKIOSK_CHECK(sqlite3_file_control(handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep) == SQLITE_OK);
}

struct OpenPlan {
  int flags;
  std::string_view uri_parameters;
  const char* pragmas;
};

OpenPlan plan(OpenMode mode) {
  switch (mode) {
    case OpenMode::kBuild:
      return {SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", kBuildPragmas};
    case OpenMode::kUpdateCopy:
      return {SQLITE_OPEN_READWRITE, "", kBuildPragmas};
    case OpenMode::kReadImmutable:
      return {SQLITE_OPEN_READONLY, "?immutable=1", kReadPragmas};
    case OpenMode::kReadWriteWal:
      return {SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", kWalPragmas};
    case OpenMode::kReadWriteWalDiary:
      return {SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", kWalDiaryPragmas};
    case OpenMode::kReadWriteRollback:
      return {SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", kRollbackPragmas};
    case OpenMode::kReadShared:
      return {SQLITE_OPEN_READONLY, "", kReadPragmas};
    case OpenMode::kScratch:
      return {SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", kScratchPragmas};
  }
  base::fail_check("OpenMode", __FILE__, __LINE__);
}

}  // namespace

void Database::close(sqlite3* handle) noexcept { sqlite3_close_v2(handle); }

Result<Database> Database::open(const std::string& path, OpenMode mode) {
  const bool is_old =
      mode == OpenMode::kReadImmutable || mode == OpenMode::kReadShared || mode == OpenMode::kUpdateCopy;
  if (is_old && !exists(path)) return Error{ErrorCode::kNotFound, path};
  if (mode == OpenMode::kBuild && exists(path)) return Error{ErrorCode::kInvalidArgument, path + " exists"};

  const bool is_scratch = mode == OpenMode::kScratch;
  if (!is_old && !is_scratch) BILDUNGSKIOSK_TRY_VOID(create_if_missing(path));

  const OpenPlan open_plan = plan(mode);
  // To SQLite an empty name is a private temporary database.
  const std::string name = is_scratch ? std::string() : file_uri(path, open_plan.uri_parameters);
  sqlite3* handle = nullptr;
  const int opened =
      sqlite3_open_v2(name.c_str(), &handle, open_plan.flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  if (handle == nullptr) return Error{ErrorCode::kInternal, "no memory for SQLite"};
  Database database(handle);
  if (opened != SQLITE_OK) return with_context(failure(handle), path);
  harden(handle);
  if (mode == OpenMode::kReadWriteWal || mode == OpenMode::kReadWriteWalDiary) keep_wal_files(handle);
  BILDUNGSKIOSK_TRY_VOID(database.execute("PRAGMA cell_size_check=ON;"));
  if (auto prepared = database.execute(open_plan.pragmas); !prepared) return with_context(prepared.error(), path);
  return database;
}

Result<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure(handle_.get());
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int prepared = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (prepared != SQLITE_OK) return with_context(failure(handle_.get()), sql);
  BILDUNGSKIOSK_CHECK(statement != nullptr);
  BILDUNGSKIOSK_CHECK(rest == sql.data() + sql.size());
  return Statement(statement);
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

Result<std::int64_t> Database::query_integer(const std::string& sql) {
  BILDUNGSKIOSK_TRY(Statement statement, prepare(sql));
  BILDUNGSKIOSK_TRY(const bool found, statement.step());
  if (!found) return Error{ErrorCode::kDatabase, sql + ": no answer"};
  return statement.integer(0);
}

Result<std::int64_t> Database::data_version() { return query_integer("PRAGMA data_version"); }

bool Database::is_replaced() {
  int moved = 0;
  return sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

Result<Database::Identity> Database::identity() {
  BILDUNGSKIOSK_TRY(const std::int64_t application_id, query_integer("PRAGMA application_id"));
  BILDUNGSKIOSK_TRY(const std::int64_t user_version, query_integer("PRAGMA user_version"));
  return Identity{static_cast<std::int32_t>(application_id), static_cast<std::int32_t>(user_version)};
}

Result<void> Database::set_identity(Identity identity) {
  // Pragmas take no parameters; both are numbers of ours.
  return execute("PRAGMA application_id=" + std::to_string(identity.application_id) +
                 "; PRAGMA user_version=" + std::to_string(identity.user_version) + ";");
}

Result<void> Database::seal(Identity identity) {
  // With synchronous=FULL a commit ends with fsync of the database file, which covers all that was written to it
  // before.
  BILDUNGSKIOSK_TRY_VOID(execute("PRAGMA synchronous=FULL;"));
  BILDUNGSKIOSK_TRY(Transaction transaction, Transaction::begin(*this));
  BILDUNGSKIOSK_TRY_VOID(set_identity(identity));
  return transaction.commit();
}

Result<void> Database::check_integrity() {
  BILDUNGSKIOSK_TRY(Statement statement, prepare("PRAGMA integrity_check(1)"));
  BILDUNGSKIOSK_TRY(const bool found, statement.step());
  if (!found) return Error{ErrorCode::kDatabase, "integrity_check: no answer"};
  if (statement.text(0) != "ok") return Error{ErrorCode::kDatabase, std::string(statement.text(0))};
  return {};
}

void Database::interrupt() { sqlite3_interrupt(handle_.get()); }

}  // namespace bildungskiosk::sqlite
