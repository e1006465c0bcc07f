#include <atomic>
#include <string>
#include <thread>

#include "sync/base/file_system.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/sqlite/transaction.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::sqlite {
namespace {

using base::ErrorCode;

Database open(const std::string& path, OpenMode mode) {
  auto database = Database::open(path, mode);
  return std::move(database).value();
}

Statement prepare(Database& database, std::string_view sql) {
  auto statement = database.prepare(sql);
  return std::move(statement).value();
}

std::int64_t count(Database& database, std::string_view table) {
  Statement statement = prepare(database, "SELECT count(*) AS n FROM " + std::string(table));
  REQUIRE(statement.step().value());
  return statement.integer("n");
}

TEST_CASE("A scratch database has no name, leaves no file, and another one does not see it") {
  const test::TemporaryDirectory folder;
  Database one = open(folder / "not-looked-at", OpenMode::kScratch);
  Database other = open(folder / "not-looked-at", OpenMode::kScratch);
  REQUIRE(one.execute("CREATE TABLE t(n INTEGER); INSERT INTO t VALUES(1), (2);"));
  CHECK(count(one, "t") == 2);
  CHECK_FALSE(other.prepare("SELECT n FROM t"));
  CHECK(base::posix_file_system().list(folder.path()).value().empty());
}

TEST_CASE("Values come back as they were bound") {
  const test::TemporaryDirectory folder;
  Database database = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  REQUIRE(database.execute("CREATE TABLE t(i INTEGER, r REAL, s TEXT, b BLOB, n INTEGER)"));
  Statement insert = prepare(database, "INSERT INTO t VALUES(:i, :r, :s, :b, :n)");
  const base::Bytes blob = {0, 1, 255};
  insert.bind(":i", std::int64_t{INT64_MIN});
  insert.bind(":r", 2.5);
  insert.bind(":s", std::string("a\0b", 3));
  insert.bind(":b", base::ByteView(blob));
  insert.bind(":n", std::optional<std::int64_t>());
  REQUIRE(insert.run());
  CHECK(database.changes() == 1);
  insert.bind_all(1, 0.0, std::string_view(), base::ByteView(), std::nullopt);
  REQUIRE(insert.run());

  Statement select = prepare(database, "SELECT * FROM t");
  REQUIRE(select.step().value());
  CHECK(select.integer("i") == INT64_MIN);
  CHECK(select.real(select.column("r")) == 2.5);
  CHECK(select.text("s") == std::string_view("a\0b", 3));
  CHECK(base::to_hex(select.bytes(select.column("b"))) == "0001ff");
  CHECK(select.is_null(4));
  CHECK_FALSE(select.optional_integer("n"));
  REQUIRE(select.step().value());
  CHECK_FALSE(select.is_null(2));
  CHECK(select.text("s").empty());
  CHECK_FALSE(select.step().value());
}

TEST_CASE("A transaction that is not committed leaves nothing behind") {
  const test::TemporaryDirectory folder;
  Database database = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  REQUIRE(database.execute("CREATE TABLE t(i)"));
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    REQUIRE(database.execute("INSERT INTO t VALUES(1)"));
  }
  CHECK(count(database, "t") == 0);
  {
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    REQUIRE(database.execute("INSERT INTO t VALUES(1)"));
    REQUIRE(transaction->commit());
  }
  CHECK(count(database, "t") == 1);
}

TEST_CASE("SQLite's refusals arrive with its words") {
  const test::TemporaryDirectory folder;
  Database database = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  const auto wrong = database.prepare("SELECT * FROM absent");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == ErrorCode::kDatabase);
  CHECK_THAT(wrong.error().detail, ContainsSubstring("no such table"));
  REQUIRE(database.execute("CREATE TABLE t(i UNIQUE); INSERT INTO t VALUES(1)"));
  CHECK(database.execute("INSERT INTO t VALUES(1)").error().code == ErrorCode::kDatabase);
  CHECK(Database::open(folder / "none.sqlite", OpenMode::kReadImmutable).error().code == ErrorCode::kNotFound);
  CHECK(Database::open(folder / "a.sqlite", OpenMode::kBuild).error().code == ErrorCode::kInvalidArgument);
}

TEST_CASE("A file that is no database is refused") {
  const test::TemporaryDirectory folder;
  test::write_text_file(folder / "a.sqlite", std::string(5'000, 'x'));
  const auto database = Database::open(folder / "a.sqlite", OpenMode::kReadImmutable);
  if (database) {
    auto opened = open(folder / "a.sqlite", OpenMode::kReadImmutable);
    CHECK(opened.prepare("SELECT * FROM sqlite_master").error().code == ErrorCode::kDatabase);
  } else {
    CHECK(database.error().code == ErrorCode::kDatabase);
  }
}

TEST_CASE("A file that cannot be created or opened is not a damaged one, but a folder in its place is no database") {
  const test::TemporaryDirectory folder;
  for (const OpenMode mode : {OpenMode::kBuild, OpenMode::kReadWriteWal}) {
    const auto nowhere = Database::open(folder / "missing/a.sqlite", mode);
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == ErrorCode::kIo);
    CHECK_THAT(nowhere.error().detail, ContainsSubstring("a.sqlite"));
  }
  const auto no_file = Database::open(folder.path(), OpenMode::kReadWriteWal);
  REQUIRE_FALSE(no_file);
  CHECK(no_file.error().code == ErrorCode::kDatabase);
}

TEST_CASE("A reader cannot write, and the schema cannot be made writable") {
  const test::TemporaryDirectory folder;
  open(folder / "a.sqlite", OpenMode::kReadWriteWal).execute("CREATE TABLE t(i)").value();
  Database reader = open(folder / "a.sqlite", OpenMode::kReadShared);
  CHECK_FALSE(reader.execute("INSERT INTO t VALUES(1)"));
  Database writer = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  static_cast<void>(writer.execute("PRAGMA writable_schema=ON"));
  CHECK_FALSE(writer.execute("UPDATE sqlite_master SET sql = 'x'"));
  CHECK_FALSE(writer.execute("ATTACH ':memory:' AS other"));
  CHECK_FALSE(writer.prepare("SELECT \"no such column\" FROM t"));
}

TEST_CASE("Strange characters in a path name the file and nothing else") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "a?mode=memory&x#100%ä b.sqlite";
  open(path, OpenMode::kBuild).execute("CREATE TABLE t(i)").value();
  Database reader = open(path, OpenMode::kReadImmutable);
  CHECK(count(reader, "t") == 0);
}

TEST_CASE("Building makes one file and no journal beside it") {
  const test::TemporaryDirectory folder;
  Database database = open(folder / "a.sqlite", OpenMode::kBuild);
  REQUIRE(database.execute("BEGIN; CREATE TABLE t(i); INSERT INTO t VALUES(1)"));
  // Defensive mode ignores journal_mode=OFF without a word; the journal would be there now.
  CHECK_THROWS(test::read_text_file(folder / "a.sqlite-journal"));
  REQUIRE(database.execute("COMMIT"));
}

TEST_CASE("A sealed file carries its identity, an unsealed one does not") {
  const test::TemporaryDirectory folder;
  const Database::Identity identity{0x1234, 7};
  {
    Database database = open(folder / "a.sqlite", OpenMode::kBuild);
    REQUIRE(database.execute("CREATE TABLE t(i)"));
    CHECK(database.identity().value() == Database::Identity{});
    REQUIRE(database.seal(identity));
  }
  Database reader = open(folder / "a.sqlite", OpenMode::kReadImmutable);
  CHECK(reader.identity().value() == identity);
  CHECK(reader.check_integrity());
}

TEST_CASE("A reader notices that another connection has written") {
  const test::TemporaryDirectory folder;
  Database writer = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  REQUIRE(writer.execute("CREATE TABLE t(i)"));
  Database reader = open(folder / "a.sqlite", OpenMode::kReadShared);
  const std::int64_t before = reader.data_version().value();
  CHECK(reader.data_version().value() == before);
  REQUIRE(writer.execute("INSERT INTO t VALUES(1)"));
  CHECK(reader.data_version().value() != before);
  CHECK(count(reader, "t") == 1);
}

TEST_CASE("A second writer is told that the file is busy") {
  const test::TemporaryDirectory folder;
  Database first = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  Database second = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  const auto transaction = Transaction::begin(first);
  REQUIRE(transaction);
  const auto refused = Transaction::begin(second);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kBusy);
}

TEST_CASE("A long statement ends when another thread interrupts it") {
  const test::TemporaryDirectory folder;
  Database database = open(folder / "a.sqlite", OpenMode::kReadWriteWal);
  Statement endless =
      prepare(database, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
  std::atomic<bool> done{false};
  std::thread other([&] {
    while (!done.load()) database.interrupt();
  });
  const auto result = endless.step();
  done.store(true);
  other.join();
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::kCancelled);
}

}  // namespace
}  // namespace bildungskiosk::sqlite
