#include "kiosk/services/event_queue.hpp"

#include <iterator>

namespace bildungskiosk::services {

bool EventQueue::push(model::Event event) {
  {
    std::unique_lock lock(mutex_);
    space_.wait(lock, [this] { return closed_ || events_.size() < kEventsMax; });
    if (closed_) return false;
    events_.push_back(std::move(event));
  }
  if (wake_) wake_();
  return true;
}

std::vector<model::Event> EventQueue::take() {
  std::vector<model::Event> taken;
  {
    const std::lock_guard lock(mutex_);
    taken.assign(std::make_move_iterator(events_.begin()), std::make_move_iterator(events_.end()));
    events_.clear();
  }
  space_.notify_all();
  return taken;
}

void EventQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    events_.clear();
  }
  space_.notify_all();
}

}  // namespace bildungskiosk::services
