#include "kiosk/i18n/languages.hpp"
#include "kiosk/i18n/texts.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::i18n {
namespace {

using base::Date;
using base::make_date;

const Texts& german() {
  static const Languages kLanguages = Languages::german_only();
  return kLanguages.texts("de");
}

}  // namespace

TEST_CASE("German dates read as a German poster writes them") {
  const Date tuesday = *make_date(2026, 11, 24);
  CHECK(german().weekday_short(base::weekday(tuesday)) == "Di");
  CHECK(german().weekday_long(base::weekday(tuesday)) == "Dienstag");
  CHECK(german().day_month(tuesday) == "24.11.");
  CHECK(german().full_date(tuesday) == "24.11.2026");
  CHECK(german().day_number(tuesday) == "24");
  CHECK(german().day_month(*make_date(2026, 12, 1)) == "01.12.");
}

TEST_CASE("A span of days names the month once when it can") {
  CHECK(german().date_span(*make_date(2026, 11, 23), *make_date(2026, 11, 29)) == "23.–29. November");
  CHECK_THAT(german().date_span(*make_date(2026, 11, 30), *make_date(2026, 12, 6)), ContainsSubstring("30. November"));
}

TEST_CASE("Times and prices are German: 18:30–21:00 Uhr, 82,80 €, 1.258") {
  CHECK(german().time(9 * 60 + 30) == "09:30 Uhr");
  CHECK(german().time_span(18 * 60 + 30, 21 * 60) == "18:30–21:00 Uhr");
  CHECK(german().money(8280, "EUR") == "82,80\u00a0€");
  CHECK(german().money(125'800, "CHF") == "1.258,00\u00a0CHF");
  CHECK(german().number(1258) == "1.258");
}

TEST_CASE("One offer is an Angebot, two are Angebote, and thousands get their full stop") {
  CHECK(german().trn("{1} Angebot", "{1} Angebote", 1) == "1 Angebot");
  CHECK(german().trn("{1} Angebot", "{1} Angebote", 0) == "0 Angebote");
  CHECK(german().trn("{1} Angebot", "{1} Angebote", 1258) == "1.258 Angebote");
}

TEST_CASE("A message said again is the same string, not a new one") {
  const std::string& once = german().tr("Zurück");
  CHECK(once == "Zurück");
  CHECK(&german().tr("Zurück") == &once);
}

TEST_CASE("Placeholders take their arguments and leave other braces alone") {
  CHECK(fill("{2} vor {1}", {"a", "b"}) == "b vor a");
  CHECK(fill("{1} {3} {x} {", {"a"}) == "a {3} {x} {");
  CHECK(fill("", {"a"}).empty());
  CHECK(fill("{1} · {2}", {"محمد", "18:30"}) == "\u2068محمد\u2069 · 18:30");
  CHECK(fill("وقت {1} · {2}", {"محمد", "18:30"}) == "وقت محمد · 18:30");
  CHECK(fill("{1} · {2}", {"Süße Äpfel – Öl", "18:30"}) == "Süße Äpfel – Öl · 18:30");
}

TEST_CASE("Arabic and Persian run from right to left, German and its plain form do not") {
  CHECK(direction_of("ar") == Direction::kRightToLeft);
  CHECK(direction_of("ar-EG") == Direction::kRightToLeft);
  CHECK(direction_of("fa") == Direction::kRightToLeft);
  CHECK(direction_of("de") == Direction::kLeftToRight);
  CHECK(direction_of("de-easy") == Direction::kLeftToRight);
  CHECK(direction_of("arn") == Direction::kLeftToRight);
}

TEST_CASE("The compiled catalogues are found and German comes first") {
  const auto languages = Languages::load(BILDUNGSKIOSK_TEST_LOCALE_DIR);
  REQUIRE(languages);
  REQUIRE_FALSE(languages->available().empty());
  CHECK(languages->available().front().tag == "de");
  CHECK(languages->available().front().own_name == "Deutsch");
  CHECK(languages->texts("de").tr("Zurück") == "Zurück");
}

TEST_CASE("A language without a catalogue speaks German") {
  const Languages languages = Languages::german_only();
  CHECK(languages.texts("ti").tag() == "de");
}

TEST_CASE("A folder that is not there is an error, not an empty screen") {
  const auto languages = Languages::load("/nowhere/at/all");
  REQUIRE_FALSE(languages);
  CHECK(languages.error().code == base::ErrorCode::kNotFound);
}

}  // namespace bildungskiosk::i18n
