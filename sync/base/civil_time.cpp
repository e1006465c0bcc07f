#include "sync/base/civil_time.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace bildungskiosk::base {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kCetOffset_s = 3'600;
constexpr std::int64_t kCestOffset_s = 7'200;

std::chrono::sys_days to_sys_days(Date date) { return std::chrono::sys_days(std::chrono::days(date.days_since_epoch)); }

/// `count` digits at `position`, or -1.
int digits(std::string_view text, std::size_t position, std::size_t count) {
  if (position + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = position; i < position + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// Of 0 to 99. Dates are most of what a catalogue's line is made of; a format string is read anew each time.
void append_two_digits(std::string& text, int number) {
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

UnixSeconds last_sunday_0100_utc(int year, std::chrono::month month) {
  const std::chrono::sys_days day = std::chrono::year(year) / month / std::chrono::Sunday[std::chrono::last];
  return static_cast<UnixSeconds>(day.time_since_epoch().count()) * kSecondsPerDay + 3'600;
}

bool is_summer_time(UnixSeconds seconds) {
  const auto day = std::chrono::sys_days(std::chrono::floor<std::chrono::days>(std::chrono::seconds(seconds)));
  const int year = static_cast<int>(std::chrono::year_month_day(day).year());
  return seconds >= last_sunday_0100_utc(year, std::chrono::March) &&
         seconds < last_sunday_0100_utc(year, std::chrono::October);
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

}  // namespace

std::optional<Date> make_date(int year, int month, int day) {
  if (year < kYearMin || year > kYearMax || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day ymd(std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)});
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
}

YearMonthDay year_month_day(Date date) {
  const std::chrono::year_month_day ymd(to_sys_days(date));
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

Weekday weekday(Date date) { return static_cast<Weekday>(std::chrono::weekday(to_sys_days(date)).iso_encoding() - 1); }

Date add_days(Date date, int days) { return Date{date.days_since_epoch + days}; }

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return make_date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

std::string format_date(Date date) {
  const YearMonthDay ymd = year_month_day(date);
  std::string text;
  if (ymd.year < 0 || ymd.year > 9999) {
    text = std::to_string(ymd.year);
  } else {
    append_two_digits(text, ymd.year / 100);
    append_two_digits(text, ymd.year % 100);
  }
  text += '-';
  append_two_digits(text, ymd.month);
  text += '-';
  append_two_digits(text, ymd.day);
  return text;
}

std::optional<MinuteOfDay> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  if (text[2] != ':' || (text.size() == 8 && text[5] != ':')) return std::nullopt;
  const int hour = digits(text, 0, 2);
  const int minute = digits(text, 3, 2);
  const int second = text.size() == 8 ? digits(text, 6, 2) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  return static_cast<MinuteOfDay>(hour * 60 + minute);
}

std::string format_time_of_day(MinuteOfDay minute) {
  std::string text;
  append_two_digits(text, minute / 60);
  text += ':';
  append_two_digits(text, minute % 60);
  return text;
}

std::optional<UnixSeconds> parse_utc(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z') return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto time = parse_time_of_day(text.substr(11, 8));
  if (!date || !time) return std::nullopt;
  return date->days_since_epoch * kSecondsPerDay + *time * 60 + digits(text, 17, 2);
}

std::string format_utc(UnixSeconds seconds) {
  const std::int64_t days = floor_div(seconds, kSecondsPerDay);
  const std::int64_t rest = seconds - days * kSecondsPerDay;
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02dZ", static_cast<int>(rest / 3600),
                static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  return format_date(Date{static_cast<std::int32_t>(days)}) + buffer.data();
}

LocalTime german_local_time(UnixSeconds seconds) {
  const std::int64_t local = seconds + (is_summer_time(seconds) ? kCestOffset_s : kCetOffset_s);
  const std::int64_t days = floor_div(local, kSecondsPerDay);
  return {Date{static_cast<std::int32_t>(days)}, static_cast<MinuteOfDay>((local - days * kSecondsPerDay) / 60)};
}

UnixSeconds from_german_local_time(LocalTime time) {
  const std::int64_t wall = time.date.days_since_epoch * kSecondsPerDay + time.minute * 60;
  // In the doubled hour of October the first (summer) reading wins; in the missing hour of March it moves on.
  const UnixSeconds summer = wall - kCestOffset_s;
  return is_summer_time(summer) ? summer : wall - kCetOffset_s;
}

}  // namespace bildungskiosk::base
