#pragma once

#include <cstdint>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/offer_order.hpp"
#include "sync/catalogue/word_rows.hpp"
#include "sync/sqlite/database.hpp"

/// The index of a catalogue's words (search/index_form.hpp), as the builder and the updater write it: as a whole, in
/// the order in which the offers are shown. The same offers give the same bytes, built or updated. Within a
/// transaction. Errors: those of the database; kCancelled.
namespace bildungskiosk::catalogue {

/// `words`: of every row.
[[nodiscard]] base::Result<void> write_word_index(sqlite::Database& database, const WordRows& words,
                                                  const OfferOrder& order, const base::CancelToken& cancel);

/// What an update does to the offers.
struct IndexUpdate {
  const OfferOrder& before;
  const OfferOrder& after;
  const std::vector<std::uint32_t>& changed;  // rows whose offer is new, another one, gone, or found by other words
  const WordRows& words;                      // of those rows
};
/// Takes the words of all other rows over. Memory: the sets of the present index, some 90 bytes an offer.
/// kCatalogueDamaged when the present index is.
[[nodiscard]] base::Result<void> update_word_index(sqlite::Database& database, const IndexUpdate& update,
                                                   const base::CancelToken& cancel);

}  // namespace bildungskiosk::catalogue
