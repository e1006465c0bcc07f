#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

using base::MinuteOfDay;
using catalogue::NextDate;
using catalogue::OfferSummary;

OfferSummary offer(const std::string& id, std::optional<NextDate> next = std::nullopt) {
  OfferSummary summary;
  summary.id = id;
  summary.title = "Titel " + id;
  summary.next = next;
  return summary;
}

NextDate on_day(int day, int starts, int ends) {
  return {*base::make_date(2026, 11, day), static_cast<MinuteOfDay>(starts), static_cast<MinuteOfDay>(ends)};
}

std::vector<std::string> ids(const Visit& visit) {
  std::vector<std::string> found;
  for (const OfferSummary& remembered : visit.model().remembered.offers) found.push_back(remembered.id);
  return found;
}

using Ids = std::vector<std::string>;

/// A visit at home with these offers remembered and nothing to tell of it any more.
Visit with_list(const std::vector<OfferSummary>& offers) {
  Visit visit;
  visit.arrive_at_home();
  for (const OfferSummary& one : offers) visit.happens(RememberOffer{one});
  visit.tick(kListNewsMs);
  return visit;
}

}  // namespace

TEST_CASE("Remembered offers stand by their next date, those without one last, equal ones as they came") {
  const Visit visit =
      with_list({offer("none"), offer("later", on_day(30, 600, 660)), offer("soon", on_day(24, 900, 960)),
                 offer("none either"), offer("that morning", on_day(24, 540, 600))});
  CHECK(ids(visit) == Ids{"that morning", "soon", "later", "none", "none either"});
}

TEST_CASE("An offer is remembered once, and forgotten by a second touch") {
  Visit visit = with_list({offer("a")});
  visit.happens(RememberOffer{offer("a")});
  CHECK(ids(visit) == Ids{"a"});
  visit.happens(ForgetOffer{"a"});
  CHECK(ids(visit).empty());
  visit.happens(ForgetOffer{"a"});
  CHECK(ids(visit).empty());
}

TEST_CASE("A full list takes no more and says so") {
  std::vector<OfferSummary> offers;
  for (std::size_t i = 0; i < kRememberedMax; ++i) offers.push_back(offer(std::to_string(i)));
  Visit visit = with_list(offers);
  visit.happens(RememberOffer{offer("one more")});
  CHECK(visit.model().remembered.offers.size() == kRememberedMax);
  REQUIRE(visit.model().remembered.news);
  CHECK(visit.model().remembered.news->kind == ListNews::Kind::kFull);
  CHECK_FALSE(can_undo(*visit.model().remembered.news));
  visit.happens(UndoListChange{});
  CHECK(visit.model().remembered.offers.size() == kRememberedMax);

  visit.happens(ForgetOffer{"3"});
  visit.happens(RememberOffer{offer("one more")});
  CHECK(is_remembered(visit.model().remembered, "one more"));
}

TEST_CASE("What has just been remembered or removed can be taken back for as long as it is told") {
  Visit visit = with_list({offer("a", on_day(24, 600, 660)), offer("b", on_day(25, 600, 660))});
  SECTION("removed by mistake") {
    visit.happens(ForgetOffer{"a"});
    CHECK(visit.model().remembered.news->kind == ListNews::Kind::kForgotten);
    visit.happens(UndoListChange{});
    CHECK(ids(visit) == Ids{"a", "b"});
    CHECK_FALSE(visit.model().remembered.news);
  }
  SECTION("two removed quickly come back together") {
    visit.happens(ForgetOffer{"a"});
    visit.tick(kListNewsMs - 1);
    visit.happens(ForgetOffer{"b"});
    CHECK(visit.model().remembered.news->offers == 2);
    visit.happens(UndoListChange{});
    CHECK(ids(visit) == Ids{"a", "b"});
  }
  SECTION("remembered by mistake") {
    visit.happens(RememberOffer{offer("c")});
    visit.happens(UndoListChange{});
    CHECK(ids(visit) == Ids{"a", "b"});
  }
  SECTION("only while it is told, and the model wakes for its end") {
    visit.happens(ForgetOffer{"a"});
    CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + kListNewsMs);
    visit.tick(kListNewsMs);
    CHECK_FALSE(visit.model().remembered.news);
    visit.happens(UndoListChange{});
    CHECK(ids(visit) == Ids{"b"});
  }
}

TEST_CASE("Two meetings clash when they overlap by a minute, not when one follows the other") {
  const NextDate ten_to_eleven = on_day(24, 600, 660);
  CHECK(overlap(ten_to_eleven, on_day(24, 659, 720)));
  CHECK(overlap(on_day(24, 540, 780), ten_to_eleven));
  CHECK_FALSE(overlap(ten_to_eleven, on_day(24, 660, 720)));
  CHECK_FALSE(overlap(ten_to_eleven, on_day(25, 600, 660)));

  NextDate without_end = on_day(24, 600, 0);
  without_end.ends.reset();
  CHECK(overlap(ten_to_eleven, without_end));
  CHECK(overlap(without_end, without_end));
  without_end.starts = MinuteOfDay{660};
  CHECK_FALSE(overlap(ten_to_eleven, without_end));
  NextDate whole_day = without_end;
  whole_day.starts.reset();
  CHECK_FALSE(overlap(ten_to_eleven, whole_day));
}

TEST_CASE("The list names the offer that one can't go to as well") {
  const Visit visit = with_list({offer("a", on_day(24, 600, 660)), offer("b", on_day(24, 630, 690)),
                                 offer("c", on_day(24, 700, 760)), offer("d")});
  const Remembered& list = visit.model().remembered;
  REQUIRE(clash_of(list, list.offers[0]));
  CHECK(clash_of(list, list.offers[0])->id == "b");
  CHECK(clash_of(list, list.offers[1])->id == "a");
  CHECK(clash_of(list, list.offers[2]) == nullptr);
  CHECK(clash_of(list, list.offers[3]) == nullptr);
}

TEST_CASE("The end of the visit forgets the list, what could be taken back, and an answer on its way") {
  Visit visit = with_list({offer("a"), offer("b")});
  visit.happens(ForgetOffer{"a"});
  visit.happens(ChooseLanguage{"tr"});
  const auto asked = visit.last<ReadRemembered>();
  REQUIRE(asked);
  SECTION("nobody is there any more") { visit.tick(kIdleResetMs); }
  SECTION("the visitor says so") { visit.happens(LeaveNow{}); }

  const Remembered& list = visit.model().remembered;
  CHECK(list.offers.empty());
  CHECK(list.offers.capacity() == 0);  // not kept for the next one either
  CHECK_FALSE(list.news);
  visit.happens(RememberedRead{asked->request, {offer("b")}});
  visit.happens(UndoListChange{});
  CHECK(visit.model().remembered.offers.empty());
  visit.happens(RememberOffer{offer("a")});  // a finger that lifts too late
  CHECK(visit.model().remembered.offers.empty());
}

TEST_CASE("Another language brings the list's words anew") {
  Visit visit = with_list({offer("a"), offer("b")});
  visit.happens(ChooseLanguage{"tr"});
  const auto asked = visit.last<ReadRemembered>();
  REQUIRE(asked);
  CHECK(asked->language == "tr");
  CHECK(asked->offer_ids == Ids{"a", "b"});

  SECTION("what was forgotten meanwhile stays forgotten") {
    visit.happens(ForgetOffer{"a"});
    visit.happens(RememberedRead{asked->request, {offer("a"), offer("b")}});
    CHECK(ids(visit) == Ids{"b"});
    CHECK_FALSE(visit.model().remembered.news);
  }
  SECTION("what was remembered meanwhile is asked for as well") {
    visit.happens(RememberOffer{offer("c")});
    CHECK(visit.last<ReadRemembered>()->offer_ids == Ids{"a", "b", "c"});
    visit.happens(RememberedRead{asked->request, {offer("a"), offer("b")}});
    CHECK(ids(visit) == Ids{"a", "b", "c"});
  }
  SECTION("a failure leaves what is there") {
    visit.happens(RequestFailed{asked->request, {base::ErrorCode::kNoCatalogue, ""}});
    CHECK(ids(visit) == Ids{"a", "b"});
  }
}

TEST_CASE("What is in the old words, or of the old catalogue, is not taken back to an empty list") {
  Visit visit = with_list({offer("a")});
  visit.happens(ForgetOffer{"a"});
  SECTION("another language") { visit.happens(ChooseLanguage{"tr"}); }
  SECTION("another catalogue") { visit.happens(CatalogueOpened{}); }
  CHECK_FALSE(visit.model().remembered.news);
  visit.happens(UndoListChange{});
  CHECK(ids(visit).empty());
}

TEST_CASE("Offers that a new catalogue has no more leave the list, and it is said") {
  Visit visit = with_list({offer("a"), offer("b"), offer("c")});
  visit.happens(CatalogueOpened{});
  const auto asked = visit.last<ReadRemembered>();
  REQUIRE(asked);
  visit.happens(RememberedRead{asked->request, {offer("b", on_day(24, 600, 660))}});
  CHECK(ids(visit) == Ids{"b"});
  CHECK(visit.model().remembered.offers.front().next);
  REQUIRE(visit.model().remembered.news);
  CHECK(visit.model().remembered.news->kind == ListNews::Kind::kGone);
  CHECK(visit.model().remembered.news->offers == 2);
}

TEST_CASE("The list is one touch away, once, and Zurück leads to where one was and how far down") {
  Visit visit = with_list({offer("a")});
  visit.happens(OpenPhase{});
  visit.happens(Scrolled{visit.model().page().id, 200});
  visit.happens(OpenList{});
  visit.happens(OpenList{});
  visit.happens(Scrolled{visit.model().page().id, 90});
  visit.happens(OpenOffer{"a"});
  visit.happens(GoBack{});
  CHECK(visit.page<ListPage>().scroll_du == 90);
  visit.happens(GoBack{});
  CHECK(visit.page<ResultsPage>().scroll_du == 200);
}

TEST_CASE("From the attract screen no list opens") {
  Visit visit;
  visit.happens(CatalogueOpened{});
  visit.happens(OpenList{});
  CHECK(visit.model().page_as<AttractPage>() != nullptr);
}

}  // namespace bildungskiosk::model::test
