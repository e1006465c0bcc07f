#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

/// Stands in for systemd: the socket that sd_notify(3) writes to. Listen often: it holds about ten messages, and then
/// who speaks waits.
class NotifySocket {
 public:
  /// `watchdog`: the supervised program must be heard of within this time; 0: nobody waits for it.
  explicit NotifySocket(std::chrono::milliseconds watchdog);
  ~NotifySocket();
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  /// For a program that is started: "NOTIFY_SOCKET=…", "WATCHDOG_USEC=…".
  [[nodiscard]] std::vector<std::string> environment() const;
  /// What was said since the last call, each as it came ("READY=1").
  [[nodiscard]] std::vector<std::string> heard();
  /// Waits until `message` is said; false when it is not within the time.
  [[nodiscard]] bool hears(const std::string& message, std::chrono::milliseconds within);

 private:
  TemporaryDirectory folder_;
  std::chrono::milliseconds watchdog_;
  int socket_ = -1;
};

/// This very process is the supervised one as long as the object lives.
class Supervised {
 public:
  explicit Supervised(const NotifySocket& socket);
  ~Supervised();
  Supervised(const Supervised&) = delete;
  Supervised& operator=(const Supervised&) = delete;
};

}  // namespace bildungskiosk::test
