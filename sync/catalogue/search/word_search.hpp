#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/lexicon.hpp"
#include "sync/catalogue/search/relevance.hpp"
#include "sync/catalogue/search/stemming.hpp"
#include "sync/catalogue/search/text_index.hpp"
#include "sync/catalogue/search/text_query.hpp"
#include "sync/catalogue/search/vocabulary.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// What was typed, and the offers that answer it.
struct WordAnswer {
  std::vector<QueryWord> words;  // none: nothing was typed that is a word
  Relevance relevance;           // empty without words
};

/// Searches the texts of a catalogue by what people type. The vocabulary is read with the first search. The database
/// and the index must outlive it; belongs to its thread.
class WordSearch {
 public:
  /// `offers`: how many the catalogue has.
  WordSearch(sqlite::Database& database, TextIndex& index, Lexicon lexicon, OfferIndex offers);
  ~WordSearch();

  [[nodiscard]] base::Result<WordAnswer> search(const SearchQuery& query);
  [[nodiscard]] base::Result<std::vector<WordMatch>> explain(const WordAnswer& answer, OfferIndex offer);

 private:
  struct Loaded;
  [[nodiscard]] base::Result<void> load();

  sqlite::Database* database_;
  TextIndex* index_;
  Lexicon lexicon_;
  OfferIndex offers_;
  std::unique_ptr<Loaded> loaded_;  // null before the first search
};

}  // namespace bildungskiosk::catalogue
