#include <imgui.h>

#include <array>
#include <string>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/component_sheet.hpp"
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/list_row.hpp"
#include "kiosk/ui/mosaic.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/ui/search_field.hpp"
#include "tests/kiosk/ui/stage.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::ui;
using test::Stage;

namespace {

ButtonSpec labelled(std::string_view label) {
  ButtonSpec spec;
  spec.label = label;
  return spec;
}

}  // namespace

TEST_CASE("The scale is the display's short side, or 20 mm for a target if that is more") {
  CHECK(px_per_du({1920, 1080}, 0) == 1);
  CHECK(px_per_du({1080, 1920}, 4.03F) == 1);  // the nominal display is not scaled by 0.7 %
  CHECK(px_per_du({3840, 2160}, 0) == 2);
  CHECK(px_per_du({1920, 1080}, 8) == 2);  // a small, dense display: bigger
  CHECK(px_per_du({1920, 1080}, 2) == 1);  // a large one: as the short side says
}

TEST_CASE("A tap on a widget is its answer in exactly one frame") {
  int taps = 0;
  Stage stage([&](Frame& frame) { taps += button(frame, "go", {64, 64, 220, 96}, labelled("Suchen")) ? 1 : 0; });
  stage.frame();
  const Node& node = stage.node("go");
  CHECK(node.role == Role::kButton);
  CHECK(node.label == "Suchen");
  CHECK(node.language == "de");
  CHECK(node.rect == PxRect{64, 64, 220, 96});
  stage.down(100, 100);
  CHECK(stage.node("go").state.pressed);
  CHECK(taps == 0);
  stage.up(100, 100);
  CHECK(taps == 1);
  stage.run(100);
  CHECK(taps == 1);
}

TEST_CASE("Two quick taps between two frames are two taps") {
  int taps = 0;
  Stage stage([&](Frame& frame) { taps += button(frame, "go", {64, 64, 220, 96}, labelled("Suchen")) ? 1 : 0; });
  stage.frame();
  for (int i = 0; i < 2; ++i) {
    stage.window.inject(platform::PointerEvent{platform::PointerKind::kDown, 100, 100, stage.window.now_ms()});
    stage.window.inject(platform::PointerEvent{platform::PointerKind::kUp, 100, 100, stage.window.now_ms()});
  }
  for (int i = 0; i < 5; ++i) stage.frame();
  CHECK(taps == 2);
}

TEST_CASE("A disabled button shows, says so and does nothing") {
  int taps = 0;
  Stage stage([&](Frame& frame) {
    ButtonSpec spec = labelled("Zurück");
    spec.enabled = false;
    taps += button(frame, "back", {64, 64, 220, 96}, spec) ? 1 : 0;
  });
  stage.frame();
  CHECK(stage.node("back").state.disabled);
  stage.tap("back");
  CHECK(taps == 0);
  CHECK_FALSE(stage.node("back").state.pressed);
}

TEST_CASE("Right-to-left mirrors the place, not the size") {
  Stage stage([&](Frame& frame) { button(frame, "go", {64, 64, 220, 96}, labelled("بحث")); });
  stage.settings.direction = Direction::kRightToLeft;
  stage.settings.language = "ar";
  stage.frame();
  CHECK(stage.node("go").rect == PxRect{1920 - 64 - 220, 64, 220, 96});
  CHECK(stage.node("go").language == "ar");
}

TEST_CASE("A dialog's scrim keeps touches from what lies below, and the dialog holds its own nodes") {
  int below = 0;
  int above = 0;
  Stage stage([&](Frame& frame) {
    below += button(frame, "below", {64, 64, 220, 96}, labelled("unten")) ? 1 : 0;
    const auto scope = dialog(frame, "dialog", {432, 128, 1056, 824}, "Sind Sie noch da?");
    above += button(frame, "above", {500, 500, 220, 96}, labelled("oben")) ? 1 : 0;
  });
  stage.frame();
  stage.tap("below");
  stage.tap("above");
  CHECK(below == 0);
  CHECK(above == 1);
  const Node& node = stage.node("above");
  REQUIRE(node.parent != Node::kNoParent);
  CHECK(stage.interface.semantics().nodes()[node.parent].role == Role::kDialog);
}

TEST_CASE("A list scrolls under the finger, shows only its rows, and its rail moves a page less one row") {
  int tapped = -1;
  Stage stage([&](Frame& frame) {
    constexpr WidgetId kList = "list";
    constexpr float kRowDu = 180;
    {
      const ScrollArea area(frame, kList, {536, 224, 1192, 704}, 20 * kRowDu);
      for (std::size_t i = 0; i < 20; ++i) {
        const Rect rect{536, 224 + static_cast<float>(i) * kRowDu, 1192, 164};
        if (!area.shows(rect)) continue;
        ListRowSpec spec;
        spec.title = "Angebot";
        if (list_row(frame, WidgetId("row") / i, rect, spec)) tapped = static_cast<int>(i);
      }
    }
    ScrollRailSpec rail;
    rail.area = kList;
    rail.viewport_du = 704;
    rail.content_du = 20 * kRowDu;
    rail.row_du = kRowDu;
    rail.up_label = "Hoch";
    rail.down_label = "Mehr";
    scroll_rail(frame, "rail", {1752, 224, 104, 704}, rail);
  });
  stage.frame();
  stage.frame();
  CHECK(stage.interface.semantics().all(Role::kListItem).size() == 4);
  CHECK(stage.node(WidgetId("rail") / "up").state.disabled);

  stage.tap(WidgetId("rail") / "down");
  CHECK(stage.interface.animating());
  stage.run(400);
  CHECK_FALSE(stage.interface.animating());
  CHECK(stage.interface.touch().scroll_px("list") == 360);
  CHECK_FALSE(stage.node(WidgetId("rail") / "up").state.disabled);
  stage.tap(WidgetId("row") / std::uint64_t{3});
  CHECK(tapped == 3);

  tapped = -1;
  stage.down(1000, 800);
  for (float y = 800; y > 500; y -= 50) stage.move(1000, y);
  stage.up(1000, 500);
  stage.run(2000);
  CHECK(tapped == -1);
  CHECK(stage.interface.touch().scroll_px("list") > 500);
}

namespace {

/// Three rows of eleven letters and one of the interface's keys, as the search has them.
KeyboardLayout three_rows() {
  constexpr std::array<std::string_view, 11> kLetters = {"q", "w", "e", "r", "t", "z", "u", "i", "o", "p", "ü"};
  KeyboardLayout layout{.language = "de", .rows = {4, std::vector<KeySpec>()}};
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t i = 0; i < (row == 2 ? 8 : kLetters.size()); ++i) {
      layout.rows[row].push_back({.face = kLetters[i], .inserts = kLetters[i]});
    }
  }
  layout.rows[2].push_back({.face = "Löschen", .action = KeyAction::kBackspace, .columns = 3, .icon = "backspace"});
  layout.rows[3] = {{.face = "123", .action = KeyAction::kNextPage, .columns = 2},
                    {.face = "Leerzeichen", .inserts = " ", .columns = 8},
                    {.action = KeyAction::kLeft, .icon = "keyboard_arrow_left", .spoken = "nach links"}};
  return layout;
}

}  // namespace

TEST_CASE("Every key of a keyboard is a target of 80 du and types what it says") {
  const KeyboardLayout layout = three_rows();
  std::string typed;
  Stage stage([&](Frame& frame) {
    if (const KeySpec* key = keyboard(frame, "keys", {64, 484, 1184, 444}, layout)) {
      if (key->action == KeyAction::kInsert) typed += key->inserts;
    }
  });
  stage.frame();
  for (std::size_t row = 0; row < layout.rows.size(); ++row) {
    float columns = 0;
    for (std::size_t i = 0; i < layout.rows[row].size(); ++i) {
      const Node& node = stage.node(key_id("keys", row, i));
      CHECK(node.rect.w >= 80);
      CHECK(node.rect.h >= 80);
      CHECK_FALSE(node.label.empty());
      columns += layout.rows[row][i].columns;
      stage.tap(node.id);
    }
    CHECK(columns == layout.columns);
  }
  CHECK(typed == "qwertzuiopüqwertzuiopüqwertzui ");
}

TEST_CASE("Löschen repeats while it is held, and its lift is no further tap") {
  int erased = 0;
  const KeyboardLayout layout = three_rows();
  Stage stage([&](Frame& frame) {
    const KeySpec* key = keyboard(frame, "keys", {64, 484, 1184, 444}, layout);
    if (key != nullptr && key->action == KeyAction::kBackspace) ++erased;
  });
  stage.frame();
  const PxRect rect = stage.node(key_id("keys", 2, 8)).rect;
  stage.down(rect.x + 50, rect.y + 40);
  stage.run(480);
  CHECK(erased == 0);
  stage.run(320);
  CHECK(erased >= 3);
  const int before = erased;
  stage.up(rect.x + 50, rect.y + 40);
  stage.run(500);
  CHECK(erased == before);
}

TEST_CASE("In a mirrored interface the letters keep their order, and the row of the interface's keys is mirrored") {
  const KeyboardLayout layout = three_rows();
  Stage stage([&](Frame& frame) { keyboard(frame, "keys", {64, 484, 1184, 444}, layout); });
  stage.settings.direction = Direction::kRightToLeft;
  stage.frame();
  const auto left_of = [&stage](std::size_t row, std::size_t key) {
    return stage.node(key_id("keys", row, key)).rect.x;
  };
  CHECK(left_of(0, 0) < left_of(0, 10));
  CHECK(left_of(2, 7) < left_of(2, 8));
  CHECK(left_of(3, 0) > left_of(3, 1));
  CHECK(left_of(3, 2) < left_of(3, 1));
  CHECK(left_of(0, 0) == left_of(3, 2));
}

TEST_CASE("The search field tells field, button and clear apart") {
  SearchFieldAction last = SearchFieldAction::kNone;
  SearchFieldSpec spec;
  spec.placeholder = "Kurs, Thema oder Ort eingeben";
  spec.button_label = "Suchen";
  Stage stage([&](Frame& frame) {
    const auto action = search_field(frame, "field", {64, 236, 1184, 104}, spec);
    if (action != SearchFieldAction::kNone) last = action;
  });
  stage.frame();
  stage.tap("field");
  CHECK(last == SearchFieldAction::kField);
  stage.tap(WidgetId("field") / "button");
  CHECK(last == SearchFieldAction::kButton);
  spec.button_label = {};
  spec.text = "Deutschkurs";
  spec.caret = spec.text.size();
  spec.clear_spoken = "Eingabe löschen";
  spec.editing = true;
  stage.frame();
  CHECK(stage.node("field").value == "Deutschkurs");
  CHECK(stage.node("field").state.chosen);
  stage.tap(WidgetId("field") / "clear");
  CHECK(last == SearchFieldAction::kClear);
}

TEST_CASE("The bar never moves: labels in bold, badges and languages leave its buttons where they are") {
  const bool chosen = GENERATE(false, true);
  WidgetId tapped;
  Stage stage([&](Frame& frame) {
    const std::array items = {BarItem{"bar.back", "arrow_back", "Zurück", {}, false, false, false, 192},
                              BarItem{"bar.home", "home", "Start", {}, true, chosen, false, 176},
                              BarItem{"bar.list", "bookmark", "Merkliste", "2", true, false, false, 268}};
    const WidgetId id = bottom_bar(frame, items, {.text = "Stand: 20.11.2026"});
    if (id) tapped = id;
  });
  stage.frame();
  CHECK(stage.node("bar.back").rect == PxRect{64, 973, 192, 88});
  CHECK(stage.node("bar.home").rect == PxRect{272, 973, 176, 88});
  CHECK(stage.node("bar.list").rect == PxRect{1588, 973, 268, 88});
  CHECK(stage.node("bar.list").value == "2");
  stage.tap("bar.back");
  CHECK_FALSE(tapped);
  stage.tap("bar.home");
  CHECK(tapped == WidgetId("bar.home"));
}

TEST_CASE("A toast offers its action for four seconds and is gone afterwards") {
  ToastSpec spec;
  spec.text = "Auf der Merkliste";
  spec.action = "Rückgängig";
  int undone = 0;
  Stage stage([&](Frame& frame) { undone += toast(frame, "toast", {1296, 904, 560, 96}, spec) ? 1 : 0; });
  spec.shown_since_ms = stage.window.now_ms();
  stage.run(300);
  CHECK_FALSE(stage.interface.animating());
  CHECK(stage.interface.next_due_ms() == spec.shown_since_ms + 4200);
  stage.tap(WidgetId("toast") / "action");
  CHECK(undone == 1);
  stage.run(4600);
  CHECK(stage.interface.semantics().find("toast") == nullptr);
}

TEST_CASE("A narrow card leaves out no price: what has no room in a row takes a second one") {
  const std::array<CardFact, 3> facts = {
      {{"event", "Do 26.11., 10:00 Uhr"}, {"place", "Auerbrunn"}, {"euro", "104,00 €"}}};
  const OfferCardSpec spec{.overline = "Schule", .title = "Ferienwerkstatt", .facts = facts, .end_space_du = 148};
  const auto height_at = [&](float width) {
    Stage stage([&](Frame& frame) { offer_card(frame, "card", {64, 200, width, 204}, spec); });
    stage.frame();
    CHECK(stage.interface.shortened_texts() == 0);
    return stage.interface.semantics().find(Role::kText, "104,00 €")->rect.h;
  };
  const float one_row = height_at(1192);
  CHECK(height_at(1000) == one_row);
  CHECK(height_at(856) == 2 * one_row);
}

TEST_CASE("A fact's value takes two lines and smaller letters before it is cut, and no word of it is broken") {
  const auto shortened = [](std::string_view value) {
    const FactCardSpec spec{.icon = "place", .label = "Wo", .value = value, .more = "Lindenplatz 4\nAuerbrunn"};
    Stage stage([&](Frame& frame) { fact_card(frame, "fact", {64, 288, 278, 168}, spec); });
    stage.frame();
    return stage.interface.shortened_texts();
  };
  CHECK(shortened("vhs-Haus") == 0);
  CHECK(shortened("Landratsamt Sonnfeld") == 0);
  CHECK(shortened("Mehrgenerationenhaus Steinau") == 0);
  CHECK(shortened("Mehrgenerationenbegegnungsstättenverein Steinau") == 1);
}

TEST_CASE("The mosaic turns one block every three seconds, rests between, and stands still when calm") {
  Stage stage([](Frame& frame) { draw_mosaic(frame, {960, 0, 960, 1080}, 120, landscape_mosaic(), 1000); });
  stage.frame();
  CHECK_FALSE(stage.interface.animating());
  CHECK(stage.interface.next_due_ms() == 4000);
  stage.window.advance_ms(3100);
  stage.frame();
  CHECK(stage.interface.animating());
  stage.window.advance_ms(1000);
  stage.frame();
  CHECK_FALSE(stage.interface.animating());
  stage.settings.motions = Motions::kCalm;
  stage.frame();
  CHECK(stage.interface.next_due_ms() == Interface::kNever);
}

TEST_CASE("Every control of the component sheet speaks, in every theme, size and direction") {
  const auto scheme = GENERATE(Scheme::kLight, Scheme::kDark, Scheme::kContrast);
  const auto step = GENERATE(TextStep::k1, TextStep::k4);
  const auto direction = GENERATE(Direction::kLeftToRight, Direction::kRightToLeft);
  Stage stage(ui::draw_component_sheet);
  stage.settings.scheme = scheme;
  stage.settings.text_step = step;
  stage.settings.direction = direction;
  stage.run(48);
  int controls = 0;
  for (const Node& node : stage.interface.semantics().nodes()) {
    if (!is_actionable(node.role)) continue;
    ++controls;
    CHECK_FALSE(node.label.empty());
    CHECK(node.rect.w > 0);
  }
  CHECK(controls >= 15);
  CHECK(stage.window.last_draw_vertices() > 1000);
}

TEST_CASE("A steady screen lays out nothing new") {
  Stage stage(ui::draw_component_sheet);
  stage.run(48);
  const auto before = stage.interface.text().statistics();
  stage.run(160);
  const auto after = stage.interface.text().statistics();
  CHECK(after.misses == before.misses);
  CHECK(after.hits > before.hits);
  CHECK(stage.window.live_textures() < 12);
}
