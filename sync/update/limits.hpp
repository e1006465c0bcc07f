#pragma once

#include <cstddef>
#include <cstdint>

/// Every bound of this module on what it reads, writes and keeps.
namespace bildungskiosk::update {

/// CURRENT has three short lines.
inline constexpr std::uint64_t kCurrentFile_bytes_max = 256;
/// A manifest lists the targets of one release; a region has tens of sources, not thousands.
inline constexpr std::uint64_t kManifest_bytes_max = 4U << 20U;
inline constexpr std::size_t kManifestTargets_max = 4096;
/// A root of trust, as `init` takes it.
inline constexpr std::uint64_t kRootFile_bytes_max = 512U << 10U;

/// Targets of one release: number and signed length of one, before anything is copied.
inline constexpr std::size_t kTargets_max = 4096;
inline constexpr std::uint64_t kTarget_bytes_max = 1ULL << 30U;
/// Files that are shown as they are (a region's map): so many of a release, so long each.
inline constexpr std::size_t kMedia_max = 64;
inline constexpr std::uint64_t kMedium_bytes_max = 512ULL << 20U;
/// Free space that an installation never touches: the screen program, logs and the system live on the same disk.
inline constexpr std::uint64_t kFreeSpaceFloor_bytes = 64ULL << 20U;
/// The new database is estimated as this many bytes for each compressed byte of a package (measured on German course
/// texts: zstd packs them 6 to 9 times; table, index and copy together take 2 to 3 times the text).
inline constexpr std::uint64_t kDatabaseBytesPerPackageByte = 20;
/// What a delta rebuilt is packed quickly, and the full file is still to be fetched if it was in vain: both together.
inline constexpr std::uint64_t kRebuiltBytesPerPackageByte = 3;
/// Deltas of one target that are looked at; an office keeps four.
inline constexpr std::size_t kDeltasPerTarget_max = 32;

/// Records that are read ahead of those that are written: a batch ends with either of the first two, and this many
/// batches wait. With what is made of them about 15 MB at most.
inline constexpr std::size_t kRecordBatch_records = 256;
inline constexpr std::size_t kRecordBatch_bytes = 1U << 20U;
inline constexpr std::size_t kRecordBatches_max = 4;

/// How far ahead of a terminal's own clock an office's date is believed, while that clock is not known to be behind.
/// Below the usual validity of metadata (400 days), so that an office whose clock was wrong once can still be followed.
inline constexpr std::int64_t kSignedTimeAhead_s_max = 180LL * 86'400;

/// After a failed attempt on the network: the first wait, and the longest after doubling.
inline constexpr std::int64_t kBackOffFirst_s = 15LL * 60;
inline constexpr std::int64_t kBackOffLongest_s = 6LL * 3'600;
/// Terminals that are switched on at the same time, after a window they have missed, ask within this time.
inline constexpr std::int64_t kCatchUpSpread_s = 30LL * 60;

/// Complete generations kept, the current one included: the last good ones to roll back to.
inline constexpr std::size_t kGenerationsKept = 3;
/// Generation numbers are six digits wide in folder names; they sort as text up to this one. At one a day: 2,700 years.
inline constexpr std::uint32_t kGenerationNumber_max = 999999;

/// Entries kept in the journal.
inline constexpr int kJournalEntries_max = 1000;

/// The service's status as text, as written and as read back; and of that any one text (a stick's label, an office's
/// name, an error's detail).
inline constexpr std::size_t kServiceStatus_bytes_max = 64U << 10U;
inline constexpr std::size_t kServiceText_bytes_max = 512;
/// Requests of the staff kept: each is looked at within a second, so this is a diary of the last ones.
inline constexpr int kStaffRequests_max = 100;

}  // namespace bildungskiosk::update
