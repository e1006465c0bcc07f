#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/civil_time.hpp"

/// Which offer to show before another when the words of a query don't decide: soonest first, as of the day the
/// catalogue was made, then the more complete description, then the id.
namespace bildungskiosk::catalogue {

/// What of an offer the order needs.
struct RankInput {
  std::vector<std::int32_t> session_days;  // not cancelled, sorted
  std::int32_t first_day = 0;              // kNoDay: not given
  std::int32_t last_day = 0;               // kNoDay: goes on
  std::int32_t completeness = 0;           // of what a visitor wants to know, how much is said
};

/// Smaller is shown first; compares as the order says.
struct Rank {
  std::int32_t days = 0;
  std::int32_t incompleteness = 0;
  std::string_view id;                            // must outlive it
  auto operator<=>(const Rank&) const = default;  // NOLINT(modernize-use-nullptr): `<=> 0` is no pointer
};

[[nodiscard]] Rank rank_of(const RankInput& offer, std::string_view id, base::Date made_on);

}  // namespace bildungskiosk::catalogue
