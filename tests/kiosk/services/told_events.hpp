#pragma once

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/services/event_queue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::services {

/// What a worker told and nobody has asked for yet.
class ToldEvents {
 public:
  /// The next event of this kind; stops the test when none comes.
  template <typename T>
  T next(EventQueue& queue) {
    for (int i = 0; i < 4'000; ++i) {
      take(queue);
      for (auto it = told_.begin(); it != told_.end(); ++it) {
        if (!std::holds_alternative<T>(*it)) continue;
        T found = std::get<T>(std::move(*it));
        told_.erase(it);
        return found;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    FAIL("nothing was told");
    return T{};
  }
  /// One of this kind is there after so long.
  template <typename T>
  bool has(EventQueue& queue, int wait_ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
    take(queue);
    return std::any_of(told_.begin(), told_.end(), [](const auto& event) { return std::holds_alternative<T>(event); });
  }
  bool silent_for(EventQueue& queue, int ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    take(queue);
    return told_.empty();
  }

 private:
  void take(EventQueue& queue) {
    for (model::Event& event : queue.take()) told_.push_back(std::move(event));
  }
  std::vector<model::Event> told_;
};

}  // namespace bildungskiosk::services
