#include "tests/bench/generated_texts.hpp"

#include <map>
#include <string>
#include <variant>

namespace bildungskiosk::bench {

void for_each_text(const test::GeneratedCatalogue& catalogue, const std::function<void(const PeerText&)>& take) {
  std::map<std::string, offer::Provider> providers;
  std::map<std::string, offer::Place> places;
  std::map<std::string, offer::Category> categories;  // by record_key
  catalogue.for_each_record([&](const exchange::Record& record) {
    if (const auto* provider = std::get_if<offer::Provider>(&record)) providers.emplace(provider->id, *provider);
    if (const auto* place = std::get_if<offer::Place>(&record)) places.emplace(place->id, *place);
    if (const auto* category = std::get_if<offer::Category>(&record)) {
      categories.emplace(exchange::record_key(record), *category);
    }
    const auto* offer = std::get_if<offer::Offer>(&record);
    if (offer == nullptr) return;
    catalogue::OfferDetail detail;
    detail.offer = *offer;
    detail.provider = providers.at(offer->provider_id);
    if (!offer->place_id.empty()) detail.place = places.at(offer->place_id);
    for (const offer::CategoryRef& ref : offer->categories) {
      const auto found = categories.find(exchange::record_key(offer::Category{ref, {}, {}}));
      if (found != categories.end()) detail.categories.push_back(found->second);
    }
    take(peer_text(detail));
  });
}

}  // namespace bildungskiosk::bench
