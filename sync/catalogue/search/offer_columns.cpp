#include "sync/catalogue/search/offer_columns.hpp"

#include <variant>

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

constexpr int kMinutesOfDay = 24 * 60;

bool is_minute_or_none(const std::optional<std::int64_t>& minute) {
  return !minute || is_below(*minute, kMinutesOfDay);
}

std::int16_t minute_or_none(const std::optional<std::int64_t>& minute) {
  return static_cast<std::int16_t>(minute.value_or(-1));
}

bool is_day(std::int64_t day) {
  constexpr std::int64_t kDaysMax = 100'000;  // 1696 to 2243
  return day > -kDaysMax && day < kDaysMax;
}

Result<void> load_names(sqlite::Database& database, OfferColumns& columns) {
  BILDUNGSKIOSK_TRY(Statement towns, database.prepare("SELECT row, name FROM town ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, towns.step());
    if (!found) break;
    columns.towns.emplace_back(towns.text(1));
    if (towns.integer(0) != static_cast<std::int64_t>(columns.towns.size())) return damaged("town");
  }
  BILDUNGSKIOSK_TRY(Statement providers, database.prepare("SELECT row, line FROM provider ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, providers.step());
    if (!found) break;
    const Result<exchange::Record> record = exchange::parse_record(providers.text(1));
    const auto* provider = record ? std::get_if<offer::Provider>(&*record) : nullptr;
    if (provider == nullptr) return damaged("provider");
    columns.providers.push_back({provider->id, provider->name});
    if (providers.integer(0) != static_cast<std::int64_t>(columns.providers.size())) return damaged("provider");
  }
  return {};
}

Result<void> load_offers(sqlite::Database& database, OfferColumns& columns) {
  BILDUNGSKIOSK_TRY(Statement rows,
                    database.prepare("SELECT row, provider, town, phases, main_phase, mode, free, price_cents, "
                                     "first_day, last_day, title_position FROM offer ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, rows.step());
    if (!found) return {};
    const std::int64_t provider = rows.integer(1);
    const std::optional<std::int64_t> town = rows.optional_integer(2);
    const std::optional<std::int64_t> price = rows.optional_integer(7);
    const std::int64_t first_day = rows.optional_integer(8).value_or(0);
    const std::int64_t last_day = rows.optional_integer(9).value_or(0);
    const bool right = rows.integer(0) == static_cast<std::int64_t>(columns.size()) + 1 &&
                       is_below(provider - 1, columns.providers.size()) &&
                       (!town || is_below(*town - 1, columns.towns.size())) && is_below(rows.integer(3), 256) &&
                       is_below(rows.integer(4), offer::kAllPhases.size()) && is_below(rows.integer(5), 5) &&
                       is_below(rows.integer(6), 3) && is_day(first_day) && is_day(last_day) &&
                       is_below(rows.integer(10), UINT32_MAX);
    if (!right) return damaged("offer");
    columns.provider.push_back(static_cast<std::uint32_t>(provider - 1));
    columns.town.push_back(town ? static_cast<std::uint32_t>(*town - 1) : kNoTown);
    columns.phases.push_back(static_cast<std::uint8_t>(rows.integer(3)));
    columns.main_phase.push_back(static_cast<std::uint8_t>(rows.integer(4)));
    columns.mode.push_back(static_cast<std::uint8_t>(rows.integer(5)));
    columns.free.push_back(static_cast<std::uint8_t>(rows.integer(6)));
    columns.price_cents.push_back(price.value_or(kNoPrice));
    columns.first_day.push_back(rows.is_null(8) ? kNoDay : static_cast<std::int32_t>(first_day));
    columns.last_day.push_back(rows.is_null(9) ? kNoDay : static_cast<std::int32_t>(last_day));
    columns.title_position.push_back(static_cast<std::uint32_t>(rows.integer(10)));
  }
}

/// Rows of "offer, day or weekday, starts, ends", grouped by ascending offers, into one list and where each offer's
/// part begins.
template <typename Time, typename MakeTime>
Result<void> load_times(sqlite::Database& database, const char* table, OfferIndex offers,
                        std::vector<std::uint32_t>& begins, std::vector<Time>& times, MakeTime make_time) {
  BILDUNGSKIOSK_TRY(Statement rows, database.prepare(std::string("SELECT * FROM ") + table + " ORDER BY rowid"));
  begins.assign(1, 0);
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, rows.step());
    if (!found) break;
    const std::int64_t offer = rows.integer(0) - 1;
    if (!is_below(offer, offers) || static_cast<std::size_t>(offer) + 1 < begins.size()) return damaged(table);
    const auto starts = rows.optional_integer(2);
    const auto ends = rows.optional_integer(3);
    if (!is_minute_or_none(starts) || !is_minute_or_none(ends) || !is_day(rows.integer(1))) return damaged(table);
    while (begins.size() <= static_cast<std::size_t>(offer)) begins.push_back(static_cast<std::uint32_t>(times.size()));
    times.push_back(make_time(rows.integer(1), minute_or_none(starts), minute_or_none(ends)));
  }
  while (begins.size() <= offers) begins.push_back(static_cast<std::uint32_t>(times.size()));
  return {};
}

}  // namespace

Result<OfferColumns> load_columns(sqlite::Database& database) {
  OfferColumns columns;
  BILDUNGSKIOSK_TRY_VOID(load_names(database, columns));
  BILDUNGSKIOSK_TRY_VOID(load_offers(database, columns));
  BILDUNGSKIOSK_TRY_VOID(load_times(database, "session", columns.size(), columns.session_begin, columns.sessions,
                                    [](std::int64_t day, std::int16_t starts, std::int16_t ends) {
                                      return SessionTime{static_cast<std::int32_t>(day), starts, ends};
                                    }));
  BILDUNGSKIOSK_TRY_VOID(load_times(database, "weekly", columns.size(), columns.weekly_begin, columns.weekly,
                                    [](std::int64_t weekday, std::int16_t starts, std::int16_t ends) {
                                      return WeeklyTime{static_cast<std::int8_t>(weekday), starts, ends};
                                    }));
  return columns;
}

}  // namespace bildungskiosk::catalogue
