#include <string>
#include <vector>

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search/numbered_names.hpp"
#include "sync/catalogue/search/understanding.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/shipped_words.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk {
namespace {

using namespace catalogue;

PlaceNames places() {
  PlaceNames names;
  names.add_town("Lindach");
  names.add_town("Bad Auerbrunn");
  names.add_district("Nordstadt");
  return names;
}

SearchQuery query(const std::string& text, const std::string& language = "de") {
  SearchQuery query;
  query.text = text;
  query.language = language;
  query.now = test::now("2026-11-23");  // a Monday
  return query;
}

std::vector<Understood> understood(const SearchQuery& query) {
  const std::vector<LocatedWord> words = located_words(query.text);
  std::vector<Understood> all;
  for (const FacetSpan& span : find_facets(words, query, test::shipped_words(), places())) {
    all.push_back(told(span, words, query.text));
  }
  return all;
}

Dates dates(const char* from, const char* until) { return {test::date(from), test::date(until)}; }

struct Example {
  const char* language;
  const char* text;
  const char* words;
  FacetValue value;
};

OnWeekdays on(std::vector<base::Weekday> days) { return {std::move(days)}; }

std::vector<Example> examples() {
  using offer::AttendanceMode;
  const OnWeekdays saturday = on({base::Weekday::kSaturday});
  const OnWeekdays weekend = on({base::Weekday::kSaturday, base::Weekday::kSunday});
  return {
      {"de", "Deutsch B1", "B1", Level::kB1},
      {"de", "yoga für Anfänger", "für Anfänger", Level::kBeginners},
      {"de", "Englisch Fortgeschrittene", "Fortgeschrittene", Level::kAdvanced},
      {"de", "kostenloser Kurs", "kostenloser", OnlyFree{}},
      {"de", "spanisch online", "online", AttendanceMode::kOnline},
      {"de", "excel in Präsenz", "in Präsenz", AttendanceMode::kOnsite},
      {"de", "yoga in Lindach", "in Lindach", InTown{"Lindach"}},
      {"de", "yoga bad auerbrunn", "bad auerbrunn", InTown{"Bad Auerbrunn"}},
      {"de", "yoga Nordstadt", "Nordstadt", InDistrict{"Nordstadt"}},
      {"de", "kochen samstags", "samstags", saturday},
      {"de", "nähen am Wochenende", "am Wochenende", weekend},
      {"de", "deutsch abends", "abends", PartOfDay::kEvening},
      {"de", "computer am Vormittag", "am Vormittag", PartOfDay::kMorning},
      {"de", "was ist heute", "heute", dates("2026-11-23", "2026-11-23")},
      {"de", "nächste Woche kochen", "nächste Woche", dates("2026-11-30", "2026-12-06")},
      {"de", "ausflug im Januar", "im Januar", dates("2027-01-01", "2027-01-31")},
      {"de", "computer für Senioren", "für Senioren", AudienceGroup::kOlderPeople},
      {"de", "tanzen ab 60", "ab 60", AudienceGroup::kOlderPeople},
      {"de", "malen mit Kind", "mit Kind", AudienceGroup::kFamilies},
      {"de", "theater für Jugendliche", "für Jugendliche", AudienceGroup::kYouth},
      {"de", "malen 8-jährige", "8-jährige", OfAge{8}},
      {"de", "Beratung auf Türkisch", "auf Türkisch", SpokenIn{"tr"}},
      {"de", "gymnastik rollstuhlgerecht", "rollstuhlgerecht", StepFree{}},
      {"en", "german for beginners", "for beginners", Level::kBeginners},
      {"en", "free yoga", "free", OnlyFree{}},
      {"en", "cooking at the weekend", "at the weekend", weekend},
      {"en", "german in the evening", "in the evening", PartOfDay::kEvening},
      {"en", "yoga tomorrow", "tomorrow", dates("2026-11-24", "2026-11-24")},
      {"en", "computer for seniors", "for seniors", AudienceGroup::kOlderPeople},
      {"en", "wheelchair gymnastics", "wheelchair", StepFree{}},
      {"en", "advice in English", "in English", SpokenIn{"en"}},
      {"en", "swimming for children", "for children", AudienceGroup::kChildren},
      {"tr", "ücretsiz Almanca", "ücretsiz", OnlyFree{}},
      {"tr", "çevrimiçi kurs", "çevrimiçi", AttendanceMode::kOnline},
      {"tr", "Almanca yeni başlayanlar için", "yeni başlayanlar için", Level::kBeginners},
      {"tr", "akşam Almanca", "akşam", PartOfDay::kEvening},
      {"tr", "hafta sonu yüzme", "hafta sonu", weekend},
      {"tr", "yarın", "yarın", dates("2026-11-24", "2026-11-24")},
      {"tr", "kadınlar için", "kadınlar için", AudienceGroup::kWomen},
      {"tr", "Lindach'ta yoga", "Lindach'ta", InTown{"Lindach"}},
      {"uk", "безкоштовно німецька", "безкоштовно", OnlyFree{}},
      {"uk", "німецька онлайн", "онлайн", AttendanceMode::kOnline},
      {"uk", "німецька для початківців", "для початківців", Level::kBeginners},
      {"uk", "йога ввечері", "ввечері", PartOfDay::kEvening},
      {"uk", "по суботах", "по суботах", saturday},
      {"uk", "наступного тижня", "наступного тижня", dates("2026-11-30", "2026-12-06")},
      {"uk", "для дітей", "для дітей", AudienceGroup::kChildren},
      {"uk", "консультація українською мовою", "українською мовою", SpokenIn{"uk"}},
      {"ar", "دورة مجانية", "مجانية", OnlyFree{}},
      {"ar", "اللغة الألمانية للمبتدئين", "للمبتدئين", Level::kBeginners},
      {"ar", "دورة مسائية", "مسائية", PartOfDay::kEvening},
      {"ar", "يوم السبت", "يوم السبت", saturday},
      {"ar", "غدا", "غدا", dates("2026-11-24", "2026-11-24")},
      {"ar", "للنساء", "للنساء", AudienceGroup::kWomen},
      {"ar", "استشارة بالعربية", "بالعربية", SpokenIn{"ar"}},
      {"ar", "الألمانية عبر الإنترنت", "عبر الإنترنت", AttendanceMode::kOnline},
  };
}

TEST_CASE("Words that name a facet are understood in every language of the product") {
  for (const Example& example : examples()) {
    CAPTURE(example.language, example.text);
    const auto found = understood(query(example.text, example.language));
    REQUIRE(found.size() == 1);
    CHECK(found[0].words == example.words);
    CHECK(found[0].value == example.value);
    CHECK(std::string(example.text).substr(found[0].begin, found[0].end - found[0].begin) == example.words);
  }
}

TEST_CASE("A visitor may write in another language than the screen's") {
  CHECK(understood(query("ücretsiz yoga", "de")).size() == 1);
  CHECK(understood(query("abends", "ar")).size() == 1);
}

TEST_CASE("Several facets are understood at once, and the other words left") {
  const auto found = understood(query("kostenloser Deutschkurs A1 am Samstag abends in Lindach"));
  REQUIRE(found.size() == 5);
  CHECK(found[0].words == "kostenloser");
  CHECK(found[1].value == FacetValue(Level::kA1));
  CHECK(found[2].words == "am Samstag");
  CHECK(found[3].value == FacetValue(PartOfDay::kEvening));
  CHECK(found[4].value == FacetValue(InTown{"Lindach"}));
}

TEST_CASE("What only looks like a facet is left to the texts") {
  for (const char* text : {"Online-Marketing", "Nachtabend", "Abendbrot", "Mutter-Kind", "Anfang", "Samstagsmaler",
                           "Präsentation", "freies Malen", "A12", "B3"}) {
    CAPTURE(text);
    CHECK(understood(query(text)).empty());
  }
  // Beside a hyphen a word without weight says nothing.
  CHECK(understood(query("Online-Kurs")).size() == 1);
  CHECK(understood(query("Englisch B1-Kurs")).size() == 1);
}

TEST_CASE("The visitor may refuse to be understood, wholly or in some words") {
  SearchQuery refused = query("deutsch A1 abends");
  refused.literal = {"Abends"};
  const auto found = understood(refused);
  REQUIRE(found.size() == 1);
  CHECK(found[0].words == "A1");
  refused.understanding = UnderstandingUse::kRefused;
  CHECK(understood(refused).empty());
}

TEST_CASE("Signs of any script end a word, and what is told of it is the word alone") {
  for (const char* text : {"Yoga–abends", "Yoga\u00a0abends", "Yoga…abends", "Yoga„abends“", "Yoga•abends",
                           "Yoga·abends", "يوغا،abends", "yoga؛abends؟", "瑜伽、abends"}) {
    CAPTURE(text);
    const auto found = understood(query(text));
    REQUIRE(found.size() == 1);
    CHECK(found[0].words == "abends");
    SearchQuery refused = query(text);
    refused.literal = {found[0].words};
    CHECK(understood(refused).empty());
  }
  // What is no sign between words: joiners, marks of direction, the apostrophe.
  CHECK(understood(query("aben\u00adds")).size() == 1);
  CHECK(understood(query("Lindach’ta yoga", "tr")).size() == 1);
  // Hyphens by any of their signs.
  CHECK(understood(query("Online\u2011Marketing")).empty());
  CHECK(understood(query("Online\u2010Kurs")).size() == 1);
}

TEST_CASE("What was told can be refused, however many words its letters stand for") {
  SearchQuery refused = query("\u2474abends deutsch");  // a figure in brackets
  const auto found = understood(refused);
  REQUIRE(found.size() == 1);
  refused.literal = {found[0].words};
  CHECK(understood(refused).empty());
}

TEST_CASE("Located words are the words of the whole text, each with its place") {
  for (const char* text : {"Näh-Kurs, „abends“ (A1)!", "курс німецької; п'ятницю", "دورة، اللغة الألمانية",
                           "a\xCC\x88nderung 10,5 €", "İstanbul'da ÇOCUK", "\xE2\x80\x8F\xF0\x9F\x98\x80 yoga", ""}) {
    CAPTURE(text);
    std::vector<std::string> words;
    std::size_t last = 0;
    for (const LocatedWord& word : located_words(text)) {
      words.push_back(word.word);
      CHECK(word.begin < word.end);
      CHECK(word.end <= std::string_view(text).size());
      CHECK(word.begin >= last);
      last = word.begin;
    }
    CHECK(words == folded_words(text));
  }
}

TEST_CASE("Relative dates hold at the ends of weeks, months and years") {
  const auto on_day = [](const char* today, const char* name) {
    return resolve(relative_dates_from(name).value(), test::date(today));
  };
  CHECK(on_day("2026-12-31", "tomorrow") == dates("2027-01-01", "2027-01-01"));
  CHECK(on_day("2026-12-30", "day-after-tomorrow") == dates("2027-01-01", "2027-01-01"));
  CHECK(on_day("2026-11-29", "this-week") == dates("2026-11-29", "2026-11-29"));  // a Sunday
  CHECK(on_day("2026-11-23", "this-week") == dates("2026-11-23", "2026-11-29"));  // a Monday
  CHECK(on_day("2026-12-28", "next-week") == dates("2027-01-04", "2027-01-10"));
  CHECK(on_day("2026-11-29", "next-week") == dates("2026-11-30", "2026-12-06"));
  CHECK(on_day("2026-11-27", "this-weekend") == dates("2026-11-28", "2026-11-29"));
  CHECK(on_day("2026-11-29", "this-weekend") == dates("2026-11-29", "2026-11-29"));
  CHECK(on_day("2026-11-29", "next-weekend") == dates("2026-12-05", "2026-12-06"));
  CHECK(on_day("2026-12-31", "this-month") == dates("2026-12-31", "2026-12-31"));
  CHECK(on_day("2026-12-15", "next-month") == dates("2027-01-01", "2027-01-31"));
  CHECK(on_day("2028-01-31", "next-month") == dates("2028-02-01", "2028-02-29"));
  CHECK(on_day("2026-11-23", "november") == dates("2026-11-23", "2026-11-30"));
  CHECK(on_day("2026-11-23", "october") == dates("2027-10-01", "2027-10-31"));
  CHECK(on_day("2026-12-23", "december") == dates("2026-12-23", "2026-12-31"));
  CHECK(on_day("2026-11-23", "next-monday") == dates("2026-11-30", "2026-11-30"));  // not today
  CHECK(on_day("2026-11-23", "next-sunday") == dates("2026-11-29", "2026-11-29"));
  CHECK(on_day("2026-12-31", "next-friday") == dates("2027-01-01", "2027-01-01"));
  CHECK_FALSE(relative_dates_from("someday"));
}

TEST_CASE("A name that is written in several ways has one number, and is shown in one of them") {
  NumberedNames names;
  CHECK(names.add("LINDACH") == 0);
  CHECK(names.add("Koeln") == 1);
  CHECK(names.add("Lindach") == 0);
  CHECK(names.add("Köln") == 1);
  CHECK(names.add("köln") == 1);
  CHECK(names.add("KÖLN") == 1);
  CHECK(names.add("–") == 2);
  CHECK(names.add("?") == 3);
  for (const char* name :
       {"BAD GMÜND", "Bad gmünd", "bad Gmünd", "Bad Gmünd", "Bad GmünD", "Bad Gmuend", "bad gmünd"}) {
    CHECK(names.add(name) == 4);
  }
  for (const char* name : {"Stuttgart-Ost", "Stuttgart-ost", "STUTTGART-OST"}) CHECK(names.add(name) == 5);
  for (const char* name : {"Frankfurt Am Main", "FRANKFURT AM MAIN", "Frankfurt am Main", "Frankfurt am main"}) {
    CHECK(names.add(name) == 6);
  }
  CHECK(names.all() ==
        std::vector<std::string>{"Lindach", "Köln", "–", "?", "Bad Gmünd", "Stuttgart-Ost", "Frankfurt am Main"});
  CHECK(names.find("lindach") == 0);
  CHECK_FALSE(names.find("Nirgends"));
}

TEST_CASE("A damaged list of facets is refused with file and line") {
  const auto refused = [](const char* text) {
    FacetWords words;
    const auto added = words.add(text, "facets-xx.toml", "xx");
    return added ? std::string() : added.error().detail;
  };
  CHECK(refused("[[facet]]\nkind = \"free\"\nwords = [\"gratis\"]\n").empty());
  CHECK(refused("[[facet]]\nkind = \"free\"\nwords = [\n") == "facets-xx.toml:3");
  CHECK(refused("# nothing\n") == "facets-xx.toml:1");
  CHECK(refused("\n[[facet]]\nkind = \"level\"\nvalue = \"A3\"\nwords = [\"A3\"]\n") == "facets-xx.toml:2");
  CHECK(refused("[[facet]]\nkind = \"free\"\nvalue = \"yes\"\nwords = [\"gratis\"]\n") == "facets-xx.toml:1");
  CHECK(refused("[[facet]]\nkind = \"free\"\nword = [\"gratis\"]\n") == "facets-xx.toml:3");
  CHECK(refused("[[facet]]\nkind = \"free\"\nwords = [\"gratis\",\n  \"...\"]\n") == "facets-xx.toml:4");
  CHECK(refused("[[facet]]\nkind = \"age\"\nwords = [\"Jahre\"]\n") == "facets-xx.toml:3");
  CHECK(refused("[[facet]]\nkind = \"free\"\nwords = [7]\n") == "facets-xx.toml:3");
  CHECK(refused("[colour]\n") == "facets-xx.toml:1");
}

}  // namespace
}  // namespace bildungskiosk
