#include "tests/kiosk/scenario/sample_store.hpp"

/// Another language in the middle of a visit: what the visitor did is still there.
namespace bildungskiosk::test {
namespace {

using model::DetailPage;
using model::ResultsPage;
using model::SearchPage;
using ui::WidgetId;

void choose(TestKiosk& kiosk, const std::string& language) {
  kiosk.tap("bar.language");
  kiosk.tap(WidgetId("language.menu") / language);
  REQUIRE(kiosk.model().language == language);
}

TestKiosk& begin(TestKiosk& kiosk) {
  kiosk.set_clock(kBaseWeek);
  kiosk.arrive();
  return kiosk;
}

}  // namespace

TEST_CASE("Another language keeps query, filters, list and place of scrolling, and the way back") {
  static const SampleStore store;
  const std::string language = GENERATE(std::string("en"), "ar", "uk");
  CAPTURE(language);
  TestKiosk kiosk(store.path(), {1920, 1080}, TestKiosk::Languages::kShippedWords);
  begin(kiosk);
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  kiosk.tap("search.show");
  kiosk.tap(WidgetId("filter.town") / "Auerbrunn");
  const auto cards = kiosk.all_named("results.remember");
  REQUIRE_FALSE(cards.empty());
  kiosk.tap(cards.front()->id);
  kiosk.tap(WidgetId("results.rail") / "down");
  const auto before = kiosk.page<ResultsPage>();
  REQUIRE(before.scroll_du > 0);
  REQUIRE(kiosk.model().remembered.offers.size() == 1);
  const std::string remembered = kiosk.model().remembered.offers[0].id;

  choose(kiosk, language);
  const auto& after = kiosk.page<ResultsPage>();
  CHECK(after.query.text == before.query.text);
  CHECK(after.query.towns == before.query.towns);
  CHECK(after.total == before.total);
  CHECK(after.scroll_du == Approx(before.scroll_du).margin(1));
  CHECK(kiosk.need(WidgetId("filter.town") / "Auerbrunn").state.chosen);
  REQUIRE(kiosk.model().remembered.offers.size() == 1);
  CHECK(kiosk.model().remembered.offers[0].id == remembered);

  kiosk.tap("bar.back");
  CHECK(kiosk.page<SearchPage>().text == "Deutsch");
}

TEST_CASE("Another language keeps an offer that is open, as far as it was read") {
  static const SampleStore store;
  TestKiosk kiosk(store.path(), {1080, 1920}, TestKiosk::Languages::kShippedWords);
  begin(kiosk);
  kiosk.tap("home.search");
  kiosk.type("DEUTSCHKURS");
  kiosk.tap(WidgetId("search.hit") / store.id_of("F40403"));
  kiosk.tap(WidgetId("detail.rail") / "down");
  const float place = kiosk.page<DetailPage>().scroll_du;
  REQUIRE(place > 0);
  choose(kiosk, "en");
  CHECK(kiosk.page<DetailPage>().detail->offer.number == "F40403");
  CHECK(kiosk.page<DetailPage>().text_language == "en");
  CHECK(kiosk.page<DetailPage>().scroll_du == Approx(place).margin(1));
}

}  // namespace bildungskiosk::test
