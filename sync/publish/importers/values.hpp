#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/civil_time.hpp"
#include "sync/offer/offer.hpp"

/// What the words of an export file mean, one value at a time. nullopt: it can't be read; whether that is worth a
/// finding is the mapper's to say (an empty value never is).
namespace bildungskiosk::publish {

[[nodiscard]] std::string_view trim(std::string_view text);
/// For comparing German words: ASCII and umlauts in lower case, "ä" as "ae", "ß" as "ss", runs of white space as one
/// space, trimmed.
[[nodiscard]] std::string fold(std::string_view text);
/// Folded, and anything but a–z and 0–9 as single hyphens: "VHS Lindach" → "vhs-lindach".
[[nodiscard]] std::string slug(std::string_view text);

/// "true", "ja", "1", "wahr" … and their opposites. "fasle" is neither.
[[nodiscard]] std::optional<bool> parse_boolean(std::string_view text);
/// "12", "12.0", " 12 ". "-1" is read as such: what it means is the field's to know.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);
/// "84.70", "84,70", "1.234,50", "1,234.50", "126".
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text);
/// A coordinate: its one separator is the decimal sign, "48.378" as well as "48,378".
[[nodiscard]] std::optional<double> parse_degrees(std::string_view text);
/// A decimal number in hundredths, rounded half up; "82.8" → 8280. Currency words around it are passed over: "35,50
/// EUR".
[[nodiscard]] std::optional<std::int64_t> parse_cents(std::string_view text);
/// The reduced price in a remark: "erm. Preis: 35,50 EUR", "ermäßigt 20 €".
[[nodiscard]] std::optional<std::int64_t> find_reduced_cents(std::string_view remark);
/// Whether a remark says nothing but that it costs nothing: "kostenfrei", "Die Teilnahme ist kostenlos."
[[nodiscard]] bool says_free(std::string_view remark);

/// "2026-09-02", "02.09.2026", and either with a time behind it, which is passed over.
[[nodiscard]] std::optional<base::Date> parse_day(std::string_view text);
/// "16:00", "16:00:00", "16.00 Uhr", "13:00:00+02:00" (brought to German local time of that day), "24:00" as 23:59.
[[nodiscard]] std::optional<base::MinuteOfDay> parse_clock(std::string_view text, std::optional<base::Date> day);

/// "Freitag", "Fr", "fr.", "freitags".
[[nodiscard]] std::optional<base::Weekday> parse_weekday(std::string_view text);
/// "Dienstag", "dienstags 13 – 16 Uhr", "Di, 13:00-16:00".
[[nodiscard]] std::optional<offer::WeeklyPattern> parse_weekly(std::string_view text);

/// "A1" … "C2" with an optional sub-step ("B1.2"), with or without "GER" or "Niveau" before it, in upper case.
[[nodiscard]] std::optional<std::string> parse_cefr(std::string_view text);
/// 8-4-4-4-12 hexadecimal digits.
[[nodiscard]] bool is_uuid(std::string_view text);
/// The address as the exchange format takes it: http or https, no white space, at most kUrlBytesMax; "www.…" gains
/// "https://", and signs that belong escaped ("{", "|") are.
[[nodiscard]] std::optional<std::string> parse_url(std::string_view text);

}  // namespace bildungskiosk::publish
