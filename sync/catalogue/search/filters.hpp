#pragma once

#include <array>
#include <vector>

#include "sync/catalogue/search/offer_columns.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// The filters of a query over the columns, and the counts of what each further choice would show. An offer that fails
/// one kind of filter only still counts among the choices of that kind. Views the columns and the query.
class Filters {
 public:
  Filters(const OfferColumns& columns, const SearchQuery& query);

  /// Counts the offer for the facets; true when it passes every filter.
  [[nodiscard]] bool take(OfferIndex offer);
  [[nodiscard]] Facets facets() const;

 private:
  /// One bit for each kind of filter that an offer fails.
  enum Kind : unsigned { kPhase = 1, kTown = 2, kMode = 4, kProvider = 8, kFree = 16, kDate = 32 };
  [[nodiscard]] unsigned failed_kinds(OfferIndex offer) const;

  const OfferColumns* columns_;
  const SearchQuery* query_;
  std::uint8_t phase_bits_ = 0;
  std::uint8_t mode_bits_ = 0;
  std::vector<bool> towns_;      // chosen; empty: all
  std::vector<bool> providers_;  // chosen; empty: all
  std::array<int, offer::kAllPhases.size()> phase_counts_{};
  std::array<int, 5> mode_counts_{};
  std::vector<int> town_counts_;
  std::vector<int> provider_counts_;
  int free_count_ = 0;
};

}  // namespace bildungskiosk::catalogue
