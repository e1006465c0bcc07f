#include "sync/catalogue/offer_rank.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sync/catalogue/search/occurrences.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// Counselling and open offers have no first day; they stand among what begins in two weeks, neither before the course
/// that starts tomorrow nor behind the one next year.
constexpr std::int32_t kUndatedInDays = 14;

std::int32_t days_until(const RankInput& offer, std::int32_t today) {
  if (offer.last_day != kNoDay && offer.last_day < today) return kNoDay;
  const auto session = std::lower_bound(offer.session_days.begin(), offer.session_days.end(), today);
  if (session != offer.session_days.end()) return *session - today;
  if (offer.first_day != kNoDay && offer.first_day >= today) return offer.first_day - today;
  return kUndatedInDays;
}

}  // namespace

RankInput rank_input(const offer::Offer& offer) {
  RankInput input;
  input.id = offer.id;
  for (const offer::Session& session : offer.schedule.sessions) {
    if (!session.cancelled) input.session_days.push_back(session.date.days_since_epoch);
  }
  std::sort(input.session_days.begin(), input.session_days.end());
  input.first_day = offer.schedule.starts ? offer.schedule.starts->days_since_epoch : kNoDay;
  input.last_day = last_day(offer);
  const offer::Registration& registration = offer.registration;
  for (const bool said :
       {!offer.abstract.empty(), !offer.description.empty(), !offer.place_id.empty(),
        offer.price.amount_cents.has_value() || offer.price.free != offer::TriState::kUnknown,
        !registration.url.empty() || !registration.telephone.empty() || !registration.email.empty()}) {
    if (said) ++input.completeness;
  }
  return input;
}

std::vector<std::string> ids_in_order(std::vector<RankInput> offers, base::Date made_on) {
  struct Ranked {
    std::int32_t days;
    std::int32_t incompleteness;
    std::string id;
    bool operator<(const Ranked& other) const {
      return std::tie(days, incompleteness, id) < std::tie(other.days, other.incompleteness, other.id);
    }
  };
  std::vector<Ranked> ranked;
  ranked.reserve(offers.size());
  for (RankInput& offer : offers) {
    ranked.push_back({days_until(offer, made_on.days_since_epoch), -offer.completeness, std::move(offer.id)});
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> ids;
  ids.reserve(ranked.size());
  for (Ranked& offer : ranked) ids.push_back(std::move(offer.id));
  return ids;
}

}  // namespace bildungskiosk::catalogue
