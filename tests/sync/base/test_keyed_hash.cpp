#include "sync/base/keyed_hash.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::base;

TEST_CASE("The keyed hash is SipHash-2-4, with the vectors of its authors") {
  const KeyedHash hash({0x0706050403020100U, 0x0f0e0d0c0b0a0908U});
  std::string text;
  CHECK(hash(text) == 0x726fdb47dd0e0e31U);
  for (char c = 0; c < 15; ++c) text += c;
  CHECK(hash(text) == 0xa129ca6149be45e5U);  // appendix A of the paper
}

TEST_CASE("Two hashes have keys of their own, and each stays what it is") {
  const KeyedHash one;
  const KeyedHash other;
  CHECK(one("Kurs") != other("Kurs"));
  CHECK(one("Kurs") == KeyedHash(one)("Kurs"));
  CHECK(one("Kurs") != one("Kurt"));
}
