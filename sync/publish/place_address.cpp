#include "sync/publish/place_address.hpp"

#include "sync/publish/importers/values.hpp"
#include "sync/publish/text_key.hpp"

namespace bildungskiosk::publish {
namespace {

/// "lindenstr-4" and "lindenstrasse-4" alike; "str-des-17-juni" as well.
std::string with_whole_words(std::string slug) {
  constexpr std::string_view kShort = "str";
  constexpr std::string_view kRest = "asse";
  for (std::size_t at = slug.find(kShort); at != std::string::npos; at = slug.find(kShort, at + 1)) {
    const std::size_t end = at + kShort.size();
    if (end == slug.size() || slug[end] == '-') slug.insert(end, kRest);
  }
  return slug;
}

}  // namespace

std::string folded_address(const offer::Place& place) {
  const offer::Address& address = place.address;
  const std::string town = slug(address.locality);
  const std::string street = with_whole_words(slug(address.street));
  const std::string door = street.empty() ? slug(place.name) : street;
  if (door.empty() || (town.empty() && address.postal_code.empty())) return {};
  // The postal code says the town more exactly than its name, which districts and spellings vary.
  const std::string code = slug(address.postal_code);
  return door + '\n' + (code.empty() ? town : code) + '\n' + address.country;
}

std::uint64_t address_key(const offer::Place& place) { return text_key(folded_address(place)); }

}  // namespace bildungskiosk::publish
