#pragma once

#include "sync/base/clock.hpp"

namespace bildungskiosk::cli {

/// Midnight UTC of the day on which this program was configured to be built ($SOURCE_DATE_EPOCH counts, so that builds
/// are reproducible). No honest clock is before it.
[[nodiscard]] base::UnixSeconds build_date();

}  // namespace bildungskiosk::cli
