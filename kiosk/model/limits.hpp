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
/// Whoever has changed the display is given twice the time.
inline constexpr MonotonicMs kIdleResetAdaptedMs = 240'000;
inline constexpr MonotonicMs kIdlePromptAdaptedMs = 180'000;
/// The attract screen turns one block so often …
inline constexpr MonotonicMs kAttractTurnMs = 3'000;
/// … shows the next highlight and the question in the next language so often …
inline constexpr MonotonicMs kAttractHighlightMs = 8'000;
/// … and asks for fresh dates so often.
inline constexpr MonotonicMs kOverviewRefreshMs = 300'000;
/// While nobody is there, so often we look whether another catalogue has been installed.
inline constexpr MonotonicMs kCatalogueCheckMs = 5'000;

/// The dialog of the staff goes by itself, counted from its last change or touch: an offer that nobody answers after …
inline constexpr MonotonicMs kStaffOfferMs = 180'000;
/// … a reading or an installation that does not move (a stick that hangs) after …
inline constexpr MonotonicMs kStaffStuckMs = 90'000;
/// … good news after …
inline constexpr MonotonicMs kStaffDoneMs = 60'000;
/// … a refusal after: time to fetch a colleague and to copy the number.
inline constexpr MonotonicMs kStaffRefusedMs = 300'000;
/// With the stick taken out, good news and a refusal stay only so long.
inline constexpr MonotonicMs kStaffDoneStickOutMs = 12'000;
inline constexpr MonotonicMs kStaffRefusedStickOutMs = 60'000;
/// A request that the service has not answered by then may be made again.
inline constexpr MonotonicMs kStaffAnswerMs = 10'000;

/// The staff PIN: digits taken, and the pause after a wrong one: none for the first two, then twice as long each time.
inline constexpr std::size_t kPinDigitsMin = 4;
inline constexpr std::size_t kPinDigitsMax = 12;
inline constexpr int kPinFreeTries = 2;
inline constexpr MonotonicMs kPinPauseMs = 5'000;
inline constexpr MonotonicMs kPinPauseMaxMs = 300'000;
/// An installation's end is foretold once so much of it, and so much of its time, has been seen.
inline constexpr float kForetellFraction = 0.08F;
inline constexpr MonotonicMs kForetellMs = 2'000;

/// From so many days on the home screen says how old the data is …
inline constexpr std::int32_t kAgeShownDays = 14;
/// … and from so many that it may be out of date. It goes on being shown.
inline constexpr std::int32_t kAgeWarnedDays = 90;

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

/// Offers on the visitor's list: what one can look through, and take away as text in one QR code.
inline constexpr std::size_t kRememberedMax = 12;
/// What has happened to the list is told, and can be taken back, so long: DESIGN.md's toast (200, 4 s, 200).
inline constexpr MonotonicMs kListNewsMs = 4'400;
/// A slip that is not printed by then is called back: nobody waits longer at a printer.
inline constexpr MonotonicMs kPrintPatienceMs = 90'000;

}  // namespace bildungskiosk::model
