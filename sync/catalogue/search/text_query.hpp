#pragma once

#include <string>
#include <vector>

#include "sync/catalogue/search/word_expansion.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// A word of the query with what stands for it.
struct QueryWord {
  std::string typed;      // folded
  std::string corrected;  // what it was taken for; empty: as typed
  bool is_filler = false;
  std::vector<Alternative> alternatives;  // best first; empty: no offer has anything like it
  double weight = 1;                      // the rarer, the more
};

/// What a query is understood with. Views.
struct QueryTools {
  const Vocabulary& vocabulary;
  const Lexicon& lexicon;
  WordExpander& expander;
  Speller& speller;
};

/// What a query asks of the index, in the order of its words. `offers`: how many the catalogue has.
[[nodiscard]] std::vector<QueryWord> plan_query(const std::vector<std::string>& words, const QueryTools& tools,
                                                CorrectionUse correction, std::size_t offers);

}  // namespace bildungskiosk::catalogue
