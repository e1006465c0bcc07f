#include "sync/catalogue/search/alike.hpp"

#include <array>
#include <cstddef>
#include <unordered_map>

namespace bildungskiosk::catalogue {
namespace {

using Key = std::array<std::uint32_t, 3>;

struct Hash {
  std::size_t operator()(const Key& key) const {
    std::uint64_t hash = 0;
    for (const std::uint32_t value : key) hash = (hash ^ value) * 0x9e37'79b9'7f4a'7c15U;
    return static_cast<std::size_t>(hash ^ (hash >> 32U));
  }
};

}  // namespace

template <typename KeyOf>
AlikeOffers AlikeOffers::by(OfferIndex offers, KeyOf key_of) {
  AlikeOffers alike;
  std::unordered_map<Key, std::uint32_t, Hash> kinds;
  alike.kind_.reserve(offers);
  for (OfferIndex offer = 0; offer < offers; ++offer) {
    const auto [found, is_new] = kinds.emplace(key_of(offer), alike.kinds());
    if (is_new) alike.examples_.push_back(offer);
    alike.kind_.push_back(found->second);
  }
  return alike;
}

AlikeOffers AlikeOffers::in_what(const OfferColumns& columns) {
  return by(columns.size(), [&](OfferIndex offer) {
    const auto ways = static_cast<std::uint32_t>(columns.mode[offer] << 8U | columns.free[offer]);
    return Key{columns.phases[offer], ways, columns.traits[offer]};
  });
}

AlikeOffers AlikeOffers::in_where(const OfferColumns& columns) {
  return by(columns.size(), [&](OfferIndex offer) {
    return Key{columns.provider[offer], columns.town[offer], columns.spot[offer]};
  });
}

}  // namespace bildungskiosk::catalogue
