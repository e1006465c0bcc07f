#pragma once

#include <cstdint>

namespace bildungskiosk::bench {

/// How often the calling thread has asked for memory since it began. Counts in programs that link allocations.cpp: its
/// malloc stands before the C library's, so that what Pango and the C library ask for is in it as well.
[[nodiscard]] std::uint64_t allocations();

}  // namespace bildungskiosk::bench
