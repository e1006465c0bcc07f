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
#include "tests/sync/catalogue/searched_catalogue.hpp"

namespace bildungskiosk {
namespace {

using catalogue::CatalogueReader;
using catalogue::SearchQuery;
using catalogue::SearchResult;
using catalogue::SortOrder;
using test::Ids;
using test::SearchedCatalogue;

TEST_CASE("Results can be sorted by date, title and price") {
  SearchedCatalogue small;
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
  SearchedCatalogue small;
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

TEST_CASE("An explained search says how each item has each word") {
  SearchedCatalogue small;
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

}  // namespace
}  // namespace bildungskiosk
