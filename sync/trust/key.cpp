#include "sync/trust/key.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <openssl/x509.h>

#include <array>
#include <vector>

#include "sync/base/digest.hpp"
#include "sync/base/unique_handle.hpp"
#include "sync/trust/limits.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::UniqueHandle;

using Pkey = UniqueHandle<EVP_PKEY*, EVP_PKEY_free>;
using Bio = UniqueHandle<BIO*, BIO_free_all>;
using DigestContext = UniqueHandle<EVP_MD_CTX*, EVP_MD_CTX_free>;
using Number = UniqueHandle<BIGNUM*, BN_free>;

constexpr std::size_t kPemBytesMax = 16'384;

struct TypeNames {
  KeyType type;
  std::string_view keytype;
  std::string_view scheme;
};
// securesystemslib before 1.0 wrote the scheme's name as the type of ECDSA keys; such roots are still about.
constexpr std::array<TypeNames, 4> kTypes = {{
    {KeyType::kEd25519, "ed25519", "ed25519"},
    {KeyType::kEcdsaP256, "ecdsa", "ecdsa-sha2-nistp256"},
    {KeyType::kEcdsaP256, "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"},
    {KeyType::kRsaPss, "rsa", "rsassa-pss-sha256"},
}};

const TypeNames& names_of(KeyType type) {
  for (const TypeNames& names : kTypes) {
    if (names.type == type) return names;
  }
  BILDUNGSKIOSK_CHECK(false);
}

Error failure(ErrorCode code, std::string detail) {
  ERR_clear_error();  // libcrypto's queue is the thread's; nobody else is to find our leftovers
  return Error{code, std::move(detail)};
}

Bio memory_bio(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

std::string bio_text(const Bio& bio) {
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return length > 0 ? std::string(data, static_cast<std::size_t>(length)) : std::string();
}

// Without a callback of our own libcrypto asks on the terminal for the passphrase of an encrypted PEM.
int passphrase_callback(char* buffer, int size, int, void* passphrase) {
  const auto* text = static_cast<const std::string_view*>(passphrase);
  if (text == nullptr || text->empty() || text->size() > static_cast<std::size_t>(size)) return -1;
  text->copy(buffer, text->size());
  return static_cast<int>(text->size());
}

std::string big_number(EVP_PKEY* key, const char* name) {
  Number number;
  if (EVP_PKEY_get_bn_param(key, name, number.out()) != 1) return {};
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
  BN_bn2bin(number.get(), bytes.data());
  return base::to_hex(bytes);
}

base::Bytes raw_ed25519(EVP_PKEY* key) {
  base::Bytes raw(32);
  std::size_t length = raw.size();
  BILDUNGSKIOSK_CHECK(EVP_PKEY_get_raw_public_key(key, raw.data(), &length) == 1 && length == raw.size());
  return raw;
}

/// The type of a key that libcrypto read, if it is one of ours with an accepted curve or size.
Result<KeyType> accepted_type(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return KeyType::kEd25519;
  if (EVP_PKEY_is_a(key, "EC") == 1) {
    std::array<char, 64> group{};
    std::size_t length = 0;
    if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) != 1 ||
        std::string_view(group.data(), length) != "prime256v1") {
      return failure(ErrorCode::kUnsupportedKey, "an elliptic curve other than P-256");
    }
    return KeyType::kEcdsaP256;
  }
  if (EVP_PKEY_is_a(key, "RSA") == 1) {
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < kRsaBitsMin || bits > kRsaBitsMax) {
      return failure(ErrorCode::kUnsupportedKey, "an RSA key of " + std::to_string(bits) + " bits");
    }
    return KeyType::kRsaPss;
  }
  return failure(ErrorCode::kUnsupportedKey, "a key that is neither ed25519, ECDSA nor RSA");
}

/// From the numbers that make the key, not from its encoding, of which there are several.
std::string fingerprint_of(KeyType type, EVP_PKEY* key) {
  std::string material(names_of(type).keytype);
  switch (type) {
    case KeyType::kEd25519:
      material += ":" + base::to_hex(raw_ed25519(key));
      break;
    case KeyType::kEcdsaP256:
      material += ":" + big_number(key, OSSL_PKEY_PARAM_EC_PUB_X) + ":" + big_number(key, OSSL_PKEY_PARAM_EC_PUB_Y);
      break;
    case KeyType::kRsaPss:
      // Who holds the factors of n can sign for every exponent: one modulus is one signer.
      material += ":" + big_number(key, OSSL_PKEY_PARAM_RSA_N);
      break;
  }
  return base::sha256_hex(base::as_bytes(material));
}

Result<Pkey> decode_public(KeyType type, const std::string& text) {
  Pkey key;
  if (type == KeyType::kEd25519) {
    const Result<base::Bytes> raw = base::from_hex(text);
    if (!raw || raw->size() != 32) return Error{ErrorCode::kMalformedMetadata, "an ed25519 key of other than 32 bytes"};
    key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw->data(), raw->size()));
  } else {
    if (text.size() > kPemBytesMax) return Error{ErrorCode::kUnsupportedKey, "a PEM of more than 16 kB"};
    key.reset(PEM_read_bio_PUBKEY(memory_bio(text).get(), nullptr, passphrase_callback, nullptr));
  }
  if (!key) return failure(ErrorCode::kUnsupportedKey, "a public key that can't be decoded");
  BILDUNGSKIOSK_TRY(const KeyType found, accepted_type(key.get()));
  if (found != type) return Error{ErrorCode::kUnsupportedKey, "a key of another type than it says"};
  return key;
}

/// Sets PSS padding where the type asks for it. Verifying takes any salt length: signers differ (as long as the
/// digest, or as long as fits), and it makes no difference to safety.
bool set_padding(KeyType type, EVP_PKEY_CTX* context, int salt_length) {
  if (type != KeyType::kRsaPss) return true;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, salt_length) == 1;
}

const EVP_MD* digest_of(KeyType type) { return type == KeyType::kEd25519 ? nullptr : EVP_sha256(); }

}  // namespace

struct PublicKey::State {
  KeyType type;
  Pkey key;
  JsonObject json;
  std::string key_id;
  std::string fingerprint;
};

struct PrivateKey::State {
  Pkey key;
  PublicKey public_key;
};

namespace {

/// As it stands in metadata that we write.
Result<PublicKey> public_key_of(EVP_PKEY* key) {
  BILDUNGSKIOSK_TRY(const KeyType type, accepted_type(key));
  std::string text;
  if (type == KeyType::kEd25519) {
    text = base::to_hex(raw_ed25519(key));
  } else {
    const Bio bio(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PUBKEY(bio.get(), key) != 1) return failure(ErrorCode::kInternal, "writing a public key");
    text = bio_text(bio);
  }
  return PublicKey::from_json({{"keytype", std::string(names_of(type).keytype)},
                               {"scheme", std::string(names_of(type).scheme)},
                               {"keyval", JsonObject{{"public", text}}}});
}

using Store = UniqueHandle<OSSL_STORE_CTX*, OSSL_STORE_close>;
using StoreInfo = UniqueHandle<OSSL_STORE_INFO*, OSSL_STORE_INFO_free>;
using Dialogue = UniqueHandle<UI_METHOD*, UI_destroy_method>;

}  // namespace

Result<PublicKey> PublicKey::from_json(const JsonObject& json) {
  const auto string_member = [](const JsonObject* object, std::string_view name) -> const std::string* {
    const JsonValue* member = object == nullptr ? nullptr : find_member(*object, name);
    return member == nullptr ? nullptr : member->as_string();
  };
  const JsonValue* keyval = find_member(json, "keyval");
  const std::string* keytype = string_member(&json, "keytype");
  const std::string* scheme = string_member(&json, "scheme");
  const std::string* text = string_member(keyval == nullptr ? nullptr : keyval->as_object(), "public");
  if (keytype == nullptr || scheme == nullptr || text == nullptr) {
    return Error{ErrorCode::kMalformedMetadata, "a key without keytype, scheme or keyval.public"};
  }
  for (const TypeNames& names : kTypes) {
    if (names.keytype != *keytype || names.scheme != *scheme) continue;
    BILDUNGSKIOSK_TRY(Pkey key, decode_public(names.type, *text));
    const JsonObject identity{{"keytype", *keytype}, {"scheme", *scheme}, {"keyval", JsonObject{{"public", *text}}}};
    std::string key_id = base::sha256_hex(base::as_bytes(to_canonical_json(identity)));
    std::string fingerprint = fingerprint_of(names.type, key.get());
    return PublicKey(std::make_shared<const State>(
        State{names.type, std::move(key), json, std::move(key_id), std::move(fingerprint)}));
  }
  return Error{ErrorCode::kUnsupportedKey, "a key of type " + keytype->substr(0, 40) + "/" + scheme->substr(0, 40)};
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  if (pem.size() > kPemBytesMax) return Error{ErrorCode::kUnsupportedKey, "a PEM of more than 16 kB"};
  const Pkey key(PEM_read_bio_PUBKEY(memory_bio(pem).get(), nullptr, passphrase_callback, nullptr));
  if (!key) return failure(ErrorCode::kUnsupportedKey, "no public key in PEM form");
  return public_key_of(key.get());
}

Result<std::string> PublicKey::to_pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PUBKEY(bio.get(), state_->key.get()) != 1) {
    return failure(ErrorCode::kInternal, "writing a public key");
  }
  return bio_text(bio);
}

const JsonObject& PublicKey::to_json() const { return state_->json; }
KeyType PublicKey::type() const { return state_->type; }
const std::string& PublicKey::key_id() const { return state_->key_id; }
const std::string& PublicKey::fingerprint() const { return state_->fingerprint; }

bool PublicKey::verify(base::ByteView message, base::ByteView signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;  // owned by the digest's context
  const bool right =
      EVP_DigestVerifyInit(context.get(), &key_context, digest_of(type()), nullptr, state_->key.get()) == 1 &&
      set_padding(type(), key_context, RSA_PSS_SALTLEN_AUTO) &&
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  ERR_clear_error();
  return right;
}

PrivateKey::PrivateKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

const PublicKey& PrivateKey::public_key() const { return state_->public_key; }

Result<PrivateKey> PrivateKey::from_handle(void* handle) {
  Pkey key(static_cast<EVP_PKEY*>(handle));
  BILDUNGSKIOSK_TRY(PublicKey public_key, public_key_of(key.get()));
  return PrivateKey(std::make_unique<State>(State{std::move(key), std::move(public_key)}));
}

Result<PrivateKey> PrivateKey::generate(KeyType type) {
  EVP_PKEY* key = nullptr;
  switch (type) {
    case KeyType::kEd25519:
      key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
      break;
    case KeyType::kEcdsaP256:
      key = EVP_EC_gen("P-256");
      break;
    case KeyType::kRsaPss:
      key = EVP_RSA_gen(3072);
      break;
  }
  if (key == nullptr) return failure(ErrorCode::kInternal, "generating a key");
  return from_handle(key);
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem, std::string_view passphrase) {
  if (pem.size() > kPemBytesMax) return Error{ErrorCode::kKeyUnusable, "a PEM of more than 16 kB"};
  EVP_PKEY* key = PEM_read_bio_PrivateKey(memory_bio(pem).get(), nullptr, passphrase_callback, &passphrase);
  if (key == nullptr) {
    return failure(ErrorCode::kKeyUnusable, "no private key in PEM form, or its passphrase is missing or wrong");
  }
  return from_handle(key);
}

Result<PrivateKey> PrivateKey::from_uri(const std::string& uri, std::string_view passphrase) {
  // Nobody is asked on the terminal: a cron job would wait for ever.
  const Dialogue dialogue(UI_UTIL_wrap_read_pem_callback(passphrase_callback, 0));
  const Store store(
      OSSL_STORE_open_ex(uri.c_str(), nullptr, nullptr, dialogue.get(), &passphrase, nullptr, nullptr, nullptr));
  if (!store) return failure(ErrorCode::kKeyUnusable, "no provider of OpenSSL opens this URI");
  static_cast<void>(OSSL_STORE_expect(store.get(), OSSL_STORE_INFO_PKEY));
  while (OSSL_STORE_eof(store.get()) == 0) {
    const StoreInfo info(OSSL_STORE_load(store.get()));
    if (!info) break;
    if (OSSL_STORE_INFO_get_type(info.get()) != OSSL_STORE_INFO_PKEY) continue;
    ERR_clear_error();
    return from_handle(OSSL_STORE_INFO_get1_PKEY(info.get()));
  }
  return failure(ErrorCode::kKeyUnusable, "no private key behind the URI, or its PIN is missing or wrong");
}

Result<std::string> PrivateKey::to_pem(std::string_view passphrase) const {
  const Bio bio(BIO_new(BIO_s_secmem()));
  const UniqueHandle<PKCS8_PRIV_KEY_INFO*, PKCS8_PRIV_KEY_INFO_free> plain(EVP_PKEY2PKCS8(state_->key.get()));
  if (!plain) return failure(ErrorCode::kInternal, "encoding a private key");
  if (passphrase.empty()) {
    if (PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio.get(), plain.get()) != 1) {
      return failure(ErrorCode::kInternal, "writing a private key");
    }
    return bio_text(bio);
  }
  // scrypt instead of libcrypto's default (PBKDF2, 2048 rounds), which a graphics card tries millions of times a
  // second. These parameters need 16 MB, below the 32 MB that libcrypto grants when it reads the key again.
  std::array<unsigned char, 16> salt{};
  if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1)
    return failure(ErrorCode::kInternal, "no randomness");
  X509_ALGOR* algorithm =
      PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), salt.data(), static_cast<int>(salt.size()), nullptr, 16'384, 8, 5);
  if (algorithm == nullptr) return failure(ErrorCode::kInternal, "scrypt is not available");
  const UniqueHandle<X509_SIG*, X509_SIG_free> encrypted(
      PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), plain.get(), algorithm));
  if (!encrypted) {
    X509_ALGOR_free(algorithm);
    return failure(ErrorCode::kInternal, "encrypting a private key");
  }
  if (PEM_write_bio_PKCS8(bio.get(), encrypted.get()) != 1)
    return failure(ErrorCode::kInternal, "writing a private key");
  return bio_text(bio);
}

Result<base::Bytes> PrivateKey::sign(base::ByteView message) const {
  const KeyType type = public_key().type();
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;
  std::size_t length = 0;
  if (EVP_DigestSignInit(context.get(), &key_context, digest_of(type), nullptr, state_->key.get()) != 1 ||
      !set_padding(type, key_context, RSA_PSS_SALTLEN_DIGEST) ||
      EVP_DigestSign(context.get(), nullptr, &length, message.data(), message.size()) != 1) {
    return failure(ErrorCode::kInternal, "starting a signature");
  }
  base::Bytes signature(length);
  if (EVP_DigestSign(context.get(), signature.data(), &length, message.data(), message.size()) != 1) {
    return failure(ErrorCode::kInternal, "signing");
  }
  signature.resize(length);  // ECDSA's is often shorter than its greatest length
  return signature;
}

}  // namespace bildungskiosk::trust
