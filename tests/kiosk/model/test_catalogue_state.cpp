#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {

TEST_CASE("Without a catalogue the kiosk is at its first start, with a damaged one it says so") {
  Visit visit;
  using base::ErrorCode;
  const auto [code, status] = GENERATE(Catch::Generators::table<ErrorCode, CatalogueStatus>({
      {ErrorCode::kNoCatalogue, CatalogueStatus::kMissing},
      {ErrorCode::kNotFound, CatalogueStatus::kMissing},
      {ErrorCode::kNotInitialised, CatalogueStatus::kMissing},
      {ErrorCode::kPermissionDenied, CatalogueStatus::kNoPermission},
      {ErrorCode::kCatalogueDamaged, CatalogueStatus::kDamaged},
      {ErrorCode::kUnsupportedFormat, CatalogueStatus::kDamaged},
      {ErrorCode::kInternal, CatalogueStatus::kFault},
      {ErrorCode::kIo, CatalogueStatus::kDamaged},
  }));
  visit.happens(CatalogueFailed{{code, "why"}});
  CHECK(visit.model().catalogue.status == status);
  CHECK(catalogue_unusable(visit.model()));
  visit.happens(WakeUp{"de"});
  CHECK(visit.model().page_as<HomePage>() == nullptr);
}

TEST_CASE("While the catalogue can't be used, an installed one is noticed by itself") {
  Visit visit;
  visit.happens(CatalogueFailed{{base::ErrorCode::kNoCatalogue, ""}});
  REQUIRE(next_wake_ms(visit.model()));
  visit.tick(kCatalogueCheckMs);
  CHECK(visit.count<CheckCatalogue>() == 1);
  visit.happens(CatalogueOpened{});
  CHECK(visit.model().catalogue.status == CatalogueStatus::kReady);
  visit.happens(WakeUp{"de"});
  CHECK(visit.model().page_as<HomePage>() != nullptr);
}

TEST_CASE("Damage found in the middle of a visit ends the visit and forgets what was typed") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"geheim"});
  visit.happens(RequestFailed{visit.last<Search>()->request, {base::ErrorCode::kCatalogueDamaged, "page 7"}});
  CHECK(visit.model().catalogue.status == CatalogueStatus::kDamaged);
  CHECK(visit.model().pages.size() == 1);
  CHECK(visit.model().catalogue.error.detail == "page 7");
}

TEST_CASE("A visitor who came before the catalogue was open gets the answer when it is") {
  Visit visit;
  visit.happens(WakeUp{"de"});
  visit.happens(OpenPhase{offer::Phase::kFamily});
  visit.happens(RequestFailed{visit.last<Search>()->request, {base::ErrorCode::kNoCatalogue, "not open yet"}});
  visit.happens(CatalogueOpened{});
  visit.answer_search(4);
  CHECK(visit.page<ResultsPage>().total == 4);
  CHECK_FALSE(visit.page<ResultsPage>().failed);
}

TEST_CASE("An overview in an older language is dropped") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(ChooseLanguage{"uk"});
  const auto ukrainian = visit.last<LoadOverview>();
  visit.happens(ChooseLanguage{"ar"});
  catalogue::CatalogueOverview late;
  late.offers = 1;
  visit.happens(OverviewLoaded{ukrainian->request, late});
  CHECK(visit.model().catalogue.overview->offers == 42);
}

TEST_CASE("The same events give the same effects") {
  const auto play = [] {
    Visit visit;
    visit.arrive_at_home();
    visit.happens(OpenSearch{});
    visit.type({"a", "b"});
    visit.happens(ShowResults{});
    visit.answer_search(12);
    visit.happens(OpenOffer{"offer 3"});
    return std::pair(visit.last<ReadOffer>()->request, visit.count<Search>());
  };
  CHECK(play() == play());
}

}  // namespace bildungskiosk::model::test
