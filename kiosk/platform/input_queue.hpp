#pragma once

#include <cstddef>
#include <deque>

#include "kiosk/platform/window.hpp"

namespace bildungskiosk::platform {

/// Pointer and key events between the window system's callbacks and the frames. It hands out one pointer
/// transition (down or up) a frame: an interface that looks once a frame would otherwise see a press on A and a
/// lift on B as a tap on B, and two taps as one (measured with ImGui 1.86's own polling).
class InputQueue {
 public:
  /// At most Window::kInputEventsMax are kept. A move replaces the move before it; when the queue is full a down
  /// is refused together with the moves and the up that belong to it, so a finger never stays down.
  void push(const PointerEvent& event);
  /// Keys beyond the limit are dropped.
  void push(const KeyEvent& event);

  [[nodiscard]] bool next_pointer(PointerEvent& event);
  [[nodiscard]] bool next_key(KeyEvent& event);
  [[nodiscard]] bool pending() const { return !pointers_.empty() || !keys_.empty(); }
  /// Opens the next frame's share.
  void frame_done() { transition_given_ = false; }

 private:
  std::deque<PointerEvent> pointers_;
  std::deque<KeyEvent> keys_;
  bool transition_given_ = false;
  bool refusing_ = false;
};

}  // namespace bildungskiosk::platform
