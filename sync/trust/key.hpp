#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/canonical_json.hpp"

namespace bildungskiosk::trust {

/// The key types of TUF 1.0.34 that are accepted, each with its one scheme.
enum class KeyType {
  kEd25519,    // "ed25519" / "ed25519"; keyval.public: 64 hex digits
  kEcdsaP256,  // "ecdsa" / "ecdsa-sha2-nistp256"; keyval.public: PEM. Only curve P-256
  kRsaPss,     // "rsa" / "rsassa-pss-sha256"; keyval.public: PEM. 2048 … 8192 bits
};

/// A public key as it stands in metadata. An immutable value, cheap to copy, usable from any thread.
class PublicKey {
 public:
  /// kMalformedMetadata when fields are missing, kUnsupportedKey for another type, scheme, curve or size.
  /// Unknown fields are kept, because they belong to what was signed.
  static base::Result<PublicKey> from_json(const JsonObject& json);
  [[nodiscard]] const JsonObject& to_json() const;
  /// SubjectPublicKeyInfo in PEM, as `openssl pkey -pubout` writes it. kUnsupportedKey as above.
  static base::Result<PublicKey> from_pem(std::string_view pem);
  [[nodiscard]] base::Result<std::string> to_pem() const;

  [[nodiscard]] KeyType type() const;
  /// The key id of specification 4.2: SHA-256 in hex of the key's canonical form. For metadata that we write;
  /// ids in foreign metadata are taken as they stand, other tools compute them differently.
  [[nodiscard]] const std::string& key_id() const;
  /// Identifies the key itself: equal for one key under two ids or in two notations (compressed point, other PEM).
  [[nodiscard]] const std::string& fingerprint() const;
  [[nodiscard]] bool verify(base::ByteView message, base::ByteView signature) const;

 private:
  friend class PrivateKey;
  struct State;
  explicit PublicKey(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

/// A key that signs. Move-only; its memory is cleansed by libcrypto when it goes.
class PrivateKey {
 public:
  static base::Result<PrivateKey> generate(KeyType type);
  /// PKCS#8 PEM, plain or encrypted. kKeyUnusable when it can't be read, or the passphrase is missing or wrong;
  /// kUnsupportedKey for another type, curve or size.
  static base::Result<PrivateKey> from_pem(std::string_view pem, std::string_view passphrase = {});
  /// A key that stays where it is, named by a URI that one of OpenSSL's providers opens ("pkcs11:token=…;object=…", RFC
  /// 7512, through a provider that openssl.cnf activates; the passphrase is the token's PIN). kKeyUnusable when nobody
  /// opens it. `to_pem` of such a key fails.
  static base::Result<PrivateKey> from_uri(const std::string& uri, std::string_view passphrase = {});
  /// With a passphrase: AES-256-CBC under scrypt (N 16384, r 8, p 5), readable by `openssl pkey`. The caller
  /// writes it with FileSystem::Mode::kPrivate.
  [[nodiscard]] base::Result<std::string> to_pem(std::string_view passphrase = {}) const;

  PrivateKey(PrivateKey&&) noexcept;
  PrivateKey& operator=(PrivateKey&&) noexcept;
  ~PrivateKey();

  [[nodiscard]] const PublicKey& public_key() const;
  [[nodiscard]] base::Result<base::Bytes> sign(base::ByteView message) const;

 private:
  struct State;
  /// Takes an `EVP_PKEY*` over (void, so that libcrypto's headers stay out of this one).
  static base::Result<PrivateKey> from_handle(void* handle);
  explicit PrivateKey(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bildungskiosk::trust
