#pragma once

namespace bildungskiosk::app {

/// What bildungskiosk returns to the shell; `--help` says the same in German.
enum ExitCode : int {
  kExitOk = 0,
  kExitFailure = 1,     // something no one could have foreseen; stderr says what
  kExitUsage = 2,       // unknown option, or a value that is none
  kExitNoDisplay = 3,   // no display, or one that can't draw
  kExitTooSmall = 4,    // a tour on a display smaller than 1024 × 600
  kExitNoData = 5,      // the program's own data (theme, languages) is missing
  kExitTourFailed = 6,  // a step of the tour could not be done
};

}  // namespace bildungskiosk::app
