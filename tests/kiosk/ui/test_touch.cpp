#include <cmath>
#include <vector>

#include "kiosk/ui/touch.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::ui;

namespace {

/// For positions in pixels.
bool close_to(float a, float b, float tolerance) { return std::abs(a - b) <= tolerance; }

constexpr WidgetId kButton = "button";
constexpr WidgetId kOther = "other";
constexpr WidgetId kRow = "row";
constexpr WidgetId kList = "list";

/// A button at (0,0) 100 × 100, another below it, and a list of 10 rows from y 300 to 700.
struct Hand {
  TouchArbiter touch;
  TimeMs now = 1000;

  Hand() { show(); }
  void show(float list_content = 1000) {
    const std::vector<HitRegion> regions = {{kButton, {0, 0, 100, 100}, {}, true},
                                            {kOther, {0, 100, 100, 100}, {}, true},
                                            {kRow, {0, 300, 500, 100}, kList, true}};
    const std::vector<ScrollRegion> scrolls = {{kList, {0, 300, 500, 400}, list_content}};
    touch.set_regions(regions, scrolls);
  }
  void send(TouchKind kind, float x, float y) {
    now += 16;
    touch.handle({kind, x, y, now});
    touch.advance(now);
  }
  void down(float x, float y) { send(TouchKind::kDown, x, y); }
  void move(float x, float y) { send(TouchKind::kMove, x, y); }
  void up(float x, float y) { send(TouchKind::kUp, x, y); }
  void wait(TimeMs ms) {
    for (TimeMs done = 0; done < ms; done += 16) {
      now += 16;
      touch.advance(now);
      show();
    }
  }
  /// A quick swipe upwards over the list, which leaves it moving.
  void fling() {
    down(200, 600);
    for (float y = 600; y >= 400; y -= 40) move(200, y);
    up(200, 400);
  }
};

}  // namespace

TEST_CASE("A touch presses at once and taps when it lifts inside") {
  Hand hand;
  hand.down(50, 50);
  CHECK(hand.touch.pressed() == kButton);
  CHECK_FALSE(hand.touch.take_tap());
  hand.up(60, 60);
  CHECK(hand.touch.take_tap() == kButton);
  CHECK_FALSE(hand.touch.take_tap());
  CHECK_FALSE(hand.touch.pressed());
}

TEST_CASE("A lift up to twelve du outside still counts, further out doesn't") {
  Hand hand;
  hand.down(50, 50);
  hand.up(111, 50);
  CHECK(hand.touch.take_tap() == kButton);
  hand.down(50, 50);
  hand.up(113, 50);
  CHECK_FALSE(hand.touch.take_tap());
}

TEST_CASE("Press on one button and lift on another taps neither") {
  Hand hand;
  hand.down(50, 50);
  hand.up(50, 150);
  CHECK_FALSE(hand.touch.take_tap());
}

TEST_CASE("A finger that slides off un-presses, and presses again when it comes back") {
  Hand hand;
  hand.down(50, 50);
  hand.move(200, 50);
  CHECK_FALSE(hand.touch.pressed());
  hand.move(60, 50);
  CHECK(hand.touch.pressed() == kButton);
  hand.up(60, 50);
  CHECK(hand.touch.take_tap() == kButton);
}

TEST_CASE("The region that lies on top is hit, and a dead one on top swallows the touch") {
  Hand hand;
  const bool acts = GENERATE(true, false);
  const std::vector<HitRegion> regions = {{kButton, {0, 0, 100, 100}, {}, true}, {kOther, {0, 0, 500, 500}, {}, acts}};
  hand.touch.set_regions(regions, {});
  hand.down(50, 50);
  hand.up(50, 50);
  CHECK(hand.touch.take_tap() == (acts ? kOther : WidgetId()));
}

TEST_CASE("A scrim over a list keeps it from scrolling") {
  Hand hand;
  const std::vector<HitRegion> regions = {{kRow, {0, 300, 500, 100}, kList, true},
                                          {kOther, {0, 0, 900, 900}, {}, false}};
  const std::vector<ScrollRegion> scrolls = {{kList, {0, 300, 500, 400}, 1000}};
  hand.touch.set_regions(regions, scrolls);
  hand.down(200, 600);
  hand.move(200, 500);
  hand.move(200, 400);
  CHECK(hand.touch.scroll_px(kList) == 0);
}

TEST_CASE("Movement below 24 du in a list is still a tap, and 24 du begin scrolling without one") {
  Hand hand;
  hand.down(200, 350);
  hand.move(200, 328);
  hand.up(200, 328);
  CHECK(hand.touch.take_tap() == kRow);
  CHECK(hand.touch.scroll_px(kList) == 0);

  hand.down(200, 350);
  hand.move(200, 326);
  CHECK_FALSE(hand.touch.pressed());
  hand.move(200, 306);
  CHECK(close_to(hand.touch.scroll_px(kList), 20, 0.1F));  // from where scrolling began: no jump
  hand.move(200, 350);                                     // back to where it was pressed
  hand.up(200, 350);
  CHECK_FALSE(hand.touch.take_tap());
}

TEST_CASE("Sideways movement does not scroll") {
  Hand hand;
  hand.down(200, 350);
  hand.move(300, 370);
  hand.move(350, 380);
  CHECK(hand.touch.scroll_px(kList) == 0);
}

TEST_CASE("A fling goes on after the lift, slows down with a time constant of 325 ms and stops") {
  Hand hand;
  hand.fling();
  const float at_lift = hand.touch.scroll_px(kList);
  CHECK(hand.touch.moving());
  hand.wait(3000);
  CHECK_FALSE(hand.touch.moving());
  CHECK(hand.touch.scroll_px(kList) > at_lift + 100);
  CHECK(hand.touch.scroll_px(kList) <= 600);
}

TEST_CASE("The way of a fling does not depend on the frame rate") {
  const auto way = [](TimeMs frame_ms) {
    TouchArbiter touch;
    const std::vector<ScrollRegion> scrolls = {{kList, {0, 0, 500, 400}, 100'000}};
    touch.set_regions({}, scrolls);
    TimeMs now = 0;
    touch.handle({TouchKind::kDown, 200, 400, now});
    for (float y = 400; y >= 200; y -= 20) touch.handle({TouchKind::kMove, 200, y, now += 16});
    touch.handle({TouchKind::kUp, 200, 200, now});
    for (const TimeMs end = now + 1600; now < end; now += frame_ms) touch.advance(now + frame_ms);
    return touch.scroll_px(kList);
  };
  CHECK(close_to(way(16), way(100), 0.02F * way(16)));
}

TEST_CASE("A list runs on at the same pace while moves come in beside it") {
  Hand calm;
  Hand disturbed;
  calm.fling();
  disturbed.fling();
  for (int frame = 0; frame < 30; ++frame) {
    calm.wait(16);
    disturbed.move(5, 5);
    disturbed.show();
  }
  CHECK(close_to(calm.touch.scroll_px(kList), disturbed.touch.scroll_px(kList), 0.5F));
}

TEST_CASE("A touch that stops a moving list is no tap, and the next one is") {
  Hand hand;
  hand.fling();
  hand.wait(48);
  REQUIRE(hand.touch.moving());
  hand.down(200, 350);
  CHECK_FALSE(hand.touch.moving());
  CHECK_FALSE(hand.touch.pressed());
  hand.up(200, 350);
  CHECK_FALSE(hand.touch.take_tap());
  hand.down(200, 350);
  hand.up(200, 350);
  CHECK(hand.touch.take_tap() == kRow);
}

TEST_CASE("A finger that rests before it lifts lets the list stand") {
  Hand hand;
  hand.down(200, 600);
  for (float y = 600; y >= 400; y -= 40) hand.move(200, y);
  hand.now += 200;
  hand.up(200, 400);
  CHECK_FALSE(hand.touch.moving());
}

TEST_CASE("A list gives at its edge, never more than 64 du, and comes back") {
  Hand hand;
  hand.down(200, 350);
  for (float y = 350; y < 2000; y += 100) hand.move(200, y);
  CHECK(hand.touch.scroll_px(kList) < -40);
  CHECK(hand.touch.scroll_px(kList) >= -64);
  hand.up(200, 2000);
  CHECK(hand.touch.moving());
  hand.wait(1000);
  CHECK(hand.touch.scroll_px(kList) == 0);
  CHECK_FALSE(hand.touch.moving());
}

TEST_CASE("A list that became shorter is not left scrolled past its end") {
  Hand hand;
  hand.touch.set_scroll_px(kList, 600);
  hand.show(500);
  CHECK(hand.touch.scroll_px(kList) == 100);
}

TEST_CASE("After a page change touches are ignored for 300 ms, and so is the finger that was down") {
  Hand hand;
  hand.down(50, 50);
  hand.touch.page_changed(hand.now);
  hand.up(50, 50);
  CHECK_FALSE(hand.touch.take_tap());
  hand.down(50, 50);
  hand.up(50, 50);
  CHECK_FALSE(hand.touch.take_tap());
  hand.now += 300;
  hand.down(50, 50);
  hand.up(50, 50);
  CHECK(hand.touch.take_tap() == kButton);
}

TEST_CASE("The guard lasts 300 ms from when the page is on the display, however long it took to draw") {
  Hand hand;
  hand.touch.page_changed(hand.now);
  hand.now += 400;
  hand.touch.picture_shown(hand.now);
  hand.down(50, 50);
  hand.up(50, 50);
  CHECK_FALSE(hand.touch.take_tap());
  hand.now += 300;
  hand.touch.picture_shown(hand.now);  // another picture of the same page begins no guard
  hand.down(50, 50);
  hand.up(50, 50);
  CHECK(hand.touch.take_tap() == kButton);
}

TEST_CASE("The first finger wins") {
  Hand hand;
  hand.down(50, 50);
  hand.down(50, 150);
  hand.up(50, 50);
  CHECK(hand.touch.take_tap() == kButton);
}

TEST_CASE("A widget that goes or becomes disabled under the finger is not tapped") {
  Hand hand;
  hand.down(50, 50);
  const std::vector<HitRegion> regions = {{kButton, {0, 0, 100, 100}, {}, false}};
  hand.touch.set_regions(regions, {});
  CHECK_FALSE(hand.touch.pressed());
  hand.up(50, 50);
  CHECK_FALSE(hand.touch.take_tap());
}

TEST_CASE("Mehr glides to its target in its time and stays inside the list") {
  Hand hand;
  hand.touch.glide_to_px(kList, 5000, hand.now, 320);
  hand.wait(160);
  CHECK(hand.touch.scroll_px(kList) > 100);
  CHECK(hand.touch.scroll_px(kList) < 600);
  hand.wait(200);
  CHECK(hand.touch.scroll_px(kList) == 600);
  CHECK_FALSE(hand.touch.moving());
}

TEST_CASE("Every touch is noticed, also one that hits nothing") {
  Hand hand;
  CHECK_FALSE(hand.touch.take_touched());
  hand.down(900, 900);
  CHECK(hand.touch.take_touched());
  CHECK_FALSE(hand.touch.take_touched());
}

TEST_CASE("A palm that rests does nothing, nor does a finger beside it, and the touch after it counts") {
  Hand hand;
  hand.down(700, 900);
  for (int i = 0; i < 20; ++i) {
    hand.wait(500);
    hand.move(700 + static_cast<float>(i % 2), 900);  // it trembles
    CHECK_FALSE(hand.touch.pressed());
  }
  hand.down(50, 50);
  CHECK_FALSE(hand.touch.pressed());
  hand.up(700, 900);
  CHECK_FALSE(hand.touch.take_tap());
  hand.down(50, 50);
  hand.up(50, 50);
  CHECK(hand.touch.take_tap() == kButton);
}

TEST_CASE("A second finger neither taps nor takes over the list that the first one scrolls") {
  Hand hand;
  hand.down(200, 600);
  for (float y = 600; y >= 500; y -= 20) hand.move(200, y);
  const float scrolled = hand.touch.scroll_px(kList);
  REQUIRE(scrolled > 0);
  hand.down(50, 50);
  CHECK(hand.touch.scroll_px(kList) == scrolled);
  CHECK_FALSE(hand.touch.pressed());
  hand.move(200, 480);
  CHECK(close_to(hand.touch.scroll_px(kList), scrolled + 20, 0.1F));
  hand.up(200, 480);
  CHECK_FALSE(hand.touch.take_tap());
}

TEST_CASE("A finger that leaves the display taps nothing out there, and lets the list go") {
  Hand hand;
  hand.down(50, 50);
  hand.move(-40, 50);
  CHECK_FALSE(hand.touch.pressed());
  hand.up(-40, 50);
  CHECK_FALSE(hand.touch.take_tap());

  hand.down(200, 600);
  for (float y = 600; y >= -200; y -= 100) hand.move(200, y);
  hand.up(200, -200);
  hand.wait(3000);
  CHECK_FALSE(hand.touch.moving());
  CHECK(hand.touch.scroll_px(kList) <= 600);
  hand.down(50, 50);
  hand.up(50, 50);
  CHECK(hand.touch.take_tap() == kButton);
}

TEST_CASE("Two quick taps are two taps, each told once") {
  Hand hand;
  for (int tap = 0; tap < 2; ++tap) {
    hand.down(50, 50);
    hand.up(50, 50);
    CHECK(hand.touch.take_tap() == kButton);
    CHECK_FALSE(hand.touch.take_tap());
  }
}

TEST_CASE("A tap while a page comes in does nothing, whenever it lifts") {
  Hand hand;
  hand.touch.page_changed(hand.now);
  hand.touch.picture_shown(hand.now);
  hand.wait(240);
  hand.down(50, 50);
  CHECK_FALSE(hand.touch.pressed());
  hand.wait(400);
  hand.up(50, 50);
  CHECK_FALSE(hand.touch.take_tap());
}

TEST_CASE("Nothing stays pressed after the lift, wherever that is") {
  const float lift_y = GENERATE(50.0F, 150.0F, 900.0F, -300.0F);
  Hand hand;
  hand.down(50, 50);
  CHECK(hand.touch.pressed() == kButton);
  hand.up(50, lift_y);
  CHECK_FALSE(hand.touch.pressed());
  CHECK(hand.touch.pressed_since_ms() == 0);
  hand.show();
  CHECK_FALSE(hand.touch.pressed());
}
