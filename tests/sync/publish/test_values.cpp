#include "sync/publish/importers/values.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::publish;

TEST_CASE("A boolean is what a German or English export writes, and nothing else") {
  CHECK(parse_boolean("true") == true);
  CHECK(parse_boolean(" Ja ") == true);
  CHECK(parse_boolean("1") == true);
  CHECK(parse_boolean("FALSE") == false);
  CHECK(parse_boolean("nein") == false);
  CHECK_FALSE(parse_boolean("fasle").has_value());
  CHECK_FALSE(parse_boolean("").has_value());
}

TEST_CASE("An amount of money is read with German and with English separators") {
  CHECK(parse_cents("82.8") == 8280);
  CHECK(parse_cents("84,70") == 8470);
  CHECK(parse_cents("1.234,50") == 123450);
  CHECK(parse_cents("1,234.50") == 123450);
  CHECK(parse_cents("1.234") == 123400);
  CHECK(parse_cents("109") == 10900);
  CHECK(parse_cents("0.0") == 0);
  CHECK(parse_cents("-1") == -100);
  CHECK(parse_cents("35,50 EUR") == 3550);
  CHECK(parse_cents("€ 5,-") == 500);
  CHECK(parse_cents("19,99 €") == 1999);
  CHECK_FALSE(parse_cents("TBC").has_value());
  CHECK_FALSE(parse_cents("NoData").has_value());
  CHECK_FALSE(parse_cents("10-20").has_value());
  CHECK_FALSE(parse_cents("").has_value());
}

TEST_CASE("The reduced price is found in a remark, and nothing else is taken for it") {
  CHECK(find_reduced_cents("erm. Preis: 35,50 EUR") == 3550);
  CHECK(find_reduced_cents("zzgl. Material 5 €; ermäßigt 20 €") == 2000);
  CHECK(find_reduced_cents("Erm.: 12,- EUR") == 1200);
  CHECK_FALSE(find_reduced_cents("5 € Material").has_value());
  CHECK_FALSE(find_reduced_cents("Termin 24.12.").has_value());
  CHECK_FALSE(find_reduced_cents("ermäßigt nach § 5").has_value());
}

TEST_CASE("A day is read in ISO and in German notation, with or without a time behind it") {
  const auto day = base::make_date(2026, 9, 2);
  CHECK(parse_day("2026-09-02") == day);
  CHECK(parse_day("2026-09-02T00:00:00+02:00") == day);
  CHECK(parse_day("2.9.2026") == day);
  CHECK(parse_day("02.09.2026 00:00") == day);
  CHECK_FALSE(parse_day("0000-00-00").has_value());
  CHECK_FALSE(parse_day("9999-12-31").has_value());
  CHECK_FALSE(parse_day("demnächst").has_value());
}

TEST_CASE("A time with an offset becomes the time that a German clock shows on that day") {
  const auto summer = base::make_date(2026, 7, 1);
  const auto winter = base::make_date(2026, 12, 1);
  CHECK(parse_clock("13:00:00+02:00", summer) == 13 * 60);
  CHECK(parse_clock("13:00:00+02:00", winter) == 12 * 60);
  CHECK(parse_clock("13:00:00Z", winter) == 14 * 60);
  CHECK(parse_clock("16:00", winter) == 16 * 60);
  CHECK(parse_clock("9.30 Uhr", winter) == 9 * 60 + 30);
  CHECK(parse_clock("24:00", winter) == 23 * 60 + 59);
  CHECK_FALSE(parse_clock("25:00", winter).has_value());
  CHECK_FALSE(parse_clock("abends", winter).has_value());
}

TEST_CASE("Office hours are read as a weekday with times") {
  const auto hours = parse_weekly("Dienstag 14:00-16:00");
  REQUIRE(hours);
  CHECK(hours->day == base::Weekday::kTuesday);
  CHECK(hours->starts == 14 * 60);
  CHECK(hours->ends == 16 * 60);
  CHECK(parse_weekly("dienstags, 13 – 16 Uhr")->ends == 16 * 60);
  CHECK(parse_weekly("Fr")->day == base::Weekday::kFriday);
  CHECK_FALSE(parse_weekly("täglich").has_value());
  CHECK_FALSE(parse_weekly("Montag 16-14").has_value());
}

TEST_CASE("Levels of the European framework are told from other words") {
  CHECK(parse_cefr("a1") == "A1");
  CHECK(parse_cefr("B1.2") == "B1.2");
  CHECK(parse_cefr("GER C2") == "C2");
  CHECK_FALSE(parse_cefr("A4").has_value());
  CHECK_FALSE(parse_cefr("Einsteiger").has_value());
}

TEST_CASE("Only addresses that a browser could open are links") {
  CHECK(parse_url("www.vhs-lindach.example/a?b=c") == "https://www.vhs-lindach.example/a?b=c");
  CHECK(parse_url(" http://vhs.example ") == "http://vhs.example");
  CHECK(parse_url("HTTPS://VHS.example/A") == "https://VHS.example/A");
  CHECK(parse_url("https://vhs.example/{a|b}^c`d\\e") == "https://vhs.example/%7Ba%7Cb%7D%5Ec%60d%5Ce");
  CHECK_FALSE(parse_url("https://vhs.example/\u202e").has_value());
  CHECK_FALSE(parse_url("https://vhs.example/" + std::string(2'000, 'a')).has_value());
  CHECK_FALSE(parse_url("javascript:alert(1)").has_value());
  CHECK_FALSE(parse_url("http://").has_value());
  CHECK_FALSE(parse_url("https://vhs.example/zwei worte").has_value());
}

TEST_CASE("Of a coordinate the one separator is the decimal sign") {
  CHECK(publish::parse_degrees("48.378") == 48.378);
  CHECK(publish::parse_degrees(" 10,887 ") == 10.887);
  CHECK(publish::parse_degrees("-0.5") == -0.5);
  for (const char* text : {"", "48.3.7", "N 48", "1e999"}) CHECK_FALSE(publish::parse_degrees(text).has_value());
}
