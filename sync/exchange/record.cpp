#include "sync/exchange/record.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bildungskiosk::exchange {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<Record>> kTypeNames = {
    "catalogue", "provider", "place", "offer", "category", "synonym", "news",
};

std::string key_of(const offer::CatalogueInfo&) { return {}; }
std::string key_of(const offer::Provider& provider) { return provider.id; }
std::string key_of(const offer::Place& place) { return place.id; }
std::string key_of(const offer::Offer& offer) { return offer.id; }
std::string key_of(const offer::News& news) { return news.id; }
std::string key_of(const offer::Category& category) {
  return category.ref.scheme + ' ' + category.ref.version + ' ' + category.ref.code;
}
std::string key_of(const offer::Synonym& synonym) {
  std::string key = synonym.language;
  for (const std::string& word : synonym.words) key += ' ' + word;
  return key;
}

}  // namespace

std::string_view type_name(const Record& record) { return kTypeNames[record.index()]; }

std::optional<TypeIndex> type_of_name(std::string_view name) {
  const auto found = std::find(kTypeNames.begin(), kTypeNames.end(), name);
  if (found == kTypeNames.end()) return std::nullopt;
  return static_cast<TypeIndex>(found - kTypeNames.begin());
}

std::string record_key(const Record& record) {
  return std::visit([](const auto& value) { return key_of(value); }, record);
}

void sort_records(std::vector<Record>& records) {
  std::vector<std::pair<std::pair<std::size_t, std::string>, std::size_t>> order;
  order.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    order.push_back({{records[i].index(), record_key(records[i])}, i});
  }
  std::sort(order.begin(), order.end());
  std::vector<Record> sorted;
  sorted.reserve(records.size());
  for (const auto& [key, index] : order) sorted.push_back(std::move(records[index]));
  records = std::move(sorted);
}

}  // namespace bildungskiosk::exchange
