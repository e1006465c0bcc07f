#pragma once

#include <memory>

#include "tests/support/faulty_file_system.hpp"

namespace bildungskiosk::test {

/// While it lives, what SQLite does with the files of this process counts among the operations of a FaultyFileSystem:
/// opening, reading, writing, cutting, syncing and deleting. So one sweep over n meets every operation of an
/// installation, the database's too. Only one at a time; databases opened before it or kept open past it are not meant.
class FaultySqlite {
 public:
  explicit FaultySqlite(const FaultyFileSystem& files);
  ~FaultySqlite();
  FaultySqlite(const FaultySqlite&) = delete;
  FaultySqlite& operator=(const FaultySqlite&) = delete;
};

}  // namespace bildungskiosk::test
