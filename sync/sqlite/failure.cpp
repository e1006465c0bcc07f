#include "sync/sqlite/failure.hpp"

#include <sqlite3.h>

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

base::Error failure(sqlite3* handle) { return {error_code(sqlite3_extended_errcode(handle)), sqlite3_errmsg(handle)}; }

}  // namespace bildungskiosk::sqlite
