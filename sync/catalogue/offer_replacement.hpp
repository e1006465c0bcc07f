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

/// Takes offers out of their rows and puts others in; their words are the writer's to gather. Rows must ascend from
/// call to call. Internal to the updater.
class OfferReplacement {
 public:
  /// `writer` knows the providers, places and categories after the update.
  [[nodiscard]] static base::Result<OfferReplacement> create(sqlite::Database& database, OfferWriter& writer);

  /// kMalformedRecord when the provider or a place of what is put in is not there; kCatalogueDamaged.
  [[nodiscard]] base::Result<void> apply(const RowChange& change);

  /// The offer in a row, from its stored line.
  [[nodiscard]] base::Result<OfferRow> read(std::uint32_t row);
  /// Of the offers that were put in with other titles than stood in their rows.
  [[nodiscard]] std::vector<LooseTitle>& loose_titles() { return loose_titles_; }

 private:
  struct Statements {
    sqlite::Statement line, delete_offer, delete_line, delete_category;
  };
  OfferReplacement(Statements statements, OfferWriter& writer) : statements_(std::move(statements)), writer_(writer) {}
  [[nodiscard]] base::Result<void> take_out(std::uint32_t row, const OfferRow& old);

  Statements statements_;
  OfferWriter& writer_;
  std::vector<LooseTitle> loose_titles_;
};

}  // namespace bildungskiosk::catalogue
