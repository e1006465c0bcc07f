#include "sync/sqlite/failure.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace bildungskiosk::sqlite {
namespace {

base::ErrorCode error_code(int result) {
  // The low byte is the primary code. A full disk may also arrive as a failed write.
  switch (result & 0xff) {
    case SQLITE_FULL:
      return base::ErrorCode::kNoSpace;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return base::ErrorCode::kBusy;
    case SQLITE_INTERRUPT:
      return base::ErrorCode::kCancelled;
    case SQLITE_IOERR:
      return base::ErrorCode::kIo;
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return base::ErrorCode::kPermissionDenied;
    default:
      return base::ErrorCode::kDatabase;
  }
}

}  // namespace

base::ErrorCode unopened(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return base::ErrorCode::kNoSpace;
    case EACCES:
    case EPERM:
    case EROFS:
      return base::ErrorCode::kPermissionDenied;
    case EISDIR:
    case ELOOP:
      return base::ErrorCode::kDatabase;  // something else stands in the file's place
    default:
      return base::ErrorCode::kIo;
  }
}

base::Error failure(sqlite3* handle) {
  const int result = sqlite3_extended_errcode(handle);
  const bool is_unopened = (result & 0xff) == SQLITE_CANTOPEN;
  return {is_unopened ? unopened(sqlite3_system_errno(handle)) : error_code(result), sqlite3_errmsg(handle)};
}

}  // namespace bildungskiosk::sqlite
