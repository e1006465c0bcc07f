#pragma once

#include <cstdint>

namespace bildungskiosk::base {

/// Seconds since 1970-01-01T00:00:00Z, leap seconds ignored, as POSIX counts them.
using UnixSeconds = std::int64_t;

/// The time, from outside. Code that decides by time takes a `Clock`; tests give it a `FixedClock`.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual UnixSeconds now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] UnixSeconds now() const override;
};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(UnixSeconds now) : now_(now) {}
  [[nodiscard]] UnixSeconds now() const override { return now_; }
  void set(UnixSeconds now) { now_ = now; }

 private:
  UnixSeconds now_;
};

}  // namespace bildungskiosk::base
