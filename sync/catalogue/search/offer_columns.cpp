#include "sync/catalogue/search/offer_columns.hpp"

#include <optional>
#include <unordered_map>
#include <utility>
#include <variant>

#include "sync/catalogue/offer_order.hpp"
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
    indexes.emplace(towns.integer(0), columns.towns.add(towns.text(1)));
  }
}

Result<IndexByRow> load_traits(sqlite::Database& database, OfferColumns& columns) {
  IndexByRow indexes;
  BILDUNGSKIOSK_TRY(Statement traits, database.prepare("SELECT row, value FROM traits ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, traits.step());
    if (!found) return indexes;
    std::optional<OfferTraits> decoded = decode_traits(traits.text(1));
    if (!decoded) return damaged("traits");
    indexes.emplace(traits.integer(0), static_cast<std::uint32_t>(columns.distinct_traits.size()));
    columns.distinct_traits.push_back(*std::move(decoded));
  }
}

template <typename Place>
Spot spot_of(const Place& place, OfferColumns& columns) {
  const std::string& district = place.address.district;
  return {district.empty() ? kNoDistrict : columns.districts.add(district), place.geo, place.accessibility.step_free};
}

/// Behind those of the providers.
Result<IndexByRow> load_places(sqlite::Database& database, OfferColumns& columns) {
  IndexByRow indexes;
  BILDUNGSKIOSK_TRY(Statement places, database.prepare("SELECT row, line FROM place ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, places.step());
    if (!found) return indexes;
    const Result<exchange::Record> record = exchange::parse_record(places.text(1));
    const auto* place = record ? std::get_if<offer::Place>(&*record) : nullptr;
    if (place == nullptr) return damaged("place");
    indexes.emplace(places.integer(0), static_cast<std::uint32_t>(columns.spots.size()));
    columns.spots.push_back(spot_of(*place, columns));
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
    columns.spots.push_back(spot_of(*provider, columns));
  }
}

/// The meetings as they come, offer by offer in the order of the rows; `place` then puts them in that of the indexes.
struct LoadedTimes {
  std::vector<OfferIndex> offers;
  std::vector<std::uint32_t> session_begin{0};
  std::vector<SessionTime> sessions;
  std::vector<std::uint32_t> weekly_begin{0};
  std::vector<WeeklyTime> weekly;
};

bool add_times(const Statement& row, LoadedTimes& times) {
  std::vector<SessionTime> weekly;
  if (!decode_times(row.bytes(12), times.sessions) || !decode_times(row.bytes(13), weekly)) return false;
  for (const SessionTime& time : weekly) {
    constexpr std::size_t kDaysOfWeek = 7;
    if (!is_below(time.day, kDaysOfWeek)) return false;
    times.weekly.push_back({static_cast<std::int8_t>(time.day), time.starts, time.ends});
  }
  times.session_begin.push_back(static_cast<std::uint32_t>(times.sessions.size()));
  times.weekly_begin.push_back(static_cast<std::uint32_t>(times.weekly.size()));
  return true;
}

void place(const LoadedTimes& times, OfferColumns& columns) {
  std::vector<std::size_t> loaded(times.offers.size());
  for (std::size_t i = 0; i < loaded.size(); ++i) loaded[times.offers[i]] = i;
  columns.session_begin.push_back(0);
  columns.weekly_begin.push_back(0);
  const auto put = [](const auto& from, const std::vector<std::uint32_t>& begin, std::size_t at, auto& to,
                      std::vector<std::uint32_t>& to_begin) {
    to.insert(to.end(), from.begin() + begin[at], from.begin() + begin[at + 1]);
    to_begin.push_back(static_cast<std::uint32_t>(to.size()));
  };
  columns.sessions.reserve(times.sessions.size());
  for (const std::size_t at : loaded) {
    put(times.sessions, times.session_begin, at, columns.sessions, columns.session_begin);
    put(times.weekly, times.weekly_begin, at, columns.weekly, columns.weekly_begin);
  }
}

void resize(OfferColumns& columns, std::size_t offers) {
  columns.phases.resize(offers);
  columns.main_phase.resize(offers);
  columns.mode.resize(offers);
  columns.free.resize(offers);
  columns.provider.resize(offers);
  columns.town.resize(offers);
  columns.traits.resize(offers);
  columns.spot.resize(offers);
  columns.price_cents.resize(offers);
  columns.first_day.resize(offers);
  columns.last_day.resize(offers);
}

/// The small tables that offers point into.
struct Indexes {
  IndexByRow towns, providers, places, traits;
};

Result<void> load_offers(sqlite::Database& database, const Indexes& indexes, OfferColumns& columns) {
  BILDUNGSKIOSK_TRY(Statement rows,
                    database.prepare("SELECT row, provider, town, phases, main_phase, mode, free, "
                                     "price_cents, first_day, last_day, place, traits, sessions, weekly FROM offer "
                                     "ORDER BY row"));
  resize(columns, columns.rows.size());
  LoadedTimes times;
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, rows.step());
    if (!found) break;
    const std::optional<OfferIndex> at = columns.rows.index_of(rows.integer(0));
    const std::uint32_t provider = index_of(indexes.providers, rows.integer(1));
    const std::uint32_t town = rows.is_null(2) ? kNoTown : index_of(indexes.towns, rows.integer(2));
    // Providers' offices come first among the spots; an offer that has no place and yet a town is in one.
    const std::uint32_t office = rows.is_null(2) ? kNoSpot : provider;
    const std::uint32_t spot = rows.is_null(10) ? office : index_of(indexes.places, rows.integer(10));
    const std::uint32_t traits = index_of(indexes.traits, rows.integer(11));
    const std::int64_t first_day = rows.optional_integer(8).value_or(0);
    const std::int64_t last_day = rows.optional_integer(9).value_or(0);
    const bool right = at && provider != kNoTown && (rows.is_null(2) || town != kNoTown) &&
                       (rows.is_null(10) || spot != kNoSpot) && traits != kNoTown && is_below(rows.integer(3), 256) &&
                       is_below(rows.integer(4), offer::kAllPhases.size()) && is_below(rows.integer(5), 5) &&
                       is_below(rows.integer(6), 3) && is_day(first_day) && is_day(last_day);
    if (!right || !add_times(rows, times)) return damaged("offer");
    times.offers.push_back(*at);
    columns.provider[*at] = provider;
    columns.town[*at] = town;
    columns.traits[*at] = traits;
    columns.spot[*at] = spot;
    columns.phases[*at] = static_cast<std::uint8_t>(rows.integer(3));
    columns.main_phase[*at] = static_cast<std::uint8_t>(rows.integer(4));
    columns.mode[*at] = static_cast<std::uint8_t>(rows.integer(5));
    columns.free[*at] = static_cast<std::uint8_t>(rows.integer(6));
    columns.price_cents[*at] = rows.optional_integer(7).value_or(kNoPrice);
    columns.first_day[*at] = rows.is_null(8) ? kNoDay : static_cast<std::int32_t>(first_day);
    columns.last_day[*at] = rows.is_null(9) ? kNoDay : static_cast<std::int32_t>(last_day);
  }
  if (times.offers.size() != columns.rows.size()) return damaged("offer_order");
  place(times, columns);
  return {};
}

}  // namespace

Result<OfferColumns> load_columns(sqlite::Database& database) {
  OfferColumns columns;
  BILDUNGSKIOSK_TRY(OfferOrder order, read_offer_order(database));
  std::optional<RowMap> rows = RowMap::of(std::move(order.rows), kRowMax);
  if (!rows) return damaged("offer_order");
  columns.rows = *std::move(rows);
  columns.title_position = std::move(order.title_positions);
  Indexes indexes;
  BILDUNGSKIOSK_TRY(indexes.towns, load_towns(database, columns));
  BILDUNGSKIOSK_TRY(indexes.providers, load_providers(database, columns));
  BILDUNGSKIOSK_TRY(indexes.places, load_places(database, columns));
  BILDUNGSKIOSK_TRY(indexes.traits, load_traits(database, columns));
  BILDUNGSKIOSK_TRY_VOID(load_offers(database, indexes, columns));
  return columns;
}

}  // namespace bildungskiosk::catalogue
