#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

using update::HandOff;
using update::VisitCount;
using update::VisitLength;

int of(const VisitCount& count, HandOff what) { return count.hand_offs.at(static_cast<std::size_t>(what)); }

VisitCount end_of(Visit& visit) {
  visit.happens(LeaveNow{});
  const auto counted = visit.last<CountVisit>();
  REQUIRE(counted);
  return counted->visit;
}

void type_and_answer(Visit& visit, const std::vector<std::string>& keys, int total) {
  for (const std::string& key : keys) {
    visit.type({key});
    visit.answer_search(total);
  }
}

TEST_CASE("A visit is counted when it ends, by its length and language") {
  Visit visit;
  visit.set_day(*base::make_date(2026, 11, 23));
  visit.arrive_at_home();
  CHECK_FALSE(visit.last<CountVisit>());
  visit.happens(ChooseLanguage{"uk"});
  visit.tick(70'000);
  visit.touch();
  visit.tick(kIdleResetMs - 1);
  CHECK_FALSE(visit.last<CountVisit>());
  visit.tick(1);
  const auto counted = visit.last<CountVisit>();
  REQUIRE(counted);
  CHECK(counted->visit.length == VisitLength::kOneToThree);  // to the last touch, not to the end of waiting
  CHECK(counted->visit.language == "uk");
  CHECK(counted->visit.day == *base::make_date(2026, 11, 23));
  CHECK(counted->visit.searches == 0);
}

TEST_CASE("What nobody does is not counted") {
  Visit visit;
  visit.happens(CatalogueOpened{});
  visit.answer_overview();
  visit.tick(kIdleResetMs * 3);
  CHECK_FALSE(visit.last<CountVisit>());
}

TEST_CASE("A text is one search, however many keys it took and whether it was taken back") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  type_and_answer(visit, {"k", "u", "r"}, 7);
  visit.happens(DeleteBackward{});
  visit.answer_search(9);
  visit.happens(ClearText{});
  type_and_answer(visit, {"y", "o"}, 3);
  SECTION("left by Zurück") { visit.happens(GoBack{}); }
  SECTION("gone on with") { visit.happens(ShowResults{}); }
  SECTION("the visit ends") {}
  const VisitCount count = end_of(visit);
  CHECK(count.searches == 2);
  CHECK(count.searches_in_vain == 0);
  CHECK(count.sought_in_vain.empty());
}

TEST_CASE("Another text typed over the first is another search") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  type_and_answer(visit, {"y", "o"}, 3);
  for (int i = 0; i < 1; ++i) visit.happens(DeleteBackward{});
  type_and_answer(visit, {"u"}, 3);
  CHECK(end_of(visit).searches == 2);
}

TEST_CASE("A search is in vain when nothing is found, or when words had to be left out") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  SECTION("nothing") {
    type_and_answer(visit, {"q", "x"}, 0);
    const VisitCount count = end_of(visit);
    CHECK(count.searches_in_vain == 1);
    CHECK(count.sought_in_vain == std::vector<std::string>{"qx"});
  }
  SECTION("a word") {
    visit.type({"q", "x"});
    catalogue::SearchResult result;
    result.total = 4;
    result.dropped = {{catalogue::LeftOutKind::kWord, "imker"}};
    visit.answer_search(result);
    const VisitCount count = end_of(visit);
    CHECK(count.searches_in_vain == 1);
    CHECK(count.sought_in_vain == std::vector<std::string>{"imker"});
  }
}

TEST_CASE("An offer counts once each time it is looked at, and a code each time it is shown") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenOffer{"vhs:1"});
  visit.answer_offer("vhs:1");
  visit.touch();
  visit.happens(OpenTakeAway{});
  const auto* page = visit.model().page_as<DetailPage>();
  REQUIRE(page != nullptr);
  const bool has_codes = page->take_away.has_value();
  visit.happens(CloseTakeAway{});
  visit.happens(OpenTakeAway{});
  visit.happens(GoBack{});
  const VisitCount count = end_of(visit);
  int viewed = 0;
  for (const int of_phase : count.offers_viewed) viewed += of_phase;
  CHECK(viewed == 1);
  int shown = 0;
  for (const int of_kind : count.hand_offs) shown += of_kind;
  CHECK(shown == (has_codes ? 2 : 0));
  CHECK(of(count, HandOff::kList) == 0);
}

TEST_CASE("What a visitor comes back to is not counted again") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  type_and_answer(visit, {"y", "o"}, 3);
  for (int i = 0; i < 3; ++i) {
    visit.happens(ShowResults{});
    visit.answer_search(3);
    visit.happens(GoBack{});
  }
  visit.happens(OpenOffer{"vhs:1"});
  visit.answer_offer("vhs:1");
  visit.happens(OpenOffer{"vhs:2"});
  visit.answer_offer("vhs:2");
  visit.happens(GoBack{});
  const VisitCount count = end_of(visit);
  CHECK(count.searches == 1);
  int viewed = 0;
  for (const int of_phase : count.offers_viewed) viewed += of_phase;
  CHECK(viewed == 2);
}

TEST_CASE("The next visit begins at nothing") {
  Visit visit;
  visit.arrive_at_home();
  visit.happens(OpenSearch{});
  type_and_answer(visit, {"q"}, 0);
  CHECK(end_of(visit).searches == 1);
  visit.happens(WakeUp{"de"});
  visit.happens(OpenSearch{});
  const VisitCount count = end_of(visit);
  CHECK(count.searches == 0);
  CHECK(count.sought_in_vain.empty());
}

}  // namespace
}  // namespace bildungskiosk::model::test
