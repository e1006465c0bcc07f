#include "tests/support/generator/offer_making.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "tests/support/generator/vocabulary.hpp"

namespace bildungskiosk::test {
namespace {

using offer::AttendanceMode;
using offer::OfferKind;
using offer::Phase;

constexpr base::Date kFirstDay{20780};  // 2026-11-23, a Monday

/// Areas of the DVV tree, with the phase of life of each; topics are dealt out among them in turn.
struct Area {
  const char* code;
  Phase phase;
};
constexpr std::array kAreas = {
    Area{"1", Phase::kWorkAndFurtherTraining},
    Area{"2", Phase::kFamily},
    Area{"3", Phase::kLaterLife},
    Area{"4", Phase::kLanguageAndIntegration},
    Area{"5", Phase::kWorkAndFurtherTraining},
    Area{"6", Phase::kSchool},
    Area{"7", Phase::kTrainingAndStudy},
};

/// One for each of the 76 categories.
const std::vector<std::string_view> kTopics = split(
    "Politik|Aquarell|Yoga|Deutsch|Buchführung|Mathematik|Lesen|Geschichte|Keramik|Pilates|Englisch|"
    "Tabellenkalkulation|Physik|Schreiben|Recht|Nähen|Rückenschule|Französisch|Programmieren|Chemie|Rechnen|"
    "Umwelt|Fotografie|Qigong|Spanisch|Bewerbung|Biologie|Orientierung|Erziehung|Gitarre|Entspannung|Italienisch|"
    "Rhetorik|Abitur|Studieneinstieg|Philosophie|Tanz|Ernährung|Türkisch|Projektleitung|Realschulabschluss|"
    "Ausbildung|Psychologie|Theater|Kochen|Arabisch|Bildbearbeitung|Nachhilfe|Grundbildung|Stadtgeschichte|"
    "Chorgesang|Erste Hilfe|Ukrainisch|Webgestaltung|Prüfungsvorbereitung|Berufswahl|Verbraucherfragen|Schmuck|"
    "Wassergymnastik|Polnisch|Maschinenschreiben|Lerntechnik|Alphabetisierung|Länderkunde|Holzbildhauerei|"
    "Gedächtnistraining|Russisch|Sicherheit im Netz|Ferienschule|Pflege|Religion|Klavier|Sturzprophylaxe|"
    "Schwedisch|Smartphone|Vorlesen");

const std::vector<std::string_view> kForms = split(
    " für Anfängerinnen und Anfänger| am Abend| kompakt| – Werkstatt| für Eltern| im Alltag|"
    " für Fortgeschrittene|: Schnupperkurs| am Wochenende| – Grundlagen| intensiv| für Ältere|: Gesprächskreis");
const std::vector<std::string_view> kTowns = split(
    "Auerbrunn|Lindach|Steinau|Hohenried|Mühlbach|Sonnfeld|Oberlauter|Grünwinkel|Bärenthal|Kirchweiler|Rosenheid|"
    "Niederaich|Föhrenau|Weidenbruck|Altenmoos|Tannrode|Königshag|Seeblick|Erlengrund|Dürrwangen|Birkenfels|"
    "Haselbrunn|Thalheim am See|Ossenried");
const std::vector<std::string_view> kLevels = split("A1|A2|B1|B2|C1");
const std::vector<std::string_view> kGroups = split(
    "Erwachsene|Eltern|Seniorinnen und Senioren|Jugendliche|Frauen|Erzieher/innen|"
    "Menschen mit Einwanderungsgeschichte|Ehrenamtliche");
std::string padded(std::int64_t number, int digits) {
  std::string text = std::to_string(number);
  text.insert(0, static_cast<std::size_t>(std::max(0, digits - static_cast<int>(text.size()))), '0');
  return text;
}

base::MinuteOfDay quarter_hour(Random& random, int first_hour, int last_hour) {
  return static_cast<base::MinuteOfDay>(60 * random.between(first_hour, last_hour) + 15 * random.between(0, 3));
}

/// About as many letters as an office writes: a few lines.
std::string description(Random& random) {
  std::string text;
  const int sentences = random.between(3, 6);
  for (int i = 0; i < sentences; ++i) {
    if (i > 0) text += i % 4 == 0 ? "\n" : " ";
    text += sentence(random);
  }
  return text;
}

offer::Schedule weekly_sessions(Random& random) {
  offer::Schedule schedule;
  const int count = random.chance(0.2) ? random.between(1, 2) : random.between(3, 10);
  const base::Date first = base::add_days(kFirstDay, random.between(-40, 200));
  const base::MinuteOfDay starts = quarter_hour(random, 8, 19);
  const auto ends = static_cast<base::MinuteOfDay>(starts + 45 * random.between(1, 4));
  for (int i = 0; i < count; ++i) {
    schedule.sessions.push_back({base::add_days(first, 7 * i), starts, ends, {}, false});
  }
  if (count > 6 && random.chance(0.02)) schedule.sessions[3].cancelled = true;
  schedule.starts = first;
  schedule.ends = schedule.sessions.back().date;
  schedule.sessions_count = count;
  schedule.lessons = count * (ends - starts) / 45;
  return schedule;
}

offer::Schedule schedule_for(Random& random, OfferKind kind) {
  offer::Schedule schedule;
  if (kind == OfferKind::kSelfStudy) return schedule;
  const bool without_dates = kind == OfferKind::kCounselling || random.chance(0.06);
  if (without_dates) {
    const base::MinuteOfDay starts = quarter_hour(random, 9, 15);
    schedule.weekly.push_back(
        {static_cast<base::Weekday>(random.below(5)), starts, static_cast<base::MinuteOfDay>(starts + 120)});
    if (kind != OfferKind::kCounselling) schedule.starts = base::add_days(kFirstDay, random.between(-20, 150));
    return schedule;
  }
  schedule = weekly_sessions(random);
  if (kind == OfferKind::kEvent) {
    schedule.sessions.resize(1);
    schedule.ends = schedule.starts;
    schedule.sessions_count = 1;
  }
  return schedule;
}

OfferKind kind_for(Random& random, const ProviderPlan& provider) {
  if (provider.source == "beratung") return OfferKind::kCounselling;
  if (random.chance(0.06)) return OfferKind::kEvent;
  return random.chance(0.02) ? OfferKind::kSelfStudy : OfferKind::kCourse;
}

void add_names(Random& random, offer::Offer& offer, std::string_view topic) {
  offer.name["de"] =
      std::string(topic) + std::string(random.pick(kForms)) + (random.chance(0.5) ? ": " + telling_word(random) : "");
  if (random.chance(0.8)) offer.abstract["de"] = sentence(random);
  offer.description["de"] = description(random);
  if (random.chance(0.03)) {
    offer.name["en"] = "Course " + offer.number + " in easy German";
    offer.name["uk"] = "Курс німецької мови " + offer.number;
  }
}

void add_terms(Random& random, offer::Offer& offer) {
  if (random.chance(0.15)) {
    offer.price.free = offer::TriState::kYes;
  } else {
    offer.price.amount_cents = 100 * random.between(12, 240);
    if (random.chance(0.6)) offer.price.reduced_cents = *offer.price.amount_cents / 2;
    if (random.chance(0.3)) offer.price.note["de"] = "Ermäßigung mit Nachweis vor Kursbeginn möglich.";
  }
  // Of 10,230 courses 8,530 had free places, 1,517 were full, of 183 nobody said.
  if (!random.chance(0.018)) {
    const int maximum = random.between(6, 24);
    const bool full = random.chance(0.151);
    offer.capacity = {.minimum = 5, .current = full ? maximum : random.between(0, maximum - 1), .maximum = maximum};
  }
  offer.registration = {.url = "https://kurse.sonnfeld.example/" + offer.number,
                        .telephone = "09999 " + std::to_string(random.between(10000, 99999)),
                        .email = "anmeldung@sonnfeld.example",
                        .deadline = {},
                        .required = offer::TriState::kYes,
                        .note = {}};
}

}  // namespace

std::string ProviderPlan::place_id(int place) const { return source + ":place:" + key + '-' + padded(place, 2); }

const std::vector<ProviderPlan>& provider_plans() {
  static const std::vector<ProviderPlan> plans = {
      {"beratung", "kreis", 0.02},  {"familie", "lindach", 0.07},    {"familie", "steinau", 0.05},
      {"kammer", "handwerk", 0.10}, {"kultur", "musikschule", 0.08}, {"sport", "turnverein", 0.05},
      {"vhs", "altenmoos", 0.12},   {"vhs", "auerbrunn", 0.16},      {"vhs", "hohenried", 0.05},
      {"vhs", "lindach", 0.09},     {"vhs", "muehlbach", 0.07},      {"vhs", "sonnfeld", 0.11},
      {"vhs", "steinau", 0.03},
  };
  return plans;
}

std::string town_name(std::uint64_t index) {
  return std::string(kTowns[static_cast<std::size_t>(index % kTowns.size())]);
}

const std::vector<offer::Category>& generated_categories() {
  static const std::vector<offer::Category> categories = [] {
    std::vector<offer::Category> all;
    for (std::size_t i = 0; i < kTopics.size(); ++i) {
      const Area& area = kAreas[i % kAreas.size()];
      const std::string code = std::string(area.code) + '.' + padded(static_cast<std::int64_t>(i / kAreas.size()), 2);
      all.push_back({{"dvv", "2.0", code}, {{"de", std::string(kTopics[i])}}, area.phase});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.ref.code < b.ref.code; });
    return all;
  }();
  return categories;
}

offer::Offer new_offer(Random random, const ProviderPlan& provider, std::int64_t number) {
  offer::Offer offer;
  offer.provider_id = provider.id();
  offer.id = offer.provider_id + ':' + padded(number, 8);
  offer.kind = kind_for(random, provider);
  offer.number = provider.key.substr(0, 2) + padded(number, 6) + (random.chance(0.5) ? "H" : "F");
  const offer::Category& category = generated_categories()[random.below(generated_categories().size())];
  offer.categories.push_back(category.ref);
  offer.phases.push_back(offer.kind == OfferKind::kCounselling ? Phase::kCounselling : *category.phase);
  if (const Phase other = random.pick(offer::kAllPhases); random.chance(0.25) && other != offer.phases.front()) {
    offer.phases.push_back(other);
  }
  add_names(random, offer, category.name.at("de"));
  for (int i = random.between(2, 4); i > 0; --i) offer.keywords.push_back(telling_word(random));
  if (random.chance(0.4)) offer.audience.groups.emplace_back(random.pick(kGroups));
  if (category.ref.code.starts_with('4')) offer.level = random.pick(kLevels);
  offer.instruction_languages = {"de"};
  // Of 10,230 courses 7,748 on site, 2,463 online, 19 blended.
  offer.mode = AttendanceMode::kOnsite;
  if (offer.kind == OfferKind::kSelfStudy) {
    offer.mode = AttendanceMode::kSelfPaced;
  } else if (random.chance(0.241)) {
    offer.mode = AttendanceMode::kOnline;
  } else if (random.chance(0.0025)) {
    offer.mode = AttendanceMode::kBlended;
  }
  if (offer.mode == AttendanceMode::kOnsite || offer.mode == AttendanceMode::kBlended) {
    offer.place_id = provider.place_id(random.between(0, kPlacesOfProvider - 1));
  }
  add_terms(random, offer);
  offer.schedule = schedule_for(random, offer.kind);
  if (random.chance(0.05)) offer.funding["de"] = "Als Bildungsurlaub anerkannt.";
  offer.url = "https://www.sonnfeld.example/kurs/" + offer.number;
  return offer;
}

void change_offer(Random random, offer::Offer& offer) {
  const std::uint64_t what = random.below(100);
  auto& sessions = offer.schedule.sessions;
  if (what < 60 && offer.capacity.maximum) {
    const int maximum = *offer.capacity.maximum;
    offer.capacity.current = (offer.capacity.current.value_or(0) + random.between(1, maximum)) % (maximum + 1);
  } else if (what < 75 && !sessions.empty()) {
    // The last meeting moves back by some days, and with it the end.
    sessions.back().date = base::add_days(sessions.back().date, random.between(1, 6));
    offer.schedule.ends = sessions.back().date;
  } else if (what < 85 && offer.price.amount_cents) {
    offer.price.amount_cents = *offer.price.amount_cents + 100 * random.between(1, 20);
  } else {
    offer.description["de"] += ' ' + sentence(random);
  }
}

}  // namespace bildungskiosk::test
