#include "sync/base/scratch_file.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::base;

TEST_CASE("A file without a name gives back what was written, from any place, and nothing behind its end") {
  auto file = ScratchFile::create().value();
  REQUIRE(file.append(as_bytes("eins")));
  REQUIRE(file.append(as_bytes("zwei")));
  CHECK(file.size_bytes() == 8);
  Bytes read(4);
  REQUIRE(file.read_at(2, read));
  CHECK(as_text(read) == "nszw");
  const auto behind = file.read_at(5, read);
  REQUIRE_FALSE(behind);
  CHECK(behind.error().code == ErrorCode::kIo);
}

TEST_CASE("A scratch file can be read as memory, which holds what was there and outlives it") {
  std::unique_ptr<MappedFile> mapped;
  {
    auto file = ScratchFile::create().value();
    CHECK(file.map().value()->bytes().empty());
    REQUIRE(file.append(as_bytes("Grüße")));
    mapped = file.map().value();
    REQUIRE(file.append(as_bytes(" und mehr")));
  }
  CHECK(as_text(mapped->bytes()) == "Grüße");
  mapped->forget_pages();
  CHECK(as_text(mapped->bytes()) == "Grüße");
}
