#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "sync/catalogue/catalogue_reader.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/shipped_words.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk {
namespace {

using catalogue::CatalogueReader;
using catalogue::SearchQuery;
using catalogue::SearchResult;
using catalogue::SortOrder;
using offer::AttendanceMode;
using offer::Phase;

/// The small catalogue on Monday 2026-11-23 at noon.
struct SmallCatalogue {
  test::TemporaryDirectory folder;
  CatalogueReader reader = [this] {
    test::build_small_catalogue(folder / "catalogue.sqlite");
    auto opened = CatalogueReader::open(folder / "catalogue.sqlite");
    return std::move(opened).value();
  }();

  SearchQuery query(const std::string& text) const {
    SearchQuery query;
    query.text = text;
    query.now = test::now("2026-11-23");
    return query;
  }
  SearchResult search(const SearchQuery& query) {
    auto result = reader.search(query);
    return std::move(result).value();
  }
  SearchResult search(const std::string& text) { return search(query(text)); }
  std::vector<std::string> ids(const SearchQuery& query) {
    std::vector<std::string> ids;
    for (const auto& item : search(query).items) ids.push_back(item.id);
    return ids;
  }
  std::vector<std::string> ids(const std::string& text) { return ids(query(text)); }
};

using Ids = std::vector<std::string>;

bool contains(const Ids& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

TEST_CASE("A word is found however its umlauts are written") {
  SmallCatalogue small;
  for (const char* text : {"Nürnberg", "nuernberg", "nurnberg", "NÜRNBERG", "nu\xCC\x88rnberg"}) {
    CAPTURE(text);
    CHECK(small.ids(text) == Ids{"vhs:15"});
  }
  for (const char* text : {"Nähkurs", "Naehkurs", "nahkurs"}) CHECK(small.ids(text) == Ids{"vhs:5"});
  CHECK(small.ids("Gedaechtnis") == Ids{"vhs:8"});
}

TEST_CASE("The last word may be a beginning from its first letter on") {
  SmallCatalogue small;
  CHECK(contains(small.ids("g"), "vhs:8"));
  CHECK(small.ids("gedä") == Ids{"vhs:8"});
  CHECK(small.search("deu welcher").dropped ==
        std::vector{catalogue::LeftOut{catalogue::LeftOutKind::kWord, "deu"}});  // only the last one
  CHECK(contains(small.ids("welcher deu"), "vhs:4"));
}

TEST_CASE("Every word must be found, in whatever field it stands, as long as an offer has them all") {
  SmallCatalogue small;
  CHECK(small.ids("deutschkurs auerbrunn a1") == Ids{"vhs:1"});
  CHECK(small.ids("roboter familienzentrum") == Ids{"fz:5"});
  const SearchResult both = small.search("roboter nähen");
  CHECK(both.total > 0);
  CHECK(both.dropped.size() == 1);
}

TEST_CASE("Offers with the word in the title come first") {
  SmallCatalogue small;
  CHECK(small.ids("nähen") == Ids{"vhs:6"});
  const Ids found = small.ids("deutsch");
  REQUIRE(found.size() >= 3);
  CHECK(Ids(found.begin(), found.begin() + 2) == Ids{"vhs:3", "vhs:1"});  // the whole word, soonest first
  CHECK(contains(found, "vhs:2"));                                        // "Deutschkurs" begins with it
}

TEST_CASE("Arabic and Ukrainian words are found, with and without their signs") {
  SmallCatalogue small;
  CHECK(small.ids("الألمانية") == Ids{"vhs:1"});
  CHECK(small.ids("الالمانيه") == Ids{"vhs:1"});
  CHECK(small.ids("німецької") == Ids{"vhs:1"});
  CHECK(small.ids("КУРС") == Ids{"vhs:1"});
}

TEST_CASE("Past offers are not found and past meetings not shown") {
  SmallCatalogue small;
  CHECK(small.ids("Herbstwanderung").empty());
  SearchQuery later = small.query("entdecker");
  later.now = test::now("2026-11-25");
  const SearchResult result = small.search(later);
  REQUIRE(result.items.size() == 1);
  CHECK(result.items[0].next->date == test::date("2026-12-01"));
  CHECK(result.items[0].upcoming_count == 1);
  later.now = test::now("2026-12-01", "12:00");
  CHECK(small.search(later).total == 0);
}

TEST_CASE("A meeting of today counts until it has ended") {
  SmallCatalogue small;
  SearchQuery query = small.query("entdecker");
  query.now = test::now("2026-11-24", "10:59");
  CHECK(small.search(query).items.at(0).next->date == test::date("2026-11-24"));
  query.now = test::now("2026-11-24", "11:00");
  CHECK(small.search(query).items.at(0).next->date == test::date("2026-12-01"));
}

TEST_CASE("Filters of one kind widen and of different kinds narrow") {
  SmallCatalogue small;
  SearchQuery query = small.query("");
  query.towns = {"Steinau"};
  CHECK(small.search(query).total == 2);
  query.towns = {"Steinau", "Hohenried"};
  CHECK(small.search(query).total == 3);
  query.free = catalogue::FreeFilter::kOnlyFree;
  CHECK(small.search(query).total == 2);
  query.phases = {Phase::kLaterLife};
  CHECK(small.ids(query) == Ids{"vhs:7"});
}

TEST_CASE("Filters choose the way of taking part and the provider") {
  SmallCatalogue small;
  SearchQuery query = small.query("");
  query.modes = {AttendanceMode::kOnline};
  CHECK(small.search(query).total == 2);
  query = small.query("");
  query.provider_ids = {"fz"};
  CHECK(small.search(query).total == 5);
  query.provider_ids = {"nobody"};
  CHECK(small.search(query).total == 0);
}

TEST_CASE("A range of days finds listed meetings and weekly ones") {
  SmallCatalogue small;
  SearchQuery query = small.query("");
  query.from = test::date("2026-11-26");
  query.until = test::date("2026-11-26");
  query.sort = SortOrder::kNextDate;
  CHECK(small.ids(query) == Ids{"vhs:7", "fz:4", "vhs:3"});
  query.until = test::date("2026-11-25");
  CHECK(small.search(query).total == 0);
}

TEST_CASE("Facets count what each further choice would show") {
  SmallCatalogue small;
  SearchQuery query = small.query("");
  query.towns = {"Steinau"};
  const auto facets = small.search(query).facets;
  const auto town = [&](const std::string& name) {
    for (const auto& choice : facets.towns) {
      if (choice.value == name) return choice.offers;
    }
    return 0;
  };
  // The town's own filter does not hide the other towns …
  query.towns = {"Lindach"};
  CHECK(town("Lindach") == small.search(query).total);
  // … but narrows the other kinds.
  CHECK(facets.free == 1);
  CHECK(facets.phases[static_cast<std::size_t>(Phase::kLaterLife)] == 0);
  for (const Phase phase : offer::kAllPhases) {
    SearchQuery chosen = small.query("");
    chosen.towns = {"Steinau"};
    chosen.phases = {phase};
    chosen.correction = catalogue::CorrectionUse::kRefused;  // nothing is left out
    CHECK(small.search(chosen).total == facets.phases[static_cast<std::size_t>(phase)]);
  }
}

TEST_CASE("Results can be sorted by date, title and price") {
  SmallCatalogue small;
  SearchQuery query = small.query("");
  query.limit = 200;
  query.sort = SortOrder::kTitle;
  auto items = small.search(query).items;
  CHECK(items.front().title == "Babymassage");
  query.sort = SortOrder::kPrice;
  items = small.search(query).items;
  CHECK(items.front().price.free == offer::TriState::kYes);
  CHECK(items.back().id == "vhs:12");  // nobody said what it costs
  query.sort = SortOrder::kNextDate;
  items = small.search(query).items;
  CHECK(items.front().id == "fz:1");
  CHECK(items.back().id == "vhs:14");  // has no date
}

TEST_CASE("Pages of a result neither overlap nor leave out") {
  SmallCatalogue small;
  SearchQuery query = small.query("");
  query.limit = 200;
  const Ids all = small.ids(query);
  Ids paged;
  query.limit = 5;
  for (query.offset = 0; query.offset < all.size(); query.offset += 5) {
    for (const std::string& id : small.ids(query)) paged.push_back(id);
  }
  CHECK(paged == all);
  query.offset = 10'000;
  CHECK(small.search(query).items.empty());
  CHECK(small.search(query).total == static_cast<int>(all.size()));
}

TEST_CASE("What is found, and in which order, does not depend on whether it is counted") {
  const test::TemporaryDirectory folder;
  test::build_catalogue(folder / "c.sqlite", test::generated_offers(700));
  CatalogueReader reader = CatalogueReader::open(folder / "c.sqlite").value();
  for (const char* text : {"", "d", "kurs", "deutsch am abend", "gitare"}) {
    for (const int filter : {0, 1, 2, 3, 4, 5}) {
      catalogue::SearchQuery query;
      query.text = text;
      query.now = {*base::make_date(2026, 11, 23), 12 * 60};
      query.limit = 200;
      if (filter == 1) query.free = catalogue::FreeFilter::kOnlyFree;
      if (filter == 2) query.weekdays = {base::Weekday::kTuesday};
      if (filter == 3) query.access = catalogue::AccessFilter::kOnlyStepFree;
      if (filter == 4) query.from = query.until = test::date("2026-12-01");
      if (filter == 4 || filter == 5) query.parts_of_day = {catalogue::PartOfDay::kEvening};
      if (filter == 5) query.towns = {"Steinau"};
      CAPTURE(text, filter);
      const auto counted = reader.search(query).value();
      query.counts = false;
      auto uncounted = reader.search(query).value();
      CHECK(uncounted.facets == catalogue::Facets());
      uncounted.facets = counted.facets;
      CHECK(uncounted == counted);
      // The first page alone is the beginning of a long one.
      query.limit = 7;
      const auto first = reader.search(query).value();
      CHECK(std::equal(first.items.begin(), first.items.end(), counted.items.begin()));
      CHECK(first.total == counted.total);
    }
  }
}

TEST_CASE("The order is that of the scores, and of equal ones that of the whole list, on every page") {
  const test::TemporaryDirectory folder;
  test::build_catalogue(folder / "c.sqlite", test::generated_offers(500));
  CatalogueReader reader = CatalogueReader::open(folder / "c.sqlite", test::shipped_words()).value();
  SearchQuery query;
  query.now = test::now("2026-11-23");
  query.explain = true;
  query.limit = 100;
  const auto all_pages = [&] {
    std::vector<std::pair<std::string, int>> items;  // id, score
    for (query.offset = 0;; query.offset += query.limit) {
      const SearchResult page = reader.search(query).value();
      for (std::size_t i = 0; i < page.items.size(); ++i) {
        items.emplace_back(page.items[i].id, page.reasons.empty() ? 0 : page.reasons[i].score);
      }
      if (page.items.size() < query.limit) return items;
    }
  };
  std::map<std::string, std::size_t> place;
  for (const auto& [id, score] : all_pages()) place.emplace(id, place.size());
  // One word, several, with fillers, with a slip, with words that name a facet; near and far.
  for (const char* text : {"k", "kurs", "deutsch", "deutsch abend", "ein kurs am abend", "gitare", "yoga abends"}) {
    for (const bool here : {false, true}) {
      query.text = text;
      query.here = here ? std::optional(offer::GeoPoint{50.10, 9.10}) : std::nullopt;
      query.free = here ? catalogue::FreeFilter::kOnlyFree : catalogue::FreeFilter::kAny;
      CAPTURE(text, here);
      const auto items = all_pages();
      CHECK_FALSE(items.empty());
      CHECK(std::is_sorted(items.begin(), items.end(), [&place](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : place.at(a.first) < place.at(b.first);
      }));
      SearchQuery page = query;
      page.limit = 3;
      for (page.offset = 0; page.offset < std::min<std::size_t>(items.size(), 30); page.offset += page.limit) {
        const auto some = reader.search(page).value().items;
        CHECK(std::equal(some.begin(), some.end(), items.begin() + static_cast<std::ptrdiff_t>(page.offset),
                         [](const auto& a, const auto& b) { return a.id == b.first; }));
      }
    }
  }
}

TEST_CASE("An answer does not depend on what was asked before") {
  const test::TemporaryDirectory folder;
  std::vector<offer::Offer> offers = test::generated_offers(40);
  offers.push_back(test::OfferBuilder("vhs:ends").title("Deutsch am Abend").session("2026-11-23", "18:00", "20:00"));
  offers.push_back(test::OfferBuilder("vhs:speak").title("How to speak", "en"));
  // Only in English is "even" another form of "evening".
  offers.push_back(test::OfferBuilder("vhs:even").title("Even more", "en").session("2026-12-31", "18:00", "20:00"));
  test::build_catalogue(folder / "c.sqlite", offers);
  const catalogue::Lexicon& words = test::shipped_words();
  CatalogueReader reader = CatalogueReader::open(folder / "c.sqlite", words).value();
  // Forth in time and back, in other languages, and back to what was typed before.
  const std::vector<base::LocalTime> times = {test::now("2026-11-23", "10:00"), test::now("2026-11-23", "18:01"),
                                              test::now("2026-11-23", "20:00"), test::now("2026-12-30", "00:00"),
                                              test::now("2026-11-23", "20:01"), test::now("2026-11-23", "08:00")};
  for (const base::LocalTime now : times) {
    for (const char* language : {"de", "en", "tr"}) {
      for (const char* text :
           {"evening", "abends", "for beginners", "k", "kurs", "speaking", "gitare", "deutsch am abend", "kurs"}) {
        SearchQuery query;
        query.text = text;
        query.language = language;
        query.now = now;
        query.limit = 5;
        query.explain = true;
        CAPTURE(text, language, now.date.days_since_epoch, now.minute);
        CatalogueReader fresh = CatalogueReader::open(folder / "c.sqlite", words).value();
        CHECK(reader.search(query).value() == fresh.search(query).value());
      }
    }
  }
}

TEST_CASE("Whatever is typed gets an answer") {
  SmallCatalogue small;
  const std::string emoji = "😀 🎉";
  const int everything = small.search("").total;
  for (const std::string& text :
       {std::string("…!?-–„“"), std::string(10'000, '.'), std::string("\xff\xfe\x80"), std::string("\0\0", 2),
        std::string(" \t\n"), std::string("\u202e\u200f\u200e"), emoji}) {
    CAPTURE(text);
    CHECK(small.search(text).total == everything);
  }
  for (const char* text : {"\"", "*", "a*b*", "AND", "deutsch AND", "NEAR(deutsch kurs)", "NEAR(", "title:deutsch",
                           "^deutsch", "(((", "-deutsch", "'; DROP TABLE offer; --", "\" OR 1=1 --", "{words}: x",
                           "deutsch OR OR", "a + b", "ñ", "\xE2\x80\x8F"}) {
    CAPTURE(text);
    CHECK(small.reader.search(small.query(text)).has_value());
  }
  CHECK(small.search(std::string(10'000, 'a')).total == 0);
  std::string many_words;
  for (int i = 0; i < 3'000; ++i) many_words += "de ";
  CHECK(small.reader.search(small.query(many_words)).has_value());
  CHECK(small.search("\"Deutschkurs\" (A1)").total == 1);
  CHECK(small.search("deutschkurs; DROP TABLE offer").dropped.size() >= 2);
  CHECK(small.search("").total == everything);
}

TEST_CASE("A title is shown in the visitor's language where there is one") {
  SmallCatalogue small;
  SearchQuery query = small.query("deutschkurs a1");
  query.language = "ar";
  auto item = small.search(query).items.at(0);
  CHECK(item.title_language == "ar");
  CHECK(item.languages == std::vector<std::string>{"ar", "de", "de-easy", "en", "tr", "uk"});
  query.language = "fa";
  CHECK(small.search(query).items.at(0).title == "Deutschkurs A1 am Abend");
}

TEST_CASE("Ten thousand offers answer from the first letter on, and the whole facets with them") {
  const test::TemporaryDirectory folder;
  test::build_catalogue(folder / "c.sqlite", test::generated_offers(10'000));
  auto reader = CatalogueReader::open(folder / "c.sqlite");
  REQUIRE(reader);
  SearchQuery query;
  query.now = test::now("2026-11-23");
  for (const char* text : {"", "d", "de", "deut", "deutschkurs a"}) {
    query.text = text;
    CAPTURE(text);
    const auto found = reader->search(query);
    REQUIRE(found);
    CHECK(found->items.size() == query.limit);
    int in_towns = 0;
    for (const auto& town : found->facets.towns) in_towns += town.offers;
    CHECK(in_towns <= found->total);
    CHECK(found->facets.free <= found->total);
  }
  query.text = "xyz";
  CHECK(reader->search(query)->total == 0);
}

TEST_CASE("A word that no offer has is taken for the nearest one, and the result says so") {
  SmallCatalogue small;
  const SearchResult result = small.search("gedaechtnisss");
  CHECK(result.items.at(0).id == "vhs:8");
  REQUIRE(result.corrected.size() == 1);
  CHECK(result.corrected[0].typed == "gedachtnisss");
  CHECK(result.corrected[0].searched.starts_with("Gedächtnis"));
  CHECK(small.search("gedächtnis").corrected.empty());
}

TEST_CASE("A correction can be refused") {
  SmallCatalogue small;
  SearchQuery query = small.query("nürnbregg");
  CHECK(small.search(query).total == 1);
  query.correction = catalogue::CorrectionUse::kRefused;
  const SearchResult refused = small.search(query);
  CHECK(refused.total == 0);
  CHECK(refused.corrected.empty());
  CHECK(refused.dropped.empty());
  // Nor is anything found that has some of the words only.
  for (const char* text : {"babymassage internet", "babymassage internet deutsch"}) {
    CAPTURE(text);
    query = small.query(text);
    CHECK(small.search(query).total > 0);
    query.correction = catalogue::CorrectionUse::kRefused;
    CHECK(small.search(query).total == 0);
  }
}

TEST_CASE("Words written apart find the compound, and a compound its parts") {
  SmallCatalogue small;
  CHECK(contains(small.ids("näh kurs"), "vhs:5"));
  CHECK(contains(small.ids("deutsch kurs"), "vhs:1"));
}

TEST_CASE("Another ending finds the word") {
  SmallCatalogue small;
  CHECK(contains(small.ids("deutschkurse auerbrunn"), "vhs:1"));
  CHECK(contains(small.ids("robotern"), "fz:5"));
}

TEST_CASE("An explained search says how each item has each word") {
  SmallCatalogue small;
  SearchQuery query = small.query("deutschkurs auerbrunn");
  query.understanding = catalogue::UnderstandingUse::kRefused;
  query.explain = true;
  const SearchResult result = small.search(query);
  REQUIRE(result.reasons.size() == result.items.size());
  REQUIRE(result.reasons.at(0).words.size() == 2);
  CHECK(result.reasons[0].words[0].word == "deutschkurs");
  CHECK(result.reasons[0].words[0].level > 0);
  CHECK_FALSE(result.reasons[0].words[1].in_title);
  for (std::size_t i = 1; i < result.reasons.size(); ++i) {
    CHECK(result.reasons[i].score <= result.reasons[i - 1].score);
  }
  query.explain = false;
  CHECK(small.search(query).reasons.empty());
}

TEST_CASE("The reasons of an item add up to its score") {
  const test::TemporaryDirectory folder;
  test::build_catalogue(
      folder / "c.sqlite",
      {test::OfferBuilder("vhs:1").title("Deutsch Kurs"), test::OfferBuilder("vhs:2").title("Deutsch"),
       test::OfferBuilder("vhs:3").title("Deutsch").abstract("Ein Kurs, der Freude macht."),
       test::OfferBuilder("vhs:4").title("Gespräche").abstract("Auf Deutsch."),
       test::OfferBuilder("vhs:5").title("Deutschkurse")});
  CatalogueReader reader = CatalogueReader::open(folder / "c.sqlite", test::shipped_words()).value();
  for (const char* text :
       {"deutsch", "kurs deutsch", "deutsch kurs", "ein kurs deutsch qqxxqqxx", "gespräche deutsch"}) {
    SearchQuery query;
    query.text = text;
    query.now = test::now("2026-11-23");
    query.explain = true;
    const SearchResult result = reader.search(query).value();
    REQUIRE_FALSE(result.reasons.empty());
    for (std::size_t i = 0; i < result.reasons.size(); ++i) {
      CAPTURE(text, result.items[i].id);
      double sum = 0;
      double weights = 0;
      for (const auto& word : result.reasons[i].words) {
        sum += word.level * word.weight;
        weights += word.weight;
      }
      constexpr double kWithoutLifts = 999;
      CHECK(std::abs(result.reasons[i].score - kWithoutLifts * sum / (15 * weights)) <= 2);
    }
  }
}

TEST_CASE("Endless and hostile queries get an answer, too") {
  SmallCatalogue small;
  std::string long_query;
  while (long_query.size() < 10'000) long_query += "Deutschkurs für Anfänger ";
  const std::string rest(10'000, 'x');
  for (const std::string& text :
       {long_query, rest, std::string("?!.,;:-_()[]{}\"'*^"), std::string("\xF0\x9F\x98\x80\xF0\x9F\x98\x80"),
        std::string("\xE2\x80\x8F\xE2\x80\xAE deutsch"), std::string("'; DROP TABLE offer; --"),
        std::string("\" OR NEAR(a b) AND * title:x"), std::string("\xff\xfe\x80"), std::string("\0a", 2),
        std::string("a b c d e f g h i j k l m n o p q r s t u v w x y z")}) {
    CAPTURE(text.substr(0, 60));
    CHECK(small.reader.search(small.query(text)));
  }
  CHECK(small.search(long_query).total > 0);
}

}  // namespace
}  // namespace bildungskiosk
