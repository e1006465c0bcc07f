#pragma once

#include <string>

#include "tests/bench/measure.hpp"

/// The peer of the build: SQLite and FTS5 bare, as one would write them for the same tables.
namespace bildungskiosk::bench {

/// Builds `to` with the same tables, rows, indexes and indexed words as the catalogue `from`, in one transaction, with
/// the pragmas that measured best, and one `optimize` of each index at the end; synced to the medium. Nothing is
/// parsed, folded, checked or hashed: rows and words stand ready in memory when the clock runs (they are fetched in
/// batches, and the clock stands meanwhile). Stops the program on an error.
Cost bare_build(const std::string& from, const std::string& to);

}  // namespace bildungskiosk::bench
