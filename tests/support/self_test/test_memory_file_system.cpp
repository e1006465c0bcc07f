#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/memory_file_system.hpp"

namespace bildungskiosk::test {
namespace {

using base::as_bytes;
using base::ErrorCode;

void write(base::FileSystem& files, const std::string& path, std::string_view text) {
  auto file = files.create(path);
  REQUIRE(file);
  REQUIRE((*file)->append(as_bytes(text)));
  REQUIRE((*file)->close());
}

std::string read(base::FileSystem& files, const std::string& path) {
  const auto bytes = base::read_file(files, path, 1000);
  return bytes ? std::string(base::as_text(*bytes)) : "<" + std::string(base::to_string(bytes.error().code)) + ">";
}

TEST_CASE("A file that was not synced is gone after a power cut, or empty when its name survived") {
  MemoryFileSystem disk;
  REQUIRE(disk.create_directories("/a"));
  REQUIRE(disk.sync_directory("/"));
  write(disk, "/a/file", "text");

  CHECK(read(*disk.after(PowerCut::kOnlySynced), "/a/file") == "<not-found>");
  CHECK(read(*disk.after(PowerCut::kNamesSurvive), "/a/file").empty());
  CHECK(read(*disk.after(PowerCut::kAllSurvives), "/a/file") == "text");

  REQUIRE(disk.sync_file("/a/file"));
  CHECK(read(*disk.after(PowerCut::kOnlySynced), "/a/file") == "<not-found>");
  REQUIRE(disk.sync_directory("/a"));
  CHECK(read(*disk.after(PowerCut::kOnlySynced), "/a/file") == "text");
}

TEST_CASE("A rename without a sync of the folder leaves the old name and the old bytes") {
  MemoryFileSystem disk;
  write(disk, "/current", "old");
  REQUIRE(disk.sync_file("/current"));
  write(disk, "/current.tmp", "new");
  REQUIRE(disk.sync_file("/current.tmp"));
  REQUIRE(disk.sync_directory("/"));
  REQUIRE(disk.rename("/current.tmp", "/current"));

  CHECK(read(disk, "/current") == "new");
  const auto after = disk.after(PowerCut::kOnlySynced);
  CHECK(read(*after, "/current") == "old");
  CHECK(read(*after, "/current.tmp") == "new");
  REQUIRE(disk.sync_directory("/"));
  CHECK(read(*disk.after(PowerCut::kOnlySynced), "/current") == "new");
}

TEST_CASE("A folder that moved to another folder is in both until the first one is synced") {
  MemoryFileSystem disk;
  REQUIRE(disk.create_directories("/staging/generation"));
  REQUIRE(disk.create_directories("/generations"));
  REQUIRE(disk.sync_directory("/"));
  REQUIRE(disk.sync_directory("/staging"));
  REQUIRE(disk.rename("/staging/generation", "/generations/000001"));
  REQUIRE(disk.sync_directory("/generations"));

  const auto after = disk.after(PowerCut::kOnlySynced);
  CHECK(after->status("/staging/generation"));
  CHECK(after->status("/generations/000001"));
}

TEST_CASE("A full disk takes no more bytes") {
  MemoryFileSystem disk;
  disk.set_free_bytes(3);
  auto file = disk.create("/file", base::FileSystem::Mode::kPublic);
  REQUIRE(file);
  CHECK((*file)->append(as_bytes("abc")));
  const auto refused = (*file)->append(as_bytes("d"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kNoSpace);
}

TEST_CASE("The n-th operation fails once, or from then on, and a failing write may have written a part") {
  MemoryFileSystem disk;
  FaultyFileSystem faulty(disk);
  write(faulty, "/file", "text");
  CHECK(faulty.operations() == 3);  // create, append, close

  faulty.fail_at(1, FaultKind::kOnce, ErrorCode::kNoSpace);
  auto file = static_cast<base::FileSystem&>(faulty).create("/file");
  REQUIRE(file);
  const auto failed = (*file)->append(as_bytes("text"));
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::kNoSpace);
  CHECK(faulty.struck());
  CHECK(read(disk, "/file") == "te");
  CHECK((*file)->append(as_bytes("xt")));

  faulty.fail_at(0, FaultKind::kForGood, ErrorCode::kIo);
  CHECK_FALSE(faulty.list("/"));
  CHECK_FALSE(faulty.list("/"));
  faulty.heal();
  CHECK(faulty.list("/"));
}

}  // namespace
}  // namespace bildungskiosk::test
