#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/offer_traits.hpp"
#include "sync/catalogue/search/numbered_names.hpp"
#include "sync/catalogue/search/occurrences.hpp"
#include "sync/catalogue/search/offer_bits.hpp"
#include "sync/catalogue/search/row_map.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

inline constexpr std::int64_t kNoPrice = INT64_MAX;
inline constexpr std::uint32_t kNoTown = UINT32_MAX;
inline constexpr std::uint32_t kNoDistrict = UINT32_MAX;
inline constexpr std::uint32_t kNoSpot = UINT32_MAX;

struct ProviderName {
  std::string id;
  offer::LocalizedText name;
};

/// Where offers take place: a place, or a provider's office.
struct Spot {
  std::uint32_t district = kNoDistrict;  // number in `districts`
  std::optional<offer::GeoPoint> point;
  offer::TriState step_free = offer::TriState::kUnknown;
};

/// The fields by which offers are filtered, counted and sorted, one vector a field, for all offers: some 70 bytes an
/// offer and 8 a meeting. Read once from a catalogue; constant from then on.
struct OfferColumns {
  RowMap rows;
  std::vector<std::uint8_t> phases;  // bit i: offer::Phase i
  std::vector<std::uint8_t> main_phase;
  std::vector<std::uint8_t> mode;       // offer::AttendanceMode
  std::vector<std::uint8_t> free;       // offer::TriState
  std::vector<std::uint32_t> provider;  // index into `providers`
  std::vector<std::uint32_t> town;      // number in `towns`, or kNoTown
  std::vector<std::uint32_t> traits;    // index into `distinct_traits`
  std::vector<std::uint32_t> spot;      // index into `spots`, or kNoSpot
  std::vector<std::int64_t> price_cents;
  std::vector<std::int32_t> first_day;
  std::vector<std::int32_t> last_day;
  std::vector<std::uint32_t> title_position;
  std::vector<std::uint32_t> session_begin;  // one more than offers
  std::vector<SessionTime> sessions;
  std::vector<std::uint32_t> weekly_begin;  // one more than offers
  std::vector<WeeklyTime> weekly;
  NumberedNames towns;
  NumberedNames districts;
  std::vector<ProviderName> providers;
  std::vector<OfferTraits> distinct_traits;
  std::vector<Spot> spots;

  [[nodiscard]] OfferIndex size() const { return static_cast<OfferIndex>(phases.size()); }
  [[nodiscard]] Occurrences occurrences(OfferIndex offer) const {
    return {
        .sessions = std::span(sessions).subspan(session_begin[offer], session_begin[offer + 1] - session_begin[offer]),
        .weekly = std::span(weekly).subspan(weekly_begin[offer], weekly_begin[offer + 1] - weekly_begin[offer]),
        .first_day = first_day[offer],
        .last_day = last_day[offer]};
  }
};

/// kCatalogueDamaged when a row points outside or is out of its order.
[[nodiscard]] base::Result<OfferColumns> load_columns(sqlite::Database& database);

}  // namespace bildungskiosk::catalogue
