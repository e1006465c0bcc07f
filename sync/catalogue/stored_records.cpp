#include "sync/catalogue/stored_records.hpp"

#include <variant>

#include "sync/exchange/record.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

template <typename T>
Result<T> parse_as(std::string_view line) {
  Result<exchange::Record> record = exchange::parse_record(line);
  if (!record) return Error{ErrorCode::kCatalogueDamaged, record.error().detail};
  T* value = std::get_if<T>(&*record);
  if (value == nullptr) return Error{ErrorCode::kCatalogueDamaged, "a record of another type"};
  return std::move(*value);
}

/// The record of a bound statement whose only row is its line.
template <typename T>
Result<T> one(Statement& statement, std::string_view what) {
  BILDUNGSKIOSK_TRY(const bool found, statement.step());
  if (!found) return Error{ErrorCode::kCatalogueDamaged, "no line for " + std::string(what)};
  Result<T> value = parse_as<T>(statement.text(0));
  statement.reset();
  return value;
}

template <typename T>
Result<const T*> cached(std::unordered_map<std::string, T>& known, Statement& statement, const std::string& id) {
  const auto found = known.find(id);
  if (found != known.end()) return &std::as_const(found->second);
  statement.bind_all(id);
  BILDUNGSKIOSK_TRY(T value, one<T>(statement, id));
  return &std::as_const(known.emplace(id, std::move(value)).first->second);
}

}  // namespace

Result<StoredRecords> StoredRecords::open(sqlite::Database& database, const RowMap& rows) {
  BILDUNGSKIOSK_TRY(Statement row_of_offer, database.prepare("SELECT row FROM offer WHERE id = ?"));
  BILDUNGSKIOSK_TRY(Statement offer_line, database.prepare("SELECT line FROM offer_line WHERE row = ?"));
  BILDUNGSKIOSK_TRY(Statement provider_line, database.prepare("SELECT line FROM provider WHERE id = ?"));
  BILDUNGSKIOSK_TRY(Statement place_line, database.prepare("SELECT line FROM place WHERE id = ?"));
  BILDUNGSKIOSK_TRY(Statement record_line, database.prepare("SELECT line FROM record WHERE type = ? AND key = ?"));
  BILDUNGSKIOSK_TRY(Statement records, database.prepare("SELECT line FROM record WHERE type = ? ORDER BY key"));
  BILDUNGSKIOSK_TRY(Statement offers_of_category,
                    database.prepare("SELECT offer FROM offer_category WHERE scheme = ? AND code = ? ORDER BY offer"));
  return StoredRecords(
      Statements{std::move(row_of_offer), std::move(offer_line), std::move(provider_line), std::move(place_line),
                 std::move(record_line), std::move(records), std::move(offers_of_category)},
      rows);
}

Result<OfferIndex> StoredRecords::index_of(std::string_view offer_id) {
  statements_.row_of_offer.bind_all(offer_id);
  BILDUNGSKIOSK_TRY(const bool found, statements_.row_of_offer.step());
  if (!found) return Error{ErrorCode::kNotFound, "no offer of this id"};
  const std::int64_t row = statements_.row_of_offer.integer(0);
  statements_.row_of_offer.reset();
  return index_of_row(row);
}

Result<OfferIndex> StoredRecords::index_of_row(std::int64_t row) const {
  const std::optional<OfferIndex> index = rows_->index_of(row);
  if (!index) return Error{ErrorCode::kCatalogueDamaged, "there is no offer in row " + std::to_string(row)};
  return *index;
}

Result<offer::Offer> StoredRecords::offer(OfferIndex index) {
  const std::int64_t row = rows_->row_of(index);
  statements_.offer_line.bind_all(row);
  return one<offer::Offer>(statements_.offer_line, "offer in row " + std::to_string(row));
}

Result<const offer::Provider*> StoredRecords::provider(const std::string& id) {
  return cached(providers_, statements_.provider_line, id);
}

Result<const offer::Place*> StoredRecords::place(const std::string& id) {
  return cached(places_, statements_.place_line, id);
}

Result<offer::CatalogueInfo> StoredRecords::info() {
  statements_.record_line.bind_all("catalogue", "");
  return one<offer::CatalogueInfo>(statements_.record_line, "catalogue");
}

Result<std::vector<offer::News>> StoredRecords::news() {
  std::vector<offer::News> news;
  statements_.records.bind_all("news");
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, statements_.records.step());
    if (!found) return news;
    BILDUNGSKIOSK_TRY(offer::News item, parse_as<offer::News>(statements_.records.text(0)));
    news.push_back(std::move(item));
  }
}

Result<std::vector<offer::Synonym>> StoredRecords::synonyms() {
  std::vector<offer::Synonym> synonyms;
  statements_.records.bind_all("synonym");
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, statements_.records.step());
    if (!found) return synonyms;
    BILDUNGSKIOSK_TRY(offer::Synonym item, parse_as<offer::Synonym>(statements_.records.text(0)));
    synonyms.push_back(std::move(item));
  }
}

Result<std::optional<offer::Category>> StoredRecords::category(const offer::CategoryRef& ref) {
  statements_.record_line.bind_all("category", exchange::record_key(offer::Category{ref, {}, {}}));
  BILDUNGSKIOSK_TRY(const bool found, statements_.record_line.step());
  if (!found) return std::optional<offer::Category>();
  BILDUNGSKIOSK_TRY(offer::Category category, parse_as<offer::Category>(statements_.record_line.text(0)));
  statements_.record_line.reset();
  return std::optional(std::move(category));
}

Result<std::vector<OfferIndex>> StoredRecords::offers_of(const offer::CategoryRef& ref) {
  std::vector<OfferIndex> offers;
  Statement& rows = statements_.offers_of_category;
  rows.bind_all(ref.scheme, ref.code);
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, rows.step());
    if (!found) return offers;
    BILDUNGSKIOSK_TRY(const OfferIndex offer, index_of_row(rows.integer(0)));
    offers.push_back(offer);
  }
}

}  // namespace bildungskiosk::catalogue
