#include "sync/publish/text_key.hpp"

#include "sync/base/digest.hpp"

namespace bildungskiosk::publish {

std::uint64_t text_key(std::string_view text) {
  if (text.empty()) return 0;
  const base::Sha256 digest = base::sha256(base::as_bytes(text));
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < sizeof key; ++i) key = (key << 8U) | digest[i];
  return key;
}

}  // namespace bildungskiosk::publish
