#include "sync/catalogue/schema.hpp"

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "sync/base/digest.hpp"
#include "sync/catalogue/search/icu_folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Result;
using sqlite::Database;
using sqlite::Statement;

constexpr const char* kTables = R"sql(
  CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE record(type TEXT, key TEXT, line TEXT NOT NULL, PRIMARY KEY(type, key)) WITHOUT ROWID;
  CREATE TABLE provider(row INTEGER PRIMARY KEY, id TEXT NOT NULL, line TEXT NOT NULL);
  CREATE TABLE place(row INTEGER PRIMARY KEY, id TEXT NOT NULL, line TEXT NOT NULL);
  CREATE TABLE town(row INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE traits(row INTEGER PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE offer(
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, provider INTEGER NOT NULL, place INTEGER, town INTEGER,
    traits INTEGER NOT NULL,
    phases INTEGER NOT NULL,      -- bit i: offer::Phase i
    main_phase INTEGER NOT NULL,  -- offer::Phase
    mode INTEGER NOT NULL,        -- offer::AttendanceMode
    free INTEGER NOT NULL,        -- offer::TriState
    price_cents INTEGER,
    first_day INTEGER, last_day INTEGER,  -- days since 1970-01-01
    completeness INTEGER NOT NULL,
    sessions BLOB NOT NULL, weekly BLOB NOT NULL);
  CREATE TABLE offer_order(offers BLOB NOT NULL, title_positions BLOB NOT NULL);
  CREATE TABLE offer_line(row INTEGER PRIMARY KEY, line TEXT NOT NULL);
  CREATE TABLE offer_category(scheme TEXT, code TEXT, offer INTEGER, PRIMARY KEY(scheme, code, offer)) WITHOUT ROWID;
  CREATE TABLE word_list(words BLOB NOT NULL);
  CREATE TABLE title_sets(part INTEGER PRIMARY KEY, sets BLOB NOT NULL);
  CREATE TABLE text_sets(part INTEGER PRIMARY KEY, sets BLOB NOT NULL);
  CREATE TABLE beginning_sets(number INTEGER PRIMARY KEY, title BLOB NOT NULL, text BLOB NOT NULL);
)sql";

constexpr const char* kIndexes = R"sql(
  CREATE UNIQUE INDEX offer_by_id ON offer(id);
  CREATE UNIQUE INDEX provider_by_id ON provider(id);
  CREATE UNIQUE INDEX place_by_id ON place(id);
)sql";

void hash_text(base::Hasher& hasher, std::string_view text) { hasher.update(base::as_bytes(text)); }

/// Hashes rows in large pieces: most values have a few bytes.
class RowHasher {
 public:
  /// Values with their lengths in front, so that no two rows read the same.
  void add(const Statement& row, int columns) {
    for (int i = 0; i < columns; ++i) {
      if (row.is_null(i)) {
        waiting_ += "n:";
        continue;
      }
      const base::ByteView bytes = row.bytes(i);
      std::array<char, 20> length{};
      const auto end = std::to_chars(length.data(), length.data() + length.size(), bytes.size()).ptr;
      waiting_.append(length.data(), end);
      waiting_ += ':';
      waiting_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    waiting_ += '\n';
    constexpr std::size_t kPieceBytes = 64U << 10U;
    if (waiting_.size() >= kPieceBytes) flush();
  }

  std::string finish_hex() {
    flush();
    return hasher_.finish_hex();
  }

 private:
  void flush() {
    hash_text(hasher_, waiting_);
    waiting_.clear();
  }

  base::Hasher hasher_{base::HashAlgorithm::kSha256};
  std::string waiting_;
};

}  // namespace

Result<void> create_tables(Database& database) { return database.execute(kTables); }

Result<void> complete_indexes(Database& database) { return database.execute(kIndexes); }

Result<std::string> read_meta(Database& database, std::string_view key) {
  BILDUNGSKIOSK_TRY(Statement statement, database.prepare("SELECT value FROM meta WHERE key = ?"));
  statement.bind_all(key);
  BILDUNGSKIOSK_TRY(const bool found, statement.step());
  if (!found) return base::Error{base::ErrorCode::kCatalogueDamaged, "no " + std::string(key)};
  return std::string(statement.text(0));
}

Result<void> write_meta(Database& database, const std::string& content_digest) {
  BILDUNGSKIOSK_TRY(const std::string stored, stored_digest(database));
  BILDUNGSKIOSK_TRY(Statement insert, database.prepare("INSERT OR REPLACE INTO meta VALUES(?, ?)"));
  const auto write = [&](std::string_view key, std::string_view value) {
    insert.bind_all(key, value);
    return insert.run();
  };
  BILDUNGSKIOSK_TRY_VOID(write(kMetaContentDigest, content_digest));
  BILDUNGSKIOSK_TRY_VOID(write(kMetaStoredDigest, stored));
  return write(kMetaFolding, icu_version());
}

Result<std::string> stored_digest(Database& database) {
  RowHasher hasher;
  std::vector<std::string> tables;
  BILDUNGSKIOSK_TRY(Statement schema, database.prepare("SELECT name, sql, rootpage > 0 AND type = 'table' AS stored "
                                                       "FROM sqlite_master ORDER BY name"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, schema.step());
    if (!found) break;
    hasher.add(schema, 2);
    if (schema.integer("stored") != 0 && schema.text("name") != "meta" && schema.text("name") != "offer_line") {
      tables.emplace_back(schema.text("name"));
    }
  }
  for (const std::string& table : tables) {
    // A name out of the file's own schema; quoted, and a name with a quote in it is none of ours.
    if (table.find('"') != std::string::npos)
      return base::Error{base::ErrorCode::kDatabase, "a table of a strange name"};
    BILDUNGSKIOSK_TRY(Statement rows, database.prepare("SELECT * FROM \"" + table + '"'));
    const int columns = rows.column_count();
    for (;;) {
      BILDUNGSKIOSK_TRY(const bool found, rows.step());
      if (!found) break;
      hasher.add(rows, columns);
    }
  }
  return hasher.finish_hex();
}

}  // namespace bildungskiosk::catalogue
