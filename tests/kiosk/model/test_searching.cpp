#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {

TEST_CASE("Every key asks anew, and only the answer to the newest question counts") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"n"});
  const auto first = visit.last<Search>();
  visit.type({"ä"});
  const auto second = visit.last<Search>();
  CHECK(second->query.text == "nä");
  CHECK(second->query.limit == kSearchPreview);
  CHECK(second->request != first->request);

  visit.happens(SearchAnswered{first->request, Visit::result(99, 0, 8)});
  CHECK_FALSE(visit.page<SearchPage>().preview);
  visit.happens(SearchAnswered{second->request, Visit::result(3, 0, 8)});
  REQUIRE(visit.page<SearchPage>().preview);
  CHECK(visit.page<SearchPage>().preview->total == 3);
}

TEST_CASE("The old hits stay until the new ones come, so that the list does not flicker") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"n"});
  visit.answer_search(9);
  visit.type({"ä"});
  REQUIRE(visit.page<SearchPage>().preview);
  CHECK(visit.page<SearchPage>().preview->total == 9);
}

TEST_CASE("Löschen takes whole characters, also those of several bytes") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"b", "ü", "ß", "українська"});
  visit.happens(DeleteBackward{});
  CHECK(visit.page<SearchPage>().text == "büßукраїнськ");
  visit.happens(MoveCaret{CaretMove::kStart});
  visit.happens(MoveCaret{CaretMove::kForward});
  visit.happens(MoveCaret{CaretMove::kForward});
  visit.happens(DeleteForward{});
  CHECK(visit.page<SearchPage>().text == "büукраїнськ");
  visit.happens(DeleteBackward{});
  CHECK(visit.page<SearchPage>().text == "bукраїнськ");
  CHECK(visit.page<SearchPage>().caret == 1);
}

TEST_CASE("Letters go in where the caret stands") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"H", "a", "s"});
  visit.happens(MoveCaret{CaretMove::kBack});
  visit.type({"u"});
  CHECK(visit.page<SearchPage>().text == "Haus");
  CHECK(visit.page<SearchPage>().caret == 3);
  visit.happens(MoveCaret{CaretMove::kEnd});
  CHECK(visit.page<SearchPage>().caret == 4);
}

TEST_CASE("An arrow moves the caret the way it points, also in a word that runs from right to left") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  const auto moved = [&visit](CaretMove from, CaretMove arrow) {
    visit.happens(MoveCaret{from});
    visit.happens(MoveCaret{arrow});
    return visit.page<SearchPage>().caret;
  };
  const std::size_t letter = 2;  // bytes
  SECTION("Arabic") {
    visit.type({"د", "و", "ر", "ة"});
    CHECK(moved(CaretMove::kEnd, CaretMove::kRight) == 3 * letter);
    CHECK(moved(CaretMove::kEnd, CaretMove::kLeft) == 4 * letter);
    CHECK(moved(CaretMove::kStart, CaretMove::kLeft) == letter);
    CHECK(moved(CaretMove::kStart, CaretMove::kRight) == 0);
  }
  SECTION("a space and a figure go with the word before them") {
    visit.type({"د", " ", "7"});
    CHECK(moved(CaretMove::kEnd, CaretMove::kRight) == letter + 1);
  }
  SECTION("what stands first goes with the word behind it") {
    visit.type({" ", "د"});
    CHECK(moved(CaretMove::kStart, CaretMove::kLeft) == 1);
  }
  SECTION("scripts whose letters have the same first bytes as Arabic's do not") {
    visit.type({"Ֆ", "ກ"});  // Armenian U+0556, Lao U+0E81
    CHECK(moved(CaretMove::kEnd, CaretMove::kLeft) == 2);
    CHECK(moved(CaretMove::kStart, CaretMove::kRight) == 2);
  }
  SECTION("the word before the caret decides") {
    visit.type({"د", "a"});
    CHECK(moved(CaretMove::kEnd, CaretMove::kLeft) == letter);
    CHECK(moved(CaretMove::kStart, CaretMove::kLeft) == letter);
  }
  SECTION("an empty field") {
    CHECK(moved(CaretMove::kEnd, CaretMove::kLeft) == 0);
    CHECK(moved(CaretMove::kEnd, CaretMove::kRight) == 0);
  }
}

TEST_CASE("Other letters stay on the keyboard for the visit, until a language is chosen") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"a"});
  visit.happens(ChooseLayer{KeyboardLayer::kDigits});
  visit.happens(ChooseLetters{"uk"});
  CHECK(visit.page<SearchPage>().layer == KeyboardLayer::kLetters);
  CHECK(visit.page<SearchPage>().text == "a");
  visit.happens(GoBack{});
  visit.happens(OpenSearch{});
  CHECK(visit.model().letters_of == "uk");
  SECTION("another language brings its own, and what was typed stays") {
    visit.type({"к"});
    visit.happens(ChooseLanguage{"ar"});
    CHECK(visit.model().letters_of.empty());
    CHECK(visit.page<SearchPage>().text == "к");
  }
  SECTION("the end of the visit forgets them") {
    visit.happens(LeaveNow{});
    CHECK(visit.model().letters_of.empty());
  }
}

TEST_CASE("An emptied field asks nothing and shows no old hits") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"a"});
  const auto asked = visit.last<Search>();
  const std::size_t searches = visit.count<Search>();
  visit.happens(ClearText{});
  CHECK(visit.count<Search>() == searches);
  visit.happens(SearchAnswered{asked->request, Visit::result(5, 0, 8)});
  CHECK_FALSE(visit.page<SearchPage>().preview);
  CHECK(visit.page<SearchPage>().caret == 0);
}

TEST_CASE("The text is bounded, and what does not fit is refused whole") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  for (int i = 0; i < 1'000; ++i) visit.happens(TypeText{"ü"});
  CHECK(visit.page<SearchPage>().text.size() == kQueryTextBytesMax);
  CHECK(visit.page<SearchPage>().caret == kQueryTextBytesMax);
}

TEST_CASE("Filters of a list narrow its query, one tap sets and another clears") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"computer"});
  visit.answer_search(20);
  visit.happens(ShowResults{});
  visit.answer_search(20);
  CHECK(visit.page<ResultsPage>().query.sort == catalogue::SortOrder::kRelevance);

  visit.happens(ToggleFacet{catalogue::InTown{"Lindach"}});
  visit.happens(ToggleFacet{catalogue::InTown{"Steinau"}});
  visit.happens(ToggleFacet{catalogue::OnlyFree{}});
  visit.happens(ToggleFacet{offer::AttendanceMode::kOnline});
  visit.happens(TogglePhase{offer::Phase::kLaterLife});
  const auto all = visit.last<Search>();
  CHECK(all->query.text == "computer");
  CHECK(all->query.towns == std::vector<std::string>{"Lindach", "Steinau"});
  CHECK(all->query.free == catalogue::FreeFilter::kOnlyFree);
  CHECK(has_filters(all->query));
  CHECK_FALSE(visit.page<ResultsPage>().answered);

  visit.happens(ToggleFacet{catalogue::InTown{"Lindach"}});
  CHECK(visit.last<Search>()->query.towns == std::vector<std::string>{"Steinau"});
  visit.happens(ClearFilters{});
  CHECK_FALSE(has_filters(visit.last<Search>()->query));
  CHECK(visit.last<Search>()->query.text == "computer");
}

TEST_CASE("A filter brings the list back to its top") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  visit.answer_search(90);
  visit.happens(Scrolled{visit.model().page().id, 900.0F});
  visit.happens(ToggleFacet{catalogue::OnlyFree{}});
  CHECK(visit.page<ResultsPage>().scroll_du == 0.0F);
}

TEST_CASE("A long list comes in parts, each asked for once") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  visit.answer_search(100);
  CHECK(visit.page<ResultsPage>().items.size() == kResultsStep);
  visit.happens(NeedMoreResults{});
  visit.happens(NeedMoreResults{});
  CHECK(visit.count<Search>() == 2);
  CHECK(visit.last<Search>()->query.offset == kResultsStep);
  visit.answer_search(100);
  REQUIRE(visit.page<ResultsPage>().items.size() == 2 * kResultsStep);
  CHECK(visit.page<ResultsPage>().items.back().id == "offer 79");
  visit.happens(NeedMoreResults{});
  visit.answer_search(100);
  CHECK(visit.page<ResultsPage>().items.size() == 100);
  const std::size_t searches = visit.count<Search>();
  visit.happens(NeedMoreResults{});
  CHECK(visit.count<Search>() == searches);
}

TEST_CASE("A search that fails is said to have failed and can be asked again") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  visit.happens(RequestFailed{visit.last<Search>()->request, {base::ErrorCode::kIo, "disk"}});
  CHECK(visit.page<ResultsPage>().failed);
  visit.happens(ToggleFacet{catalogue::OnlyFree{}});
  CHECK_FALSE(visit.page<ResultsPage>().failed);
}

TEST_CASE("A part of a list that fails is asked for again when the list is moved, not by itself") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  visit.answer_search(100);
  visit.happens(NeedMoreResults{});
  visit.happens(RequestFailed{visit.last<Search>()->request, {base::ErrorCode::kIo, "disk"}});
  const std::size_t searches = visit.count<Search>();
  visit.happens(NeedMoreResults{});
  CHECK(visit.count<Search>() == searches);
  SECTION("by a finger") { visit.happens(Scrolled{visit.model().page().id, 900.0F}); }
  SECTION("by coming back") {
    visit.happens(OpenOffer{"offer 1"});
    visit.happens(GoBack{});
  }
  visit.happens(NeedMoreResults{});
  REQUIRE(visit.count<Search>() == searches + 1);
  CHECK(visit.last<Search>()->query.offset == kResultsStep);
  visit.answer_search(100);
  CHECK(visit.page<ResultsPage>().items.size() == 2 * kResultsStep);
}

TEST_CASE("Filters are counted for where they are shown: not while typing, nor for more of a list") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({"a"});
  CHECK_FALSE(visit.last<Search>()->query.counts);
  visit.happens(ShowResults{});
  CHECK(visit.last<Search>()->query.counts);
  visit.answer_search(100);
  visit.happens(NeedMoreResults{});
  CHECK_FALSE(visit.last<Search>()->query.counts);
  visit.answer_search(100);
  visit.happens(TogglePhase{offer::Phase::kFamily});
  CHECK(visit.last<Search>()->query.counts);
}

TEST_CASE("Of a list no more is loaded than one can look through") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  constexpr int kMany = 5'000;
  visit.answer_search(kMany);
  while (may_load_more(visit.page<ResultsPage>())) {
    visit.happens(NeedMoreResults{});
    REQUIRE_FALSE(may_load_more(visit.page<ResultsPage>()));
    visit.answer_search(kMany);
  }
  CHECK(visit.page<ResultsPage>().items.size() == kResultsMax);
}

TEST_CASE("Opening one filter closes the other") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  CHECK(visit.page<ResultsPage>().open_section == FilterSection::kTown);
  visit.happens(ToggleSection{FilterSection::kWhen});
  CHECK(visit.page<ResultsPage>().open_section == FilterSection::kWhen);
  visit.happens(ToggleSection{FilterSection::kWhen});
  CHECK(visit.page<ResultsPage>().open_section == FilterSection::kNone);
}

TEST_CASE("Every kind of facet is set by one touch and taken back by the next") {
  const base::Date day = *base::make_date(2026, 11, 30);
  const std::vector<catalogue::FacetValue> values = {
      catalogue::Level::kA1,          offer::AttendanceMode::kOnline,
      catalogue::OnlyFree{},          catalogue::StepFree{},
      catalogue::InTown{"Lindach"},   catalogue::InDistrict{"Altstadt"},
      catalogue::Dates{day, day},     catalogue::OnWeekdays{{base::Weekday::kMonday}},
      catalogue::PartOfDay::kEvening, catalogue::AudienceGroup::kYouth,
      catalogue::OfAge{60},           catalogue::SpokenIn{"en"}};
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  const catalogue::SearchQuery before = visit.last<Search>()->query;
  for (const catalogue::FacetValue& value : values) {
    visit.happens(ToggleFacet{value});
    CHECK(visit.last<Search>()->query != before);
    visit.happens(ToggleFacet{value});
    CHECK(visit.last<Search>()->query == before);
  }
}

TEST_CASE("The dialog of further filters stays while they are touched, and Zurück closes it first") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  visit.happens(OpenMoreFilters{FilterGroup::kLevel});
  visit.happens(ToggleFacet{catalogue::Level::kA1});
  visit.answer_search(3);
  CHECK(visit.page<ResultsPage>().more_filters == FilterGroup::kLevel);
  visit.happens(OpenMoreFilters{FilterGroup::kAudience});
  CHECK(visit.page<ResultsPage>().more_filters == FilterGroup::kAudience);
  visit.happens(GoBack{});
  CHECK_FALSE(visit.page<ResultsPage>().more_filters);
  CHECK(visit.page<ResultsPage>().query.levels == std::vector{catalogue::Level::kA1});
  visit.happens(OpenMoreFilters{});
  visit.happens(CloseMoreFilters{});
  CHECK_FALSE(visit.page<ResultsPage>().more_filters);
}

TEST_CASE("Searches tell where the terminal stands, in the next visit as well") {
  Visit visit;
  const offer::GeoPoint place{50.25, 9};
  visit.set_place(place);
  visit.arrive_at_home();
  for (int i = 0; i < 2; ++i) {
    visit.happens(OpenSearch{});
    visit.type({"y"});
    CHECK(visit.last<Search>()->query.here == place);
    visit.happens(ShowResults{});
    CHECK(visit.last<Search>()->query.here == place);
    visit.happens(LeaveNow{});
    visit.happens(WakeUp{"de"});
  }
}

}  // namespace bildungskiosk::model::test
