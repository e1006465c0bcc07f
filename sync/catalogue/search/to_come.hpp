#pragma once

#include <optional>
#include <vector>

#include "sync/catalogue/search/offer_bits.hpp"
#include "sync/catalogue/search/offer_columns.hpp"

namespace bildungskiosk::catalogue {

/// The offers that are not over, kept from one search to the next: what a minute changes are only those whose last day
/// is today. Views the columns; belongs to its thread.
class ToCome {
 public:
  explicit ToCome(const OfferColumns& columns) : columns_(&columns) {}

  /// Valid until the next call.
  [[nodiscard]] const OfferBits& at(base::LocalTime now);

 private:
  void look_at_all(base::LocalTime now);

  const OfferColumns* columns_;
  std::optional<base::LocalTime> time_;  // what `offers_` is of
  OfferBits offers_;
  std::vector<OfferIndex> ending_;  // on that day
};

}  // namespace bildungskiosk::catalogue
