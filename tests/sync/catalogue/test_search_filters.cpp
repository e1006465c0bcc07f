#include <string>

#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/catalogue/searched_catalogue.hpp"

namespace bildungskiosk {
namespace {

using catalogue::SearchQuery;
using catalogue::SearchResult;
using catalogue::SortOrder;
using offer::AttendanceMode;
using offer::Phase;
using test::Ids;
using test::SearchedCatalogue;

TEST_CASE("Past offers are not found and past meetings not shown") {
  SearchedCatalogue small;
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
  SearchedCatalogue small;
  SearchQuery query = small.query("entdecker");
  query.now = test::now("2026-11-24", "10:59");
  CHECK(small.search(query).items.at(0).next->date == test::date("2026-11-24"));
  query.now = test::now("2026-11-24", "11:00");
  CHECK(small.search(query).items.at(0).next->date == test::date("2026-12-01"));
}

TEST_CASE("Filters of one kind widen and of different kinds narrow") {
  SearchedCatalogue small;
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
  SearchedCatalogue small;
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
  SearchedCatalogue small;
  SearchQuery query = small.query("");
  query.from = test::date("2026-11-26");
  query.until = test::date("2026-11-26");
  query.sort = SortOrder::kNextDate;
  CHECK(small.ids(query) == Ids{"vhs:7", "fz:4", "vhs:3"});
  query.until = test::date("2026-11-25");
  CHECK(small.search(query).total == 0);
}

TEST_CASE("Facets count what each further choice would show") {
  SearchedCatalogue small;
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

}  // namespace
}  // namespace bildungskiosk
