#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {

TEST_CASE("The first thing a model wants is its catalogue opened") {
  const Visit visit;
  CHECK(visit.count<OpenCatalogue>() == 1);
  CHECK(visit.model().page_as<AttractPage>() != nullptr);
}

TEST_CASE("After two minutes without a touch everything is forgotten") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(ChooseLanguage{"ar"});
  visit.happens(OpenSearch{});
  visit.type({"S", "c", "h", "u", "l", "d", "e", "n"});
  visit.answer_search(3);
  visit.happens(ShowResults{});
  visit.answer_search(3);
  visit.happens(ToggleFacet{catalogue::InTown{"Lindach"}});

  visit.tick(kIdleResetMs - 1);
  CHECK(visit.model().page_as<AttractPage>() == nullptr);
  visit.tick(1);

  REQUIRE(visit.model().pages.size() == 1);
  CHECK(visit.model().page_as<AttractPage>() != nullptr);
  CHECK(visit.model().language == "de");
  CHECK_FALSE(visit.model().prompt_seconds_left);
  CHECK(visit.model().catalogue.status == CatalogueStatus::kReady);
  CHECK(visit.model().catalogue.overview);
}

TEST_CASE("An answer to a forgotten visit's search does not come back into the next one") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"X"});
  const auto asked = visit.last<Search>();
  visit.tick(kIdleResetMs);
  visit.happens(WakeUp{"de"});
  visit.happens(OpenSearch{});
  visit.happens(SearchAnswered{asked->request, Visit::result(7, 0, 8)});
  CHECK_FALSE(visit.page<SearchPage>().preview);
  CHECK(visit.page<SearchPage>().text.empty());
}

TEST_CASE("A touch starts the two minutes anew") {
  Visit visit;
  visit.arrive_at_home();
  visit.tick(80'000);
  visit.touch();
  visit.tick(80'000);
  CHECK(visit.model().page_as<HomePage>() != nullptr);
  CHECK_FALSE(visit.model().prompt_seconds_left);
}

TEST_CASE("The last thirty seconds ask whether anybody is there and count down") {
  Visit visit;
  visit.arrive_at_home();
  visit.tick(kIdlePromptMs - 1);
  CHECK_FALSE(visit.model().prompt_seconds_left);
  visit.tick(1);
  CHECK(visit.model().prompt_seconds_left == 30);
  visit.tick(1'000);
  CHECK(visit.model().prompt_seconds_left == 29);
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + 1'000);

  SECTION("yes, go on: the page is still the same") {
    visit.happens(StayHere{});
    CHECK_FALSE(visit.model().prompt_seconds_left);
    CHECK(visit.model().page_as<HomePage>() != nullptr);
    visit.tick(kIdlePromptMs - 1);
    CHECK_FALSE(visit.model().prompt_seconds_left);
  }
  SECTION("no, end: forgotten at once") {
    visit.touch();  // the finger that comes down on "Nein, beenden"
    CHECK(visit.model().prompt_seconds_left);
    visit.happens(LeaveNow{});
    CHECK(visit.model().page_as<AttractPage>() != nullptr);
  }
}

TEST_CASE("The model says when it next changes by itself, so that the loop may sleep") {
  Visit visit;
  visit.happens(CatalogueOpened{});
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + kAttractTurnMs);
  visit.tick(2'000);
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + 1'000);
  visit.happens(WakeUp{"de"});
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + kIdlePromptMs);
}

TEST_CASE("The attract screen looks for a new catalogue, a visit does not") {
  Visit visit;
  visit.happens(CatalogueOpened{});
  visit.answer_overview();
  visit.tick(kCatalogueCheckMs);
  CHECK(visit.count<CheckCatalogue>() == 1);
  visit.happens(WakeUp{"de"});
  visit.tick(kCatalogueCheckMs);
  visit.tick(kCatalogueCheckMs);
  CHECK(visit.count<CheckCatalogue>() == 1);
}

TEST_CASE("At midnight the attract screen asks for the new day's dates") {
  Visit visit;
  visit.happens(CatalogueOpened{});
  visit.answer_overview();
  const std::size_t before = visit.count<LoadOverview>();
  visit.tick(1'000);
  CHECK(visit.count<LoadOverview>() == before);
  visit.set_day(*base::make_date(2026, 11, 24));
  visit.tick(1'000);
  REQUIRE(visit.count<LoadOverview>() == before + 1);
  CHECK(visit.last<LoadOverview>()->now.date == *base::make_date(2026, 11, 24));
}

}  // namespace bildungskiosk::model::test
