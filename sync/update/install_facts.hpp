#pragma once

#include <cstdint>

#include "sync/base/clock.hpp"
#include "sync/update/manifest.hpp"

namespace bildungskiosk::update {

/// What an installation has learned, also when it was refused: for messages that say more than a code.
struct InstallFacts {
  std::uint64_t missing_bytes = 0;               // with kNoSpace, as far as it is known
  GenerationNumber generation = 0;               // the new one, once it is shown
  std::uint64_t offers = 0;                      // in the new one
  std::uint64_t offers_before = 0;               // in the one shown before
  base::UnixSeconds generated_at = 0;            // of the package, once read
  base::UnixSeconds metadata_expires_at = 0;     // of the new one
  base::UnixSeconds installed_generated_at = 0;  // of what was shown before; 0 without
};

}  // namespace bildungskiosk::update
