#pragma once

#include <string>

#include "tests/bench/measure.hpp"

/// The peer of the build: SQLite and FTS5 bare, as one would write them for the same tables.
namespace bildungskiosk::bench {

/// Where the bare build begins.
enum class BareInput {
  kLines,  // JSON lines in memory: parsed by simdjson, no field checked, their texts handed to FTS5's own tokenizer
  kWords,  // rows and folded words stand ready: nothing but SQLite and FTS5, the least there is
};

/// Builds `to` with the same tables, rows and indexes as the catalogue `from`, and two FTS5 indexes in the place of its
/// index of words, in one transaction, with the pragmas and FTS5 options that measured best (measured.md of the
/// design), and one `optimize` of each index at the end; synced to the medium. Rows are fetched from `from` in batches,
/// and the clock stands meanwhile. Stops the program on an error.
Cost bare_build(const std::string& from, const std::string& to, BareInput input);

}  // namespace bildungskiosk::bench
