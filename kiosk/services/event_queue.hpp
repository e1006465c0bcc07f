#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "kiosk/model/event.hpp"
#include "kiosk/services/limits.hpp"

namespace bildungskiosk::services {

/// What workers tell the screen's loop. Bounded: a worker waits while it is full, and is let go by close().
/// push() and close() from any thread, take() from the loop's.
class EventQueue {
 public:
  /// `wake` ends the loop's sleep; called after each push, on the pushing thread, without a lock held.
  explicit EventQueue(std::function<void()> wake = {}) : wake_(std::move(wake)) {}

  /// False when the queue was closed; the event is gone then.
  bool push(model::Event event);
  /// All that waits, oldest first.
  [[nodiscard]] std::vector<model::Event> take();
  /// From now on nothing is taken; whoever waits in push() returns.
  void close();

 private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable space_;
  std::deque<model::Event> events_;
  bool closed_ = false;
};

}  // namespace bildungskiosk::services
