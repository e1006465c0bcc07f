#pragma once

/// What a printer says of itself, as far as a visitor can make use of it. Values only.
namespace bildungskiosk::print {

/// Why nothing comes out of it; the first of several that the list has.
enum class PrinterTrouble {
  kNone,
  kDoorOpen,
  kPaperJam,
  kNoPaper,
  kNoToner,  // or ink, or the waste bin is full
  kOffline,
  kStopped,      // somebody, or an error, has stopped the queue
  kRefusesJobs,  // the queue takes nothing
  kOther,        // an error without a name that we know
};

struct PrinterState {
  bool exists = false;  // the print system knows the queue; else there is nothing to be offered
  PrinterTrouble trouble = PrinterTrouble::kNone;
  bool operator==(const PrinterState&) const = default;
};

/// What becomes of a job.
enum class JobProgress { kWaiting, kPrinting, kPrinted, kFailed };

}  // namespace bildungskiosk::print
