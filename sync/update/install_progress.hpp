#pragma once

#include <functional>

#include "sync/update/service_status.hpp"

namespace bildungskiosk::update {

/// Called on the installing thread, often: it must be quick. Totals are known from the signed metadata before copying
/// begins.
using ProgressListener = std::function<void(const InstallStepProgress&)>;

/// Where an installation is; tells its listener at each change. One thread.
class ProgressReporter {
 public:
  /// `listener` must outlive it; it may be empty.
  ProgressReporter(const ProgressListener& listener, const InstallStepProgress& begin)
      : listener_(listener), now_(begin) {}

  void enter(InstallStep step) {
    now_.step = step;
    tell();
  }
  void expect_bytes(std::uint64_t bytes) { now_.bytes_total = bytes; }
  void expect_offers(std::uint64_t offers) { now_.offers_total = offers; }
  void bytes(std::uint64_t done) {
    now_.bytes_done = done;
    tell();
  }
  void offers(InstallStep step, std::uint64_t done) {
    now_.step = step;
    now_.offers_done = done;
    tell();
  }

 private:
  void tell() const {
    if (listener_) listener_(now_);
  }

  const ProgressListener& listener_;
  InstallStepProgress now_;
};

}  // namespace bildungskiosk::update
