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
