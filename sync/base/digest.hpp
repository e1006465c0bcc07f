#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "sync/base/bytes.hpp"

namespace bildungskiosk::base {

/// SHA-256 and SHA-512 by libcrypto, as TUF's `hashes` names them.
enum class HashAlgorithm { kSha256, kSha512 };

/// Hashes bytes as they come. Not thread-safe; one object, one stream.
class Hasher {
 public:
  explicit Hasher(HashAlgorithm algorithm);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();

  void update(ByteView bytes);
  /// The digest as lower-case hex. Call once.
  [[nodiscard]] std::string finish_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string sha256_hex(ByteView bytes);

/// The bare digest, for comparing many short texts.
using Sha256 = std::array<std::uint8_t, 32>;
[[nodiscard]] Sha256 sha256(ByteView bytes);

}  // namespace bildungskiosk::base
