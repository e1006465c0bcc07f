#pragma once

#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/text_index.hpp"
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
  const TextIndex& index;
  const Lexicon& lexicon;
  WordExpander& expander;
  Speller& speller;
};

/// What a query asks of the index, in the order of its words. kCancelled when the index is told to stop.
[[nodiscard]] base::Result<std::vector<QueryWord>> plan_query(const std::vector<std::string>& words,
                                                              const QueryTools& tools, CorrectionUse correction);

/// The words but fillers, as indexes, the one that tells least first: the order in which they are left out where
/// nothing has all. "Gitarre Grundlagen" is about the guitar.
[[nodiscard]] std::vector<std::size_t> words_to_leave_out(const std::vector<QueryWord>& query);

}  // namespace bildungskiosk::catalogue
