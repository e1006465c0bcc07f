#pragma once

#include <cstddef>

namespace bildungskiosk::services {

/// Events that wait for the screen; a worker that would exceed it waits.
inline constexpr std::size_t kEventsMax = 256;
/// Questions that wait for the catalogue; beyond it the oldest are given up (their answers would be stale).
inline constexpr std::size_t kJobsMax = 64;

}  // namespace bildungskiosk::services
