#include "sync/catalogue/search/text_index.hpp"

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

Result<TextIndex> TextIndex::open(sqlite::Database& database, const RowMap& offer_rows) {
  BILDUNGSKIOSK_TRY(Statement title, database.prepare("SELECT rowid FROM title_index WHERE title_index MATCH ?"));
  BILDUNGSKIOSK_TRY(Statement text, database.prepare("SELECT rowid FROM text_index WHERE text_index MATCH ?"));
  return TextIndex(std::move(title), std::move(text), offer_rows);
}

Result<std::vector<OfferIndex>> TextIndex::find(Scope scope, const std::string& expression) {
  Statement& rows = scope == Scope::kTitle ? title_ : text_;
  rows.bind_all(expression);
  std::vector<OfferIndex> found;
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool row, rows.step());
    if (!row) break;
    const std::optional<OfferIndex> offer = rows_->index_of(rows.integer(0));
    if (!offer) return Error{ErrorCode::kCatalogueDamaged, "the index names no offer"};
    found.push_back(*offer);
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
