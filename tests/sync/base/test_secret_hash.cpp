#include "sync/base/secret_hash.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::base;

namespace {

// Made with Python: hashlib.pbkdf2_hmac("sha256", b"4711", bytes(range(16)), 1).
const std::string kOneRound =
    "pbkdf2-sha256$1$000102030405060708090a0b0c0d0e0f$81a88788dd33b1f2a025bb515d3c3486953eb7616f06ba7a98b6e261f14f8978";

}  // namespace

TEST_CASE("A secret matches its hash, another does not") {
  const auto hash = hash_secret("4711");
  REQUIRE(hash);
  CHECK(secret_matches(*hash, "4711").value());
  CHECK_FALSE(secret_matches(*hash, "4712").value());
  CHECK_FALSE(secret_matches(*hash, "").value());
  CHECK(hash->find("4711") == std::string::npos);
}

TEST_CASE("The same secret never has the same hash twice") {
  CHECK(hash_secret("4711").value() != hash_secret("4711").value());
}

TEST_CASE("A hash is what another implementation of PBKDF2 computes") {
  CHECK(secret_matches(kOneRound, "4711").value());
}

TEST_CASE("What is no hash is refused, not compared") {
  for (const std::string& text : {std::string(), std::string("4711"), kOneRound.substr(0, kOneRound.size() - 2),
                                  "x" + kOneRound, std::string("pbkdf2-sha256$0$") + kOneRound.substr(16),
                                  std::string("pbkdf2-sha256$99999999$") + kOneRound.substr(16),
                                  std::string("pbkdf2-sha256$-1$") + kOneRound.substr(16)}) {
    INFO(text);
    const auto matches = secret_matches(text, "4711");
    REQUIRE_FALSE(matches);
    CHECK(matches.error().code == ErrorCode::kMalformedRecord);
    CHECK_FALSE(check_secret_hash(text));
  }
  CHECK(check_secret_hash(kOneRound));
}
