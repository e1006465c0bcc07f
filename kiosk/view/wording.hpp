#pragma once

#include <cstdint>
#include <string>

#include "kiosk/i18n/texts.hpp"
#include "sync/catalogue/offer_detail.hpp"
#include "sync/catalogue/search_query.hpp"

/// How an offer's values are said to a visitor. What nobody knows is said to be unknown, never guessed.
namespace bildungskiosk::view {

using i18n::Texts;

[[nodiscard]] const std::string& phase_name(const Texts& texts, offer::Phase phase);
[[nodiscard]] const std::string& mode_name(const Texts& texts, offer::AttendanceMode mode);
[[nodiscard]] const std::string& sort_name(const Texts& texts, catalogue::SortOrder order);
/// A language's name in the interface's words: "Arabisch"; the tag itself when we have no word.
[[nodiscard]] std::string language_name(const Texts& texts, const offer::Language& language);

/// "kostenlos", "82,80 €", or "Preis erfragen" when nobody said.
[[nodiscard]] std::string price_text(const Texts& texts, const offer::Price& price);
/// "Auerbrunn", "online", "Auerbrunn und online"; "Ort erfragen" when nobody said.
[[nodiscard]] std::string town_text(const Texts& texts, const catalogue::OfferSummary& offer);
/// For a card: "Do 26.11., 10:00 Uhr", "Di 13:00–16:00 Uhr", "ohne festen Termin".
[[nodiscard]] std::string next_text(const Texts& texts, const catalogue::OfferSummary& offer);
/// "09:30 Uhr · Lindach", below a calendar leaf.
[[nodiscard]] std::string time_and_town(const Texts& texts, const catalogue::OfferSummary& offer);
/// "Do 26.11., 10:00 Uhr · Lindach", below a title.
[[nodiscard]] std::string next_and_town(const Texts& texts, const catalogue::OfferSummary& offer);
/// "Di 13:00–16:00 Uhr"
[[nodiscard]] std::string weekly_text(const Texts& texts, const offer::WeeklyPattern& weekly);
/// "ab 16 Jahren", "6 bis 10 Jahre", "bis 6 Jahre", or the groups as the provider names them; empty if nobody said.
[[nodiscard]] std::string audience_text(const Texts& texts, const offer::Audience& audience);
/// "A1", "A1 – Anfang" for the levels of the European framework; the provider's word otherwise; empty if nobody said.
[[nodiscard]] std::string level_text(const Texts& texts, const std::string& level);

/// The date of the data: "Stand: 20.11.2026".
[[nodiscard]] std::string stand_text(const Texts& texts, base::UnixSeconds generated_at);
/// How old the data is, from model::kAgeShownDays on: "vor 5 Wochen"; from model::kAgeWarnedDays on that it may be out
/// of date. Empty when it is fresh, and when the terminal's clock is behind it.
struct AgeText {
  std::string text;
  bool may_be_outdated = false;
};
[[nodiscard]] AgeText age_text(const Texts& texts, base::UnixSeconds generated_at, base::Date today);

/// "12,3 MB", rounded up.
[[nodiscard]] std::string bytes_text(const Texts& texts, std::uint64_t bytes);

}  // namespace bildungskiosk::view
