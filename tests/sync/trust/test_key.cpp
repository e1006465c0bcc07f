#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "sync/base/unique_handle.hpp"
#include "sync/trust/key.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::trust {

using base::as_bytes;
using base::ErrorCode;

namespace {

using Pkey = base::UniqueHandle<EVP_PKEY*, EVP_PKEY_free>;
using Bio = base::UniqueHandle<BIO*, BIO_free_all>;

std::string public_pem(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_PUBKEY(bio.get(), key) == 1);
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(length)};
}

JsonObject key_json(const char* keytype, const char* scheme, const std::string& text) {
  return {{"keytype", keytype}, {"scheme", scheme}, {"keyval", JsonObject{{"public", text}}}};
}

ErrorCode error_of(const JsonObject& json) { return PublicKey::from_json(json).error().code; }

/// Three keys, made once: finding the primes of an RSA key takes up to seconds.
const std::vector<PrivateKey>& keys_of_all_types() {
  static const std::vector<PrivateKey> keys = [] {
    std::vector<PrivateKey> made;
    for (const KeyType type : {KeyType::kEd25519, KeyType::kEcdsaP256, KeyType::kRsaPss}) {
      made.push_back(PrivateKey::generate(type).value());
    }
    return made;
  }();
  return keys;
}

}  // namespace

// Guards: EVP_DigestVerify's answer in PublicKey::verify.
TEST_CASE("Each key type signs what its public key verifies, and nothing else verifies") {
  for (const PrivateKey& key : keys_of_all_types()) {
    base::Bytes signature = key.sign(as_bytes("message")).value();
    const PublicKey read = PublicKey::from_json(key.public_key().to_json()).value();
    CHECK(read.type() == key.public_key().type());
    CHECK(read.verify(as_bytes("message"), signature));
    CHECK_FALSE(read.verify(as_bytes("Message"), signature));
    CHECK_FALSE(read.verify(as_bytes("message"), {}));
    for (const PrivateKey& other : keys_of_all_types()) {
      CHECK(other.public_key().verify(as_bytes("message"), signature) == (&other == &key));
    }
    signature.back() ^= 1U;
    CHECK_FALSE(read.verify(as_bytes("message"), signature));
  }
}

TEST_CASE("An ed25519 signature is the one of RFC 8032, section 7.1, test 2") {
  const PublicKey key =
      PublicKey::from_json(
          key_json("ed25519", "ed25519", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
          .value();
  const base::Bytes signature = base::from_hex(
                                    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
                                    .value();
  CHECK(key.verify(base::from_hex("72").value(), signature));
}

TEST_CASE("The key id is the SHA-256 of the key's canonical form") {
  // printf '{"keytype":"ed25519","keyval":{"public":"…"},"scheme":"ed25519"}' | sha256sum
  const PublicKey key =
      PublicKey::from_json(
          key_json("ed25519", "ed25519", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
          .value();
  CHECK(key.key_id() == "eaf1e23f6c823132f437a2eaa299a7950f7386631deff273db195bbd26209e2b");
}

TEST_CASE("A private key is written as PKCS#8 and read again, with and without a passphrase") {
  for (const PrivateKey& key : keys_of_all_types()) {
    const std::string plain = key.to_pem().value();
    CHECK_THAT(plain, ContainsSubstring("-----BEGIN PRIVATE KEY-----"));
    CHECK(PrivateKey::from_pem(plain).value().public_key().key_id() == key.public_key().key_id());
    const std::string encrypted = key.to_pem("Sonnfeld 7").value();
    CHECK_THAT(encrypted, ContainsSubstring("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    CHECK(PrivateKey::from_pem(encrypted, "Sonnfeld 7").value().public_key().key_id() == key.public_key().key_id());
    CHECK(PrivateKey::from_pem(encrypted, "Sonnfeld 8").error().code == ErrorCode::kKeyUnusable);
    // Must not stop to ask on the terminal either.
    CHECK(PrivateKey::from_pem(encrypted).error().code == ErrorCode::kKeyUnusable);
  }
}

TEST_CASE("What is no private key is refused") {
  const PrivateKey key = PrivateKey::generate(KeyType::kEcdsaP256).value();
  const std::string public_text = *key.public_key().to_json().at("keyval").as_object()->at("public").as_string();
  for (const std::string& text : {std::string(), std::string("hello"), public_text, std::string(20'000, 'x')}) {
    CHECK(PrivateKey::from_pem(text).error().code == ErrorCode::kKeyUnusable);
  }
}

// Guards: the curve check in key.cpp.
TEST_CASE("An ECDSA key on another curve than P-256 is refused") {
  for (const char* curve : {"P-384", "P-521", "secp256k1"}) {
    const Pkey key(EVP_EC_gen(curve));
    CHECK(error_of(key_json("ecdsa", "ecdsa-sha2-nistp256", public_pem(key.get()))) == ErrorCode::kUnsupportedKey);
  }
  const Pkey right(EVP_EC_gen("P-256"));
  CHECK(PublicKey::from_json(key_json("ecdsa", "ecdsa-sha2-nistp256", public_pem(right.get()))));
  CHECK(PublicKey::from_json(key_json("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", public_pem(right.get()))));
}

// Guards: kRsaBitsMin in accepted_type.
TEST_CASE("An RSA key of fewer than 2048 bits is refused") {
  const Pkey weak(EVP_RSA_gen(1024));
  CHECK(error_of(key_json("rsa", "rsassa-pss-sha256", public_pem(weak.get()))) == ErrorCode::kUnsupportedKey);
  const Pkey enough(EVP_RSA_gen(2048));
  CHECK(PublicKey::from_json(key_json("rsa", "rsassa-pss-sha256", public_pem(enough.get()))));
}

// Guards: set_padding in key.cpp, which signing alone would not tell: both sides would forget it.
TEST_CASE("An RSA signature must be PSS, of whatever salt length, as libcrypto itself makes it") {
  const Pkey pair(EVP_RSA_gen(2048));
  const PublicKey key = PublicKey::from_json(key_json("rsa", "rsassa-pss-sha256", public_pem(pair.get()))).value();
  const auto signed_with = [&](int padding, int salt_length) {
    const base::UniqueHandle<EVP_MD_CTX*, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;
    REQUIRE(EVP_DigestSignInit(context.get(), &key_context, EVP_sha256(), nullptr, pair.get()) == 1);
    REQUIRE(EVP_PKEY_CTX_set_rsa_padding(key_context, padding) == 1);
    if (padding == RSA_PKCS1_PSS_PADDING) {
      REQUIRE(EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, salt_length) == 1);
    }
    base::Bytes signature(256);
    std::size_t length = signature.size();
    const base::ByteView message = as_bytes("message");
    REQUIRE(EVP_DigestSign(context.get(), signature.data(), &length, message.data(), message.size()) == 1);
    return signature;
  };
  CHECK(key.verify(as_bytes("message"), signed_with(RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST)));
  CHECK(key.verify(as_bytes("message"), signed_with(RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_MAX)));
  CHECK_FALSE(key.verify(as_bytes("message"), signed_with(RSA_PKCS1_PADDING, 0)));
}

// Guards: kRsaBitsMax in accepted_type.
TEST_CASE("An RSA key so long that it only costs time is refused") {
  const auto public_key_of = [](int bits) {
    // Any odd number of that length is a modulus to who only verifies; finding primes for it would take minutes.
    const base::UniqueHandle<BIGNUM*, BN_free> modulus(BN_new());
    const base::UniqueHandle<BIGNUM*, BN_free> exponent(BN_new());
    REQUIRE((BN_set_bit(modulus.get(), bits - 1) == 1 && BN_set_bit(modulus.get(), 0) == 1));
    REQUIRE(BN_set_word(exponent.get(), 65'537) == 1);
    const base::UniqueHandle<OSSL_PARAM_BLD*, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    REQUIRE(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1);
    REQUIRE(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1);
    const base::UniqueHandle<OSSL_PARAM*, OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const base::UniqueHandle<EVP_PKEY_CTX*, EVP_PKEY_CTX_free> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    Pkey key;
    REQUIRE(EVP_PKEY_fromdata_init(context.get()) == 1);
    REQUIRE(EVP_PKEY_fromdata(context.get(), key.out(), EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1);
    return key_json("rsa", "rsassa-pss-sha256", public_pem(key.get()));
  };
  CHECK(PublicKey::from_json(public_key_of(8192)));
  CHECK(error_of(public_key_of(8200)) == ErrorCode::kUnsupportedKey);
}

// Guards: the comparisons of type, scheme and length in from_json and decode_public.
TEST_CASE("A key is refused when it is of another type than it says, or of a scheme that is not accepted") {
  const Pkey ec(EVP_EC_gen("P-256"));
  const std::string pem = public_pem(ec.get());
  CHECK(error_of(key_json("rsa", "rsassa-pss-sha256", pem)) == ErrorCode::kUnsupportedKey);
  CHECK(error_of(key_json("rsa", "rsa-pkcs1v15-sha256", pem)) == ErrorCode::kUnsupportedKey);
  CHECK(error_of(key_json("ecdsa", "ecdsa-sha2-nistp384", pem)) == ErrorCode::kUnsupportedKey);
  CHECK(error_of(key_json("ed25519", "ed25519", "00")) == ErrorCode::kMalformedMetadata);
  CHECK(error_of(key_json("ecdsa", "ecdsa-sha2-nistp256", "no PEM")) == ErrorCode::kUnsupportedKey);
  CHECK(error_of({{"keytype", "ed25519"}}) == ErrorCode::kMalformedMetadata);
}

// Guards: that fingerprint_of takes the numbers, not the encoding.
TEST_CASE("One key in two notations has one fingerprint") {
  const Pkey key(EVP_EC_gen("P-256"));
  const std::string uncompressed = public_pem(key.get());
  REQUIRE(EVP_PKEY_set_utf8_string_param(key.get(), "point-format", "compressed") == 1);
  const std::string compressed = public_pem(key.get());
  REQUIRE(compressed != uncompressed);
  const PublicKey one = PublicKey::from_json(key_json("ecdsa", "ecdsa-sha2-nistp256", uncompressed)).value();
  const PublicKey two = PublicKey::from_json(key_json("ecdsa", "ecdsa-sha2-nistp256", compressed)).value();
  CHECK(one.key_id() != two.key_id());
  CHECK(one.fingerprint() == two.fingerprint());
}

TEST_CASE("A public key goes through PEM, as other tools write it") {
  const auto type = GENERATE(trust::KeyType::kEd25519, trust::KeyType::kEcdsaP256, trust::KeyType::kRsaPss);
  const auto key = trust::PrivateKey::generate(type).value();
  const std::string pem = key.public_key().to_pem().value();
  CHECK_THAT(pem, Catch::Matchers::StartsWith("-----BEGIN PUBLIC KEY-----"));
  CHECK(trust::PublicKey::from_pem(pem).value().key_id() == key.public_key().key_id());
  CHECK(trust::PublicKey::from_pem("nothing").error().code == base::ErrorCode::kUnsupportedKey);
}

TEST_CASE("A key is opened where a URI says it is, and one that nobody opens is named unusable") {
  const test::TemporaryDirectory folder;
  const auto key = trust::PrivateKey::generate(trust::KeyType::kEd25519).value();
  test::write_text_file(folder / "key.pem", key.to_pem("geheim").value());
  const std::string uri = "file:" + (folder / "key.pem");
  CHECK(trust::PrivateKey::from_uri(uri, "geheim").value().public_key().key_id() == key.public_key().key_id());
  CHECK(trust::PrivateKey::from_uri(uri, "falsch").error().code == base::ErrorCode::kKeyUnusable);
  CHECK(trust::PrivateKey::from_uri("pkcs11:token=none;object=none").error().code == base::ErrorCode::kKeyUnusable);
}

}  // namespace bildungskiosk::trust
