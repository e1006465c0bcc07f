#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace bildungskiosk::app {

/// SIGINT and SIGTERM no longer interrupt the calling thread, nor those that it starts. Call it first in main().
void block_stop_signals();

/// Waits for the blocked SIGINT and SIGTERM on a thread of its own and turns them into a wish that the loop sees.
class StopListener {
 public:
  /// `wake` is called on the listening thread when the wish comes; what it touches must outlive the listener.
  explicit StopListener(std::function<void()> wake);
  ~StopListener();
  StopListener(const StopListener&) = delete;
  StopListener& operator=(const StopListener&) = delete;

  [[nodiscard]] bool stop_wanted() const { return wanted_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> wanted_{false};
  std::function<void()> wake_;
  std::thread thread_;
};

}  // namespace bildungskiosk::app
