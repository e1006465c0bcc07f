#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sync/catalogue/summary.hpp"

/// What the home and attract screens show. Values only.
namespace bildungskiosk::catalogue {

struct TownCount {
  std::string town;
  int offers = 0;
  bool operator==(const TownCount&) const = default;
};

struct CatalogueOverview {
  offer::CatalogueInfo info;  // office, region, languages; `generated_at` is the date of the data
  int offers = 0;             // that can be found at this moment: past ones are not counted
  int providers = 0;
  std::array<int, offer::kAllPhases.size()> offers_by_phase{};  // indexed by Phase; an offer counts in each of its own
  std::vector<TownCount> towns;                                 // by number of offers, then name
  /// Offers with a date from now until the end of this week (Monday to Sunday), each once with its next date; as many
  /// as were asked for, spread over the days: the next of each day first, then the second of each.
  std::vector<OfferSummary> this_week;
  int this_week_total = 0;
  base::Date week_starts;         // Monday
  base::Date week_ends;           // Sunday
  std::vector<offer::News> news;  // valid today
  bool operator==(const CatalogueOverview&) const = default;
};

}  // namespace bildungskiosk::catalogue
