#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

using model::AttractPage;
using model::DetailPage;
using model::HomePage;
using model::ResultsPage;
using model::SearchPage;
using ui::Role;
using ui::WidgetId;

}  // namespace

TEST_CASE("A visitor types on the screen, sees hits at once and reads an offer") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  CHECK(kiosk.page<SearchPage>().text == "Deutsch");
  REQUIRE(kiosk.page<SearchPage>().preview);
  CHECK(kiosk.page<SearchPage>().preview->total > 0);
  CHECK(kiosk.shows("Deutschkurs A1 am Abend"));

  kiosk.tap("search.show");
  const auto& results = kiosk.page<ResultsPage>();
  CHECK(results.query.text == "Deutsch");
  kiosk.tap(WidgetId("results.card") / "vhs:1");
  CHECK(kiosk.page<DetailPage>().detail->summary.id == "vhs:1");
  CHECK(kiosk.need("detail.title").label == "Deutschkurs A1 am Abend");
  CHECK(kiosk.shows("kostenlos"));
  CHECK(kiosk.shows("vhs-Haus"));
  CHECK(kiosk.shows("Volkshochschule Sonnfeld"));
}

TEST_CASE("From a phase over a filter to an offer, and Zurück finds the list as it was") {
  const InstalledStore store(generated_offers(120));
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap(WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kFamily));
  const int all = kiosk.page<ResultsPage>().total;
  REQUIRE(all > 4);
  REQUIRE_FALSE(kiosk.all_named("filter.town").empty());
  const std::string town = kiosk.page<ResultsPage>().facets.towns.front().value;
  const int in_town = kiosk.page<ResultsPage>().facets.towns.front().offers;
  kiosk.tap(WidgetId("filter.town") / town);
  CHECK(kiosk.page<ResultsPage>().total == in_town);
  CHECK(kiosk.need(WidgetId("filter.town") / town).state.chosen);

  kiosk.tap(WidgetId("results.rail") / "down");
  const float place = kiosk.page<ResultsPage>().scroll_du;
  const auto cards = kiosk.all_named("results.card");
  REQUIRE_FALSE(cards.empty());
  const WidgetId card = cards.back()->id;
  const ui::PxRect rect = cards.back()->rect;
  kiosk.tap(card);
  static_cast<void>(kiosk.page<DetailPage>());

  kiosk.tap("bar.back");
  const auto& results = kiosk.page<ResultsPage>();
  CHECK(results.query.towns == std::vector<std::string>{town});
  CHECK(results.total == in_town);
  CHECK(results.scroll_du == Approx(place).margin(1));
  CHECK(kiosk.need(card).rect == rect);
  CHECK(kiosk.need(WidgetId("filter.town") / town).state.chosen);
}

TEST_CASE("A swipe scrolls the list and opens nothing") {
  const InstalledStore store(generated_offers(120));
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap(WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kFamily));
  const auto cards = kiosk.all_named("results.card");
  REQUIRE(cards.size() > 2);
  kiosk.swipe_up(cards[1]->id, 300);
  CHECK(kiosk.page<ResultsPage>().scroll_du > 250);
}

TEST_CASE("A list is loaded in parts while one goes down") {
  const InstalledStore store(generated_offers(600));
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap(WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kFamily));
  REQUIRE(kiosk.page<ResultsPage>().total > static_cast<int>(model::kResultsStep));
  for (int i = 0; i < 12; ++i) kiosk.tap(WidgetId("results.rail") / "down");
  kiosk.wait_until(
      [](const model::Model& model) { return model.page_as<ResultsPage>()->items.size() > model::kResultsStep; });
  CHECK(kiosk.page<ResultsPage>().items.size() == 2 * model::kResultsStep);
}

TEST_CASE("Two minutes without a touch forget everything, with a warning before") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  kiosk.let_pass_ms(model::kIdlePromptMs);
  CHECK(kiosk.shows("Sind Sie noch da?"));

  SECTION("nobody answers") {
    kiosk.let_pass_ms(model::kIdleResetMs - model::kIdlePromptMs);
    kiosk.settle();
    static_cast<void>(kiosk.page<AttractPage>());
    CHECK_FALSE(kiosk.shows("Deutsch"));
    kiosk.tap("attract.start");
    kiosk.tap("home.search");
    CHECK(kiosk.page<SearchPage>().text.empty());
  }
  SECTION("the visitor goes on") {
    kiosk.tap("idle.stay");
    CHECK(kiosk.page<SearchPage>().text == "Deutsch");
    CHECK_FALSE(kiosk.shows("Sind Sie noch da?"));
  }
  SECTION("the visitor has finished") {
    kiosk.tap("idle.leave");
    static_cast<void>(kiosk.page<AttractPage>());
  }
}

TEST_CASE("An Arabic text stands on its own side in a German interface, and says its language") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap(WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kLanguageAndIntegration));
  kiosk.tap(WidgetId("results.card") / "vhs:1");
  CHECK(kiosk.need("detail.title").language == "de");
  CHECK(kiosk.need(WidgetId("detail.language") / "de").state.chosen);

  kiosk.tap(WidgetId("detail.language") / "ar");
  CHECK(kiosk.page<DetailPage>().text_language == "ar");
  CHECK(kiosk.need("detail.title").language == "ar");
  CHECK(kiosk.need("detail.title").label == "دورة اللغة الألمانية A1 مساءً");
  CHECK(kiosk.shows("تتعلم"));

  kiosk.tap(WidgetId("detail.language") / "uk");
  CHECK(kiosk.need("detail.title").language == "uk");
}

TEST_CASE("A price that nobody named is asked for, never free") {
  const InstalledStore store({OfferBuilder("vhs:p1").title("Ohne Preis").phase(offer::Phase::kFamily),
                              OfferBuilder("vhs:p2").title("Mit Preis").phase(offer::Phase::kFamily).price_cents(8280),
                              OfferBuilder("vhs:p3").title("Ohne Kosten").phase(offer::Phase::kFamily).free()});
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap(WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kFamily));
  kiosk.tap(WidgetId("results.card") / "vhs:p1");
  CHECK(kiosk.shows("Preis erfragen"));
  CHECK_FALSE(kiosk.shows("kostenlos"));
  kiosk.tap("bar.back");
  kiosk.tap(WidgetId("results.card") / "vhs:p2");
  CHECK(kiosk.shows("82,80\u00a0€"));
}

TEST_CASE("What is not there yet is dashed, and a tap on it does nothing") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  for (const WidgetId id : {WidgetId("bar.read"), WidgetId("bar.back")}) {
    CHECK(kiosk.need(id).state.disabled);
    kiosk.tap(id);
    static_cast<void>(kiosk.page<HomePage>());
  }
}

TEST_CASE("A visitor makes the screen dark, its texts large and calm, and the next one finds nothing of it") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  const float normal_px = kiosk.need("home.title").rect.h;
  kiosk.tap("bar.accessibility");
  kiosk.tap(WidgetId("display.size") / 1);
  kiosk.tap(WidgetId("display.scheme") / 1);
  kiosk.tap("display.calm");
  kiosk.tap("display.done");
  CHECK(kiosk.need("home.title").rect.h > normal_px);
  CHECK(kiosk.model().display.chosen.scheme == model::ColourScheme::kDark);
  SECTION("a new page cuts") {
    kiosk.tap("home.search");
    CHECK_FALSE(kiosk.kiosk().animating());
  }
  SECTION("one touch takes it all back") {
    kiosk.tap("bar.accessibility");
    kiosk.tap("display.reset");
    kiosk.tap("bar.back");
    CHECK(kiosk.need("home.title").rect.h == normal_px);
  }
  SECTION("the visit is forgotten, twice as late") {
    kiosk.let_pass_ms(model::kIdleResetMs);
    CHECK(kiosk.model().page_as<model::AttractPage>() == nullptr);
    kiosk.let_pass_ms(model::kIdleResetAdaptedMs - model::kIdleResetMs);
    kiosk.arrive();
    CHECK(kiosk.need("home.title").rect.h == normal_px);
  }
}

TEST_CASE("With the largest texts home is three pages that one touch turns, and Zurück finds the one it left") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap("bar.accessibility");
  kiosk.tap(WidgetId("display.size") / 3);
  kiosk.tap("display.done");
  CHECK(kiosk.shows("von 3"));
  CHECK(kiosk.need(WidgetId("home.phase") / 0).rect.h > 0);
  kiosk.tap(WidgetId("home.rail") / "down");
  kiosk.tap(WidgetId("home.rail") / "down");
  CHECK(kiosk.need(WidgetId("home.rail") / "down").state.disabled);
  kiosk.tap("home.week.all");
  static_cast<void>(kiosk.page<ResultsPage>());
  kiosk.tap("bar.back");
  CHECK(kiosk.need("home.week.all").rect.h > 0);
  kiosk.tap(WidgetId("home.rail") / "up");
  kiosk.tap(WidgetId("home.rail") / "up");
  kiosk.tap(WidgetId("home.phase") / 0);
  static_cast<void>(kiosk.page<ResultsPage>());
}

TEST_CASE("A slip of the finger is corrected, one touch takes the visitor at their word, and another helps again") {
  const InstalledStore store({OfferBuilder("vhs:1").title("Gitarre für Einsteiger")});
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type("GITARE");
  CHECK(kiosk.shows("Wir suchen nach „Gitarre“"));
  CHECK(kiosk.shows("Gitarre für Einsteiger"));
  kiosk.tap("notice.answer");
  CHECK(kiosk.page<SearchPage>().preview->total == 0);
  kiosk.tap("notice.answer");
  kiosk.tap("search.show");
  CHECK(kiosk.shows("Wir suchen nach „Gitarre“"));
  kiosk.tap("notice.answer");
  CHECK(kiosk.page<ResultsPage>().total == 0);
  kiosk.tap("way.text");
  CHECK(kiosk.page<ResultsPage>().total == 1);
}

TEST_CASE("A town that was typed becomes a filter that one touch takes away, on the keyboard and in the list") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  kiosk.tap(Role::kKey, "Leerzeichen");
  kiosk.type("AUERBRUNN");
  REQUIRE(kiosk.page<SearchPage>().preview->understood.size() == 1);
  CHECK(kiosk.shows("So haben wir Sie verstanden:"));
  kiosk.tap("search.show");
  const int in_town = kiosk.page<ResultsPage>().total;
  CHECK(kiosk.need(WidgetId("filter.town") / "Auerbrunn").state.chosen);
  kiosk.tap(WidgetId("understood") / 0);
  CHECK(kiosk.page<ResultsPage>().query.text == "Deutsch");
  CHECK(kiosk.page<ResultsPage>().total >= in_town);
  CHECK(kiosk.page<ResultsPage>().understood.empty());
  kiosk.tap("bar.back");
  CHECK(kiosk.page<SearchPage>().preview->understood.size() == 1);
  kiosk.tap(WidgetId("understood") / 0);
  CHECK(kiosk.page<SearchPage>().text == "Deutsch");
}

TEST_CASE("Nothing moves, nothing is drawn") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.settle();
  const std::uint64_t frames = kiosk.window().frames();
  kiosk.let_pass_ms(60'000);
  CHECK(kiosk.window().frames() == frames);
}

TEST_CASE("The first frame is drawn before the catalogue is asked for") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.kiosk().turn(0);
  CHECK(kiosk.window().frames() == 1);
  CHECK(kiosk.model().catalogue.status == model::CatalogueStatus::kOpening);
  CHECK(kiosk.need("attract.start").role == Role::kButton);
}

TEST_CASE("The same journey works on an upright display") {
  const InstalledStore store;
  TestKiosk kiosk(store.path(), {1080, 1920});
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  kiosk.tap("search.show");
  const auto cards = kiosk.all_named("results.card");
  REQUIRE_FALSE(cards.empty());
  kiosk.tap(cards.front()->id);
  CHECK(kiosk.page<DetailPage>().detail);
  kiosk.tap("bar.home");
  static_cast<void>(kiosk.page<HomePage>());
}

}  // namespace bildungskiosk::test
