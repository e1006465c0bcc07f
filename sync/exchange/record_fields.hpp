#pragma once

#include <tuple>

#include "sync/offer/offer.hpp"

/// What the writer and the parser of records must agree on. Internal to sync/exchange.
namespace bildungskiosk::exchange {

inline constexpr int kDegreeDigits = 6;  // 11 cm
inline constexpr int kLessonDigits = 2;

/// ISO 8601: 1 = Monday … 7 = Sunday.
[[nodiscard]] constexpr int iso_weekday(base::Weekday day) { return static_cast<int>(day) + 1; }

/// The order of sessions in a record.
[[nodiscard]] inline bool session_before(const offer::Session& a, const offer::Session& b) {
  return std::tie(a.date, a.starts, a.ends, a.place_id) < std::tie(b.date, b.starts, b.ends, b.place_id);
}

}  // namespace bildungskiosk::exchange
