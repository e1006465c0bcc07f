#pragma once

namespace bildungskiosk::cli {

/// What `kiosk-publish` ends with beyond the shared codes (exit_codes.hpp: 0 done, 1 other failure, 2 command line,
/// 15 the office's own folder is damaged, 16 no space, 17 nothing released yet, 18 folder not set up, 19 busy,
/// 21 unreadable). Stable, as those are.
enum PublishExitCode : int {
  kExitEmptyExport = 30,        // an export file without one course
  kExitMalformedExport = 31,    // damaged, cut short, not well-formed
  kExitUnsupportedExport = 32,  // another format or version
  kExitOfficeExists = 33,       // `init` on a folder that holds something
  kExitKeyUnusable = 34,        // a key is missing, or the passphrase is wrong
  kExitTooLargeExport = 35,     // past a limit of sync/publish/limits.hpp
  kExitThresholdBroken = 36,    // a stock is worse than office.toml allows; `add` has kept the one before
  kExitSourcesKept = 37,        // `sync`: done, but for sources that could not be read and stay as they were
};

}  // namespace bildungskiosk::cli
