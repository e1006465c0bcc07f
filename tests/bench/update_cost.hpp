#pragma once

#include <cstdint>

#include "tests/bench/report.hpp"

namespace bildungskiosk::bench {

/// A table of what it costs to make the next release's database out of the present one, when 0, 0.1, 1, 5 and 20 % of
/// the offers were touched in a week, beside building it; and the share at which both cost the same (the ground of
/// catalogue::kUpdateShareMax). The first part of the update, copying and hashing, is in it. Stops the program on an
/// error.
void compare_update(Report& report, std::int64_t offers, std::uint64_t seed);

}  // namespace bildungskiosk::bench
