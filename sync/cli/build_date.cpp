#include "sync/cli/build_date.hpp"

#include "sync/base/civil_time.hpp"

namespace bildungskiosk::cli {

base::UnixSeconds build_date() { return base::parse_utc(BILDUNGSKIOSK_BUILD_DATE "T00:00:00Z").value_or(0); }

}  // namespace bildungskiosk::cli
