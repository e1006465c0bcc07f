#pragma once

#include <cstdint>
#include <initializer_list>
#include <locale>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "kiosk/i18n/direction.hpp"
#include "sync/base/civil_time.hpp"

namespace bildungskiosk::i18n {

/// Marks a German text for the translators where it stands in a table; tr() is called with it later.
[[nodiscard]] constexpr const char* marked(const char* german) { return german; }
/// The same for trc().
[[nodiscard]] constexpr const char* marked_context(const char* /*context*/, const char* german) { return german; }

/// "{1} bis {2}" with its arguments filled in; a number without an argument stays as it is. At most nine arguments.
[[nodiscard]] std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments);

/// Everything the screen says in one language: its messages, plurals, dates, times, numbers and money.
///
/// German is the source language: the German text is the key (gettext's msgid, UTF-8). Answers that depend only on
/// the key are remembered, so a frame that says the same again allocates nothing. References stay valid as long as
/// the object. One thread: the one that draws.
class Texts {
 public:
  /// `locale` comes from Boost.Locale's generator with the message catalogue in it; `tag` is BCP 47.
  Texts(std::string tag, const std::locale& locale);

  [[nodiscard]] const std::string& tag() const { return tag_; }
  [[nodiscard]] Direction direction() const { return direction_; }

  /// The message in this language; a key that is not in the catalogue comes back as it is. `german` is a literal
  /// (xgettext collects it).
  [[nodiscard]] const std::string& tr(const char* german) const;
  /// The same German word where another language needs two: `context` tells the translator which is meant.
  [[nodiscard]] const std::string& trc(const char* context, const char* german) const;
  /// "{1} Angebot" / "{1} Angebote" by this language's plural rule, {1} filled with the grouped number.
  [[nodiscard]] const std::string& trn(const char* singular, const char* plural, std::int64_t count) const;

  /// "Di": two or three letters, without a full stop.
  [[nodiscard]] const std::string& weekday_short(base::Weekday day) const;
  /// "Dienstag"
  [[nodiscard]] const std::string& weekday_long(base::Weekday day) const;
  /// "24.11."
  [[nodiscard]] const std::string& day_month(base::Date date) const;
  /// "24.11.2026"
  [[nodiscard]] const std::string& full_date(base::Date date) const;
  /// "24. November 2026"
  [[nodiscard]] const std::string& long_date(base::Date date) const;
  /// "24", the day of the month
  [[nodiscard]] const std::string& day_number(base::Date date) const;
  /// "23.–29. November", or over a month's end "30. November – 6. Dezember": what this language makes of it.
  [[nodiscard]] const std::string& date_span(base::Date first, base::Date last) const;

  /// "18:30 Uhr"
  [[nodiscard]] std::string time(base::MinuteOfDay starts) const;
  /// "18:30–21:00 Uhr"
  [[nodiscard]] std::string time_span(base::MinuteOfDay starts, base::MinuteOfDay ends) const;
  /// "1.258"
  [[nodiscard]] std::string number(std::int64_t value) const;
  /// "12,3" for 123 tenths.
  [[nodiscard]] std::string decimal_tenths(std::int64_t tenths) const;
  /// "82,80 €": hundredths of an ISO 4217 currency, with a no-break space.
  [[nodiscard]] std::string money(std::int64_t cents, std::string_view currency) const;

 private:
  enum class DateForm { kWeekdayShort, kWeekdayLong, kDayMonth, kFullDate, kLongDate, kDayNumber };
  [[nodiscard]] const std::string& dated(DateForm form, base::Date date) const;
  [[nodiscard]] const std::string& decimal(std::int64_t hundredths, int decimals) const;

  struct TransparentHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Cache = std::unordered_map<std::string, std::string, TransparentHash, std::equal_to<>>;

  std::string tag_;
  std::locale locale_;
  Direction direction_;
  std::string icu_locale_;
  mutable Cache messages_;
  mutable std::map<std::pair<std::string_view, std::string_view>, std::string> in_context_;
  mutable std::map<std::pair<const char*, std::int64_t>, std::string> counted_;
  mutable std::map<std::pair<DateForm, std::int32_t>, std::string> dates_;
  mutable std::map<std::pair<std::int32_t, std::int32_t>, std::string> spans_;
  mutable std::map<std::pair<std::int64_t, int>, std::string> numbers_;  // hundredths and decimals
};

}  // namespace bildungskiosk::i18n
