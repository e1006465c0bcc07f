#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {

TEST_CASE("The first touch only opens home, in the language of the question") {
  Visit visit;
  visit.happens(CatalogueOpened{});
  visit.answer_overview();
  visit.happens(OpenPhase{offer::Phase::kFamily});
  CHECK(visit.model().page_as<AttractPage>() != nullptr);
  visit.happens(WakeUp{"tr"});
  CHECK(visit.model().page_as<HomePage>() != nullptr);
  CHECK(visit.model().language == "tr");
  CHECK(visit.last<LoadOverview>()->language == "tr");
}

TEST_CASE("On home there is no way back, and from everywhere Start leads there") {
  Visit visit;
  visit.arrive_at_home();
  CHECK_FALSE(can_go_back(visit.model()));
  visit.happens(GoBack{});
  CHECK(visit.model().page_as<HomePage>() != nullptr);

  visit.happens(OpenPhase{offer::Phase::kSchool});
  visit.answer_search(5);
  visit.happens(OpenOffer{"offer 1"});
  CHECK(can_go_back(visit.model()));
  visit.happens(GoHome{});
  CHECK(visit.model().page_as<HomePage>() != nullptr);
  CHECK_FALSE(can_go_back(visit.model()));
}

TEST_CASE("Zurück restores the list with its filters and its place") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kFamily});
  visit.answer_search(90);
  visit.happens(ToggleFacet{catalogue::InTown{"Lindach"}});
  visit.answer_search(60);
  const PageId list = visit.model().page().id;
  visit.happens(Scrolled{list, 720.0F});
  visit.happens(OpenOffer{"offer 7"});
  visit.answer_offer("offer 7");
  const std::size_t searches = visit.count<Search>();

  visit.happens(GoBack{});
  const auto& results = visit.page<ResultsPage>();
  CHECK(visit.model().page().id == list);
  CHECK(results.scroll_du == 720.0F);
  CHECK(results.query.towns == std::vector<std::string>{"Lindach"});
  CHECK(results.query.phases == std::vector{offer::Phase::kFamily});
  CHECK(results.total == 60);
  CHECK(results.items.size() == kResultsStep);
  CHECK(visit.count<Search>() == searches);  // nothing is asked again
}

TEST_CASE("Scrolling that ends after the page has gone is kept with its page") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kFamily});
  visit.answer_search(90);
  const PageId list = visit.model().page().id;
  visit.happens(OpenOffer{"offer 7"});
  visit.happens(Scrolled{list, 333.0F});
  CHECK(visit.page<DetailPage>().scroll_du == 0.0F);
  visit.happens(GoBack{});
  CHECK(visit.page<ResultsPage>().scroll_du == 333.0F);
}

TEST_CASE("A list that was left before its answer came is asked for again on the way back") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"a"});
  visit.happens(ShowResults{});
  const auto preview_or_results = visit.last<Search>();
  visit.happens(GoBack{});
  CHECK(visit.page<SearchPage>().text == "a");
  CHECK(visit.last<Search>()->request != preview_or_results->request);
  visit.answer_search(2);
  CHECK(visit.page<SearchPage>().preview->total == 2);
}

TEST_CASE("The dates of this week run from today to Sunday") {
  Visit visit;
  visit.set_day(*base::make_date(2026, 11, 26));  // a Thursday
  visit.tick(0);
  visit.arrive_at_home();
  visit.happens(OpenThisWeek{});
  const auto asked = visit.last<Search>();
  CHECK(asked->query.from == base::make_date(2026, 11, 26));
  CHECK(asked->query.until == base::make_date(2026, 11, 29));
  CHECK(asked->query.sort == catalogue::SortOrder::kNextDate);
}

TEST_CASE("An offer is read in the language of its title until another is chosen") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenOffer{"x"});
  visit.answer_offer("x");
  CHECK(visit.page<DetailPage>().text_language == "uk");
  visit.happens(ChooseTextLanguage{"de"});
  CHECK(visit.page<DetailPage>().text_language == "de");
}

TEST_CASE("An answer about another offer than the shown one is dropped") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenOffer{"first"});
  const auto first = visit.last<ReadOffer>();
  visit.happens(OpenOffer{"second"});
  catalogue::OfferDetail late;
  late.summary.id = "first";
  visit.happens(OfferRead{first->request, late, {}});
  CHECK_FALSE(visit.page<DetailPage>().detail);
  visit.answer_offer("second");
  CHECK(visit.page<DetailPage>().detail->summary.id == "second");
}

TEST_CASE("An offer that the catalogue does not have is said to be missing") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenOffer{"gone"});
  visit.happens(RequestFailed{visit.last<ReadOffer>()->request, {base::ErrorCode::kNotFound, "gone"}});
  CHECK(visit.page<DetailPage>().missing);
}

TEST_CASE("However long a visitor follows similar offers, the pages are bounded and home stays at the bottom") {
  Visit visit;
  visit.arrive_at_home();
  for (int i = 0; i < 100; ++i) visit.happens(OpenOffer{"offer " + std::to_string(i)});
  CHECK(visit.model().pages.size() == kPagesMax);
  CHECK(std::holds_alternative<HomePage>(visit.model().pages[1].content));
  for (int i = 0; i < 100; ++i) visit.happens(GoBack{});
  CHECK(visit.model().page_as<HomePage>() != nullptr);
}

TEST_CASE("Another language asks for the shown list again in that language") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  visit.answer_search(5);
  visit.happens(ChooseLanguage{"uk"});
  CHECK(visit.last<Search>()->query.language == "uk");
  CHECK(visit.last<Search>()->query.phases == std::vector{offer::Phase::kSchool});
  CHECK(visit.last<LoadOverview>()->language == "uk");
}

TEST_CASE("Zurück closes the languages before it leaves the page") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(ToggleLanguageMenu{});
  CHECK(visit.model().language_menu == LanguageMenu::kOpen);
  CHECK(can_go_back(visit.model()));
  visit.happens(GoBack{});
  CHECK(visit.model().language_menu == LanguageMenu::kClosed);
  CHECK(visit.model().page_as<HomePage>() != nullptr);
  visit.happens(ToggleLanguageMenu{});
  visit.happens(ChooseLanguage{"ar"});
  CHECK(visit.model().language_menu == LanguageMenu::kClosed);
  CHECK(visit.model().language == "ar");
}

}  // namespace bildungskiosk::model::test
