#include "kiosk/platform/input_queue.hpp"

namespace bildungskiosk::platform {

void InputQueue::push(const PointerEvent& event) {
  const bool full = pointers_.size() + 1 >= Window::kInputEventsMax;  // room is kept for the up of the last down
  switch (event.kind) {
    case PointerKind::kMove:
      if (refusing_) return;
      if (!pointers_.empty() && pointers_.back().kind == PointerKind::kMove) {
        pointers_.back() = event;
        return;
      }
      if (!full) pointers_.push_back(event);
      return;
    case PointerKind::kDown:
      refusing_ = full;
      if (!refusing_) pointers_.push_back(event);
      return;
    case PointerKind::kUp:
      if (!refusing_) pointers_.push_back(event);
      refusing_ = false;
      return;
  }
}

void InputQueue::push(const KeyEvent& event) {
  if (keys_.size() < Window::kInputEventsMax) keys_.push_back(event);
}

bool InputQueue::next_pointer(PointerEvent& event) {
  if (pointers_.empty() || transition_given_) return false;
  event = pointers_.front();
  pointers_.pop_front();
  transition_given_ = event.kind != PointerKind::kMove;
  return true;
}

bool InputQueue::next_key(KeyEvent& event) {
  if (keys_.empty()) return false;
  event = keys_.front();
  keys_.pop_front();
  return true;
}

}  // namespace bildungskiosk::platform
