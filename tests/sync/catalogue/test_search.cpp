#include <string>

#include "sync/catalogue/catalogue_reader.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/catalogue/searched_catalogue.hpp"

namespace bildungskiosk {
namespace {

using catalogue::CatalogueReader;
using catalogue::SearchQuery;
using catalogue::SearchResult;
using test::contains;
using test::Ids;
using test::SearchedCatalogue;

TEST_CASE("A word is found however its umlauts are written") {
  SearchedCatalogue small;
  for (const char* text : {"Nürnberg", "nuernberg", "nurnberg", "NÜRNBERG", "nu\xCC\x88rnberg"}) {
    CAPTURE(text);
    CHECK(small.ids(text) == Ids{"vhs:15"});
  }
  for (const char* text : {"Nähkurs", "Naehkurs", "nahkurs"}) CHECK(small.ids(text) == Ids{"vhs:5"});
  CHECK(small.ids("Gedaechtnis") == Ids{"vhs:8"});
}

TEST_CASE("The last word may be a beginning from its first letter on") {
  SearchedCatalogue small;
  CHECK(contains(small.ids("g"), "vhs:8"));
  CHECK(small.ids("gedä") == Ids{"vhs:8"});
  CHECK(small.search("deu welcher").dropped ==
        std::vector{catalogue::LeftOut{catalogue::LeftOutKind::kWord, "deu"}});  // only the last one
  CHECK(contains(small.ids("welcher deu"), "vhs:4"));
}

TEST_CASE("Every word must be found, in whatever field it stands, as long as an offer has them all") {
  SearchedCatalogue small;
  CHECK(small.ids("deutschkurs auerbrunn a1") == Ids{"vhs:1"});
  CHECK(small.ids("roboter familienzentrum") == Ids{"fz:5"});
  const SearchResult both = small.search("roboter nähen");
  CHECK(both.total > 0);
  CHECK(both.dropped.size() == 1);
}

TEST_CASE("Offers with the word in the title come first") {
  SearchedCatalogue small;
  CHECK(small.ids("nähen") == Ids{"vhs:6"});
  const Ids found = small.ids("deutsch");
  REQUIRE(found.size() >= 3);
  CHECK(Ids(found.begin(), found.begin() + 2) == Ids{"vhs:3", "vhs:1"});  // the whole word, soonest first
  CHECK(contains(found, "vhs:2"));                                        // "Deutschkurs" begins with it
}

TEST_CASE("Arabic and Ukrainian words are found, with and without their signs") {
  SearchedCatalogue small;
  CHECK(small.ids("الألمانية") == Ids{"vhs:1"});
  CHECK(small.ids("الالمانيه") == Ids{"vhs:1"});
  CHECK(small.ids("німецької") == Ids{"vhs:1"});
  CHECK(small.ids("КУРС") == Ids{"vhs:1"});
}

TEST_CASE("Whatever is typed gets an answer") {
  SearchedCatalogue small;
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
  SearchedCatalogue small;
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
  SearchedCatalogue small;
  const SearchResult result = small.search("gedaechtnisss");
  CHECK(result.items.at(0).id == "vhs:8");
  REQUIRE(result.corrected.size() == 1);
  CHECK(result.corrected[0].typed == "gedachtnisss");
  CHECK(result.corrected[0].searched.starts_with("Gedächtnis"));
  CHECK(small.search("gedächtnis").corrected.empty());
}

TEST_CASE("A correction can be refused") {
  SearchedCatalogue small;
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
  SearchedCatalogue small;
  CHECK(contains(small.ids("näh kurs"), "vhs:5"));
  CHECK(contains(small.ids("deutsch kurs"), "vhs:1"));
}

TEST_CASE("Another ending finds the word") {
  SearchedCatalogue small;
  CHECK(contains(small.ids("deutschkurse auerbrunn"), "vhs:1"));
  CHECK(contains(small.ids("robotern"), "fz:5"));
}

TEST_CASE("Endless and hostile queries get an answer, too") {
  SearchedCatalogue small;
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
