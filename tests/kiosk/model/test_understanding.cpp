#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

using catalogue::UnderstandingUse;

// "Deutschkurs abends kostenlos"
const catalogue::Understood kEvening{"abends", 12, 18, catalogue::PartOfDay::kEvening};
const catalogue::Understood kFree{"kostenlos", 19, 28, catalogue::OnlyFree{}};

catalogue::SearchResult understood(int total) {
  catalogue::SearchResult result = Visit::result(total, 0, kSearchPreview);
  result.understood = {kEvening, kFree};
  return result;
}

Visit typing(const std::string& text) {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  visit.type({text});
  visit.answer_search(understood(4));
  return visit;
}

}  // namespace

TEST_CASE("The ✕ of what was understood takes its words out of the text, wherever they stand") {
  Visit visit = typing("Deutschkurs abends kostenlos");
  SECTION("in the middle") {
    visit.happens(RemoveUnderstood{kEvening});
    CHECK(visit.last<Search>()->query.text == "Deutschkurs kostenlos");
    CHECK(visit.page<SearchPage>().caret == visit.page<SearchPage>().text.size());
  }
  SECTION("at the end") {
    visit.happens(RemoveUnderstood{kFree});
    CHECK(visit.last<Search>()->query.text == "Deutschkurs abends");
    CHECK(visit.page<SearchPage>().caret == visit.page<SearchPage>().text.size());
  }
  SECTION("with the caret before it") {
    visit.happens(MoveCaret{CaretMove::kStart});
    visit.happens(RemoveUnderstood{kEvening});
    CHECK(visit.page<SearchPage>().caret == 0);
  }
}

TEST_CASE("All that was typed may be understood, and all of it taken away") {
  Visit visit = typing("abends");
  visit.happens(RemoveUnderstood{{"abends", 0, 6, catalogue::PartOfDay::kEvening}});
  CHECK(visit.page<SearchPage>().text.empty());
  CHECK(visit.page<SearchPage>().caret == 0);
  CHECK_FALSE(visit.page<SearchPage>().preview);
}

TEST_CASE("A ✕ of an answer that is older than the text takes nothing away that it did not mean") {
  Visit visit = typing("Deutschkurs abends kostenlos");
  visit.happens(MoveCaret{CaretMove::kStart});
  visit.type({"Mein "});
  const std::size_t searches = visit.count<Search>();
  visit.happens(RemoveUnderstood{kEvening});
  CHECK(visit.page<SearchPage>().text == "Mein Deutschkurs abends kostenlos");
  visit.happens(RemoveUnderstood{{"abends", 900, 906, catalogue::PartOfDay::kEvening}});
  CHECK(visit.page<SearchPage>().text == "Mein Deutschkurs abends kostenlos");
  CHECK(visit.count<Search>() == searches);
}

TEST_CASE("In the list each part of the text can be taken away by itself") {
  Visit visit = typing("Deutschkurs abends kostenlos");
  visit.happens(ShowResults{});
  visit.answer_search(understood(4));
  CHECK(visit.page<ResultsPage>().understood.size() == 2);
  SECTION("one that was understood") {
    visit.happens(RemoveUnderstood{kFree});
    CHECK(visit.last<Search>()->query.text == "Deutschkurs abends");
  }
  SECTION("the words that are searched for") {
    visit.happens(RemovePlainWords{});
    CHECK(visit.last<Search>()->query.text == "abends kostenlos");
  }
  SECTION("all filters, typed or touched") {
    visit.happens(ToggleFacet{catalogue::InTown{"Lindach"}});
    visit.answer_search(understood(4));
    visit.happens(ClearFilters{});
    CHECK(visit.last<Search>()->query.text == "Deutschkurs");
    CHECK_FALSE(has_filters(visit.last<Search>()->query));
  }
}

TEST_CASE("What follows a ✕ before its answer is there takes away what it means, and no half characters") {
  Visit visit = typing("Grüne Küche abends kostenlos");
  visit.happens(ShowResults{});
  const catalogue::Understood evening{"abends", 14, 20, catalogue::PartOfDay::kEvening};
  auto result = understood(4);
  result.understood = {evening, {"kostenlos", 21, 30, catalogue::OnlyFree{}}};
  visit.answer_search(result);
  visit.happens(RemoveUnderstood{evening});
  // What is shown is still of the text before.
  const auto& page = visit.page<ResultsPage>();
  CHECK(plain_words(page.answered_text, page.understood) == "Grüne Küche");
  SECTION("the next ✕") {
    visit.happens(RemoveUnderstood{result.understood[1]});
    CHECK(visit.last<Search>()->query.text == "Grüne Küche");
  }
  SECTION("the same ✕ again") {
    const std::size_t searches = visit.count<Search>();
    visit.happens(RemoveUnderstood{evening});
    CHECK(visit.last<Search>()->query.text == "Grüne Küche kostenlos");
    CHECK(visit.count<Search>() == searches);
  }
  SECTION("all filters") {
    visit.happens(ClearFilters{});
    CHECK(visit.last<Search>()->query.text == "Grüne Küche");
  }
  SECTION("the words that are searched for") {
    visit.happens(RemovePlainWords{});
    CHECK(visit.last<Search>()->query.text == "kostenlos");
  }
  SECTION("the words, and then all filters") {
    visit.happens(RemovePlainWords{});
    visit.happens(ClearFilters{});
    CHECK(visit.last<Search>()->query.text.empty());
  }
}

TEST_CASE("Words that were taken away are not found again within another word") {
  Visit visit = typing("Feierabendsport abends");
  visit.happens(ShowResults{});
  const catalogue::Understood evening{"abends", 16, 22, catalogue::PartOfDay::kEvening};
  auto result = understood(4);
  result.understood = {evening};
  visit.answer_search(result);
  visit.happens(RemoveUnderstood{evening});
  visit.happens(ClearFilters{});
  CHECK(visit.last<Search>()->query.text == "Feierabendsport");
}

TEST_CASE("Chips and hits change together: what was understood stays until the new answer is there") {
  Visit visit = typing("Deutschkurs abends kostenlos");
  visit.happens(ShowResults{});
  visit.answer_search(understood(4));
  visit.happens(RemoveUnderstood{kEvening});
  CHECK(visit.page<ResultsPage>().understood.size() == 2);
  CHECK(visit.page<ResultsPage>().total == 4);
  auto next = Visit::result(7, 0, kResultsStep);
  next.understood = {{"kostenlos", 12, 21, catalogue::OnlyFree{}}};
  visit.answer_search(next);
  CHECK(visit.page<ResultsPage>().understood == next.understood);
  CHECK(visit.page<ResultsPage>().total == 7);
}

TEST_CASE("Whoever wants exactly what was typed is not understood as meaning a filter") {
  Visit visit = typing("Deutschkurs abends kostenlos");
  CHECK(visit.last<Search>()->query.understanding == UnderstandingUse::kAllowed);
  visit.happens(RefuseCorrection{});
  CHECK(visit.last<Search>()->query.understanding == UnderstandingUse::kRefused);
  visit.answer_search(1);
  visit.happens(ShowResults{});
  CHECK(visit.last<Search>()->query.understanding == UnderstandingUse::kRefused);
  visit.happens(AllowCorrection{});
  CHECK(visit.last<Search>()->query.understanding == UnderstandingUse::kAllowed);
}

TEST_CASE("What is searched as text is the rest") {
  const std::string text = "  Deutschkurs  am Wochenende in Lindach ";
  const std::vector<catalogue::Understood> found = {{"am Wochenende", 15, 28, catalogue::OnlyFree{}}};
  CHECK(plain_words(text, found) == "Deutschkurs in Lindach");
  CHECK(plain_words("abends", std::vector<catalogue::Understood>{{"abends", 0, 6, catalogue::OnlyFree{}}}).empty());
  CHECK(plain_words("Töpfern", {}) == "Töpfern");
}

}  // namespace bildungskiosk::model::test
