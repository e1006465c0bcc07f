#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/offer_row.hpp"
#include "sync/catalogue/offer_writer.hpp"
#include "sync/catalogue/title_order.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// What happens in one row of the offers of a catalogue that is being updated.
struct RowChange {
  std::uint32_t row = 0;
  bool has_old = false;             // an offer stands there
  const OfferRow* fresh = nullptr;  // what is to stand there; null with `keeps_line`, and where an offer goes for good
  bool keeps_line = false;          // the offer stays, and is found by other words or in another town
};

/// Takes offers out of their rows and puts others in. The words that the index loses must be those that it was given:
/// they come from the line that is stored, folded and joined as when it was written. Rows must ascend from call to
/// call: so FTS5 keeps all changes in one table in memory, until it is full. Internal to the updater.
class OfferReplacement {
 public:
  /// `old_words` are those of the providers, places and categories before the update; `writer` knows those after it.
  [[nodiscard]] static base::Result<OfferReplacement> create(sqlite::Database& database, const SharedWords& old_words,
                                                             OfferWriter& writer);

  /// kMalformedRecord when the provider or a place of what is put in is not there; kCatalogueDamaged.
  [[nodiscard]] base::Result<void> apply(const RowChange& change);

  /// The offer in a row, from its stored line.
  [[nodiscard]] base::Result<OfferRow> read(std::uint32_t row);
  /// Of the offers that were put in with other titles than stood in their rows.
  [[nodiscard]] std::vector<LooseTitle>& loose_titles() { return loose_titles_; }

 private:
  struct Statements {
    sqlite::Statement line, delete_offer, delete_line, delete_category, delete_title, delete_text;
  };
  OfferReplacement(Statements statements, const SharedWords& old_words, OfferWriter& writer)
      : statements_(std::move(statements)), old_words_(old_words), writer_(writer) {}
  [[nodiscard]] base::Result<void> take_out(std::uint32_t row, const OfferRow& old, OfferWriter::Numbered* next);

  Statements statements_;
  const SharedWords& old_words_;
  OfferWriter& writer_;
  std::vector<LooseTitle> loose_titles_;
};

}  // namespace bildungskiosk::catalogue
