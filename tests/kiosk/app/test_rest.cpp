#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"

namespace bildungskiosk::test {
namespace {

constexpr platform::MonotonicMs kFrameMs = 16;
constexpr platform::MonotonicMs kRestWithinMs = 50;

/// Lets frames follow each other until the loop sleeps; when the last one came that changed anything of the picture.
platform::MonotonicMs last_movement_ms(TestKiosk& kiosk) {
  platform::HeadlessWindow& window = kiosk.window();
  platform::MonotonicMs moved_ms = window.now_ms();
  for (int i = 0; i < 1'000; ++i) {
    const std::uint64_t frames = window.frames();
    window.advance_ms(kFrameMs);
    kiosk.kiosk().turn(0);
    if (window.frames() == frames) break;
    if (!window.last_changes().empty()) moved_ms = window.now_ms();
  }
  return moved_ms;
}

}  // namespace

TEST_CASE("The loop sleeps within 50 ms after the last movement, and draws nothing until something happens") {
  const InstalledStore store(generated_offers(200));
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap(ui::WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kFamily));
  kiosk.settle();
  const auto cards = kiosk.all_named("results.card");
  REQUIRE(cards.size() >= 3);
  const ui::PxRect at = cards[2]->rect;
  platform::HeadlessWindow& window = kiosk.window();
  const auto send = [&](platform::PointerKind kind, float y) {
    window.advance_ms(kFrameMs);
    window.inject(platform::PointerEvent{kind, at.x + at.w / 2, y, window.now_ms()});
    kiosk.kiosk().turn(0);
  };
  platform::MonotonicMs least_ms = 0;  // so long something moves on after the lift
  SECTION("a list that runs out after a fling") {
    float y = at.y + at.h / 2;
    send(platform::PointerKind::kDown, y);
    for (int i = 0; i < 8; ++i) send(platform::PointerKind::kMove, y -= 8);
    send(platform::PointerKind::kUp, y);
    least_ms = 300;
  }
  SECTION("a finger that rests on a card and lifts beside it") {
    send(platform::PointerKind::kDown, at.y + at.h / 2);
    send(platform::PointerKind::kUp, 20);
  }
  const platform::MonotonicMs lifted_ms = window.now_ms();
  const platform::MonotonicMs moved_ms = last_movement_ms(kiosk);
  CHECK(moved_ms - lifted_ms >= least_ms);
  CHECK(window.now_ms() - moved_ms <= kRestWithinMs);
  const std::uint64_t frames = window.frames();
  for (int i = 0; i < 300; ++i) {
    window.advance_ms(kFrameMs);
    kiosk.kiosk().turn(0);
  }
  CHECK(window.frames() == frames);
}

}  // namespace bildungskiosk::test
