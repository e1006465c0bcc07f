#pragma once

#include <cstddef>

#include "sync/base/clock.hpp"

namespace bildungskiosk::services {

/// Events that wait for the screen; a worker that would exceed it waits.
inline constexpr std::size_t kEventsMax = 256;
/// Questions that wait for the catalogue; beyond it the oldest are given up (their answers would be stale).
inline constexpr std::size_t kJobsMax = 64;
/// Requests of the staff that wait to be written; beyond it the oldest are given up.
inline constexpr std::size_t kStaffQuestionsMax = 8;
/// Slips that wait to be printed, and those to be called back; the screen sends one at a time.
inline constexpr std::size_t kPrintQuestionsMax = 8;
/// So often the print system may not answer when it is asked for a job.
inline constexpr int kPrintSilentLooksMax = 5;

/// Between two looks at what the service has written; and while something is going on.
inline constexpr int kLookMs = 1'000;
inline constexpr int kQuickLookMs = 250;
inline constexpr int kQuickLooksAfterRequest = 40;
/// Without a sign of life for so long the service is taken for gone (it gives one every few seconds).
inline constexpr base::UnixSeconds kServiceSilent_s = 90;

}  // namespace bildungskiosk::services
