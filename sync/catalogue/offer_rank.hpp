#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/offer/offer.hpp"

/// Which offer to show before another when the words of a query don't decide: soonest first, as of the day the
/// catalogue was made, then the more complete description, then the id.
namespace bildungskiosk::catalogue {

/// What of an offer the order needs; kept for every offer while a catalogue is built.
struct RankInput {
  std::string id;
  std::vector<std::int32_t> session_days;  // not cancelled, sorted
  std::int32_t first_day = 0;              // kNoDay: not given
  std::int32_t last_day = 0;               // kNoDay: goes on
  std::int32_t completeness = 0;           // of what a visitor wants to know, how much is said
};

[[nodiscard]] RankInput rank_input(const offer::Offer& offer);
/// The ids in the order of the rows.
[[nodiscard]] std::vector<std::string> ids_in_order(std::vector<RankInput> offers, base::Date made_on);

}  // namespace bildungskiosk::catalogue
