#include "sync/catalogue/offer_order.hpp"

#include <cstring>

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

base::ByteView as_value(const std::vector<std::uint32_t>& numbers) {
  return {reinterpret_cast<const std::uint8_t*>(numbers.data()), numbers.size() * sizeof(std::uint32_t)};
}

std::vector<std::uint32_t> from_value(base::ByteView value) {
  std::vector<std::uint32_t> numbers(value.size() / sizeof(std::uint32_t));
  if (!numbers.empty()) std::memcpy(numbers.data(), value.data(), numbers.size() * sizeof(std::uint32_t));
  return numbers;
}

}  // namespace

Result<void> write_offer_order(sqlite::Database& database, const OfferOrder& order) {
  BILDUNGSKIOSK_CHECK(order.rows.size() == order.title_positions.size());
  BILDUNGSKIOSK_TRY_VOID(database.execute("DELETE FROM offer_order"));
  BILDUNGSKIOSK_TRY(Statement insert, database.prepare("INSERT INTO offer_order VALUES(?, ?)"));
  insert.bind_all(as_value(order.rows), as_value(order.title_positions));
  return insert.run();
}

Result<OfferOrder> read_offer_order(sqlite::Database& database) {
  BILDUNGSKIOSK_TRY(Statement values, database.prepare("SELECT offers, title_positions FROM offer_order"));
  BILDUNGSKIOSK_TRY(const bool found, values.step());
  if (!found) return Error{ErrorCode::kCatalogueDamaged, "the offers have no order"};
  OfferOrder order{from_value(values.bytes(0)), from_value(values.bytes(1))};
  if (order.rows.size() != order.title_positions.size()) {
    return Error{ErrorCode::kCatalogueDamaged, "the order of the offers and that of their titles differ in length"};
  }
  return order;
}

}  // namespace bildungskiosk::catalogue
