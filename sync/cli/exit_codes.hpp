#pragma once

#include "sync/base/error.hpp"

namespace bildungskiosk::cli {

/// What the programs end with. Stable: scripts and services of other people depend on the numbers.
enum ExitCode : int {
  kExitDone = 0,
  kExitFailed = 1,  // anything without a number of its own
  kExitUsage = 2,
  kExitUpToDate = 10,
  kExitOlder = 11,
  kExitExpired = 12,
  kExitWrongSignature = 13,
  kExitOtherOrganisation = 14,
  kExitDamaged = 15,
  kExitNoSpace = 16,
  kExitNoPackage = 17,
  kExitStoreUnusable = 18,
  kExitBusy = 19,
  kExitCancelled = 20,
  kExitUnreadable = 21,    // the medium did not answer: it may be whole, and have been pulled out
  kExitNoConnection = 22,  // no way to the server, or it broke off
  kExitNotSecure = 23,     // the server is not proved to be the office's
  kExitServerFailed = 24,  // the server, or what answers in its place, does not give the package
};

[[nodiscard]] ExitCode exit_code_for(base::ErrorCode code);

}  // namespace bildungskiosk::cli
