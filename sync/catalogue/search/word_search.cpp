#include "sync/catalogue/search/word_search.hpp"

#include <algorithm>
#include <utility>

namespace bildungskiosk::catalogue {

using base::Result;

struct WordSearch::Loaded {
  Loaded(Vocabulary words, const Lexicon& lexicon)
      : vocabulary(std::move(words)), expander(vocabulary, lexicon, stemmer), speller(vocabulary) {}

  Vocabulary vocabulary;
  Stemmer stemmer;
  WordExpander expander;
  Speller speller;
};

WordSearch::WordSearch(sqlite::Database& database, TextIndex& index, Lexicon lexicon, OfferIndex offers)
    : database_(&database), index_(&index), lexicon_(std::move(lexicon)), offers_(offers) {}
WordSearch::~WordSearch() = default;

Result<void> WordSearch::load() {
  if (loaded_ != nullptr) return {};
  BILDUNGSKIOSK_TRY(Vocabulary vocabulary, load_vocabulary(*database_));
  loaded_ = std::make_unique<Loaded>(std::move(vocabulary), lexicon_);
  return {};
}

Result<WordAnswer> WordSearch::search(const SearchQuery& query) {
  WordAnswer answer;
  const std::vector<std::string> words = query_words(query.text);
  if (words.empty()) return answer;
  BILDUNGSKIOSK_TRY_VOID(load());
  loaded_->stemmer.choose(query.language);
  const QueryTools tools{loaded_->vocabulary, lexicon_, loaded_->expander, loaded_->speller};
  answer.words = plan_query(words, tools, query.correction, offers_);
  BILDUNGSKIOSK_TRY(answer.relevance, find_relevance(*index_, answer.words, offers_));
  if (query.correction == CorrectionUse::kRefused && !answer.relevance.dropped.empty()) {
    std::fill(answer.relevance.score.begin(), answer.relevance.score.end(), Relevance::kNone);
    answer.relevance.dropped.clear();
  }
  return answer;
}

Result<std::vector<WordMatch>> WordSearch::explain(const WordAnswer& answer, OfferIndex offer) {
  return explain_relevance(*index_, answer.words, offer);
}

}  // namespace bildungskiosk::catalogue
