#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catch.hpp"

// A touch at an awkward moment: before anything is to be seen, at the very first picture, while a page is being drawn.

namespace bildungskiosk::test {
namespace {

using model::AttractPage;
using model::HomePage;
using platform::PointerKind;

// Inside the yellow invitation.
constexpr float kX = 400;
constexpr float kY = 940;

void finger(TestKiosk& kiosk, PointerKind kind, float x = kX, float y = kY) {
  kiosk.window().inject(platform::PointerEvent{kind, x, y, kiosk.window().now_ms()});
}

}  // namespace

TEST_CASE("The first touch counts however soon after the first picture it comes") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.kiosk().turn(0);
  REQUIRE(kiosk.window().frames() == 1);
  finger(kiosk, PointerKind::kDown);
  kiosk.kiosk().turn(0);
  finger(kiosk, PointerKind::kUp);
  kiosk.kiosk().turn(0);
  kiosk.settle();
  CHECK(kiosk.model().page_as<HomePage>() != nullptr);
}

TEST_CASE("A touch on a display that is still dark waits for the picture") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  finger(kiosk, PointerKind::kDown);
  finger(kiosk, PointerKind::kUp);
  kiosk.settle();
  CHECK(kiosk.model().page_as<HomePage>() != nullptr);
}

TEST_CASE("A touch that lifts while the catalogue is being opened counts") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.kiosk().turn(0);
  finger(kiosk, PointerKind::kDown);
  kiosk.kiosk().turn(0);
  kiosk.wait_until([](const model::Model& model) { return model.catalogue.overview.has_value(); });
  finger(kiosk, PointerKind::kUp);
  kiosk.kiosk().turn(0);
  kiosk.settle();
  CHECK(kiosk.model().page_as<HomePage>() != nullptr);
}

TEST_CASE("A second touch that came while the next page was being drawn does nothing there") {
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  const auto tile = kiosk.all_named("home.phase").at(4)->rect;
  kiosk.let_pass_ms(model::kIdleResetMs + 1'000);
  REQUIRE(kiosk.model().page_as<AttractPage>() != nullptr);
  kiosk.settle();

  kiosk.window().set_frame_ms(500);  // a display without a graphics card, at its worst
  const auto touch = [&](PointerKind kind) { finger(kiosk, kind, tile.x + tile.w / 2, tile.y + tile.h / 2); };
  for (const PointerKind kind : {PointerKind::kDown, PointerKind::kUp}) {
    touch(kind);
    kiosk.kiosk().turn(0);
  }
  kiosk.kiosk().turn(0);
  REQUIRE(kiosk.model().page_as<HomePage>() != nullptr);
  touch(PointerKind::kDown);
  touch(PointerKind::kUp);
  for (int i = 0; i < 4; ++i) kiosk.kiosk().turn(0);
  CHECK(kiosk.model().page_as<HomePage>() != nullptr);

  // Once the page has been seen for the guard's time the same touch opens the phase of life.
  kiosk.let_pass_ms(500);
  touch(PointerKind::kDown);
  touch(PointerKind::kUp);
  for (int i = 0; i < 4; ++i) kiosk.kiosk().turn(0);
  CHECK(kiosk.model().page_as<model::ResultsPage>() != nullptr);
}

}  // namespace bildungskiosk::test
