#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

using catalogue::CorrectionUse;

catalogue::SearchResult corrected(int total) {
  catalogue::SearchResult result = Visit::result(total, 0, kSearchPreview);
  result.corrected = {{"gitare", "Gitarre"}};
  result.dropped = {{catalogue::LeftOutKind::kWord, "zebra"}};
  return result;
}

Visit typing(const std::vector<std::string>& keys) {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type(keys);
  return visit;
}

}  // namespace

TEST_CASE("A correction is refused for the text that was corrected, and every further key allows it again") {
  Visit visit = typing({"gitare"});
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kAllowed);
  visit.answer_search(corrected(1));
  const std::size_t searches = visit.count<Search>();
  visit.happens(RefuseCorrection{});
  REQUIRE(visit.count<Search>() == searches + 1);
  CHECK(visit.last<Search>()->query.text == "gitare");
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kRefused);

  SECTION("another letter") { visit.type({"n"}); }
  SECTION("one letter less") { visit.happens(DeleteBackward{}); }
  SECTION("one less behind the caret") {
    visit.happens(MoveCaret{CaretMove::kStart});
    visit.happens(DeleteForward{});
  }
  SECTION("on second thoughts") { visit.happens(AllowCorrection{}); }
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kAllowed);
  CHECK(visit.page<SearchPage>().correction == CorrectionUse::kAllowed);
}

TEST_CASE("A refusal begins anew with the next text after the field was emptied") {
  Visit visit = typing({"gitare"});
  visit.happens(RefuseCorrection{});
  visit.happens(ClearText{});
  visit.type({"deutch"});
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kAllowed);
}

TEST_CASE("The list of results says what was corrected and left out, and takes a no as well") {
  Visit visit = typing({"gitare zebra"});
  visit.answer_search(corrected(1));
  visit.happens(ShowResults{});
  CHECK(visit.page<ResultsPage>().corrected.empty());
  visit.answer_search(corrected(1));
  CHECK(visit.page<ResultsPage>().corrected == corrected(1).corrected);
  CHECK(visit.page<ResultsPage>().dropped == corrected(1).dropped);

  visit.happens(RefuseCorrection{});
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kRefused);
  visit.answer_search(0);
  CHECK(visit.page<ResultsPage>().corrected.empty());
  CHECK(visit.page<ResultsPage>().dropped.empty());
  visit.happens(ToggleFacet{catalogue::OnlyFree{}});
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kRefused);
  visit.happens(AllowCorrection{});
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kAllowed);
}

TEST_CASE("What was refused while typing stays refused in the list, and Zurück finds it so") {
  Visit visit = typing({"gitare"});
  visit.happens(RefuseCorrection{});
  visit.answer_search(1);
  visit.happens(ShowResults{});
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kRefused);
  visit.answer_search(1);
  visit.happens(AllowCorrection{});
  visit.answer_search(corrected(1));
  visit.happens(OpenOffer{"offer 0"});
  visit.happens(GoBack{});
  CHECK(visit.page<ResultsPage>().corrected == corrected(1).corrected);
  CHECK(visit.page<ResultsPage>().query.correction == CorrectionUse::kAllowed);
  visit.happens(GoBack{});
  CHECK(visit.page<SearchPage>().correction == CorrectionUse::kRefused);
  CHECK(visit.page<SearchPage>().text == "gitare");
}

TEST_CASE("A text that is taken away takes its refusal with it") {
  Visit visit = typing({"gitare"});
  visit.happens(RefuseCorrection{});
  visit.answer_search(0);
  visit.happens(ShowResults{});
  SECTION("the whole text") { visit.happens(RemoveText{}); }
  SECTION("the words, by their chip") { visit.happens(RemovePlainWords{}); }
  CHECK(visit.last<Search>()->query.text.empty());
  CHECK(visit.last<Search>()->query.correction == CorrectionUse::kAllowed);
}

TEST_CASE("Where nothing was found, each filter can be left out by itself, or all of them, or the words") {
  Visit visit = typing({"gitarre"});
  visit.answer_search(1);
  visit.happens(ShowResults{});
  visit.happens(TogglePhase{offer::Phase::kFamily});
  visit.happens(ToggleFacet{catalogue::InTown{"Lindach"}});
  visit.happens(ToggleFacet{offer::AttendanceMode::kOnline});
  visit.happens(ToggleFacet{catalogue::OnlyFree{}});
  visit.answer_search(0);
  const auto query = [&] { return visit.last<Search>()->query; };
  visit.happens(RemoveFilters{FilterKind::kTowns});
  CHECK(query().towns.empty());
  CHECK(query().phases.size() == 1);
  visit.happens(RemoveFilters{FilterKind::kPhases});
  CHECK(query().phases.empty());
  visit.happens(RemoveFilters{FilterKind::kModes});
  CHECK(query().modes.empty());
  CHECK(has_filters(query(), FilterKind::kFree));
  visit.happens(RemoveFilters{FilterKind::kFree});
  CHECK_FALSE(has_filters(query()));
  CHECK(query().text == "gitarre");
}

TEST_CASE("No kind of filter is forgotten when all are left out") {
  catalogue::SearchQuery query;
  query.phases = {offer::Phase::kFamily};
  query.towns = {"Lindach"};
  query.districts = {"Altstadt"};
  query.radius_km = 5;
  query.modes = {offer::AttendanceMode::kOnline};
  query.provider_ids = {"vhs"};
  query.free = catalogue::FreeFilter::kOnlyFree;
  query.access = catalogue::AccessFilter::kOnlyStepFree;
  query.levels = {catalogue::Level::kA1};
  query.audiences = {catalogue::AudienceGroup::kChildren};
  query.age = 8;
  query.instruction_languages = {"en"};
  query.from = base::make_date(2026, 11, 23);
  query.until = base::make_date(2026, 11, 29);
  query.weekdays = {base::Weekday::kMonday};
  query.parts_of_day = {catalogue::PartOfDay::kEvening};
  for (const FilterKind kind : kAllFilterKinds) {
    CHECK(has_filters(query, kind));
    remove_filters(query, kind);
    CHECK_FALSE(has_filters(query, kind));
  }
  CHECK(query == catalogue::SearchQuery{});
}

TEST_CASE("From a search without hits one touch leads to everything there is") {
  Visit visit = typing({"xylofonkwurx"});
  visit.answer_search(0);
  visit.happens(ShowAllOffers{});
  CHECK(visit.last<Search>()->query.text.empty());
  CHECK(visit.last<Search>()->query.sort == catalogue::SortOrder::kNextDate);
  visit.answer_search(255);
  visit.happens(GoBack{});
  CHECK(visit.page<SearchPage>().text == "xylofonkwurx");
}

TEST_CASE("A search that failed is asked once more, the same") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenPhase{offer::Phase::kSchool});
  const auto first = visit.last<Search>();
  visit.happens(RequestFailed{first->request, {base::ErrorCode::kIo, "disk"}});
  visit.happens(SearchAgain{});
  CHECK(visit.last<Search>()->query == first->query);
  CHECK(visit.last<Search>()->request != first->request);
}

}  // namespace bildungskiosk::model::test
