#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

using model::AttractPage;
using model::DetailPage;
using model::ListPage;
using model::ResultsPage;
using model::SearchPage;
using ui::WidgetId;

using Ids = std::vector<std::string>;

Ids remembered(const TestKiosk& kiosk) {
  Ids ids;
  for (const catalogue::OfferSummary& offer : kiosk.model().remembered.offers) ids.push_back(offer.id);
  return ids;
}

/// Three of one phase: two on one evening, one earlier.
std::vector<offer::Offer> three_offers() {
  const auto in_family = [](const std::string& id, const std::string& title) {
    return OfferBuilder(id).title(title).phase(offer::Phase::kFamily);
  };
  return {in_family("vhs:late", "Elternabend").session("2026-11-27", "19:00", "20:30"),
          in_family("vhs:clash", "Kochabend").session("2026-11-27", "18:00", "19:30"),
          in_family("vhs:early", "Krabbelgruppe").session("2026-11-24", "09:30", "11:00")};
}

void open_family(TestKiosk& kiosk) {
  kiosk.arrive();
  kiosk.tap(WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kFamily));
}

void remember(TestKiosk& kiosk, const std::string& id) { kiosk.tap(WidgetId("results.remember") / id); }

}  // namespace

TEST_CASE("A visitor remembers offers from the cards and from an offer's page, and finds them in order on the list") {
  for (const platform::PixelSize size : {platform::PixelSize{1920, 1080}, platform::PixelSize{1080, 1920}}) {
    INFO(size.width << " × " << size.height);
    const InstalledStore store(three_offers());
    TestKiosk kiosk(store.path(), size);
    open_family(kiosk);
    CHECK(kiosk.need("bar.list").value.empty());
    CHECK(kiosk.need(WidgetId("results.remember") / "vhs:late").label == "Merken: Elternabend");
    remember(kiosk, "vhs:late");
    static_cast<void>(kiosk.page<ResultsPage>());  // the card below was not opened
    CHECK(kiosk.need(WidgetId("results.remember") / "vhs:late").state.chosen);
    CHECK(kiosk.need(WidgetId("results.remember") / "vhs:late").label == "Gemerkt: Elternabend");
    CHECK(kiosk.need("bar.list").value == "1");
    CHECK(kiosk.shows("Auf der Merkliste"));
    remember(kiosk, "vhs:clash");

    kiosk.tap(WidgetId("results.card") / "vhs:early");
    kiosk.tap("detail.remember");
    static_cast<void>(kiosk.page<DetailPage>());
    CHECK(kiosk.need("detail.remember").state.chosen);
    CHECK(kiosk.need("bar.list").value == "3");

    kiosk.tap("bar.list");
    static_cast<void>(kiosk.page<ListPage>());
    CHECK(remembered(kiosk) == Ids{"vhs:early", "vhs:clash", "vhs:late"});
    CHECK(kiosk.shows("Zur gleichen Zeit wie „Elternabend“"));
    CHECK(kiosk.shows("Zur gleichen Zeit wie „Kochabend“"));
    kiosk.tap(WidgetId("list.card") / "vhs:clash");
    CHECK(kiosk.page<DetailPage>().offer_id == "vhs:clash");
    kiosk.tap("bar.back");
    static_cast<void>(kiosk.page<ListPage>());
    kiosk.tap("bar.back");
    kiosk.tap("bar.back");
    static_cast<void>(kiosk.page<ResultsPage>());
  }
}

TEST_CASE("Removed by mistake, an offer comes back with one touch, for four seconds") {
  const InstalledStore store(three_offers());
  TestKiosk kiosk(store.path());
  open_family(kiosk);
  remember(kiosk, "vhs:early");
  remember(kiosk, "vhs:late");
  kiosk.tap("bar.list");
  kiosk.tap(WidgetId("list.remove") / "vhs:early");
  CHECK(remembered(kiosk) == Ids{"vhs:late"});
  CHECK(kiosk.shows("1 Angebot entfernt"));
  SECTION("undone") {
    kiosk.tap(WidgetId("list.news") / "action");
    CHECK(remembered(kiosk) == Ids{"vhs:early", "vhs:late"});
    CHECK_FALSE(kiosk.shows("entfernt"));
  }
  SECTION("the moment goes by, and then nothing is drawn any more") {
    kiosk.let_pass_ms(model::kListNewsMs);
    CHECK_FALSE(kiosk.shows("entfernt"));
    const std::uint64_t frames = kiosk.window().frames();
    kiosk.let_pass_ms(60'000);
    CHECK(kiosk.window().frames() == frames);
  }
  SECTION("the last one removed, too: the list says how to go on") {
    kiosk.tap(WidgetId("list.remove") / "vhs:late");
    CHECK(kiosk.shows("Ihre Merkliste ist noch leer."));
    kiosk.tap("list.search");
    static_cast<void>(kiosk.page<SearchPage>());
    CHECK_FALSE(kiosk.shows("entfernt"));  // the keyboard stands there
  }
}

TEST_CASE("A second touch on Gemerkt forgets the offer") {
  const InstalledStore store(three_offers());
  TestKiosk kiosk(store.path());
  open_family(kiosk);
  remember(kiosk, "vhs:early");
  remember(kiosk, "vhs:early");
  CHECK(remembered(kiosk).empty());
  CHECK_FALSE(kiosk.need(WidgetId("results.remember") / "vhs:early").state.chosen);
}

TEST_CASE("The thirteenth offer finds no room, and the way to the list is one touch") {
  const InstalledStore store(generated_offers(200));
  TestKiosk kiosk(store.path());
  open_family(kiosk);
  for (int page = 0; page < 20 && !kiosk.shows("Ihre Merkliste ist voll."); ++page) {
    for (const ui::Node* button : kiosk.all_named("results.remember")) {
      const WidgetId id = button->id;
      if (!button->state.chosen && !kiosk.shows("Ihre Merkliste ist voll.")) kiosk.tap(id);
    }
    if (!kiosk.shows("Ihre Merkliste ist voll.")) kiosk.tap(WidgetId("results.rail") / "down");
  }
  CHECK(kiosk.model().remembered.offers.size() == model::kRememberedMax);
  CHECK(kiosk.shows("Es passen 12 Angebote hinein."));
  kiosk.tap(WidgetId("list.news") / "action");
  static_cast<void>(kiosk.page<ListPage>());
  CHECK(kiosk.shows("von 12"));
  kiosk.tap(WidgetId("list.rail") / "down");
  const float place = kiosk.page<ListPage>().scroll_du;
  CHECK(place > 0);
  const auto cards = kiosk.all_named("list.card");
  REQUIRE(cards.size() > 1);
  kiosk.tap(cards[1]->id);
  kiosk.tap("bar.back");
  CHECK(kiosk.page<ListPage>().scroll_du == Approx(place).margin(1));
}

TEST_CASE("The list is forgotten with the visit, and the next visitor finds nothing of it") {
  const InstalledStore store(three_offers());
  TestKiosk kiosk(store.path());
  open_family(kiosk);
  remember(kiosk, "vhs:early");
  kiosk.tap("bar.list");
  CHECK(kiosk.shows("Krabbelgruppe"));
  kiosk.let_pass_ms(model::kIdlePromptMs);
  kiosk.let_pass_ms(model::kIdleResetMs - model::kIdlePromptMs);
  kiosk.settle();
  static_cast<void>(kiosk.page<AttractPage>());
  CHECK(remembered(kiosk).empty());
  kiosk.tap("attract.start");
  CHECK(kiosk.need("bar.list").value.empty());
  kiosk.tap("bar.list");
  CHECK_FALSE(kiosk.shows("Krabbelgruppe"));
}

}  // namespace bildungskiosk::test
