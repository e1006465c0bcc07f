#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/offer/offer.hpp"
#include "tests/support/generator/random.hpp"

/// How one generated offer comes about. Internal to the generator.
namespace bildungskiosk::test {

/// One of the region's providers, and which source speaks for it.
struct ProviderPlan {
  std::string source;
  std::string key;
  double share = 0;  // of all offers
  [[nodiscard]] std::string id() const { return source + ':' + key; }
  [[nodiscard]] std::string place_id(int place) const;
};
/// Sorted by source and key; the shares add up to 1.
[[nodiscard]] const std::vector<ProviderPlan>& provider_plans();
inline constexpr int kPlacesOfProvider = 18;

[[nodiscard]] const std::vector<offer::Category>& generated_categories();
/// The region's towns; an index may be any number.
[[nodiscard]] std::string town_name(std::uint64_t index);

/// The offer as it is first published.
[[nodiscard]] offer::Offer new_offer(Random random, const ProviderPlan& provider, std::int64_t number);
/// What one week does to it.
void change_offer(Random random, offer::Offer& offer);

}  // namespace bildungskiosk::test
