#include "sync/catalogue/search/offer_columns.hpp"

#include <unordered_map>
#include <variant>

#include "sync/catalogue/schema.hpp"
#include "sync/catalogue/stored_times.hpp"
#include "sync/exchange/record.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

Error damaged(const char* table) {
  return {ErrorCode::kCatalogueDamaged, std::string("table ") + table + ": a row that no builder writes"};
}

/// `value` as a small unsigned number below `end`; past the end otherwise.
bool is_below(std::int64_t value, std::size_t end) {
  return value >= 0 && static_cast<std::uint64_t>(value) < static_cast<std::uint64_t>(end);
}

bool is_day(std::int64_t day) {
  constexpr std::int64_t kDaysMax = 100'000;  // 1696 to 2243
  return day > -kDaysMax && day < kDaysMax;
}

/// From the rows of a small table to indexes; rows ascend, with gaps where something was removed.
using IndexByRow = std::unordered_map<std::int64_t, std::uint32_t>;

std::uint32_t index_of(const IndexByRow& indexes, std::int64_t row) {
  const auto found = indexes.find(row);
  return found != indexes.end() ? found->second : kNoTown;
}

Result<IndexByRow> load_towns(sqlite::Database& database, OfferColumns& columns) {
  IndexByRow indexes;
  BILDUNGSKIOSK_TRY(Statement towns, database.prepare("SELECT row, name FROM town ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, towns.step());
    if (!found) return indexes;
    indexes.emplace(towns.integer(0), static_cast<std::uint32_t>(columns.towns.size()));
    columns.towns.emplace_back(towns.text(1));
  }
}

Result<IndexByRow> load_providers(sqlite::Database& database, OfferColumns& columns) {
  IndexByRow indexes;
  BILDUNGSKIOSK_TRY(Statement providers, database.prepare("SELECT row, line FROM provider ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, providers.step());
    if (!found) return indexes;
    const Result<exchange::Record> record = exchange::parse_record(providers.text(1));
    const auto* provider = record ? std::get_if<offer::Provider>(&*record) : nullptr;
    if (provider == nullptr) return damaged("provider");
    indexes.emplace(providers.integer(0), static_cast<std::uint32_t>(columns.providers.size()));
    columns.providers.push_back({provider->id, provider->name});
  }
}

bool add_times(const Statement& row, OfferColumns& columns) {
  columns.session_begin.push_back(static_cast<std::uint32_t>(columns.sessions.size()));
  columns.weekly_begin.push_back(static_cast<std::uint32_t>(columns.weekly.size()));
  std::vector<SessionTime> weekly;
  if (!decode_times(row.bytes(11), columns.sessions) || !decode_times(row.bytes(12), weekly)) return false;
  for (const SessionTime& time : weekly) {
    constexpr std::size_t kDaysOfWeek = 7;
    if (!is_below(time.day, kDaysOfWeek)) return false;
    columns.weekly.push_back({static_cast<std::int8_t>(time.day), time.starts, time.ends});
  }
  return true;
}

Result<void> load_offers(sqlite::Database& database, const IndexByRow& towns, const IndexByRow& providers,
                         OfferColumns& columns) {
  BILDUNGSKIOSK_TRY(Statement rows,
                    database.prepare("SELECT row, provider, town, phases, main_phase, mode, free, price_cents, "
                                     "first_day, last_day, title_position, sessions, weekly FROM offer ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, rows.step());
    if (!found) break;
    const std::uint32_t provider = index_of(providers, rows.integer(1));
    const std::uint32_t town = rows.is_null(2) ? kNoTown : index_of(towns, rows.integer(2));
    const std::int64_t first_day = rows.optional_integer(8).value_or(0);
    const std::int64_t last_day = rows.optional_integer(9).value_or(0);
    const bool right = rows.integer(0) > columns.rows.last_row() && rows.integer(0) <= kRowMax && provider != kNoTown &&
                       (rows.is_null(2) || town != kNoTown) && is_below(rows.integer(3), 256) &&
                       is_below(rows.integer(4), offer::kAllPhases.size()) && is_below(rows.integer(5), 5) &&
                       is_below(rows.integer(6), 3) && is_day(first_day) && is_day(last_day) &&
                       is_below(rows.integer(10), UINT32_MAX);
    if (!right || !add_times(rows, columns)) return damaged("offer");
    columns.rows.add(rows.integer(0));
    columns.provider.push_back(provider);
    columns.town.push_back(town);
    columns.phases.push_back(static_cast<std::uint8_t>(rows.integer(3)));
    columns.main_phase.push_back(static_cast<std::uint8_t>(rows.integer(4)));
    columns.mode.push_back(static_cast<std::uint8_t>(rows.integer(5)));
    columns.free.push_back(static_cast<std::uint8_t>(rows.integer(6)));
    columns.price_cents.push_back(rows.optional_integer(7).value_or(kNoPrice));
    columns.first_day.push_back(rows.is_null(8) ? kNoDay : static_cast<std::int32_t>(first_day));
    columns.last_day.push_back(rows.is_null(9) ? kNoDay : static_cast<std::int32_t>(last_day));
    columns.title_position.push_back(static_cast<std::uint32_t>(rows.integer(10)));
  }
  columns.session_begin.push_back(static_cast<std::uint32_t>(columns.sessions.size()));
  columns.weekly_begin.push_back(static_cast<std::uint32_t>(columns.weekly.size()));
  return {};
}

}  // namespace

Result<OfferColumns> load_columns(sqlite::Database& database) {
  OfferColumns columns;
  BILDUNGSKIOSK_TRY(const IndexByRow towns, load_towns(database, columns));
  BILDUNGSKIOSK_TRY(const IndexByRow providers, load_providers(database, columns));
  BILDUNGSKIOSK_TRY_VOID(load_offers(database, towns, providers, columns));
  return columns;
}

}  // namespace bildungskiosk::catalogue
