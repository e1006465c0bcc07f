#include "kiosk/view/wording.hpp"

#include <array>
#include <utility>

#include "kiosk/model/limits.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::fill;
using i18n::marked;

const char* phase_key(offer::Phase phase) {
  switch (phase) {
    case offer::Phase::kEarlyEducation:
      return marked("Frühe Bildung");
    case offer::Phase::kSchool:
      return marked("Schule");
    case offer::Phase::kTrainingAndStudy:
      return marked("Ausbildung & Studium");
    case offer::Phase::kWorkAndFurtherTraining:
      return marked("Arbeit & Weiterbildung");
    case offer::Phase::kLanguageAndIntegration:
      return marked("Sprache & Integration");
    case offer::Phase::kFamily:
      return marked("Familie");
    case offer::Phase::kLaterLife:
      return marked("Älter werden");
    case offer::Phase::kCounselling:
      return marked("Beratung");
  }
  return "";
}

const char* mode_key(offer::AttendanceMode mode) {
  switch (mode) {
    case offer::AttendanceMode::kUnknown:
      return marked("Form nicht angegeben");
    case offer::AttendanceMode::kOnsite:
      return marked("vor Ort");
    case offer::AttendanceMode::kOnline:
      return marked("online");
    case offer::AttendanceMode::kBlended:
      return marked("vor Ort und online");
    case offer::AttendanceMode::kSelfPaced:
      return marked("im eigenen Tempo");
  }
  return "";
}

const char* sort_key(catalogue::SortOrder order) {
  switch (order) {
    case catalogue::SortOrder::kRelevance:
      return marked("Beste Treffer");
    case catalogue::SortOrder::kNextDate:
      return marked("Nächster Termin");
    case catalogue::SortOrder::kTitle:
      return marked("Titel von A bis Z");
    case catalogue::SortOrder::kPrice:
      return marked("Günstigste zuerst");
    case catalogue::SortOrder::kDistance:
      return marked("Nächste zuerst");
  }
  return "";
}

constexpr std::array<std::pair<std::string_view, const char*>, 14> kLanguageNames = {{
    {"de", marked("Deutsch")},
    {"de-easy", marked("Leichte Sprache")},
    {"en", marked("Englisch")},
    {"tr", marked("Türkisch")},
    {"ar", marked("Arabisch")},
    {"uk", marked("Ukrainisch")},
    {"ru", marked("Russisch")},
    {"fa", marked("Persisch")},
    {"fr", marked("Französisch")},
    {"es", marked("Spanisch")},
    {"it", marked("Italienisch")},
    {"pl", marked("Polnisch")},
    {"ro", marked("Rumänisch")},
    {"ti", marked("Tigrinisch")},
}};

// The six levels of the Common European Framework of Reference for Languages, in its own German words.
constexpr std::array<std::pair<std::string_view, const char*>, 6> kLevels = {{
    {"A1", marked("A1 – Anfang")},
    {"A2", marked("A2 – Grundlagen")},
    {"B1", marked("B1 – Mittelstufe")},
    {"B2", marked("B2 – gute Mittelstufe")},
    {"C1", marked("C1 – fortgeschritten")},
    {"C2", marked("C2 – fast wie Muttersprache")},
}};

std::string times(const Texts& texts, std::optional<base::MinuteOfDay> starts, std::optional<base::MinuteOfDay> ends) {
  if (!starts) return {};
  return ends ? texts.time_span(*starts, *ends) : texts.time(*starts);
}

}  // namespace

const std::string& phase_name(const Texts& texts, offer::Phase phase) { return texts.tr(phase_key(phase)); }

const std::string& mode_name(const Texts& texts, offer::AttendanceMode mode) { return texts.tr(mode_key(mode)); }

const std::string& sort_name(const Texts& texts, catalogue::SortOrder order) { return texts.tr(sort_key(order)); }

std::string language_name(const Texts& texts, const offer::Language& language) {
  for (const auto& [tag, name] : kLanguageNames) {
    if (tag == language) return texts.tr(name);
  }
  return language;
}

std::string price_text(const Texts& texts, const offer::Price& price) {
  if (price.free == offer::TriState::kYes || price.amount_cents == 0) return texts.tr("kostenlos");
  if (price.amount_cents) return texts.money(*price.amount_cents, price.currency);
  return texts.tr("Preis erfragen");
}

std::string town_text(const Texts& texts, const catalogue::OfferSummary& offer) {
  const bool online = offer.mode == offer::AttendanceMode::kOnline || offer.mode == offer::AttendanceMode::kSelfPaced;
  if (offer.town.empty()) return online ? texts.tr("online") : texts.tr("Ort erfragen");
  if (online) return texts.tr("online");
  return offer.mode == offer::AttendanceMode::kBlended ? fill(texts.tr("{1} und online"), {offer.town}) : offer.town;
}

std::string weekly_text(const Texts& texts, const offer::WeeklyPattern& weekly) {
  const std::string& day = texts.weekday_short(weekly.day);
  return weekly.starts ? day + " " + times(texts, weekly.starts, weekly.ends) : day;
}

std::string next_text(const Texts& texts, const catalogue::OfferSummary& offer) {
  if (offer.next) {
    const std::string day = fill(
        texts.tr("{1} {2}"), {texts.weekday_short(base::weekday(offer.next->date)), texts.day_month(offer.next->date)});
    return offer.next->starts ? fill(texts.tr("{1}, {2}"), {day, texts.time(*offer.next->starts)}) : day;
  }
  if (!offer.weekly.empty()) {
    std::string days = weekly_text(texts, offer.weekly.front());
    if (offer.weekly.size() > 1) days += " …";
    return days;
  }
  if (offer.starts) return fill(texts.tr("ab {1}"), {texts.full_date(*offer.starts)});
  return texts.tr("ohne festen Termin");
}

std::string time_and_town(const Texts& texts, const catalogue::OfferSummary& offer) {
  if (!offer.next || !offer.next->starts) return town_text(texts, offer);
  return fill(texts.tr("{1} · {2}"), {texts.time(*offer.next->starts), town_text(texts, offer)});
}

std::string next_and_town(const Texts& texts, const catalogue::OfferSummary& offer) {
  return fill(texts.tr("{1} · {2}"), {next_text(texts, offer), town_text(texts, offer)});
}

std::string audience_text(const Texts& texts, const offer::Audience& audience) {
  if (audience.age_minimum && audience.age_maximum) {
    return fill(texts.tr("{1} bis {2} Jahre"),
                {texts.number(*audience.age_minimum), texts.number(*audience.age_maximum)});
  }
  if (audience.age_minimum) return fill(texts.tr("ab {1} Jahren"), {texts.number(*audience.age_minimum)});
  if (audience.age_maximum) return fill(texts.tr("bis {1} Jahre"), {texts.number(*audience.age_maximum)});
  std::string groups;
  for (const std::string& group : audience.groups) groups += (groups.empty() ? "" : ", ") + group;
  return groups;
}

std::string level_text(const Texts& texts, const std::string& level) {
  for (const auto& [code, name] : kLevels) {
    if (code == level) return texts.tr(name);
  }
  return level;
}

std::string stand_text(const Texts& texts, base::UnixSeconds generated_at) {
  return fill(texts.tr("Stand: {1}"), {texts.full_date(base::german_local_time(generated_at).date)});
}

AgeText age_text(const Texts& texts, base::UnixSeconds generated_at, base::Date today) {
  constexpr std::int32_t kDaysInWeek = 7;
  const std::int32_t days = today.days_since_epoch - base::german_local_time(generated_at).date.days_since_epoch;
  if (days < model::kAgeShownDays) return {};
  if (days >= model::kAgeWarnedDays) return {texts.tr("Daten können veraltet sein"), true};
  return {texts.trn("vor {1} Woche", "vor {1} Wochen", days / kDaysInWeek), false};
}

std::string bytes_text(const Texts& texts, std::uint64_t bytes) {
  constexpr std::uint64_t kTenthOfMegabyte = 100'000;
  const std::uint64_t tenths = (bytes + kTenthOfMegabyte - 1) / kTenthOfMegabyte;
  return fill(texts.tr("{1} MB"), {texts.decimal_tenths(static_cast<std::int64_t>(tenths))});
}

}  // namespace bildungskiosk::view
