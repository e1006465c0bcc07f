#pragma once

#include <atomic>

namespace bildungskiosk::base {

/// A wish to stop, asked for from any thread or signal handler and looked at by long work between its steps.
class CancelToken {
 public:
  void cancel() noexcept { cancelled_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_{false};
};

}  // namespace bildungskiosk::base
