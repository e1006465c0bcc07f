#include "kiosk/i18n/languages.hpp"
#include "kiosk/view/marks.hpp"
#include "kiosk/view/wording.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view {
namespace {

const Texts& german() {
  static const i18n::Languages kLanguages = i18n::Languages::german_only();
  return kLanguages.texts("de");
}

catalogue::OfferSummary in_lindach() {
  catalogue::OfferSummary offer;
  offer.town = "Lindach";
  offer.mode = offer::AttendanceMode::kOnsite;
  return offer;
}

std::vector<std::string> marked_parts(const std::string& title, const std::string& typed) {
  std::vector<std::string> parts;
  for (const ui::ByteRange& range : search_marks(title, typed))
    parts.push_back(title.substr(range.begin, range.end - range.begin));
  return parts;
}

}  // namespace

TEST_CASE("An unknown price is never said to be free") {
  offer::Price price;
  CHECK(price_text(german(), price) == "Preis erfragen");
  price.free = offer::TriState::kNo;
  CHECK(price_text(german(), price) == "Preis erfragen");
  price.free = offer::TriState::kYes;
  CHECK(price_text(german(), price) == "kostenlos");
  price = {};
  price.amount_cents = 8280;
  CHECK(price_text(german(), price) == "82,80\u00a0€");
  price.amount_cents = 0;
  CHECK(price_text(german(), price) == "kostenlos");
}

TEST_CASE("A date stands with its weekday and time, a weekly offer with its days, others say that there is none") {
  catalogue::OfferSummary offer = in_lindach();
  CHECK(next_text(german(), offer) == "ohne festen Termin");
  offer.starts = base::make_date(2026, 12, 1);
  CHECK(next_text(german(), offer) == "ab 01.12.2026");
  offer.weekly = {{base::Weekday::kTuesday, base::MinuteOfDay{780}, base::MinuteOfDay{960}}};
  CHECK(next_text(german(), offer) == "Di 13:00–16:00 Uhr");
  offer.next = catalogue::NextDate{*base::make_date(2026, 11, 26), base::MinuteOfDay{600}, std::nullopt};
  CHECK(next_text(german(), offer) == "Do 26.11., 10:00 Uhr");
  CHECK(next_and_town(german(), offer) == "Do 26.11., 10:00 Uhr · Lindach");
  CHECK(time_and_town(german(), offer) == "10:00 Uhr · Lindach");
}

TEST_CASE("Where an offer is: its town, online, both, or to be asked for") {
  catalogue::OfferSummary offer = in_lindach();
  CHECK(town_text(german(), offer) == "Lindach");
  offer.mode = offer::AttendanceMode::kBlended;
  CHECK(town_text(german(), offer) == "Lindach und online");
  offer.mode = offer::AttendanceMode::kOnline;
  CHECK(town_text(german(), offer) == "online");
  offer.town.clear();
  CHECK(town_text(german(), offer) == "online");
  offer.mode = offer::AttendanceMode::kUnknown;
  CHECK(town_text(german(), offer) == "Ort erfragen");
}

TEST_CASE("Whom an offer is for: ages before groups") {
  offer::Audience audience;
  CHECK(audience_text(german(), audience).empty());
  audience.groups = {"Eltern", "Großeltern"};
  CHECK(audience_text(german(), audience) == "Eltern, Großeltern");
  audience.age_minimum = 16;
  CHECK(audience_text(german(), audience) == "ab 16 Jahren");
  audience.age_maximum = 27;
  CHECK(audience_text(german(), audience) == "16 bis 27 Jahre");
  audience.age_minimum.reset();
  CHECK(audience_text(german(), audience) == "bis 27 Jahre");
}

TEST_CASE("Levels of the European framework are explained, others stay as the provider says them") {
  CHECK(level_text(german(), "A1") == "A1 – Anfang");
  CHECK(level_text(german(), "Grundstufe") == "Grundstufe");
}

TEST_CASE("The marker goes over beginnings of words, whatever their case") {
  CHECK(marked_parts("Deutschkurs A1 am Abend", "deutsch a1") == std::vector<std::string>{"Deutsch", "A1"});
  CHECK(marked_parts("Übungen für Ältere", "üb ÄLT") == std::vector<std::string>{"Üb", "Ält"});
  CHECK(marked_parts("Курс німецької мови", "курс НІМ") == std::vector<std::string>{"Курс"});
  CHECK(marked_parts("Nachtkurs", "kurs").empty());
  CHECK(marked_parts("Kurskurs Kurs", "kurs kur") == std::vector<std::string>{"Kurs", "Kurs"});
  CHECK(marked_parts("", "kurs").empty());
  CHECK(marked_parts("Kurs", "").empty());
}

}  // namespace bildungskiosk::view
