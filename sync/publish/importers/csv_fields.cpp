#include "sync/publish/importers/csv_fields.hpp"

#include <array>

namespace bildungskiosk::publish {
namespace {

using Row = SheetRow&;
using View = std::string_view;

std::string with_language(View property, View language) {
  return language.empty() ? std::string(property) : std::string(property) + "@" + std::string(language);
}

void add_text(Row row, View property, View value, View language) {
  row.record.texts.push_back({with_language(property, language), std::string(value)});
}

void add_feature(Row row, View name, View value) {
  for (CourseRecord::Feature& feature : row.record.features) {
    if (feature.name == name) {
      feature.values.emplace_back(value);
      return;
    }
  }
  row.record.features.push_back({std::string(name), {std::string(value)}});
}

void add_certificate(Row row, View value, View) { row.record.certificates.push_back({std::string(value), {}}); }
void add_booking(Row row, View value, View) {
  row.record.links.push_back({"website", "Anmeldung", std::string(value)});
}
void add_page(Row row, View value, View) {
  // The offer's own page comes first, whatever the order of the columns is.
  row.record.links.insert(row.record.links.begin(), {"website", {}, std::string(value)});
}
void add_session(Row row, View value, View) {
  // "2026-11-24 18:00-19:30", as `check_cell` leaves it.
  CourseRecord::Session session;
  session.date = value.substr(0, 10);
  if (value.size() > 11) {
    const View times = value.substr(11);
    const std::size_t hyphen = times.find('-');
    session.begin_time = times.substr(0, hyphen);
    if (hyphen != View::npos) session.end_time = times.substr(hyphen + 1);
  }
  row.record.sessions.push_back(std::move(session));
}

template <auto Member>
void set_record(Row row, View value, View) {
  row.record.*Member = std::string(value);
}
template <auto Member>
void set_category(Row row, View value, View) {
  row.category.*Member = std::string(value);
}
template <auto Member>
void set_venue(Row row, View value, View) {
  row.venue.*Member = std::string(value);
}
template <auto Member>
void set_price(Row row, View value, View) {
  row.record.price.*Member = std::string(value);
}
template <auto Member>
void append_record(Row row, View value, View) {
  (row.record.*Member).emplace_back(value);
}

using R = CourseRecord;
using T = CellType;

// In the order of the templates' columns.
constexpr std::array kFields = {
    CsvField{"id",
             "Kennung",
             T::kText,
             false,
             set_record<&R::guid>,
             "frei gewählt, eindeutig, bleibt immer gleich; leer: aus Titel, Beginn und Ort gebildet",
             "beispiel-1",
             {},
             "beispiel-ort-1"},
    CsvField{"number",
             "Nummer",
             T::kText,
             false,
             set_record<&R::number>,
             "Kursnummer, wie sie gedruckt ist",
             "K-101",
             {},
             {}},
    CsvField{"title", "Titel", T::kText, true,
             [](Row row, View value, View language) {
               if (language.empty()) {
                 row.record.name = value;
               } else {
                 add_text(row, "name", value, language);
               }
             },
             "Pflicht; in weiteren Sprachen in Spalten wie „Titel@uk“ oder „Titel@en“", "Nähen für Anfänger", "Name",
             "Lerntreff am Markt"},
    CsvField{"subtitle", "Untertitel", T::kText, false, append_record<&R::subtitles>, {}, {}, {}, {}},
    CsvField{"kind",
             "Art",
             T::kKind,
             false,
             set_record<&R::kind>,
             "Kurs, Veranstaltung, Beratung, Lernort oder Selbstlernangebot; leer: Kurs",
             "Kurs",
             {},
             "Lernort"},
    CsvField{"provider",
             "Anbieter",
             T::kText,
             false,
             set_record<&R::provider_name>,
             "die Einrichtung, keine Person",
             "Volkshochschule Musterstadt",
             {},
             "Stadtbibliothek Musterstadt"},
    CsvField{"abstract",
             "Kurztext",
             T::kText,
             true,
             [](Row row, View value, View language) { add_text(row, "kurztext", value, language); },
             "ein bis zwei Sätze; auch „Kurztext@uk“",
             "Die ersten Schritte an der Nähmaschine.",
             {},
             {}},
    CsvField{"description",
             "Beschreibung",
             T::kText,
             true,
             [](Row row, View value, View language) { add_text(row, "text", value, language); },
             "mehrere Absätze sind möglich; auch „Beschreibung@de-easy“ für Leichte Sprache",
             "Wir nähen eine Tasche.",
             {},
             "Hier kann man in Ruhe lernen."},
    CsvField{"phase",
             "Lebensphase",
             T::kList,
             false,
             append_record<&R::keywords>,
             "Frühe Bildung, Schule, Ausbildung & Studium, Arbeit & Weiterbildung, Sprache & Integration, Familie, "
             "Älter werden oder Beratung",
             "Familie",
             {},
             "Sprache & Integration"},
    CsvField{"keywords",
             "Schlagwörter",
             T::kList,
             false,
             append_record<&R::keywords>,
             "mehrere mit Strichpunkt",
             "Handarbeit; Nähen",
             {},
             "Computer"},
    CsvField{"category_scheme",
             "Kategorie-System",
             T::kText,
             false,
             set_category<&offer::CategoryRef::scheme>,
             {},
             {},
             {},
             {}},
    CsvField{"category_version",
             "Kategorie-Fassung",
             T::kText,
             false,
             set_category<&offer::CategoryRef::version>,
             {},
             {},
             {},
             {}},
    CsvField{"category",
             "Kategorie",
             T::kText,
             false,
             set_category<&offer::CategoryRef::code>,
             "Nummer im Kategorienbaum des DVV",
             "2.13",
             {},
             {}},
    CsvField{"audience",
             "Zielgruppe",
             T::kList,
             false,
             append_record<&R::audiences>,
             "mehrere mit Strichpunkt",
             "Erwachsene",
             {},
             {}},
    CsvField{"age_from",
             "Alter von",
             T::kInteger,
             false,
             [](Row row, View value, View) { add_feature(row, "alter_von", value); },
             "Jahre",
             "16",
             {},
             {}},
    CsvField{"age_to",
             "Alter bis",
             T::kInteger,
             false,
             [](Row row, View value, View) { add_feature(row, "alter_bis", value); },
             "Jahre",
             "99",
             {},
             {}},
    CsvField{"level",
             "Niveau",
             T::kText,
             false,
             set_record<&R::level>,
             "bei Sprachen A1 bis C2, sonst frei",
             "Einsteiger",
             {},
             {}},
    CsvField{"instruction_language",
             "Unterrichtssprache",
             T::kList,
             false,
             [](Row row, View value, View) { add_feature(row, "unterrichtssprache", value); },
             "Deutsch, Englisch, Türkisch, Ukrainisch, Arabisch",
             "Deutsch",
             {},
             {}},
    CsvField{"mode",
             "Teilnahme",
             T::kMode,
             false,
             [](Row row, View value, View) { add_feature(row, "kursart_digital", value); },
             "vor Ort, online, hybrid oder Selbstlernen",
             "vor Ort",
             {},
             {}},
    CsvField{"begin",
             "Beginn",
             T::kDate,
             false,
             set_record<&R::begin_date>,
             "erster Tag, wie 24.11.2026",
             "24.11.2026",
             {},
             {}},
    CsvField{"end", "Ende", T::kDate, false, set_record<&R::end_date>, "letzter Tag", "15.12.2026", {}, {}},
    CsvField{"weekdays",
             "Wochentage",
             T::kWeekdays,
             false,
             append_record<&R::weekdays>,
             "wie Dienstag 18:00-19:30; mehrere mit Strichpunkt",
             {},
             {},
             {}},
    CsvField{"clock_from",
             "Uhrzeit von",
             T::kClock,
             false,
             [](Row row, View value, View) { row.clock_from = value; },
             {},
             {},
             {},
             {}},
    CsvField{"clock_to",
             "Uhrzeit bis",
             T::kClock,
             false,
             [](Row row, View value, View) { row.clock_to = value; },
             {},
             {},
             {},
             {}},
    CsvField{"sessions",
             "Termine",
             T::kSessions,
             false,
             add_session,
             "wie 24.11.2026 18:00-19:30; mehrere mit Strichpunkt",
             "24.11.2026 18:00-19:30; 01.12.2026 18:00-19:30; 15.12.2026 18:00-19:30",
             {},
             {}},
    CsvField{"sessions_count", "Anzahl Termine", T::kInteger, false, set_record<&R::sessions_count>, {}, {}, {}, {}},
    CsvField{
        "lessons", "Unterrichtseinheiten", T::kNumber, false, set_record<&R::lessons>, "zu 45 Minuten", "6", {}, {}},
    CsvField{"price",
             "Preis",
             T::kMoney,
             false,
             set_price<&R::Price::amount>,
             "Euro, wie 12,50; leer heißt unbekannt, nicht kostenlos",
             "24,50",
             {},
             {}},
    CsvField{
        "reduced_price", "Preis ermäßigt", T::kMoney, false, set_price<&R::Price::reduced>, "Euro", "12,25", {}, {}},
    CsvField{"currency", "Währung", T::kText, false, set_price<&R::Price::currency>, {}, {}, {}, {}},
    CsvField{"free",
             "Kostenlos",
             T::kYesNo,
             false,
             set_price<&R::Price::free>,
             "ja oder nein; leer: unbekannt",
             "nein",
             {},
             "ja"},
    CsvField{"price_note",
             "Preis-Hinweis",
             T::kText,
             false,
             [](Row row, View value, View) { row.record.price.notes.emplace_back(value); },
             "zum Beispiel zzgl. Material",
             "zzgl. Stoff",
             {},
             {}},
    CsvField{
        "people_min", "Plätze mindestens", T::kInteger, false, set_record<&R::participants_minimum>, {}, {}, {}, {}},
    CsvField{"people_now", "Plätze belegt", T::kInteger, false, set_record<&R::participants_current>, {}, {}, {}, {}},
    CsvField{"people_max",
             "Plätze höchstens",
             T::kInteger,
             false,
             set_record<&R::participants_maximum>,
             "Zahl",
             "10",
             {},
             {}},
    CsvField{"place",
             "Ort",
             T::kText,
             false,
             set_venue<&R::Venue::name>,
             "Name des Hauses",
             "Haus der Bildung",
             {},
             "Stadtbibliothek"},
    CsvField{"room", "Raum", T::kText, false, set_venue<&R::Venue::room>, "", "Raum 2", {}, "Erdgeschoss"},
    CsvField{"street",
             "Straße",
             T::kText,
             false,
             set_venue<&R::Venue::street>,
             "mit Hausnummer",
             "Marktplatz 1",
             {},
             "Marktplatz 3"},
    CsvField{"postal_code", "PLZ", T::kText, false, set_venue<&R::Venue::postal_code>, "", "99999", {}, "99999"},
    CsvField{
        "locality", "Gemeinde", T::kText, false, set_venue<&R::Venue::locality>, "", "Musterstadt", {}, "Musterstadt"},
    CsvField{"district", "Ortsteil", T::kText, false, set_venue<&R::Venue::district>, {}, {}, {}, {}},
    CsvField{"latitude", "Breitengrad", T::kDegrees, false, set_venue<&R::Venue::latitude>, {}, {}, {}, {}},
    CsvField{"longitude", "Längengrad", T::kDegrees, false, set_venue<&R::Venue::longitude>, {}, {}, {}, {}},
    CsvField{"opening_hours",
             "Öffnungszeiten",
             T::kOpeningHours,
             false,
             [](Row row, View value, View) { row.venue.opening_hours.emplace_back(value); },
             "wie Mo-Fr 9:00-17:00; Sa 10:00-13:00",
             {},
             {},
             "Mo-Fr 9:00-17:00; Sa 10:00-13:00"},
    CsvField{"step_free",
             "Barrierefrei",
             T::kYesNo,
             false,
             set_venue<&R::Venue::step_free>,
             "der Ort, stufenlos: ja oder nein; leer: unbekannt",
             "ja",
             {},
             "ja"},
    CsvField{"accessible_toilet",
             "Rollstuhl-WC",
             T::kYesNo,
             false,
             [](Row row, View value, View) { add_feature(row, "rollstuhl_wc", value); },
             "ja oder nein",
             "ja",
             {},
             "nein"},
    CsvField{"hearing_loop",
             "Hörschleife",
             T::kYesNo,
             false,
             [](Row row, View value, View) { add_feature(row, "hoerschleife", value); },
             {},
             {},
             {},
             {}},
    CsvField{"sign_language",
             "Gebärdensprache",
             T::kYesNo,
             false,
             [](Row row, View value, View) { add_feature(row, "gebaerdensprache", value); },
             {},
             {},
             {},
             {}},
    CsvField{"easy_language",
             "Leichte Sprache",
             T::kYesNo,
             false,
             [](Row row, View value, View) { add_feature(row, "leichte_sprache", value); },
             "ja oder nein",
             "nein",
             {},
             {}},
    CsvField{"requirements",
             "Voraussetzungen",
             T::kText,
             true,
             [](Row row, View value, View language) { add_text(row, "voraussetzung", value, language); },
             "",
             "keine",
             {},
             {}},
    CsvField{"funding",
             "Förderung",
             T::kText,
             true,
             [](Row row, View value, View language) { add_text(row, "foerderung", value, language); },
             {},
             {},
             {},
             {}},
    CsvField{"certificate", "Abschluss", T::kText, false, add_certificate, {}, {}, {}, {}},
    CsvField{"registration_required",
             "Anmeldung nötig",
             T::kYesNo,
             false,
             [](Row row, View value, View) { add_feature(row, "anmeldung_erforderlich", value); },
             "ja oder nein",
             "ja",
             {},
             {}},
    CsvField{"registration_deadline",
             "Anmeldeschluss",
             T::kDate,
             false,
             [](Row row, View value, View) { add_feature(row, "anmeldeschluss", value); },
             "Datum",
             "17.11.2026",
             {},
             {}},
    CsvField{"telephone",
             "Telefon",
             T::kText,
             false,
             set_record<&R::registration_telephone>,
             "des Büros, keiner Person",
             "0123 456789",
             {},
             "0123 456780"},
    CsvField{"email",
             "E-Mail",
             T::kText,
             false,
             set_record<&R::registration_email>,
             "des Büros, keiner Person",
             "vhs@musterstadt.example",
             {},
             "bibliothek@musterstadt.example"},
    CsvField{"url",
             "Internetseite",
             T::kAddress,
             false,
             add_page,
             "des Angebots",
             "https://vhs.musterstadt.example/101",
             {},
             "https://bibliothek.musterstadt.example/"},
    CsvField{"registration_url", "Anmeldung im Internet", T::kAddress, false, add_booking, {}, {}, {}, {}},
};

}  // namespace

std::span<const CsvField> csv_fields() { return kFields; }

const CsvField* csv_field(std::string_view name) {
  for (const CsvField& field : kFields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

}  // namespace bildungskiosk::publish
