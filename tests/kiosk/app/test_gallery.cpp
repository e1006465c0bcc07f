#include <set>

#include "kiosk/app/gallery.hpp"
#include "kiosk/platform/headless_window.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

/// The gallery in a window without a screen.
struct Visited {
  Visited() : gallery(window, *ui::Theme::load(std::string(BILDUNGSKIOSK_TEST_SHARE_DIR) + "/theme/theme.toml")) {
    rest();
  }
  void rest() {
    for (int i = 0; i < 40; ++i) {
      window.advance_ms(16);
      gallery.turn(0);
    }
  }
  void tap(ui::WidgetId id) {
    const ui::Node* node = gallery.semantics().find(id);
    REQUIRE(node != nullptr);
    const float x = node->rect.x + node->rect.w / 2;
    const float y = node->rect.y + node->rect.h / 2;
    window.inject(platform::PointerEvent{platform::PointerKind::kDown, x, y, window.now_ms()});
    gallery.turn(0);
    window.inject(platform::PointerEvent{platform::PointerKind::kUp, x, y, window.now_ms()});
    rest();
  }

  platform::HeadlessWindow window{{1920, 1080}};
  app::Gallery gallery;
};

}  // namespace

TEST_CASE("The gallery shows every kind of component on its sheets") {
  Visited visited;
  std::set<ui::Role> roles;
  for (int sheet = 0; sheet < 3; ++sheet) {
    CHECK(visited.gallery.sheet() == sheet);
    CHECK(visited.gallery.semantics().nodes().size() > 20);
    for (const ui::Node& node : visited.gallery.semantics().nodes()) roles.insert(node.role);
    visited.tap("gallery.sheet");
  }
  CHECK(visited.gallery.sheet() == 0);
  for (const ui::Role role : {ui::Role::kButton, ui::Role::kToggle, ui::Role::kOption, ui::Role::kListItem,
                              ui::Role::kSearchField, ui::Role::kKey, ui::Role::kProgress, ui::Role::kStatus}) {
    INFO(ui::to_string(role));
    CHECK(roles.count(role) == 1);
  }
}

TEST_CASE("The gallery changes colours, text size, direction and motion, and rests in between") {
  Visited visited;
  for (const ui::Scheme scheme : {ui::Scheme::kDark, ui::Scheme::kContrast, ui::Scheme::kLight}) {
    visited.tap("gallery.scheme");
    CHECK(visited.gallery.settings().scheme == scheme);
  }
  for (const int step : {1, 2, 3, 0}) {
    visited.tap("gallery.text");
    CHECK(static_cast<int>(visited.gallery.settings().text_step) == step);
  }
  visited.tap("gallery.direction");
  CHECK(visited.gallery.settings().direction == ui::Direction::kRightToLeft);
  visited.tap("gallery.calm");
  CHECK(visited.gallery.settings().motions == ui::Motions::kCalm);
  visited.rest();
  const std::uint64_t frames = visited.window.frames();
  visited.rest();
  CHECK(visited.window.frames() == frames);
}

}  // namespace bildungskiosk::test
