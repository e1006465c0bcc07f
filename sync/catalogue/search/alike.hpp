#pragma once

#include <cstdint>
#include <vector>

#include "sync/catalogue/search/offer_columns.hpp"

namespace bildungskiosk::catalogue {

/// Offers that are alike in some columns: what is found out of one of them holds for all, and counting them is counting
/// one number. Constant.
class AlikeOffers {
 public:
  AlikeOffers() = default;
  /// Alike in what they are: phases, way of taking part, whether they are free, traits. Of 100,000 offers some thousand
  /// kinds.
  [[nodiscard]] static AlikeOffers in_what(const OfferColumns& columns);
  /// Alike in where they are: provider, town, spot. Some hundred kinds.
  [[nodiscard]] static AlikeOffers in_where(const OfferColumns& columns);

  [[nodiscard]] std::uint32_t kinds() const { return static_cast<std::uint32_t>(examples_.size()); }
  [[nodiscard]] std::uint32_t kind(OfferIndex offer) const { return kind_[offer]; }
  /// An offer of the kind.
  [[nodiscard]] OfferIndex example(std::uint32_t kind) const { return examples_[kind]; }

 private:
  template <typename KeyOf>
  static AlikeOffers by(OfferIndex offers, KeyOf key_of);

  std::vector<std::uint32_t> kind_;  // by offer
  std::vector<OfferIndex> examples_;
};

}  // namespace bildungskiosk::catalogue
