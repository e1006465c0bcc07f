#pragma once

#include "kiosk/print/printer_state.hpp"
#include "kiosk/print/slip.hpp"
#include "sync/base/bytes.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::print {

/// One queue of a print system. Each call may take some seconds and no longer: never on the loop's thread. One thread.
class PrintQueue {
 public:
  PrintQueue() = default;
  PrintQueue(const PrintQueue&) = delete;
  PrintQueue& operator=(const PrintQueue&) = delete;
  virtual ~PrintQueue() = default;

  /// A print system that does not answer is an error: kServerUnreachable, kTimedOut, kServerError.
  [[nodiscard]] virtual base::Result<PrinterState> state() = 0;
  /// Hands a PDF to the queue; the job's number there. kNotFound when the queue has gone, and as state().
  [[nodiscard]] virtual base::Result<int> print(base::ByteView pdf, Media media) = 0;
  /// A job that the queue has forgotten is printed. Errors as state().
  [[nodiscard]] virtual base::Result<JobProgress> progress(int job) = 0;
  /// A job that is no more there is no error.
  virtual base::Result<void> cancel(int job) = 0;
};

}  // namespace bildungskiosk::print
