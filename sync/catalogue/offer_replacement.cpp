#include "sync/catalogue/offer_replacement.hpp"

#include <variant>

#include "sync/exchange/record.hpp"

namespace bildungskiosk::catalogue {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

Result<OfferReplacement> OfferReplacement::create(sqlite::Database& database, OfferWriter& writer) {
  BILDUNGSKIOSK_TRY(Statement line, database.prepare("SELECT line FROM offer_line WHERE row = ?"));
  BILDUNGSKIOSK_TRY(Statement delete_offer, database.prepare("DELETE FROM offer WHERE row = ?"));
  BILDUNGSKIOSK_TRY(Statement delete_line, database.prepare("DELETE FROM offer_line WHERE row = ?"));
  BILDUNGSKIOSK_TRY(Statement delete_category,
                    database.prepare("DELETE FROM offer_category WHERE scheme = ? AND code = ? AND offer = ?"));
  return OfferReplacement(
      Statements{std::move(line), std::move(delete_offer), std::move(delete_line), std::move(delete_category)}, writer);
}

Result<OfferRow> OfferReplacement::read(std::uint32_t row) {
  statements_.line.bind_all(static_cast<std::int64_t>(row));
  BILDUNGSKIOSK_TRY(const bool found, statements_.line.step());
  if (!found) return Error{ErrorCode::kCatalogueDamaged, "no line in row " + std::to_string(row)};
  const std::string line(statements_.line.text(0));
  statements_.line.reset();
  const Result<exchange::Record> record = exchange::parse_record(line);
  const auto* offer = record ? std::get_if<offer::Offer>(&*record) : nullptr;
  if (offer == nullptr) return Error{ErrorCode::kCatalogueDamaged, "no offer in row " + std::to_string(row)};
  return make_row(*offer, line);
}

Result<void> OfferReplacement::apply(const RowChange& change) {
  std::optional<OfferRow> old;
  if (change.has_old) {
    BILDUNGSKIOSK_TRY(old, read(change.row));
  }
  if (change.fresh == nullptr && !change.keeps_line) return take_out(change.row, *old);
  std::vector<OfferWriter::Numbered> next(1);
  next.front().row = change.row;
  next.front().offer = change.keeps_line ? *old : *change.fresh;
  if (!old || old->sort_words != next.front().offer.sort_words) {
    loose_titles_.push_back({change.row, next.front().offer.sort_words});
  }
  if (old) BILDUNGSKIOSK_TRY_VOID(take_out(change.row, *old));
  return writer_.add(next);
}

Result<void> OfferReplacement::take_out(std::uint32_t row, const OfferRow& old) {
  const auto number = static_cast<std::int64_t>(row);
  for (Statement* statement : {&statements_.delete_offer, &statements_.delete_line}) {
    statement->bind_all(number);
    BILDUNGSKIOSK_TRY_VOID(statement->run());
  }
  for (const offer::CategoryRef& ref : old.categories) {
    statements_.delete_category.bind_all(ref.scheme, ref.code, number);
    BILDUNGSKIOSK_TRY_VOID(statements_.delete_category.run());
  }
  return {};
}

}  // namespace bildungskiosk::catalogue
