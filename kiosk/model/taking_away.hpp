#pragma once

#include <string>
#include <vector>

#include "sync/catalogue/offer_detail.hpp"

/// What a visitor takes away of an offer, on a phone. Values only.
namespace bildungskiosk::model {

/// What the shown code carries.
enum class TakeAway { kDates, kContact, kPlace, kRegistration };

/// What of this offer can be taken away, the most useful first. What nobody knows is not offered.
[[nodiscard]] std::vector<TakeAway> take_aways_of(const catalogue::OfferDetail& detail);
/// Where one registers on the web, else where the offer stands there; may be empty.
[[nodiscard]] const std::string& registration_url(const offer::Offer& offer);
/// Where the offer takes place, else where its provider is, as far as known.
[[nodiscard]] const offer::GeoPoint* point_of(const catalogue::OfferDetail& detail);

/// How to reach those who make an offer of the visitor's list.
struct OfferContact {
  std::string offer_id;
  std::string telephone;
  std::string url;  // of the registration, else of the offer; may be empty
  bool operator==(const OfferContact&) const = default;
};
[[nodiscard]] OfferContact contact_of(const catalogue::OfferDetail& detail);

}  // namespace bildungskiosk::model
