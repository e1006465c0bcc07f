#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

using model::SearchPage;
using ui::Role;
using ui::WidgetId;

InstalledStore offers_in_all_languages() {
  return InstalledStore({OfferBuilder("vhs:de").title("Süße Küche für Anfänger"),
                         OfferBuilder("vhs:en").title("Kochen", "de").title("Cooking for everyone", "en"),
                         OfferBuilder("vhs:tr").title("Nähen", "de").title("Işıklı dikiş kursu", "tr"),
                         OfferBuilder("vhs:uk").title("Rechner", "de").title("Комп'ютер для ґазд", "uk"),
                         OfferBuilder("vhs:ar").title("Deutsch", "de").title("دورة اللغة للآباء", "ar")});
}

/// Chooses the language at home and opens the search.
void search_in(TestKiosk& kiosk, const std::string& language) {
  kiosk.arrive();
  kiosk.tap("bar.language");
  kiosk.tap(WidgetId("language.menu") / language);
  kiosk.tap("home.search");
}

}  // namespace

TEST_CASE("A word typed on each language's keyboard finds the offer that has it") {
  struct Case {
    std::string language;
    std::string keys;
    std::string typed;
    std::string found;
  };
  const Case one = GENERATE(Case{"de", "SÜßE", "Süße", "vhs:de"},            //
                            Case{"de-easy", "KÜCHE", "Küche", "vhs:de"},     //
                            Case{"en", "COOKING", "Cooking", "vhs:en"},      //
                            Case{"tr", "IŞIKLI", "Işıklı", "vhs:tr"},        //
                            Case{"tr", "DİKİŞ", "Dikiş", "vhs:tr"},          //
                            Case{"uk", "КОМПʼЮТЕР", "Компʼютер", "vhs:uk"},  //
                            Case{"uk", "ҐАЗД", "Ґазд", "vhs:uk"},            //
                            Case{"ar", "دورة", "دورة", "vhs:ar"},            //
                            Case{"ar", "آباء", "آباء", "vhs:ar"});
  CAPTURE(one.language, one.keys);
  const InstalledStore store = offers_in_all_languages();
  TestKiosk kiosk(store.path(), {1920, 1080}, TestKiosk::Languages::kShipped);
  search_in(kiosk, one.language);
  kiosk.type(one.keys);
  const auto& page = kiosk.page<SearchPage>();
  CHECK(page.text == one.typed);
  REQUIRE(page.preview);
  REQUIRE(page.preview->items.size() == 1);
  CHECK(page.preview->items[0].id == one.found);
}

TEST_CASE(
    "A visitor who reads Ukrainian types a German word, goes on in their own letters, and another language keeps "
    "both") {
  const InstalledStore store = offers_in_all_languages();
  TestKiosk kiosk(store.path(), {1080, 1920}, TestKiosk::Languages::kShipped);
  search_in(kiosk, "uk");
  kiosk.tap(Role::kKey, "Інша абетка");
  kiosk.type("KÜCHE");
  CHECK(kiosk.page<SearchPage>().preview->total == 1);
  kiosk.tap(Role::kKey, "Інша абетка");
  kiosk.type("ЇЖА");
  CHECK(kiosk.page<SearchPage>().text == "Kücheїжа");
  kiosk.tap("bar.language");
  kiosk.tap(WidgetId("language.menu") / "tr");
  CHECK(kiosk.page<SearchPage>().text == "Kücheїжа");
  kiosk.type("Ğ");
  CHECK(kiosk.page<SearchPage>().text == "Kücheїжаğ");
}

TEST_CASE("Löschen held for half a second empties the field letter by letter, and stops with the finger") {
  const InstalledStore store = offers_in_all_languages();
  TestKiosk kiosk(store.path(), {1920, 1080}, TestKiosk::Languages::kShipped);
  search_in(kiosk, "ar");
  kiosk.type("دورةدورة");
  const auto letters = [&kiosk] { return kiosk.page<SearchPage>().text.size() / 2; };
  REQUIRE(letters() == 8);
  const ui::PxRect rect = kiosk.need(Role::kKey, "حذف آخر حرف").rect;
  const auto finger = [&](platform::PointerKind kind) {
    const platform::MonotonicMs now_ms = kiosk.window().now_ms();
    kiosk.window().inject(platform::PointerEvent{kind, rect.x + rect.w / 2, rect.y + rect.h / 2, now_ms});
    kiosk.kiosk().turn(0);
  };
  const auto stays_ms = [&kiosk](platform::MonotonicMs ms) {
    for (platform::MonotonicMs passed = 0; passed < ms; passed += 10) {
      kiosk.window().advance_ms(10);
      kiosk.kiosk().turn(0);
    }
  };
  finger(platform::PointerKind::kDown);
  stays_ms(490);
  CHECK(letters() == 8);
  stays_ms(300);
  CHECK(letters() == 4);
  finger(platform::PointerKind::kUp);
  stays_ms(1'000);
  CHECK(letters() == 4);
}

}  // namespace bildungskiosk::test
