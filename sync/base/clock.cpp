#include "sync/base/clock.hpp"

#include <chrono>

namespace bildungskiosk::base {

UnixSeconds SystemClock::now() const {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace bildungskiosk::base
