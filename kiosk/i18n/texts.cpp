#include "kiosk/i18n/texts.hpp"

#include <unicode/calendar.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/numfmt.h>
#include <unicode/smpdtfmt.h>

#include <boost/locale.hpp>
#include <memory>

namespace bildungskiosk::i18n {
namespace {

constexpr double kMillisecondsPerDay = 86'400'000.0;
// A visit names far fewer; when an odd one comes by, the memory starts again instead of growing for months.
constexpr std::size_t kRememberedMax = 4096;
constexpr std::size_t kArgumentsMax = 9;

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

// Skeletons, not patterns: each language orders "day, month" its own way. Boost.Locale knows only strftime's
// patterns, and its "Di." with a full stop where the stand-alone form has none; hence ICU itself for dates.
std::string format_by_skeleton(const std::string& icu_locale, const char* skeleton, base::Date date) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(icu_locale.c_str());
  const std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  if (U_FAILURE(status)) return base::format_date(date);
  const icu::UnicodeString pattern = generator->getBestPattern(icu::UnicodeString(skeleton), status);
  icu::SimpleDateFormat format(pattern, locale, status);
  if (U_FAILURE(status)) return base::format_date(date);
  format.adoptTimeZone(icu::TimeZone::createTimeZone("UTC"));
  icu::UnicodeString text;
  format.format(date.days_since_epoch * kMillisecondsPerDay, text);
  return utf8(text);
}

std::string format_span(const std::string& icu_locale, base::Date first, base::Date last) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateIntervalFormat> format(
      icu::DateIntervalFormat::createInstance(icu::UnicodeString("dMMMM"), icu::Locale(icu_locale.c_str()), status));
  if (U_FAILURE(status)) return base::format_date(first) + " – " + base::format_date(last);
  format->adoptTimeZone(icu::TimeZone::createTimeZone("UTC"));
  const icu::DateInterval interval(first.days_since_epoch * kMillisecondsPerDay,
                                   last.days_since_epoch * kMillisecondsPerDay);
  icu::UnicodeString text;
  icu::FieldPosition position(icu::FieldPosition::DONT_CARE);
  format->format(&interval, text, position, status);
  return utf8(text);
}

std::string format_number(const std::string& icu_locale, double value, int decimals) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::NumberFormat> format(
      icu::NumberFormat::createInstance(icu::Locale(icu_locale.c_str()), status));
  if (U_FAILURE(status)) return std::to_string(value);
  format->setMinimumFractionDigits(decimals);
  format->setMaximumFractionDigits(decimals);
  icu::UnicodeString text;
  format->format(value, text);
  return utf8(text);
}

// Straight from the catalogue's facet: boost::locale::gettext() drops what is not ASCII from a key that has no
// translation, and our keys are German.
const char* translation(const std::locale& locale, const char* context, const char* german) {
  if (!std::has_facet<boost::locale::message_format<char>>(locale)) return nullptr;
  return std::use_facet<boost::locale::message_format<char>>(locale).get(0, context, german);
}

const char* plural_translation(const std::locale& locale, const char* singular, int count) {
  if (!std::has_facet<boost::locale::message_format<char>>(locale)) return nullptr;
  return std::use_facet<boost::locale::message_format<char>>(locale).get(0, nullptr, singular, count);
}

constexpr std::string_view kFirstStrongIsolate = "\u2068";
constexpr std::string_view kEndOfIsolate = "\u2069";

// Hebrew, Arabic, Syriac, Thaana and N'Ko, and the Arabic forms of U+FB50 to U+FEFF, by the first byte of a letter.
bool has_right_to_left_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0xD7 && byte <= 0xDF) return true;
    if (byte == 0xEF && at + 1 < text.size()) {
      const auto second = static_cast<unsigned char>(text[at + 1]);
      if (second >= 0xAD && second <= 0xBB) return true;
    }
  }
  return false;
}

template <typename Map>
void start_again_when_full(Map& map) {
  if (map.size() >= kRememberedMax) map.clear();
}

}  // namespace

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments) {
  std::string text;
  text.reserve(pattern.size() + 32);
  const bool to_the_right = !has_right_to_left_letters(pattern);
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool placeholder = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
    const auto index = placeholder ? static_cast<std::size_t>(pattern[at + 1] - '1') : kArgumentsMax;
    if (index < arguments.size()) {
      const std::string_view argument = *(arguments.begin() + index);
      // Or an Arabic name would draw the figures beside it to its other side.
      const bool apart = to_the_right && has_right_to_left_letters(argument);
      if (apart) text += kFirstStrongIsolate;
      text += argument;
      if (apart) text += kEndOfIsolate;
      at += 2;
    } else {
      text += pattern[at];
    }
  }
  return text;
}

Texts::Texts(std::string tag, const std::locale& locale)
    : tag_(std::move(tag)), locale_(locale), direction_(direction_of(tag_)) {
  // A language alone is not enough to a calendar: "en" writes 11/24/2026, "ar" ٢٤. The catalogue says whose dates it
  // wants; an unknown tag becomes ICU's root locale, which writes dates as numbers.
  const std::string& region = trc("Dessen Daten und Zahlen (BCP 47, z. B. en-GB, ar-u-nu-latn)", "de");
  UErrorCode status = U_ZERO_ERROR;
  icu_locale_ = icu::Locale::forLanguageTag(region, status).getName();
}

const std::string& Texts::tr(const char* german) const {
  if (const auto known = messages_.find(std::string_view(german)); known != messages_.end()) return known->second;
  const char* translated = translation(locale_, nullptr, german);
  return messages_.emplace(german, translated != nullptr ? translated : german).first->second;
}

const std::string& Texts::trc(const char* context, const char* german) const {
  const std::pair<std::string_view, std::string_view> key{context, german};
  if (const auto known = in_context_.find(key); known != in_context_.end()) return known->second;
  const char* translated = translation(locale_, context, german);
  return in_context_.emplace(key, translated != nullptr ? translated : german).first->second;
}

const std::string& Texts::trn(const char* singular, const char* plural, std::int64_t count) const {
  const std::pair key{singular, count};
  if (const auto known = counted_.find(key); known != counted_.end()) return known->second;
  start_again_when_full(counted_);
  const int bounded = count > 1'000'000 ? 1'000'000 : static_cast<int>(count);
  const char* translated = plural_translation(locale_, singular, bounded);
  const char* german = count == 1 ? singular : plural;
  return counted_.emplace(key, fill(translated != nullptr ? translated : german, {number(count)})).first->second;
}

const std::string& Texts::dated(DateForm form, base::Date date) const {
  const std::pair key{form, date.days_since_epoch};
  if (const auto known = dates_.find(key); known != dates_.end()) return known->second;
  start_again_when_full(dates_);
  const char* skeleton = "";
  switch (form) {
    case DateForm::kWeekdayShort:
      skeleton = "ccc";
      break;
    case DateForm::kWeekdayLong:
      skeleton = "cccc";
      break;
    case DateForm::kDayMonth:
      skeleton = "ddMM";
      break;
    case DateForm::kFullDate:
      skeleton = "ddMMyyyy";
      break;
    case DateForm::kLongDate:
      skeleton = "dMMMMyyyy";
      break;
    case DateForm::kDayNumber:
      skeleton = "d";
      break;
  }
  return dates_.emplace(key, format_by_skeleton(icu_locale_, skeleton, date)).first->second;
}

const std::string& Texts::weekday_short(base::Weekday day) const {
  // 1970-01-05 was a Monday.
  return dated(DateForm::kWeekdayShort, base::Date{4 + static_cast<std::int32_t>(day)});
}

const std::string& Texts::weekday_long(base::Weekday day) const {
  return dated(DateForm::kWeekdayLong, base::Date{4 + static_cast<std::int32_t>(day)});
}

const std::string& Texts::day_month(base::Date date) const { return dated(DateForm::kDayMonth, date); }

const std::string& Texts::full_date(base::Date date) const { return dated(DateForm::kFullDate, date); }

const std::string& Texts::long_date(base::Date date) const { return dated(DateForm::kLongDate, date); }

const std::string& Texts::day_number(base::Date date) const { return dated(DateForm::kDayNumber, date); }

const std::string& Texts::date_span(base::Date first, base::Date last) const {
  const std::pair key{first.days_since_epoch, last.days_since_epoch};
  if (const auto known = spans_.find(key); known != spans_.end()) return known->second;
  start_again_when_full(spans_);
  return spans_.emplace(key, format_span(icu_locale_, first, last)).first->second;
}

std::string Texts::time(base::MinuteOfDay starts) const {
  return fill(tr("{1} Uhr"), {base::format_time_of_day(starts)});
}

std::string Texts::time_span(base::MinuteOfDay starts, base::MinuteOfDay ends) const {
  return fill(tr("{1}–{2} Uhr"), {base::format_time_of_day(starts), base::format_time_of_day(ends)});
}

const std::string& Texts::decimal(std::int64_t hundredths, int decimals) const {
  start_again_when_full(numbers_);
  std::string& text = numbers_[{hundredths, decimals}];
  if (text.empty()) text = format_number(icu_locale_, static_cast<double>(hundredths) / 100.0, decimals);
  return text;
}

std::string Texts::number(std::int64_t value) const { return decimal(value * 100, 0); }

std::string Texts::decimal_tenths(std::int64_t tenths) const { return decimal(tenths * 10, 1); }

std::string Texts::money(std::int64_t cents, std::string_view currency) const {
  // Not the locale's own currency: a price in an English interface is still in euros.
  return decimal(cents, 2) + "\u00a0" + (currency == "EUR" ? "€" : std::string(currency));
}

}  // namespace bildungskiosk::i18n
