#pragma once

#include <cstddef>
#include <cstdint>

/// What bounds a visit. Times are the behaviour that DESIGN.md promises to visitors.
namespace bildungskiosk::model {

/// Milliseconds of a monotonic clock whose zero is arbitrary.
using MonotonicMs = std::int64_t;

/// Without a touch for so long, everything is forgotten and the attract screen comes back.
inline constexpr MonotonicMs kIdleResetMs = 120'000;
/// The last part of it shows the question "Sind Sie noch da?" with a countdown.
inline constexpr MonotonicMs kIdlePromptMs = 90'000;
/// The attract screen turns one block so often …
inline constexpr MonotonicMs kAttractTurnMs = 3'000;
/// … shows the next highlight and the question in the next language so often …
inline constexpr MonotonicMs kAttractHighlightMs = 8'000;
/// … and asks for fresh dates so often.
inline constexpr MonotonicMs kOverviewRefreshMs = 300'000;
/// While nobody is there, so often we look whether another catalogue has been installed.
inline constexpr MonotonicMs kCatalogueCheckMs = 5'000;

/// Bytes of a search text; a search looks at no more than the first 1,000.
inline constexpr std::size_t kQueryTextBytesMax = 240;
/// Pages that Zurück can go back; the oldest after the home page are forgotten first.
inline constexpr std::size_t kPagesMax = 32;
/// Hits asked for at once, and kept of one search.
inline constexpr std::size_t kResultsStep = 40;
inline constexpr std::size_t kResultsMax = 1'000;
/// Hits beside the keyboard.
inline constexpr std::size_t kSearchPreview = 8;
inline constexpr std::size_t kThisWeekMax = 8;
inline constexpr std::size_t kSimilarMax = 6;

}  // namespace bildungskiosk::model
