#pragma once

#include <memory>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/lexicon.hpp"
#include "sync/catalogue/search/memo.hpp"
#include "sync/catalogue/search/relevance.hpp"
#include "sync/catalogue/search/spelling.hpp"
#include "sync/catalogue/search/stemming.hpp"
#include "sync/catalogue/search/text_index.hpp"
#include "sync/catalogue/search/text_query.hpp"
#include "sync/catalogue/search/word_expansion.hpp"

namespace bildungskiosk::catalogue {

/// What was typed, and the offers that answer it.
struct WordAnswer {
  std::vector<QueryWord> words;  // none: no word was given
  Relevance relevance;           // empty without words
};

/// Searches the texts of a catalogue by what people type. The index must outlive it; belongs to its thread.
class WordSearch {
 public:
  WordSearch(TextIndex& index, Lexicon lexicon);
  WordSearch(const WordSearch&) = delete;
  WordSearch& operator=(const WordSearch&) = delete;

  /// `words`: folded, as typed; of the query only how they are to be taken. The last answers are remembered: the same
  /// words are asked for again with other filters.
  [[nodiscard]] base::Result<std::shared_ptr<const WordAnswer>> search(const std::vector<std::string>& words,
                                                                       const SearchQuery& query);
  /// The offers that have all of these words there, in whatever way but slips.
  [[nodiscard]] base::Result<OfferBits> offers_with(const std::vector<std::string>& words, TextIndex::Scope scope);
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  /// kCancelled when a wish to stop is there (TextIndex::watch).
  [[nodiscard]] base::Result<void> check_cancelled() const { return index_->check_cancelled(); }
  [[nodiscard]] base::Result<std::vector<WordMatch>> explain(const WordAnswer& answer, OfferIndex offer);

 private:
  [[nodiscard]] base::Result<WordAnswer> answer(const std::vector<std::string>& words, CorrectionUse correction);
  static constexpr std::size_t kRememberedMax = 4;

  TextIndex* index_;
  Lexicon lexicon_;
  Stemmer stemmer_;
  WordExpander expander_;
  Speller speller_;
  std::vector<float> sums_;
  Memo<std::shared_ptr<const WordAnswer>> remembered_{kRememberedMax};
};

}  // namespace bildungskiosk::catalogue
