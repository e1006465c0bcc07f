#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/catalogue/offer_rank.hpp"
#include "sync/catalogue/offer_words.hpp"
#include "sync/offer/offer.hpp"

/// An offer as the tables of schema.hpp take it: all that parsing and folding give, so that it is done once.
namespace bildungskiosk::catalogue {

/// What other records and the other offers decide (row, towns, positions, shared words) is not in it.
struct OfferRow {
  std::string id;
  std::string line;
  std::string provider_id;
  std::string place_id;                        // empty: none
  std::vector<std::string> session_place_ids;  // each must be there
  bool at_the_providers = false;               // without a place it is in the provider's town
  std::int64_t phases = 0;                     // bit i: offer::Phase i
  std::int64_t main_phase = 0;
  std::int64_t mode = 0;
  std::int64_t free = 0;
  std::string traits;  // offer_traits.hpp
  std::optional<std::int64_t> price_cents;
  std::int32_t first_day = 0;  // kNoDay: not given
  std::int32_t last_day = 0;   // kNoDay: goes on
  std::int64_t completeness = 0;
  std::vector<offer::CategoryRef> categories;  // without versions
  base::Bytes sessions;                        // stored_times.hpp
  base::Bytes weekly;
  IndexedWords words;      // its own
  std::string sort_words;  // of the title
};

[[nodiscard]] OfferRow make_row(const offer::Offer& offer, std::string_view line);
[[nodiscard]] RankInput rank_input(const OfferRow& row);
/// Of the values of a row; nothing when the meetings are none (stored_times.hpp).
[[nodiscard]] std::optional<RankInput> rank_input(base::ByteView sessions, std::int32_t first_day,
                                                  std::int32_t last_day, std::int64_t completeness);

}  // namespace bildungskiosk::catalogue
