#include "sync/catalogue/offer_rank.hpp"

#include <algorithm>

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

Rank rank_of(const RankInput& offer, std::string_view id, base::Date made_on) {
  return {days_until(offer, made_on.days_since_epoch), -offer.completeness, id};
}

}  // namespace bildungskiosk::catalogue
