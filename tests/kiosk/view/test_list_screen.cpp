#include <algorithm>
#include <array>

#include "tests/kiosk/view/screen_stage.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using catalogue::OfferSummary;
using ui::Node;
using ui::WidgetId;

constexpr std::array<std::string_view, 6> kLanguages = {"de", "de-easy", "en", "tr", "ar", "uk"};
constexpr std::array<platform::PixelSize, 5> kListDisplays = {
    {{1920, 1080}, {1080, 1920}, {1366, 768}, {3840, 2160}, {1024, 768}}};

/// The first two take place at the same time.
OfferSummary offer(int number) {
  constexpr std::array kTitles = {"Smartphone-Hilfe ab 60", "Bewerbung am Computer schreiben",
                                  "Deutschkurs A1 am Abend", "Ferienwerkstatt: Wir bauen einen Roboter"};
  OfferSummary summary;
  summary.id = "vhs:" + std::to_string(number);
  summary.title = kTitles.at(static_cast<std::size_t>(number) % kTitles.size());
  summary.title_language = "de";
  summary.provider_name = "Volkshochschule Sonnfeld (fiktiv)";
  summary.town = "Auerbrunn";
  summary.mode = offer::AttendanceMode::kOnsite;
  summary.price.free = offer::TriState::kYes;
  const base::Date day = base::add_days(*base::make_date(2026, 11, 26), std::max(0, number - 1));
  summary.next = catalogue::NextDate{day, base::MinuteOfDay{600}, base::MinuteOfDay{690}};
  return summary;
}

void show_list(ScreenStage& stage, int offers) {
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.now_ms = 1'000'000;
  stage.model.last_touch_ms = 1'000'000;
  stage.model.now = {*base::make_date(2026, 11, 23), 10 * 60};
  stage.model.pages = {{1, model::AttractPage{}}, {2, model::HomePage{}}, {3, model::ListPage{}}};
  stage.model.remembered = {};
  for (int i = 0; i < offers; ++i) stage.model.remembered.offers.push_back(offer(i));
}

std::vector<const Node*> named(const ScreenStage& stage, std::string_view name) {
  std::vector<const Node*> found;
  for (const Node& node : stage.semantics().nodes()) {
    if (node.id.name() == name && ui::is_actionable(node.role)) found.push_back(&node);
  }
  return found;
}

/// 20 mm on the display, in pixels.
float target_px(const ScreenStage& stage) { return 80 * ui::px_per_du(stage.size(), 0); }

/// What stands below the cards: the button for taking them away, or the promise that they are forgotten, or the bar.
float end_of_cards(const ScreenStage& stage) {
  if (const Node* button = stage.semantics().find("takeaway.open")) return button->rect.y;
  const Node* promise = stage.semantics().find("list.promise");
  if (promise != nullptr && promise->rect.y > static_cast<float>(stage.size().height) / 2) return promise->rect.y;
  const Node* bar = stage.semantics().find("bar");
  return bar == nullptr ? 0 : bar->rect.y;
}

/// Nothing is cut or leaves the display, every target is big enough, and none lies upon another: only a card holds its
/// own button.
void check_layout(const ScreenStage& stage) {
  CHECK(stage.shortened_texts() == 0);
  const ui::PxRect screen{0, 0, static_cast<float>(stage.size().width), static_cast<float>(stage.size().height)};
  const Node* bar = stage.semantics().find("bar");
  REQUIRE(bar != nullptr);
  std::vector<const Node*> targets;
  for (const Node& node : stage.semantics().nodes()) {
    INFO(node.label);
    CHECK(inside(node.rect, screen));
    if (ui::is_actionable(node.role) && node.rect.h > 0) targets.push_back(&node);
  }
  for (const Node* target : targets) {
    INFO(target->label);
    // What is scrolled halfway out shows, and is hit, in part only.
    const float cards_end = end_of_cards(stage);
    const bool whole = target->rect.bottom() < cards_end - 56 * target_px(stage) / 80 || target->rect.y >= cards_end;
    CHECK(target->rect.w >= target_px(stage) - 1);
    if (whole) CHECK(target->rect.h >= target_px(stage) - 1);
    for (const Node* other : targets) {
      const bool nested = target->id.name() == "list.card" || other->id.name() == "list.card";
      if (other != target && !nested) CHECK_FALSE(overlap(target->rect, other->rect));
    }
  }
}

}  // namespace

TEST_CASE("The list fits every display in every language, empty, short and full") {
  for (const platform::PixelSize size : kListDisplays) {
    ScreenStage stage(size);
    for (const std::string_view language : kLanguages) {
      stage.model.language = language;
      for (const int offers : {0, 2, 12}) {
        INFO(picture_name("list-" + std::to_string(offers), language, size));
        show_list(stage, offers);
        stage.draw();
        stage.let_pass_ms(1'000);  // the page has faded in
        stage.draw(picture_name("list-" + std::to_string(offers), language, size));
        check_layout(stage);
        CHECK(named(stage, "list.card").size() == named(stage, "list.remove").size());
        CHECK((stage.semantics().find("list.search") != nullptr) == (offers == 0));
        CHECK((stage.semantics().find(WidgetId("list.rail") / "down") != nullptr) == (offers == 12));
      }
    }
  }
}

TEST_CASE("What is told of the list fits above the bar in every language") {
  using Kind = model::ListNews::Kind;
  for (const platform::PixelSize size : kListDisplays) {
    ScreenStage stage(size);
    for (const std::string_view language : kLanguages) {
      stage.model.language = language;
      for (const Kind kind : {Kind::kRemembered, Kind::kForgotten, Kind::kFull, Kind::kGone}) {
        INFO(picture_name("news-" + std::to_string(static_cast<int>(kind)), language, size));
        show_list(stage, 2);
        stage.model.pages.back().content = model::DetailPage{};
        stage.draw();
        stage.model.remembered.news = model::ListNews{kind, 3, stage.now_ms(), {}};
        stage.let_pass_ms(1'000);  // it has faded in
        stage.draw(picture_name("news-" + std::to_string(static_cast<int>(kind)), language, size));
        const Node* news = stage.semantics().find("list.news");
        const Node* bar = stage.semantics().find("bar");
        REQUIRE(news != nullptr);
        REQUIRE(bar != nullptr);
        CHECK(stage.shortened_texts() == 0);
        CHECK_FALSE(overlap(news->rect, bar->rect));
        const Node* action = stage.semantics().find(WidgetId("list.news") / "action");
        CHECK((action != nullptr) == (kind != Kind::kGone));
        if (action != nullptr) CHECK(action->rect.h >= target_px(stage) - 1);
      }
    }
  }
}

TEST_CASE("The model offers to take back for as long as the theme shows it") {
  const auto theme = ui::Theme::load(THEME_FILE);
  REQUIRE(theme);
  CHECK(2 * theme->motion().toast_ms + theme->motion().toast_stays_ms == model::kListNewsMs);
}

TEST_CASE("A clash of dates stands on both cards and names the other") {
  ScreenStage stage;
  show_list(stage, 3);
  stage.draw();
  CHECK(stage.shows("Zur gleichen Zeit wie „Bewerbung am Computer schreiben“"));
  CHECK(stage.shows("Zur gleichen Zeit wie „Smartphone-Hilfe ab 60“"));
  CHECK_FALSE(stage.shows("Zur gleichen Zeit wie „Deutschkurs A1 am Abend“"));
}

TEST_CASE("Entfernen says which offer it takes, and a double tap takes one only") {
  ScreenStage stage;
  show_list(stage, 3);
  stage.tap(WidgetId("list.remove") / "vhs:0");
  CHECK(stage.semantics().find(WidgetId("list.remove") / "vhs:0")->label == "Entfernen: Smartphone-Hilfe ab 60");
  const auto removals = [&] {
    return std::count_if(stage.events.begin(), stage.events.end(),
                         [](const model::Event& event) { return std::holds_alternative<model::ForgetOffer>(event); });
  };
  REQUIRE(removals() == 1);
  // The model follows; the card below now stands where the finger is.
  stage.model.remembered.offers.erase(stage.model.remembered.offers.begin());
  stage.tap_at_once(WidgetId("list.remove") / "vhs:1");
  CHECK(removals() == 1);
  stage.tap(WidgetId("list.remove") / "vhs:1");
  CHECK(removals() == 2);
}

TEST_CASE("The list runs from right to left in Arabic: the buttons stand at the left") {
  ScreenStage stage;
  stage.model.language = "ar";
  show_list(stage, 2);
  stage.draw();
  const Node* card = stage.semantics().find(WidgetId("list.card") / "vhs:0");
  const Node* remove = stage.semantics().find(WidgetId("list.remove") / "vhs:0");
  REQUIRE(card != nullptr);
  REQUIRE(remove != nullptr);
  CHECK(remove->rect.right() < card->rect.x + card->rect.w / 3);
}

}  // namespace bildungskiosk::view::test
