#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/catalogue/summary.hpp"

/// All that is known of one offer. Values only.
namespace bildungskiosk::catalogue {

/// A meeting still to come, cancelled ones included so that they can be said to be.
struct UpcomingSession {
  offer::Session session;
  std::optional<offer::Place> place;  // only when it differs from the offer's
  bool operator==(const UpcomingSession&) const = default;
};

struct OfferDetail {
  OfferSummary summary;
  offer::Offer offer;
  offer::Provider provider;
  std::optional<offer::Place> place;
  std::vector<UpcomingSession> upcoming;    // soonest first
  std::vector<offer::Category> categories;  // those of the offer that the catalogue has names for
  bool operator==(const OfferDetail&) const = default;
};

}  // namespace bildungskiosk::catalogue
