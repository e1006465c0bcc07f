#include "sync/catalogue/search/word_search.hpp"

#include <utility>

namespace bildungskiosk::catalogue {

using base::Result;

WordSearch::WordSearch(TextIndex& index, Lexicon lexicon)
    : index_(&index),
      lexicon_(std::move(lexicon)),
      expander_(index.vocabulary(), lexicon_, stemmer_),
      speller_(index.vocabulary()) {}

Result<std::shared_ptr<const WordAnswer>> WordSearch::search(const std::vector<std::string>& words,
                                                             const SearchQuery& query) {
  // Without words, too: what names a facet is looked for in the texts by the same endings.
  if (stemmer_.choose(query.language)) {
    expander_.forget();
    remembered_.clear();
  }
  std::string key(1, query.correction == CorrectionUse::kAllowed ? 'a' : 'r');
  for (const std::string& word : words) key += ' ' + word;
  if (const auto* remembered = remembered_.find(key)) return *remembered;
  BILDUNGSKIOSK_TRY(WordAnswer fresh, answer(words, query.correction));
  return remembered_.keep(key, std::make_shared<const WordAnswer>(std::move(fresh)));
}

Result<WordAnswer> WordSearch::answer(const std::vector<std::string>& words, CorrectionUse correction) {
  WordAnswer answer;
  if (words.empty()) return answer;
  const QueryTools tools{*index_, lexicon_, expander_, speller_};
  BILDUNGSKIOSK_TRY(answer.words, plan_query(words, tools, correction));
  BILDUNGSKIOSK_TRY_VOID(index_->check_cancelled());
  BILDUNGSKIOSK_TRY(answer.relevance, find_relevance(*index_, answer.words, correction, sums_));
  return answer;
}

Result<OfferBits> WordSearch::offers_with(const std::vector<std::string>& words, TextIndex::Scope scope) {
  std::vector<Expression> all;
  for (const std::string& word : words) {
    const std::vector<Alternative> alternatives = expander_.alternatives(word, LastLetter::kTyped);
    if (alternatives.empty()) return OfferBits(index_->offers());
    all.push_back(any_of(alternatives));
  }
  if (all.empty()) return OfferBits(index_->offers());
  BILDUNGSKIOSK_TRY(const auto found, index_->find(scope, Expression::all_of(std::move(all))));
  return *found;
}

Result<std::vector<WordMatch>> WordSearch::explain(const WordAnswer& answer, OfferIndex offer) {
  return explain_relevance(*index_, answer.words, offer);
}

}  // namespace bildungskiosk::catalogue
