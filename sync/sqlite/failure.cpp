#include "sync/sqlite/failure.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace bildungskiosk::sqlite {
namespace {

using base::ErrorCode;

bool is_full(int error_number) { return error_number == ENOSPC || error_number == EDQUOT; }

/// SQLite takes EIO and ENXIO from a read for a damaged file (SQLITE_IOERR_CORRUPTFS, os_unix.c) and says "malformed".
/// A disk that does not answer has said nothing about what is on it.
bool is_failed_read(sqlite3* handle) {
  int error_number = 0;
  if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &error_number) != SQLITE_OK) return false;
  return error_number == EIO || error_number == ENXIO;
}

ErrorCode error_code(sqlite3* handle) {
  // The low byte is the primary code. A full disk is SQLITE_FULL for a write, and SQLITE_IOERR for a sync or a cut.
  switch (sqlite3_extended_errcode(handle) & 0xff) {
    case SQLITE_FULL:
      return ErrorCode::kNoSpace;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kBusy;
    case SQLITE_INTERRUPT:
      return ErrorCode::kCancelled;
    case SQLITE_IOERR:
      return is_full(sqlite3_system_errno(handle)) ? ErrorCode::kNoSpace : ErrorCode::kIo;
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return ErrorCode::kPermissionDenied;
    case SQLITE_CANTOPEN:
      return unopened(sqlite3_system_errno(handle));
    case SQLITE_CORRUPT:
      return is_failed_read(handle) ? ErrorCode::kIo : ErrorCode::kDatabase;
    default:
      return ErrorCode::kDatabase;
  }
}

}  // namespace

ErrorCode unopened(int error_number) {
  if (is_full(error_number)) return ErrorCode::kNoSpace;
  switch (error_number) {
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::kPermissionDenied;
    case EISDIR:
    case ELOOP:
      return ErrorCode::kDatabase;  // something else stands in the file's place
    default:
      return ErrorCode::kIo;
  }
}

base::Error failure(sqlite3* handle) {
  const std::string words = sqlite3_errmsg(handle);
  return {error_code(handle), words};
}

}  // namespace bildungskiosk::sqlite
