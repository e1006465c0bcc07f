#pragma once

#include <cstdint>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"

/// In which order a catalogue's offers are shown: a value of the table `offer_order`, four bytes a number in the
/// machine's own order (the file never leaves it).
///
/// The order is that of the day a release was made (offer_rank.hpp), so each release has another one: of 100,000 offers
/// a day moves some thousand, a week twenty thousand. Kept apart from the rows it costs four bytes an offer to say
/// anew, and an offer keeps its row, where its words stand in the index, for as long as it is there.
///
/// Rejected: the row's number as the rank, with room between two (each day's thousands would leave the index and enter
/// it again, at the price of a rebuild); a column of ranks (a release rewrites the table, and readers sort).
namespace bildungskiosk::catalogue {

struct OfferOrder {
  std::vector<std::uint32_t> rows;  // the offer to show first comes first
  /// Of the same offers: where the title stands among all titles, from 1; equal titles share theirs.
  std::vector<std::uint32_t> title_positions;
};

/// Takes the place of what is there.
[[nodiscard]] base::Result<void> write_offer_order(sqlite::Database& database, const OfferOrder& order);
/// kCatalogueDamaged when there is none, or its two lists are not as long as each other. That each row is an offer's is
/// for the caller to see.
[[nodiscard]] base::Result<OfferOrder> read_offer_order(sqlite::Database& database);

}  // namespace bildungskiosk::catalogue
