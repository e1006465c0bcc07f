#include <sys/stat.h>
#include <unistd.h>

#include "sync/base/file_system.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bildungskiosk::base;
using bildungskiosk::test::read_text_file;
using bildungskiosk::test::TemporaryDirectory;
using bildungskiosk::test::write_text_file;

TEST_CASE("A file written atomically is read back, and its temporary sibling is gone") {
  const TemporaryDirectory folder;
  FileSystem& files = posix_file_system();
  REQUIRE(write_file_atomically(files, folder / "a", as_bytes("eins")));
  REQUIRE(write_file_atomically(files, folder / "a", as_bytes("zwei")));
  const auto bytes = read_file(files, folder / "a", 100);
  REQUIRE(bytes);
  CHECK(as_text(*bytes) == "zwei");
  CHECK(files.list(folder.path()).value() == std::vector<std::string>{"a"});
}

TEST_CASE("A private file can be read by its owner only, also when it was public before") {
  const TemporaryDirectory folder;
  write_text_file(folder / "key", "old");
  REQUIRE(write_file_atomically(posix_file_system(), folder / "key", as_bytes("secret"), FileSystem::Mode::kPrivate));
  struct stat info {};
  REQUIRE(stat((folder / "key").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("A file longer than its limit is refused, not cut") {
  const TemporaryDirectory folder;
  write_text_file(folder / "a", "12345");
  CHECK(read_file(posix_file_system(), folder / "a", 5));
  CHECK(read_file(posix_file_system(), folder / "a", 4).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("What is no plain file is never read") {
  const TemporaryDirectory folder;
  write_text_file(folder / "target", "x");
  REQUIRE(symlink((folder / "target").c_str(), (folder / "link").c_str()) == 0);
  REQUIRE(mkfifo((folder / "fifo").c_str(), 0600) == 0);
  FileSystem& files = posix_file_system();
  CHECK(read_file(files, folder / "link", 10).error().code == ErrorCode::kNotAFile);
  CHECK(read_file(files, folder / "fifo", 10).error().code == ErrorCode::kNotAFile);
  CHECK(read_file(files, folder.path(), 10).error().code == ErrorCode::kNotAFile);
  CHECK(files.status(folder / "link").value().kind == FileKind::kOther);
}

TEST_CASE("A missing file and a path through a file are both not found") {
  const TemporaryDirectory folder;
  write_text_file(folder / "a", "x");
  FileSystem& files = posix_file_system();
  CHECK(read_file(files, folder / "b", 10).error().code == ErrorCode::kNotFound);
  CHECK(read_file(files, folder / "a/b", 10).error().code == ErrorCode::kNotFound);
  CHECK(files.remove_tree(folder / "b"));
}
