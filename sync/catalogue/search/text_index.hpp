#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/offer_columns.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// The two full-text indexes of a catalogue. Database and rows must outlive it; belongs to its thread.
class TextIndex {
 public:
  [[nodiscard]] static base::Result<TextIndex> open(sqlite::Database& database, const RowMap& rows);

  enum class Scope { kTitle, kAllText };
  /// The offers that an expression of FTS5's language finds, in no order. Only of folded words in quotes, "*" behind a
  /// beginning, AND, OR and brackets.
  [[nodiscard]] base::Result<std::vector<OfferIndex>> find(Scope scope, const std::string& expression);

 private:
  TextIndex(sqlite::Statement title, sqlite::Statement text, const RowMap& rows)
      : title_(std::move(title)), text_(std::move(text)), rows_(&rows) {}

  sqlite::Statement title_;
  sqlite::Statement text_;
  const RowMap* rows_;
};

/// The folded words of what was typed, within kQueryBytesMax and kQueryWordsMax.
[[nodiscard]] std::vector<std::string> query_words(std::string_view typed);

}  // namespace bildungskiosk::catalogue
