#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/clock.hpp"

namespace bildungskiosk::base {

/// A day of the proleptic Gregorian calendar, as days since 1970-01-01. Cheap to store and to compare.
struct Date {
  std::int32_t days_since_epoch = 0;
  auto operator<=>(const Date&) const = default;  // NOLINT(modernize-use-nullptr): `<=> 0` is no pointer
};

/// 0 = Monday … 6 = Sunday (ISO 8601 minus one).
enum class Weekday { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };

struct YearMonthDay {
  int year = 0;   // 1900 … 2199
  int month = 0;  // 1 … 12
  int day = 0;    // 1 … 31
};

/// The years that dates from outside may have; anything else is refused as a typing error (year 0, 9999).
inline constexpr int kYearMin = 1900;
inline constexpr int kYearMax = 2199;

/// No such day (30 February), or a year outside the limits: nullopt.
[[nodiscard]] std::optional<Date> make_date(int year, int month, int day);
[[nodiscard]] YearMonthDay year_month_day(Date date);
[[nodiscard]] Weekday weekday(Date date);
[[nodiscard]] Date add_days(Date date, int days);
/// "2026-11-24", exactly this form.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(Date date);

/// Minutes since midnight, 0 … 1439.
using MinuteOfDay = std::int16_t;
/// "09:30" or "09:30:00", exactly these forms.
[[nodiscard]] std::optional<MinuteOfDay> parse_time_of_day(std::string_view text);
[[nodiscard]] std::string format_time_of_day(MinuteOfDay minute);  // "09:30"

/// RFC 3339 in UTC without fractions, the form TUF's `expires` has: "2026-11-24T09:30:00Z".
[[nodiscard]] std::optional<UnixSeconds> parse_utc(std::string_view text);
[[nodiscard]] std::string format_utc(UnixSeconds seconds);

/// What a wall clock in Germany shows at an instant: CET/CEST by the rule in force since 1996 (Directive
/// 2000/84/EC: last Sunday of March and October, 01:00 UTC). The C++20 time zone database is not in GCC 12,
/// and the C library's is process-wide state; this is the one zone the catalogue knows.
struct LocalTime {
  Date date;
  MinuteOfDay minute = 0;
  auto operator<=>(const LocalTime&) const = default;
};
[[nodiscard]] LocalTime german_local_time(UnixSeconds seconds);
[[nodiscard]] UnixSeconds from_german_local_time(LocalTime time);

}  // namespace bildungskiosk::base
