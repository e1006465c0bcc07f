#pragma once

#include "sync/base/error.hpp"

struct sqlite3;

/// Inside sync/sqlite only: what SQLite says, as an error of ours.
namespace bildungskiosk::sqlite {

/// Why a file could not be opened or created, by errno: no room, no right, something else in its place, or kIo. It
/// says nothing of damage.
[[nodiscard]] base::ErrorCode unopened(int error_number);
/// The connection's last failure.
[[nodiscard]] base::Error failure(sqlite3* handle);

}  // namespace bildungskiosk::sqlite
