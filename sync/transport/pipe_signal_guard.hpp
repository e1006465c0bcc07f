#pragma once

namespace bildungskiosk::transport {

/// Keeps SIGPIPE from the thread while it lives: writing to a connection that the other side has closed raises it
/// inside OpenSSL. A signal that came in the meantime is taken away; one that was pending before stays.
class PipeSignalGuard {
 public:
  PipeSignalGuard();
  ~PipeSignalGuard();
  PipeSignalGuard(const PipeSignalGuard&) = delete;
  PipeSignalGuard& operator=(const PipeSignalGuard&) = delete;

 private:
  bool was_blocked_ = false;
  bool was_pending_ = false;
};

}  // namespace bildungskiosk::transport
