#include "sync/publish/limits.hpp"
#include "sync/publish/unpacked_lines.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;

TEST_CASE("Lines that wait for a delta come back whole, whether they stay in memory or go to a file") {
  // The last piece is the one that would pass the limit, or just does not.
  const std::size_t rest = GENERATE(0U, 1U, 3U, 4U, 70'000U);
  const std::string first(publish::kUnpackedInMemoryBytesMax - 3, 'a');
  const std::string last(rest, 'b');
  publish::UnpackedLines unpacked;
  REQUIRE(unpacked.write(base::as_bytes(first)));
  REQUIRE(unpacked.write(base::as_bytes(last)));
  REQUIRE(unpacked.write(base::as_bytes("\n")));
  const auto lines = unpacked.take();
  REQUIRE(lines);
  const std::string all = first + last + "\n";
  CHECK(base::as_text((*lines)->bytes()) == all);
  (*lines)->forget_pages();
  CHECK(base::sha256_hex((*lines)->bytes()) == base::sha256_hex(base::as_bytes(all)));
  CHECK(unpacked.finish_sha256() == base::sha256_hex(base::as_bytes(all)));
}
