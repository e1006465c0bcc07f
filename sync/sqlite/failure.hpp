#pragma once

#include "sync/base/error.hpp"

struct sqlite3;

/// Inside sync/sqlite only: what SQLite says, as an error of ours.
namespace bildungskiosk::sqlite {

/// The connection's last failure.
[[nodiscard]] base::Error failure(sqlite3* handle);

}  // namespace bildungskiosk::sqlite
