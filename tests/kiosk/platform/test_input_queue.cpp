#include "kiosk/platform/input_queue.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::platform;

namespace {

PointerEvent pointer(PointerKind kind, float x) { return {kind, x, 0, 0}; }

/// The kinds that one frame gets, e.g. "MD".
std::string one_frame(InputQueue& queue) {
  std::string kinds;
  PointerEvent event;
  while (queue.next_pointer(event)) {
    kinds += event.kind == PointerKind::kDown ? 'D' : event.kind == PointerKind::kUp ? 'U' : 'M';
  }
  queue.frame_done();
  return kinds;
}

}  // namespace

TEST_CASE("A frame gets one pointer transition, however many came while it was drawn") {
  InputQueue queue;
  queue.push(pointer(PointerKind::kDown, 1));
  queue.push(pointer(PointerKind::kMove, 2));
  queue.push(pointer(PointerKind::kUp, 3));
  queue.push(pointer(PointerKind::kDown, 4));
  queue.push(pointer(PointerKind::kUp, 5));
  CHECK(one_frame(queue) == "D");
  CHECK(one_frame(queue) == "MU");
  CHECK(queue.pending());
  CHECK(one_frame(queue) == "D");
  CHECK(one_frame(queue) == "U");
  CHECK(one_frame(queue).empty());
  CHECK_FALSE(queue.pending());
}

TEST_CASE("A move replaces the move before it") {
  InputQueue queue;
  for (int i = 0; i < 1000; ++i) queue.push(pointer(PointerKind::kMove, static_cast<float>(i)));
  PointerEvent event;
  REQUIRE(queue.next_pointer(event));
  CHECK(event.x_px == 999);
  CHECK_FALSE(queue.next_pointer(event));
}

TEST_CASE("A full queue refuses whole touches, so that no finger stays down") {
  InputQueue queue;
  for (int i = 0; i < 2000; ++i) {
    queue.push(pointer(PointerKind::kDown, 0));
    queue.push(pointer(PointerKind::kMove, 1));
    queue.push(pointer(PointerKind::kUp, 2));
  }
  std::size_t events = 0;
  int down = 0;
  while (queue.pending()) {
    for (const char kind : one_frame(queue)) {
      ++events;
      down += kind == 'D' ? 1 : kind == 'U' ? -1 : 0;
      CHECK(down >= 0);
      CHECK(down <= 1);
    }
  }
  CHECK(down == 0);
  CHECK(events <= Window::kInputEventsMax);
}

TEST_CASE("Keys beyond the limit are dropped") {
  InputQueue queue;
  for (int i = 0; i < 1000; ++i) queue.push(KeyEvent{Key::kEnter, 0, 0});
  KeyEvent event;
  std::size_t keys = 0;
  while (queue.next_key(event)) ++keys;
  CHECK(keys == Window::kInputEventsMax);
}
