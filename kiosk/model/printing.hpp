#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/model/limits.hpp"
#include "kiosk/print/printer_state.hpp"
#include "kiosk/print/slip.hpp"

/// The slip on paper. Values only.
namespace bildungskiosk::model {

/// The terminal's printer, which outlives visits.
struct Printer {
  std::optional<print::Media> media;  // what lies in it; nothing: the office has named no printer
  print::PrinterState state;          // as it said last
};
/// There is something to print on; else no screen speaks of it.
[[nodiscard]] inline bool has_printer(const Printer& printer) { return printer.media && printer.state.exists; }

/// What became of the visit's last slip, told above the bar.
struct PrintNews {
  enum class Stage {
    kUnderWay,  // told until it ends; trouble of the printer is told in its place
    kPrinted,   // the others are told for kListNewsMs
    kFailed,
    kNotSent,  // the printer can't: nothing was sent
  };
  Stage stage = Stage::kUnderWay;
  print::PrinterTrouble trouble = print::PrinterTrouble::kNone;  // with kNotSent
  std::uint64_t request = 0;                                     // a RequestId, with kUnderWay
  MonotonicMs since_ms = 0;
};

}  // namespace bildungskiosk::model
