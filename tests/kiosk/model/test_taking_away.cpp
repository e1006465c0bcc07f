#include "kiosk/model/taking_away.hpp"
#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

using What = std::vector<TakeAway>;

catalogue::OfferDetail course() {
  catalogue::OfferDetail detail;
  detail.summary.id = detail.offer.id = "vhs:1";
  detail.upcoming.emplace_back();
  detail.offer.registration.url = "https://vhs.example/1";
  detail.provider.telephone = "09999 1";
  detail.place.emplace();
  detail.place->geo = offer::GeoPoint{50, 9};
  return detail;
}

const DetailPage& detail_page(const Visit& visit) {
  const auto* page = visit.model().page_as<DetailPage>();
  REQUIRE(page != nullptr);
  return *page;
}

void open_course(Visit& visit) {
  visit.arrive_at_home();
  visit.happens(OpenOffer{"vhs:1"});
  visit.happens(OfferRead{visit.last<ReadOffer>()->request, course(), {}});
}

}  // namespace

TEST_CASE("Of an offer can be taken away what is known of it") {
  catalogue::OfferDetail detail = course();
  CHECK(take_aways_of(detail) == What{TakeAway::kDates, TakeAway::kRegistration, TakeAway::kContact, TakeAway::kPlace});
  detail.upcoming[0].session.cancelled = true;
  detail.offer.registration.url.clear();
  CHECK(take_aways_of(detail) == What{TakeAway::kContact, TakeAway::kPlace});
  detail.offer.url = "https://vhs.example/offer";
  CHECK(registration_url(detail.offer) == detail.offer.url);
  detail.offer.mode = offer::AttendanceMode::kOnline;
  CHECK(point_of(detail) == nullptr);
  detail.offer.mode = offer::AttendanceMode::kOnsite;
  // A course that takes place elsewhere is not where its provider has the office.
  detail.place->geo.reset();
  detail.provider.geo = offer::GeoPoint{51, 10};
  CHECK(point_of(detail) == nullptr);
  detail.place.reset();
  CHECK(point_of(detail) != nullptr);
  CHECK(take_aways_of({}).empty());
  catalogue::OfferDetail begins;
  begins.summary.next = catalogue::NextDate{*base::make_date(2026, 12, 7), {}, {}};
  CHECK(take_aways_of(begins) == What{TakeAway::kDates});
}

TEST_CASE("The dialog opens with the first code there is, changes by choice, and Zurück closes it before the page") {
  Visit visit;
  open_course(visit);
  visit.happens(ChooseTakeAway{TakeAway::kPlace});
  CHECK_FALSE(detail_page(visit).take_away);  // nothing is open
  visit.happens(OpenTakeAway{});
  CHECK(detail_page(visit).take_away == TakeAway::kDates);
  visit.happens(ChooseTakeAway{TakeAway::kContact});
  CHECK(detail_page(visit).take_away == TakeAway::kContact);
  visit.happens(GoBack{});
  CHECK_FALSE(detail_page(visit).take_away);
  visit.happens(OpenTakeAway{});
  visit.happens(CloseTakeAway{});
  CHECK_FALSE(detail_page(visit).take_away);
  visit.happens(GoBack{});
  CHECK(visit.model().page_as<HomePage>() != nullptr);
}

TEST_CASE("How to reach the providers is read when the list is opened, and forgotten with the visit") {
  Visit visit;
  open_course(visit);
  visit.happens(RememberOffer{course().summary});
  visit.happens(OpenList{});
  const auto asked = visit.last<ReadContacts>();
  REQUIRE(asked);
  CHECK(asked->offer_ids == std::vector<std::string>{"vhs:1"});
  visit.happens(ContactsRead{asked->request + 1, {{"vhs:1", "old", ""}}});
  CHECK(visit.model().remembered.contacts.empty());
  visit.happens(ContactsRead{asked->request, {{"vhs:1", "09999 1", ""}}});
  CHECK(visit.model().remembered.contacts.size() == 1);
  visit.happens(OpenTakeAway{});
  CHECK(visit.model().page_as<ListPage>()->take_away == TakeAwayDialog::kOpen);
  visit.happens(LeaveNow{});
  CHECK(visit.model().remembered.contacts.empty());
}

TEST_CASE("Whoever comes back to the list with more on it can reach those providers, too") {
  Visit visit;
  open_course(visit);
  visit.happens(RememberOffer{course().summary});
  visit.happens(OpenList{});
  visit.happens(ContactsRead{visit.last<ReadContacts>()->request, {{"vhs:1", "09999 1", ""}}});
  visit.happens(OpenOffer{"vhs:1"});
  catalogue::OfferSummary other = course().summary;
  other.id = "vhs:2";
  visit.happens(RememberOffer{other});
  visit.happens(GoBack{});
  CHECK(visit.page<ListPage>().scroll_du == 0);
  CHECK(visit.last<ReadContacts>()->offer_ids.size() == 2);
}

TEST_CASE("An offer of the list is reached where one registers, else by its provider's telephone") {
  catalogue::OfferDetail detail = course();
  CHECK(contact_of(detail) == OfferContact{"vhs:1", "09999 1", "https://vhs.example/1"});
  detail.offer.registration.telephone = "09999 2";
  CHECK(contact_of(detail).telephone == "09999 2");
}

}  // namespace bildungskiosk::model::test
