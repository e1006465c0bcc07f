#include "tests/support/catalogue/small_catalogue.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <utility>

#include "sync/catalogue/catalogue_builder.hpp"
#include "tests/support/catalogue/offer_builder.hpp"

namespace bildungskiosk::test {
namespace {

using base::Weekday;
using offer::AttendanceMode;
using offer::OfferKind;
using offer::Phase;

offer::Place at(offer::Place place, offer::GeoPoint point) {
  place.geo = point;
  return place;
}

offer::Place make_place(const std::string& id, const std::string& name, const std::string& street,
                        const std::string& town) {
  offer::Place place;
  place.id = id;
  place.name = name;
  place.address = {.street = street, .postal_code = "99991", .locality = town, .district = "", .country = "DE"};
  place.accessibility.step_free = offer::TriState::kYes;
  return place;
}

offer::Provider make_provider(const std::string& id, const std::string& name, const std::string& town) {
  offer::Provider provider;
  provider.id = id;
  provider.name["de"] = name;
  provider.address = {
      .street = "Marktplatz 1", .postal_code = "99991", .locality = town, .district = "", .country = "DE"};
  provider.telephone = "09999 100";
  provider.email = "info@" + id + ".example";
  provider.url = "https://" + id + ".example";
  return provider;
}

template <typename T>
T unwrap(base::Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "building a catalogue for a test: %s\n", result.error().detail.c_str());
    std::abort();
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace

std::vector<exchange::Record> ground_records() {
  offer::CatalogueInfo info;
  info.office = "Bildungsbüro Landkreis Sonnfeld";
  info.region = "Landkreis Sonnfeld";
  info.languages = {"de", "de-easy", "en", "tr", "ar", "uk"};
  info.generated_at = base::parse_utc("2026-11-20T10:00:00Z").value_or(0);
  offer::Category textile{{"dvv", "2.0", "2.09"}, {{"de", "Textiles Gestalten"}}, Phase::kFamily};
  offer::News news{"office:news:1",
                   {{"de", "Bildungsmesse am 5. Dezember"}},
                   {{"de", "In der Stadthalle."}},
                   date("2026-11-01"),
                   date("2026-12-05")};
  return {
      info,
      make_provider("vhs", "Volkshochschule Sonnfeld", "Auerbrunn"),
      make_provider("fz", "Familienzentrum Lindach", "Lindach"),
      at(make_place("vhs:place:haus", "vhs-Haus", "Lindenplatz 4", "Auerbrunn"), {50.10, 9.10}),
      at(make_place("fz:place:haus", "Familienzentrum", "Bachgasse 2", "Lindach"), {50.19, 9.10}),
      make_place("vhs:place:steinau", "Alte Schule", "Schulweg 1", "Steinau"),
      make_place("vhs:place:hohenried", "Bürgerhaus", "Dorfstraße 9", "Hohenried"),
      textile,
      offer::Synonym{"de", {"Kita", "Kindertagesstätte"}},
      news,
  };
}

std::vector<offer::Offer> small_offers() {
  return {
      OfferBuilder("fz:1")
          .title("Eltern-Kind-Gruppe „Kleine Entdecker“")
          .provider("fz")
          .place("fz:place:haus")
          .phase(Phase::kEarlyEducation)
          .phase(Phase::kFamily)
          .free()
          .session("2026-11-24", "09:30", "11:00")
          .session("2026-12-01", "09:30", "11:00")
          .abstract("Spielen und Singen für Kinder bis drei."),
      OfferBuilder("fz:2")
          .title("Babymassage")
          .provider("fz")
          .place("fz:place:haus")
          .phase(Phase::kEarlyEducation)
          .price_cents(4000)
          .session("2026-12-03", "10:00", "11:00"),
      OfferBuilder("fz:3")
          .title("Kinder sicher im Internet – Elternabend")
          .provider("fz")
          .place("fz:place:haus")
          .kind(OfferKind::kEvent)
          .phase(Phase::kFamily)
          .phase(Phase::kSchool)
          .free()
          .session("2026-12-02", "19:00", "20:30")
          .keyword("Computer"),
      OfferBuilder("fz:4")
          .title("Offene Familienberatung")
          .provider("fz")
          .place("")
          .kind(OfferKind::kCounselling)
          .phase(Phase::kCounselling)
          .phase(Phase::kFamily)
          .free()
          .weekly(Weekday::kThursday, "14:00", "16:00"),
      OfferBuilder("fz:5")
          .title("Ferienwerkstatt: Wir bauen einen Roboter")
          .provider("fz")
          .place("fz:place:haus")
          .phase(Phase::kSchool)
          .free()
          .session("2026-12-21", "09:00", "15:00")
          .session("2026-12-22", "09:00", "15:00"),
      OfferBuilder("vhs:1")
          .title("Deutschkurs A1 am Abend")
          .title("دورة اللغة الألمانية A1 مساءً", "ar")
          .title("Курс німецької мови A1 увечері", "uk")
          .title("German A1 in the evening", "en")
          .title("Akşam Almanca kursu A1", "tr")
          .title("Deutsch-Kurs A1: Deutsch lernen am Abend", "de-easy")
          .abstract("Sie lernen Deutsch von Anfang an.")
          .abstract("تتعلم اللغة الألمانية من البداية.", "ar")
          .abstract("Ви вивчаєте німецьку з нуля.", "uk")
          .phase(Phase::kLanguageAndIntegration)
          .level("A1")
          .free()
          .starts("2026-12-07")
          .ends("2027-02-24")
          .session("2026-12-07", "18:00", "20:15")
          .session("2026-12-09", "18:00", "20:15")
          .session("2026-12-14", "18:00", "20:15")
          .description("Sie lernen, sich vorzustellen, einzukaufen und Termine zu machen."),
      OfferBuilder("vhs:2")
          .title("Deutschkurs B1 kompakt")
          .phase(Phase::kLanguageAndIntegration)
          .level("B1")
          .price_cents(19800)
          .place("vhs:place:steinau")
          .session("2027-01-11", "09:00", "12:15"),
      OfferBuilder("vhs:3")
          .title("Sprachcafé: Deutsch üben")
          .title("Мовне кафе", "uk")
          .phase(Phase::kLanguageAndIntegration)
          .free()
          .weekly(Weekday::kThursday, "16:00", "17:30"),
      OfferBuilder("vhs:4")
          .title("Beratung: Welcher Deutschkurs passt?")
          .kind(OfferKind::kCounselling)
          .phase(Phase::kCounselling)
          .phase(Phase::kLanguageAndIntegration)
          .free()
          .weekly(Weekday::kTuesday, "13:00", "16:00"),
      OfferBuilder("vhs:5")
          .title("Nähkurs für Anfänger")
          .phase(Phase::kFamily)
          .price_cents(6500)
          .category("dvv", "2.0", "2.09")
          .session("2026-11-28", "10:00", "16:00"),
      OfferBuilder("vhs:6")
          .title("Kleider ändern leicht gemacht")
          .phase(Phase::kFamily)
          .price_cents(5900)
          .category("dvv", "2.0", "2.09")
          .session("2027-01-16", "10:00", "16:00")
          .keyword("Nähen"),
      OfferBuilder("vhs:7")
          .title("Smartphone-Hilfe ab 60")
          .phase(Phase::kLaterLife)
          .free()
          .place("vhs:place:hohenried")
          .session("2026-11-26", "10:00", "12:00"),
      OfferBuilder("vhs:8")
          .title("Gedächtnistraining")
          .phase(Phase::kLaterLife)
          .price_cents(3000)
          .session("2027-01-19", "14:00", "15:30"),
      OfferBuilder("vhs:9")
          .title("Bewerbung schreiben – Schritt für Schritt")
          .phase(Phase::kTrainingAndStudy)
          .phase(Phase::kWorkAndFurtherTraining)
          .free()
          .place("vhs:place:steinau")
          .session("2026-11-25", "15:00", "17:00"),
      OfferBuilder("vhs:10")
          .title("Tabellenkalkulation im Büro")
          .phase(Phase::kWorkAndFurtherTraining)
          .price_cents(12000)
          .mode(AttendanceMode::kOnline)
          .place("")
          .session("2027-01-20", "18:00", "20:00")
          .keyword("Computer"),
      OfferBuilder("vhs:11")
          .title("Online-Vortrag: Steuern sparen")
          .kind(OfferKind::kEvent)
          .phase(Phase::kWorkAndFurtherTraining)
          .free()
          .mode(AttendanceMode::kOnline)
          .place("")
          .session("2026-12-10", "19:00", "20:30"),
      OfferBuilder("vhs:12").title("Schulabschluss nachholen").phase(Phase::kSchool).starts("2027-02-01"),
      OfferBuilder("vhs:13")
          .title("Studieren ohne Abitur")
          .phase(Phase::kTrainingAndStudy)
          .kind(OfferKind::kEvent)
          .free()
          .session("2026-12-15", "17:00", "18:30"),
      OfferBuilder("vhs:14")
          .title("Lernplattform Mathematik")
          .kind(OfferKind::kSelfStudy)
          .phase(Phase::kSchool)
          .free()
          .mode(AttendanceMode::kSelfPaced)
          .place(""),
      OfferBuilder("vhs:15")
          .title("Exkursion nach Nürnberg")
          .kind(OfferKind::kEvent)
          .phase(Phase::kLaterLife)
          .price_cents(2500)
          .session("2026-12-05", "08:00", "19:00"),
      OfferBuilder("vhs:16")
          .title("Herbstwanderung")
          .kind(OfferKind::kEvent)
          .phase(Phase::kLaterLife)
          .free()
          .session("2026-10-10", "10:00", "15:00"),
      OfferBuilder("vhs:17")
          .title("Weiterbildungsberatung – ohne Termin")
          .kind(OfferKind::kCounselling)
          .phase(Phase::kCounselling)
          .phase(Phase::kWorkAndFurtherTraining)
          .free()
          .weekly(Weekday::kFriday, "09:00", "12:00"),
  };
}

std::vector<offer::Offer> generated_offers(int count) {
  constexpr std::array kTopics = {"Deutsch",    "Englisch",    "Spanisch", "Nähen",         "Yoga",
                                  "Computer",   "Kochen",      "Malen",    "Buchführung",   "Gitarre",
                                  "Fotografie", "Erste Hilfe", "Rechnen",  "Töpfern",       "Tanzen",
                                  "Schwimmen",  "Gesundheit",  "Pflege",   "Programmieren", "Erziehung"};
  constexpr std::array kForms = {
      "kurs für Anfänger",     " am Abend", " kompakt",       "werkstatt", " für Eltern", " im Alltag",
      " für Fortgeschrittene", "treff",     " am Wochenende", " online"};
  constexpr std::array kFill = {"lernen",     "gemeinsam",  "Grundlagen", "üben",     "Schritt",
                                "praktisch",  "Gruppe",     "Übungen",    "Material", "Vorkenntnisse",
                                "mitbringen", "Unterlagen", "erfahren",   "Gespräch", "Prüfung",
                                "Zertifikat", "Alltag",     "Beruf",      "Freizeit", "Familie"};
  constexpr std::array kPlaces = {"vhs:place:haus", "fz:place:haus", "vhs:place:steinau", "vhs:place:hohenried"};
  std::mt19937 random(20261123);  // a fixed seed; the standard says what this generator yields
  const auto pick = [&random](std::size_t size) { return static_cast<std::size_t>(random() % size); };
  std::vector<offer::Offer> offers;
  offers.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    OfferBuilder builder("gen:" + std::to_string(i));
    builder.title(std::string(kTopics[pick(kTopics.size())]) + kForms[pick(kForms.size())] + ' ' + std::to_string(i));
    std::string text;
    for (int word = 0; word < 60; ++word) {
      text += kFill[pick(kFill.size())];
      text += word % 12 == 11 ? ". " : " ";
      if (word % 17 == 0) text += "wort" + std::to_string(random() % 5000) + ' ';
    }
    text.pop_back();
    const std::size_t phase = pick(offer::kAllPhases.size());
    builder.description(text).place(kPlaces[pick(kPlaces.size())]).phase(offer::kAllPhases[phase]);
    if (pick(4) == 0) builder.phase(offer::kAllPhases[(phase + 1) % offer::kAllPhases.size()]);
    if (pick(3) == 0)
      builder.free();
    else
      builder.price_cents(static_cast<std::int64_t>(pick(200)) * 100 + 100);
    const int first = static_cast<int>(pick(200));
    for (int meeting = 0; meeting < 8; ++meeting) {
      builder.session(base::format_date(base::add_days(date("2026-11-01"), first + 7 * meeting)), "18:00", "19:30");
    }
    offers.push_back(builder.build());
  }
  return offers;
}

void build_catalogue(const std::string& path, const std::vector<offer::Offer>& offers,
                     const std::vector<exchange::Record>& ground) {
  auto builder = unwrap(catalogue::CatalogueBuilder::create(path));
  for (const exchange::Record& record : ground) unwrap(builder.add(record));
  for (const offer::Offer& offer : offers) unwrap(builder.add(offer));
  static_cast<void>(unwrap(builder.finish(base::CancelToken())));
}

void build_small_catalogue(const std::string& path) { build_catalogue(path, small_offers()); }

}  // namespace bildungskiosk::test
