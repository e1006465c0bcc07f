#include "sync/catalogue/search/text_index.hpp"

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

Result<TextIndex> TextIndex::open(sqlite::Database& database, OfferIndex offers) {
  BILDUNGSKIOSK_TRY(Statement title, database.prepare("SELECT rowid FROM title_index WHERE title_index MATCH ?"));
  BILDUNGSKIOSK_TRY(Statement text, database.prepare("SELECT rowid FROM text_index WHERE text_index MATCH ?"));
  return TextIndex(std::move(title), std::move(text), offers);
}

Result<std::vector<OfferIndex>> TextIndex::find(Scope scope, const std::vector<std::string>& words,
                                                LastWord last_word) {
  BILDUNGSKIOSK_CHECK(!words.empty());
  // Folded words hold letters, digits and marks only, so the quotes keep FTS5's own language (AND, NEAR, *, ") out.
  std::string match;
  for (const std::string& word : words) match += '"' + word + "\" ";
  if (last_word == LastWord::kBeginning) match += '*';

  Statement& rows = scope == Scope::kTitle ? title_ : text_;
  rows.bind_all(match);
  std::vector<OfferIndex> found;
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool row, rows.step());
    if (!row) break;
    const std::int64_t number = rows.integer(0);
    if (number < 1 || number > offers_) return Error{ErrorCode::kCatalogueDamaged, "the index names no offer"};
    found.push_back(static_cast<OfferIndex>(number - 1));
  }
  rows.reset();
  return found;
}

std::vector<std::string> query_words(std::string_view typed) {
  typed = typed.substr(0, kQueryBytesMax);
  std::vector<std::string> words = folded_words(typed);
  if (words.size() > kQueryWordsMax) words.resize(kQueryWordsMax);
  return words;
}

}  // namespace bildungskiosk::catalogue
