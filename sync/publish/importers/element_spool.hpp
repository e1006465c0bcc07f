#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/publish/importers/element_tree.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::publish {

/// Puts trees aside on disk until the end of a file, because what belongs together stands apart in it, and gives them
/// back group by group. They lie in a database without a name (sqlite::OpenMode::kScratch), so that memory does not
/// grow with the file and nothing is left behind; its folder (SQLITE_TMPDIR, else TMPDIR, else /var/tmp) needs room for
/// about as much as the file has. One thread.
///
/// Errors: those of the database (kNoSpace, kIo).
class ElementSpool {
 public:
  [[nodiscard]] static base::Result<ElementSpool> create();

  /// `rank`: of two in the same group the lower one comes first.
  [[nodiscard]] base::Result<void> put(std::string_view group, int rank, std::uint64_t line, const Element& element);

  struct Entry {
    std::string group;
    int rank = 0;
    std::uint64_t line = 0;
    ElementTree tree;
    [[nodiscard]] const Element& element() const { return tree.root(); }
  };
  /// Hands each one over once, for as long as `use` runs: groups in the order of their bytes, in a group by rank, then
  /// as they were put. Called once, after the last `put`. An error of `use` ends it and is passed on.
  [[nodiscard]] base::Result<void> drain(const std::function<base::Result<void>(const Entry&)>& use);

 private:
  ElementSpool(sqlite::Database database, sqlite::Statement insert)
      : database_(std::move(database)), insert_(std::move(insert)) {}

  sqlite::Database database_;
  sqlite::Statement insert_;
};

}  // namespace bildungskiosk::publish
