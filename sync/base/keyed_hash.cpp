#include "sync/base/keyed_hash.hpp"

#include <openssl/rand.h>

#include <bit>

#include "sync/base/byte_blocks.hpp"
#include "sync/base/check.hpp"

namespace bildungskiosk::base {
namespace {

/// The four words that everything is mixed into.
struct State {
  std::uint64_t a;
  std::uint64_t b;
  std::uint64_t c;
  std::uint64_t d;

  void round() {
    a += b;
    b = std::rotl(b, 13) ^ a;
    a = std::rotl(a, 32);
    c += d;
    d = std::rotl(d, 16) ^ c;
    a += d;
    d = std::rotl(d, 21) ^ a;
    c += b;
    b = std::rotl(b, 17) ^ c;
    c = std::rotl(c, 32);
  }
  void take(std::uint64_t word) {
    d ^= word;
    round();
    round();
    a ^= word;
  }
};

/// Up to eight bytes, the first one lowest.
std::uint64_t word_of(std::string_view bytes) {
  if (std::endian::native == std::endian::little && bytes.size() == kBlockBytes) return load_block(bytes.data());
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8U * i);
  }
  return word;
}

}  // namespace

KeyedHash::KeyedHash() : key_{} {
  const int done = RAND_bytes(reinterpret_cast<unsigned char*>(key_.data()), static_cast<int>(sizeof key_));
  BILDUNGSKIOSK_CHECK(done == 1);
}

std::uint64_t KeyedHash::operator()(std::string_view text) const {
  State state{key_[0] ^ 0x736f6d6570736575U, key_[1] ^ 0x646f72616e646f6dU, key_[0] ^ 0x6c7967656e657261U,
              key_[1] ^ 0x7465646279746573U};
  const std::uint64_t length = text.size();
  for (; text.size() >= kBlockBytes; text.remove_prefix(kBlockBytes)) state.take(word_of(text.substr(0, kBlockBytes)));
  state.take(word_of(text) | length << 56U);
  state.c ^= 0xffU;
  for (int i = 0; i < 4; ++i) state.round();
  return state.a ^ state.b ^ state.c ^ state.d;
}

}  // namespace bildungskiosk::base
