#pragma once

#include <cstddef>
#include <cstdint>

/// Every bound on what the exchange format may hold. A value past its bound is refused, never cut.
namespace bildungskiosk::exchange {

// One line.
inline constexpr std::size_t kLineBytesMax = 1U << 20U;   // a real offer has 1 to 8 kB
inline constexpr std::size_t kDepthMax = 8;               // the format itself needs 5
inline constexpr std::size_t kFieldsMax = 96;             // of one JSON object, unknown ones counted
inline constexpr std::size_t kIdBytesMax = 300;           // source, provider and local id together
inline constexpr std::size_t kShortTextBytesMax = 2'000;  // names, streets, codes, keywords, levels
inline constexpr std::size_t kUrlBytesMax = 2'000;
inline constexpr std::size_t kLongTextBytesMax = 100'000;  // descriptions, abstracts, notes; for each language
inline constexpr std::size_t kLanguagesMax = 32;           // of one text
inline constexpr std::size_t kListItemsMax = 200;          // keywords, categories, groups, opening hours …
inline constexpr std::size_t kSessionsMax = 2'000;         // of one offer: daily for five years

// Numbers.
inline constexpr std::int64_t kCentsMax = 100'000'000;  // one million euros
inline constexpr int kPeopleMax = 1'000'000;
inline constexpr int kAgeMax = 150;
inline constexpr int kSessionsCountMax = 10'000;
inline constexpr double kLessonsMax = 100'000;

// One compressed file.
inline constexpr std::uint64_t kFileBytesMax = 4ULL << 30U;  // decompressed: two million offers
inline constexpr int kWindowLogMax = 27;                     // zstd frame window: 128 MiB of memory at most
inline constexpr int kCompressionLevel = 19;
// A content past this is compressed at the level below: 18 % longer in a sixteenth of the time, for at 1.3 MB/s a whole
// Land's offers would take a quarter of an hour.
inline constexpr std::uint64_t kThoroughBytesMax = 64ULL << 20U;
inline constexpr int kLargeCompressionLevel = 12;
inline constexpr int kQuickCompressionLevel = 3;  // of a content that the terminal rebuilt for itself
// The office makes a frame in parts of this size, two at a time. Each part sees what lies before it, so that the frame
// grows by less than 0.01 %; their size alone, not the threads' number, decides its bytes.
inline constexpr int kCompressionPartBytes = 4 << 20;
inline constexpr int kCompressionThreads = 2;

// A delta (patch.hpp). The terminal's memory while it applies one is the content's length and a little.
// A larger source travels whole.
inline constexpr std::uint64_t kPatchContentBytesMax = 256ULL << 20U;  // earlier and new content, each
inline constexpr int kPatchWindowLogMax = 28;                          // 256 MiB
inline constexpr int kPatchWindowLogMin = 10;                          // zstd's own bound
inline constexpr std::size_t kDiffPiecesMax = 8'000'000;  // lines or fields of one stretch, compared at once
/// Measured on the scripts of 20,000 offers with 1 % changed: shorter matches in far text cost more than their letters,
/// and the optimal parsers (level 13 and more) need ten times as long for 1 % less.
inline constexpr int kPatchLevel = 12;
inline constexpr int kPatchMatchBytesMin = 6;

}  // namespace bildungskiosk::exchange
