#include "sync/publish/report_words.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "sync/base/check.hpp"
#include "sync/offer/phase.hpp"

namespace bildungskiosk::publish {
namespace {

using Label = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
std::string_view label_in(const std::array<Label, N>& labels, std::string_view name) {
  for (const auto& [known, label] : labels) {
    if (known == name) return label;
  }
  return name;
}

constexpr std::array<std::string_view, 12> kMonths = {"Januar",    "Februar", "März",     "April",
                                                      "Mai",       "Juni",    "Juli",     "August",
                                                      "September", "Oktober", "November", "Dezember"};
constexpr std::array<std::string_view, 12> kShortMonths = {"Jan", "Feb", "Mär", "Apr", "Mai", "Jun",
                                                           "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"};

/// 8 of "2026-09"; 12 of what is no month.
std::size_t month_index(std::string_view month) {
  std::size_t number = 0;
  if (month.size() != 7 || month[4] != '-') return kMonths.size();
  const auto [end, error] = std::from_chars(month.data() + 5, month.data() + 7, number);
  const bool ok = error == std::errc() && end == month.data() + 7 && number >= 1 && number <= kMonths.size();
  return ok ? number - 1 : kMonths.size();
}

}  // namespace

std::string_view german_finding(FindingKind kind) {
  switch (kind) {
    case FindingKind::kNoId:
      return "ohne Kennung (guid, nummer)";
    case FindingKind::kNoName:
      return "ohne Titel";
    case FindingKind::kDuplicateId:
      return "Kennung kommt schon vor";
    case FindingKind::kRecordTooLarge:
      return "zu groß";
    case FindingKind::kNotARecord:
      return "kein Angebot";
    case FindingKind::kRecordInvalid:
      return "nicht darstellbar";
    case FindingKind::kExampleRow:
      return "das Beispiel der Vorlage, unverändert";
    case FindingKind::kGuidNotUuid:
      return "Kennung ist keine UUID (wird so übernommen)";
    case FindingKind::kSameNumberTwice:
      return "gleiche Kursnummer wie ein anderes Angebot";
    case FindingKind::kUnreadableDate:
      return "Datum nicht lesbar";
    case FindingKind::kUnreadableTime:
      return "Uhrzeit nicht lesbar";
    case FindingKind::kUnreadableNumber:
      return "Zahl nicht lesbar";
    case FindingKind::kUnreadableBoolean:
      return "weder ja noch nein";
    case FindingKind::kUnreadablePrice:
      return "Preis nicht lesbar (gilt als unbekannt)";
    case FindingKind::kEndBeforeBegin:
      return "Ende vor Beginn (Ende weggelassen)";
    case FindingKind::kContradictoryPrice:
      return "Preis und „kostenlos“ widersprechen sich";
    case FindingKind::kContradictoryPlace:
      return "Ort mal barrierefrei, mal nicht (gilt als unbekannt)";
    case FindingKind::kContradictoryDate:
      return "Datum im Text anders als das für Programme";
    case FindingKind::kUnusableUrl:
      return "Internetadresse nicht verwendbar";
    case FindingKind::kUnknownLanguage:
      return "Text in einer nicht angebotenen Sprache";
    case FindingKind::kUnknownWord:
      return "Wort nicht bekannt";
    case FindingKind::kMixedEncoding:
      return "andere Zeichenkodierung als der Rest der Datei";
    case FindingKind::kTextShortened:
      return "Text gekürzt";
    case FindingKind::kListShortened:
      return "Liste gekürzt";
    case FindingKind::kInferred:
      return "aus Schlagwörtern oder Titel erschlossen";
    case FindingKind::kProviderTooLarge:
      return "Anbieter zu groß, seine Angebote sind ohne ihn übernommen";
    case FindingKind::kEncodingGuessed:
      return "Zeichensatz nicht angegeben und nicht UTF-8; gelesen als";
    case FindingKind::kTextBeforeDeclaration:
      return "Leerraum vor dem Anfang der Datei (übergangen)";
    case FindingKind::kUnknownColumn:
      return "Spalte wird nicht gelesen";
    case FindingKind::kProviderUnnamed:
      return "Name des Anbieters fehlt (--provider-name setzt ihn)";
  }
  BILDUNGSKIOSK_CHECK(false);
}

std::string_view german_field(std::string_view field) {
  static constexpr std::array<Label, 19> kLabels = {{
      {"description", "Beschreibung"},
      {"category", "Kategorie"},
      {"price", "Preis"},
      {"place", "Ort"},
      {"dates", "Termine"},
      {"mode", "Präsenz oder online"},
      {"registration", "Anmeldeweg"},
      {"kind", "Art"},
      {"level", "Niveau"},
      {"phases", "Lebensphase"},
      {"price.free", "kostenlos"},
      {"audience", "Zielgruppe"},
      {"audience.age", "Alter"},
      {"funding", "Förderung"},
      {"abstract", "Kurzbeschreibung"},
      {"instruction_languages", "Unterrichtssprache"},
      {"categories", "Kategorie"},
      {"schedule", "Termine"},
      {"schedule.ends", "Ende"},
  }};
  return label_in(kLabels, field);
}

std::string_view german_phase(std::string_view phase) {
  const auto known = offer::phase_from_string(phase);
  return known ? offer::german_name(*known) : phase;
}

std::string_view german_kind(std::string_view kind) {
  static constexpr std::array<Label, 5> kLabels = {{
      {"course", "Kurs"},
      {"event", "Veranstaltung"},
      {"counselling", "Beratung"},
      {"place", "Ort zum Lernen"},
      {"self-study", "Selbstlernangebot"},
  }};
  return label_in(kLabels, kind);
}

std::string_view german_mode(std::string_view mode) {
  static constexpr std::array<Label, 5> kLabels = {{
      {"", "nicht angegeben"},
      {"onsite", "vor Ort"},
      {"online", "online"},
      {"blended", "teils online"},
      {"self-paced", "online, eigenes Tempo"},
  }};
  return label_in(kLabels, mode);
}

std::string_view german_price(std::string_view price) {
  static constexpr std::array<Label, 3> kLabels = {{
      {"", "nicht angegeben"},
      {"free", "kostenlos"},
      {"priced", "mit Entgelt"},
  }};
  return label_in(kLabels, price);
}

std::string_view german_step_free(std::string_view state) {
  static constexpr std::array<Label, 4> kLabels = {{
      {"", "nicht angegeben"},
      {"yes", "barrierefrei"},
      {"no", "nicht barrierefrei"},
      {"online", "online, kein Weg nötig"},
  }};
  return label_in(kLabels, state);
}

std::string_view german_assistance(std::string_view name) {
  static constexpr std::array<Label, 5> kLabels = {{
      {"accessible-toilet", "Rollstuhl-WC"},
      {"hearing-loop", "Hörschleife"},
      {"sign-language", "Gebärdensprache"},
      {"easy-language", "Leichte Sprache"},
      {"slow-pace", "langsames Lerntempo"},
  }};
  return label_in(kLabels, name);
}

std::string_view german_language(std::string_view tag) {
  static constexpr std::array<Label, 16> kLabels = {{
      {"", "nicht angegeben"},
      {"de", "Deutsch"},
      {"de-easy", "Leichte Sprache"},
      {"en", "Englisch"},
      {"tr", "Türkisch"},
      {"ar", "Arabisch"},
      {"uk", "Ukrainisch"},
      {"fr", "Französisch"},
      {"es", "Spanisch"},
      {"it", "Italienisch"},
      {"ru", "Russisch"},
      {"pl", "Polnisch"},
      {"fa", "Persisch"},
      {"ti", "Tigrinya"},
      {"ro", "Rumänisch"},
      {"ku", "Kurdisch"},
  }};
  return label_in(kLabels, tag);
}

std::string_view german_town(std::string_view town) { return town.empty() ? "ohne Ort" : town; }

std::string_view or_unsaid(std::string_view text) { return text.empty() ? "nicht angegeben" : text; }

std::string german_month(std::string_view month) {
  const std::size_t index = month_index(month);
  if (index == kMonths.size()) return std::string(month);
  return std::string(kMonths.at(index)) + " " + std::string(month.substr(0, 4));
}

std::string_view german_short_month(std::string_view month) {
  const std::size_t index = month_index(month);
  return index == kMonths.size() ? month : kShortMonths.at(index);
}

std::string german_share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "–";
  const std::uint64_t percent = (part * 200 + whole) / (whole * 2);
  if (percent == 0 && part > 0) return "unter 1 %";
  if (percent == 100 && part < whole) return "über 99 %";
  return std::to_string(percent) + " %";
}

}  // namespace bildungskiosk::publish
