#pragma once

#include <cstdint>

#include "tests/bench/report.hpp"

namespace bildungskiosk::bench {

/// What a release of one changed source costs beside a release of all, in an office with ten sources: three rows of the
/// present table. `is_goal`: whether its proportions count as the product's goals.
void compare_releases(Report& report, std::int64_t offers, std::uint64_t seed, bool is_goal);
[[nodiscard]] std::vector<std::string> release_columns();

}  // namespace bildungskiosk::bench
