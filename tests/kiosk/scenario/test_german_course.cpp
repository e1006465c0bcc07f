#include "kiosk/model/caret.hpp"
#include "tests/kiosk/scenario/sample_store.hpp"

/// "German course for beginners in Auerbrunn, in the evening, free of charge, and take it away": what the kiosk is for.
namespace bildungskiosk::test {
namespace {

using model::DetailPage;
using model::SearchPage;
using ui::WidgetId;

constexpr int kTouchesMax = 6;
constexpr int kLettersMax = 12;
constexpr const char* kWanted = "F40401";  // the number of "Deutschkurs A1 am Abend"

struct Journey {
  std::string language;
  std::string keys;       // as they stand on the keyboard; a space is the space bar
  std::string space_bar;  // what that is called
  std::string free;       // how the screen says that it costs nothing
};

/// A finger that counts what it does.
class Visitor {
 public:
  explicit Visitor(TestKiosk& kiosk) : kiosk_(kiosk) {}

  void touch(WidgetId id) {
    ++touches_;
    kiosk_.tap(id);
  }
  /// A space is a letter, too.
  void type(const std::string& keys, const std::string& space_bar) {
    for (std::size_t at = 0; at < keys.size();) {
      const std::size_t end = model::caret_after(keys, at);
      const std::string key = keys.substr(at, end - at);
      ++letters_;
      if (key == " ") {
        kiosk_.tap(ui::Role::kKey, space_bar);
      } else {
        kiosk_.type(key);
      }
      at = end;
    }
  }
  /// One touch, when the question stands in the visitor's language; who reads Leichte Sprache chooses it then.
  void arrive_in(const std::string& language) {
    kiosk_.settle();
    for (int turn = 0; turn < 8 && kiosk_.need("attract.start").language != language; ++turn) {
      if (language == "de-easy") break;
      kiosk_.let_pass_ms(model::kAttractHighlightMs);
    }
    touch("attract.start");
    if (kiosk_.model().language != language) touch(WidgetId("language") / language);
    REQUIRE(kiosk_.model().language == language);
  }
  [[nodiscard]] int touches() const { return touches_; }
  [[nodiscard]] int letters() const { return letters_; }

 private:
  TestKiosk& kiosk_;
  int touches_ = 0;
  int letters_ = 0;
};

}  // namespace

TEST_CASE(
    "Whoever looks for a German course walks out with it, in each language, after six touches and twelve letters") {
  static const SampleStore store;
  const Journey journey = GENERATE(Journey{"de", "DEUTSCH ABEN", "Leerzeichen", "kostenlos"},        //
                                   Journey{"de-easy", "DEUTSCH ABEN", "Leer-Zeichen", "kostenlos"},  //
                                   Journey{"en", "GERMAN EVEN", "Space", "free"},                    //
                                   Journey{"tr", "ALMANCA AKŞA", "Boşluk", "ücretsiz"},              //
                                   Journey{"uk", "НІМЕЦЬКА ВЕЧ", "Пробіл", "безкоштовно"},           //
                                   Journey{"ar", "ألمانية مسا", "مسافة", "مجاني"});
  CAPTURE(journey.language);
  TestKiosk kiosk(store.path(), {1920, 1080}, TestKiosk::Languages::kShippedWords);
  kiosk.set_clock(kBaseWeek);
  Visitor visitor(kiosk);
  visitor.arrive_in(journey.language);
  visitor.touch("home.search");
  visitor.type(journey.keys, journey.space_bar);
  visitor.touch(WidgetId("search.town") / "Auerbrunn");
  const std::string wanted = store.id_of(kWanted);
  INFO(kiosk.kiosk().semantics().to_text());
  REQUIRE(kiosk.page<SearchPage>().preview);
  CHECK(kiosk.page<SearchPage>().preview->items.front().id == wanted);
  visitor.touch(WidgetId("search.hit") / wanted);

  const auto& detail = kiosk.page<DetailPage>().detail;
  REQUIRE(detail);
  CHECK(detail->offer.number == kWanted);
  CHECK(detail->summary.title_language == journey.language);
  CHECK(kiosk.shows("Auerbrunn"));
  CHECK(kiosk.shows(journey.free));
  CHECK(kiosk.shows("18:"));  // in the evening
  CHECK(kiosk.shows("A1"));
  visitor.touch("takeaway.open");
  const ui::Node& code = kiosk.need("takeaway.code");
  CHECK(code.rect.w > 0);
  CHECK(kiosk.page<DetailPage>().take_away == model::TakeAway::kDates);

  CHECK(visitor.touches() <= kTouchesMax);
  CHECK(visitor.letters() <= kLettersMax);
}

}  // namespace bildungskiosk::test
