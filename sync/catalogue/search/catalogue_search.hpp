#pragma once

#include <memory>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/ranking.hpp"
#include "sync/catalogue/search/search_engine.hpp"
#include "sync/catalogue/search/to_come.hpp"
#include "sync/catalogue/search/understanding.hpp"
#include "sync/catalogue/search/word_search.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// What a search found, before anything is read for showing it.
struct Finding {
  std::shared_ptr<const WordAnswer> answer;  // of the words that were searched as text
  std::vector<FacetCondition> conditions;
  Matches matches;
  std::vector<Understood> understood;
  std::vector<LeftOut> dropped;
};

/// From what was typed and chosen to the offers that answer it: which words name a facet, what is searched as text, and
/// what to leave out where nothing has it all. Views everything; belongs to its thread.
class CatalogueSearch {
 public:
  CatalogueSearch(const OfferColumns& columns, const OfferFacets& facets, WordSearch& words, ToCome& to_come,
                  base::Date data_from)
      : columns_(&columns),
        facets_(&facets),
        words_(&words),
        to_come_(&to_come),
        times_(columns),
        data_from_(data_from) {}

  [[nodiscard]] base::Result<Finding> search(const SearchQuery& query);
  /// Why the offer stands where it stands. As slow as a search.
  [[nodiscard]] base::Result<Reason> explain(const Finding& finding, const SearchQuery& query, OfferIndex offer);

 private:
  [[nodiscard]] FilterGround ground() const { return {*columns_, *facets_, times_}; }
  [[nodiscard]] std::vector<std::string> texts(const Reading& reading) const;
  [[nodiscard]] base::Result<Reading> read(const SearchQuery& query);
  [[nodiscard]] base::Result<bool> means_the_facet(const Reading& reading, const FacetSpan& span,
                                                   const WordAnswer& rest, const SearchQuery& query);
  [[nodiscard]] base::Result<OfferBits> holding(const Reading& reading, const FacetSpan& span, TextIndex::Scope scope);
  [[nodiscard]] base::Result<std::vector<FacetCondition>> conditions(const Reading& reading, const SearchQuery& query);
  [[nodiscard]] base::Result<Finding> find(const Reading& reading, const SearchQuery& query);
  [[nodiscard]] base::Result<Finding> find_a_way_on(Finding nothing, const Reading& reading, const SearchQuery& query);

  const OfferColumns* columns_;
  const OfferFacets* facets_;
  WordSearch* words_;
  ToCome* to_come_;
  MeetingTimes times_;
  base::Date data_from_;
};

}  // namespace bildungskiosk::catalogue
