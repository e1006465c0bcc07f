#include "sync/base/secret_hash.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <charconv>

#include "sync/base/bytes.hpp"

namespace bildungskiosk::base {
namespace {

constexpr std::string_view kMethod = "pbkdf2-sha256";
constexpr std::size_t kSalt_bytes = 16;
constexpr std::size_t kKey_bytes = 32;

struct Parts {
  int rounds = 0;
  Bytes salt;
  Bytes key;
};

Error no_hash(std::string_view why) {
  return {ErrorCode::kMalformedRecord, "not a hash of the form pbkdf2-sha256$rounds$salt$key: " + std::string(why)};
}

/// Cuts the text before the next '$' off its front.
std::string_view next_part(std::string_view& text) {
  const std::size_t end = text.find('$');
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

Result<Parts> parse(std::string_view hash) {
  if (next_part(hash) != kMethod) return no_hash("method");
  Parts parts;
  const std::string_view rounds = next_part(hash);
  const auto read = std::from_chars(rounds.data(), rounds.data() + rounds.size(), parts.rounds);
  if (read.ec != std::errc() || read.ptr != rounds.data() + rounds.size()) return no_hash("rounds");
  if (parts.rounds < 1 || parts.rounds > kSecretRounds_max) return no_hash("rounds");
  auto salt = from_hex(next_part(hash));
  auto key = from_hex(hash);
  if (!salt || salt->size() != kSalt_bytes) return no_hash("salt");
  if (!key || key->size() != kKey_bytes) return no_hash("key");
  parts.salt = std::move(salt).value();
  parts.key = std::move(key).value();
  return parts;
}

Result<Bytes> stretch(std::string_view secret, ByteView salt, int rounds) {
  Bytes key(kKey_bytes);
  const int done =
      PKCS5_PBKDF2_HMAC(secret.data(), static_cast<int>(secret.size()), salt.data(), static_cast<int>(salt.size()),
                        rounds, EVP_sha256(), static_cast<int>(key.size()), key.data());
  if (done != 1) return Error{ErrorCode::kInternal, "libcrypto could not stretch a secret"};
  return key;
}

}  // namespace

Result<std::string> hash_secret(std::string_view secret) {
  std::array<std::uint8_t, kSalt_bytes> salt{};
  if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1) {
    return Error{ErrorCode::kInternal, "libcrypto has no randomness"};
  }
  BILDUNGSKIOSK_TRY(const Bytes key, stretch(secret, salt, kSecretRounds));
  std::string hash(kMethod);
  return hash.append("$")
      .append(std::to_string(kSecretRounds))
      .append("$")
      .append(to_hex(salt))
      .append("$")
      .append(to_hex(key));
}

Result<void> check_secret_hash(std::string_view hash) {
  BILDUNGSKIOSK_TRY(const Parts parts, parse(hash));
  static_cast<void>(parts);
  return {};
}

Result<bool> secret_matches(std::string_view hash, std::string_view secret) {
  BILDUNGSKIOSK_TRY(const Parts parts, parse(hash));
  BILDUNGSKIOSK_TRY(const Bytes key, stretch(secret, parts.salt, parts.rounds));
  return CRYPTO_memcmp(key.data(), parts.key.data(), key.size()) == 0;
}

}  // namespace bildungskiosk::base
