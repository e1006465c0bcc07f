#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/offer_columns.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// The full records behind a catalogue's rows, parsed when asked for. Providers and places are kept once read.
/// kCatalogueDamaged when a line does not parse. Database and rows must outlive it; belongs to its thread.
class StoredRecords {
 public:
  [[nodiscard]] static base::Result<StoredRecords> open(sqlite::Database& database, const RowMap& rows);

  /// kNotFound when there is no such offer.
  [[nodiscard]] base::Result<OfferIndex> index_of(std::string_view offer_id);
  [[nodiscard]] base::Result<offer::Offer> offer(OfferIndex index);
  /// Valid as long as this object.
  [[nodiscard]] base::Result<const offer::Provider*> provider(const std::string& id);
  [[nodiscard]] base::Result<const offer::Place*> place(const std::string& id);
  /// All records of a type of the table `record`.
  [[nodiscard]] base::Result<std::vector<offer::News>> news();
  [[nodiscard]] base::Result<std::vector<offer::Synonym>> synonyms();
  [[nodiscard]] base::Result<offer::CatalogueInfo> info();
  /// The label of a category, if the catalogue has one.
  [[nodiscard]] base::Result<std::optional<offer::Category>> category(const offer::CategoryRef& ref);
  [[nodiscard]] base::Result<std::vector<OfferIndex>> offers_of(const offer::CategoryRef& ref);

 private:
  struct Statements {
    sqlite::Statement row_of_offer, offer_line, provider_line, place_line, record_line, records, offers_of_category;
  };
  StoredRecords(Statements statements, const RowMap& rows) : statements_(std::move(statements)), rows_(&rows) {}
  [[nodiscard]] base::Result<OfferIndex> index_of_row(std::int64_t row) const;

  Statements statements_;
  const RowMap* rows_;
  std::unordered_map<std::string, offer::Provider> providers_;
  std::unordered_map<std::string, offer::Place> places_;
};

}  // namespace bildungskiosk::catalogue
