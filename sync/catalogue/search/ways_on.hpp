#pragma once

#include <vector>

#include "sync/catalogue/search/text_query.hpp"
#include "sync/catalogue/search/understanding.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// A query with something less asked for.
struct WayOn {
  Reading reading;
  SearchQuery query;
  std::vector<LeftOut> dropped;
};

/// What to try, in this order, where nothing is found. Without one of the words (words_to_leave_out); in any town; in
/// any phase; without one of the facets that were typed; without all of them; with nothing but these; without the
/// chosen filters. `searched`: what was searched as text.
[[nodiscard]] std::vector<WayOn> ways_on(const Reading& reading, const std::vector<QueryWord>& searched,
                                         const SearchQuery& query, const Lexicon& lexicon);

/// The words that are searched as text: none, where beside a facet nothing but fillers was typed.
[[nodiscard]] std::vector<std::string> text_words(const Reading& reading, const Lexicon& lexicon);

/// Whether anything was chosen beside what was typed.
[[nodiscard]] bool has_filters(const SearchQuery& query);

}  // namespace bildungskiosk::catalogue
