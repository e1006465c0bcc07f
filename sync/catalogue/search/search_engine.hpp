#pragma once

#include <cstddef>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/filters.hpp"
#include "sync/catalogue/search/offer_columns.hpp"
#include "sync/catalogue/search/ranking.hpp"
#include "sync/catalogue/search/text_index.hpp"
#include "sync/catalogue/search/word_search.hpp"
#include "sync/catalogue/search_query.hpp"

/// From a query to the offers that answer it, in order, with the counts of every further choice. The one search path:
/// CatalogueSearch, and so the kiosk, `kiosk-sync search` and
/// the benchmarks come through here.
namespace bildungskiosk::catalogue {

struct Matches {
  std::size_t total = 0;
  std::vector<OfferIndex> offers;  // the first ones in the order asked for: up to the end of the page, at least some
  Facets facets;                   // empty when no counts are asked for
};

/// What passes the filters of those that answer the words and meet what was understood. `to_come`: the offers that are
/// not over at the query's time (ToCome).
[[nodiscard]] Matches find_matches(const FilterGround& ground, const OfferBits& to_come, const WordAnswer& answer,
                                   const Ranking& ranking, const SearchQuery& query);

/// Other offers that are to come, most alike first: those that share rare words with the title and keywords of `offer`,
/// a category (`same_category`), its main phase, its town.
[[nodiscard]] base::Result<std::vector<OfferIndex>> find_similar(const OfferColumns& columns, const OfferBits& to_come,
                                                                 TextIndex& index, OfferIndex self,
                                                                 const offer::Offer& offer,
                                                                 const std::vector<OfferIndex>& same_category,
                                                                 std::size_t count);

}  // namespace bildungskiosk::catalogue
