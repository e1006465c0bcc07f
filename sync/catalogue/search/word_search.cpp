#include "sync/catalogue/search/word_search.hpp"

#include <utility>

namespace bildungskiosk::catalogue {

using base::Result;

WordSearch::WordSearch(TextIndex& index, Lexicon lexicon)
    : index_(&index),
      lexicon_(std::move(lexicon)),
      expander_(index.vocabulary(), lexicon_, stemmer_),
      speller_(index.vocabulary()) {}

Result<WordAnswer> WordSearch::search(const SearchQuery& query) {
  WordAnswer answer;
  const std::vector<std::string> words = query_words(query.text);
  if (words.empty()) return answer;
  stemmer_.choose(query.language);
  const QueryTools tools{index_->vocabulary(), lexicon_, expander_, speller_};
  answer.words = plan_query(words, tools, query.correction, index_->offers());
  BILDUNGSKIOSK_TRY_VOID(index_->check_cancelled());
  BILDUNGSKIOSK_TRY(answer.relevance, find_relevance(*index_, answer.words));
  if (query.correction == CorrectionUse::kRefused && !answer.relevance.dropped.empty()) {
    answer.relevance.found.clear();
    answer.relevance.dropped.clear();
  }
  return answer;
}

Result<std::vector<WordMatch>> WordSearch::explain(const WordAnswer& answer, OfferIndex offer) {
  return explain_relevance(*index_, answer.words, offer);
}

}  // namespace bildungskiosk::catalogue
