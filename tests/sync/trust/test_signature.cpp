#include "sync/trust/metadata.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::trust {

using base::as_bytes;
using base::ErrorCode;

namespace {

constexpr std::string_view kMessage = "signed bytes";

/// A role with a threshold, its keys, and signatures over kMessage.
struct Signing {
  KeyMap keys;
  RoleKeys role;
  std::vector<Signature> signatures;

  explicit Signing(std::int64_t threshold) { role.threshold = threshold; }
  void list(const std::string& key_id, const PublicKey& key) {
    keys[key_id] = key.to_json();
    role.key_ids.push_back(key_id);
  }
  void sign(const std::string& key_id, const PrivateKey& key) {
    signatures.push_back({key_id, key.sign(as_bytes(kMessage)).value()});
  }
  [[nodiscard]] bool met() const { return verify_threshold(keys, role, kMessage, signatures).has_value(); }
};

PrivateKey new_key() { return PrivateKey::generate(KeyType::kEd25519).value(); }

}  // namespace

// Guards: the comparison in verify_threshold.
TEST_CASE("As many different keys must sign as the threshold says") {
  Signing signing(2);
  const PrivateKey one = new_key();
  const PrivateKey two = new_key();
  signing.list("1", one.public_key());
  signing.list("2", two.public_key());
  signing.sign("1", one);
  CHECK_FALSE(signing.met());
  signing.sign("2", two);
  CHECK(signing.met());
}

TEST_CASE("The same signature twice counts once") {
  Signing signing(2);
  const PrivateKey one = new_key();
  signing.list("1", one.public_key());
  signing.list("2", new_key().public_key());
  signing.sign("1", one);
  signing.sign("1", one);
  CHECK_FALSE(signing.met());
}

// Guards: that count_signatures counts fingerprints, not key ids.
TEST_CASE("One key under two key ids counts once") {
  Signing signing(2);
  const PrivateKey one = new_key();
  signing.list("1", one.public_key());
  signing.list("2", one.public_key());
  signing.sign("1", one);
  signing.sign("2", one);
  CHECK_FALSE(signing.met());
}

// Guards: the look into the role's key ids in count_signatures.
TEST_CASE("A key that is listed but not for this role does not count") {
  Signing signing(1);
  const PrivateKey one = new_key();
  signing.list("1", one.public_key());
  signing.role.key_ids = {"2"};
  signing.sign("1", one);
  CHECK_FALSE(signing.met());
}

TEST_CASE("A key id that the role names but nobody lists does not count and does no harm") {
  Signing signing(1);
  const PrivateKey one = new_key();
  signing.role.key_ids = {"missing"};
  signing.sign("missing", one);
  CHECK_FALSE(signing.met());
  signing.list("1", one.public_key());
  signing.sign("1", one);
  CHECK(signing.met());
}

TEST_CASE("A key of an unknown type does not count, and the message says so") {
  Signing signing(1);
  const PrivateKey one = new_key();
  signing.list("1", one.public_key());
  signing.keys["1"]["scheme"] = "ed99999";
  signing.sign("1", one);
  CHECK_THAT(verify_threshold(signing.keys, signing.role, kMessage, signing.signatures).error().detail,
             ContainsSubstring("ed99999"));
}

TEST_CASE("Key ids of foreign metadata are taken as they stand") {
  Signing signing(1);
  const PrivateKey one = new_key();
  signing.list("any name", one.public_key());
  signing.keys["any name"]["x-unknown"] = JsonArray{1};
  signing.sign("any name", one);
  CHECK(signing.met());
}

TEST_CASE("An empty signature counts as none") {
  Signing signing(1);
  signing.list("1", new_key().public_key());
  signing.signatures.push_back({"1", {}});
  CHECK_FALSE(signing.met());
}

}  // namespace bildungskiosk::trust
