#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "kiosk/platform/window.hpp"

namespace bildungskiosk::app {

/// Tells the program's supervisor (systemd) that the loop goes round, so that a kiosk that hangs is started anew. It is
/// told by the loop itself and by nothing else: a thread of its own would beat for a loop that stands. Without a
/// supervisor it does nothing. On the loop's thread.
class Heartbeat {
 public:
  /// `patience`: the supervisor ends the program after so long a silence; nothing: it doesn't.
  explicit Heartbeat(std::optional<std::chrono::milliseconds> patience);
  ~Heartbeat();
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;

  /// So long the loop may sleep from now until the next beat is due; negative: as long as it likes. To be woken costs
  /// no frame.
  [[nodiscard]] platform::MonotonicMs sleep_max_ms(platform::MonotonicMs now_ms) const;
  /// Call after each turn. `frames` shown so far: with the first one the program counts as started.
  void turned(platform::MonotonicMs now_ms, std::uint64_t frames);

 private:
  std::optional<platform::MonotonicMs> period_ms_;
  platform::MonotonicMs due_ms_ = 0;
  bool ready_told_ = false;
};

}  // namespace bildungskiosk::app
