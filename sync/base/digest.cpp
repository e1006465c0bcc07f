#include "sync/base/digest.hpp"

#include <openssl/evp.h>

#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::base {

struct Hasher::State {
  UniqueHandle<EVP_MD_CTX*, EVP_MD_CTX_free> context;
};

Hasher::Hasher(HashAlgorithm algorithm) : state_(std::make_unique<State>()) {
  state_->context.reset(EVP_MD_CTX_new());
  const EVP_MD* method = algorithm == HashAlgorithm::kSha256 ? EVP_sha256() : EVP_sha512();
  BILDUNGSKIOSK_CHECK(EVP_DigestInit_ex(state_->context.get(), method, nullptr) == 1);
}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(ByteView bytes) {
  BILDUNGSKIOSK_CHECK(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string Hasher::finish_hex() {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  BILDUNGSKIOSK_CHECK(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length) == 1);
  return to_hex(ByteView(digest.data(), length));
}

Sha256 sha256(ByteView bytes) {
  // Looked up once: for a short text that costs as much as hashing it.
  static const UniqueHandle<EVP_MD*, EVP_MD_free> method(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  Sha256 digest{};
  BILDUNGSKIOSK_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, method.get(), nullptr) == 1);
  return digest;
}

std::string sha256_hex(ByteView bytes) { return to_hex(sha256(bytes)); }

}  // namespace bildungskiosk::base
