#include "sync/base/atomic_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bildungskiosk::base;

TEST_CASE("A file in the making shows nothing before its end, and leaves nothing when there is none") {
  auto& files = posix_file_system();
  const bildungskiosk::test::TemporaryDirectory folder;
  const std::string path = folder / "a";
  bildungskiosk::test::write_text_file(path, "alt");
  {
    auto broken_off = AtomicFile::create(files, path).value();
    REQUIRE(broken_off.append(as_bytes("halb")));
    auto moved = std::move(broken_off);
    REQUIRE(moved.finish());
    CHECK(bildungskiosk::test::read_text_file(path) == "alt");
    CHECK(files.list(folder.path()).value() == std::vector<std::string>{"a", "a.tmp"});
  }
  CHECK(bildungskiosk::test::read_text_file(path) == "alt");
  CHECK(files.list(folder.path()).value() == std::vector<std::string>{"a"});

  auto whole = AtomicFile::create(files, path).value();
  REQUIRE(whole.append(as_bytes("ne")));
  REQUIRE(whole.append(as_bytes("u")));
  REQUIRE(whole.finish());
  REQUIRE(whole.commit());
  CHECK(bildungskiosk::test::read_text_file(path) == "neu");
  CHECK(files.list(folder.path()).value() == std::vector<std::string>{"a"});
}
