#pragma once

#include <cstddef>
#include <cstdint>

/// Bounds on what a provider's export file can make the office's program do.
namespace bildungskiosk::publish {

// Reading a file.
inline constexpr std::size_t kReadChunkBytes = 64U << 10U;
inline constexpr std::uint64_t kExportBytesMax = 8ULL << 30U;
inline constexpr std::size_t kHeadBytes = 4U << 10U;  // looked at to tell the format
inline constexpr std::size_t kSampleBytes = 256U
                                            << 10U;  // of a spreadsheet, for its encoding, separator and decimal sign
inline constexpr std::size_t kJsonDepthMax = 256;    // of the whole file; libxml2 has the same for XML

// One course of a file. A larger one is left out and reported; the rest of the file is read on.
inline constexpr std::size_t kRecordBytesMax = 1U << 20U;
inline constexpr std::size_t kRecordNodesMax = 20'000;
inline constexpr std::size_t kRecordDepthMax = 24;
inline constexpr std::size_t kPresentationsMax = 500;  // of one course (XCRI), each an offer with the course's texts
inline constexpr std::size_t kColumnsMax = 500;        // of a spreadsheet
inline constexpr std::size_t kParametersMax = 50;      // of one line of a calendar
inline constexpr std::size_t kProviderFieldsMax = 30;  // of an XCRI provider besides its courses

// The suppliers of an openQ-cat file, some 100,000, which are kept while it is read.
inline constexpr std::size_t kSuppliersBytesMax = 64U << 20U;

// Lines of two versions that are compared for a delta: up to so many bytes of each stay in memory, longer ones go to a
// temporary file and are mapped.
inline constexpr std::size_t kUnpackedInMemoryBytesMax = 32U << 20U;

// Formats whose parts refer to each other are read whole.
inline constexpr std::uint64_t kDocumentBytesMax = 64ULL << 20U;

// Dates that repeat.
inline constexpr std::size_t kRuleBytesMax = 1'000;
inline constexpr int kRecurrenceStepsMax = 100'000;    // daily since 1900 needs half of it
inline constexpr std::size_t kOccurrencesMax = 2'000;  // what the exchange format takes for one offer

// Texts. HTML is unwrapped at most this often ("&amp;lt;p&amp;gt;" is three layers deep).
inline constexpr int kUnescapeRoundsMax = 3;

// Sorting a source's lines by id: so much is kept in memory before it goes to a temporary file, sorted, and of each
// such part so much is read at once when they are merged. A file of kExportBytesMax makes some 200 parts.
inline constexpr std::size_t kSpoolBufferBytes = 32U << 20U;
inline constexpr std::size_t kSpoolReadBytes = 128U << 10U;

// Reports: problems are counted all, but only so many of each kind are listed one by one.
inline constexpr std::size_t kListedFindingsMax = 200;
inline constexpr std::size_t kUnmappedCategoriesMax = 5'000;  // told apart; more are counted together by scheme
inline constexpr std::size_t kListedSharedMax = 500;          // offers of several sources that are listed one by one
inline constexpr std::size_t kCountedNamesMax = 5'000;        // towns, audiences … that are counted one by one

// The office's own files.
inline constexpr std::uint64_t kConfigurationBytesMax = 1U << 20U;
inline constexpr std::uint64_t kKeyFileBytesMax = 64U << 10U;
inline constexpr std::uint64_t kMappingBytesMax = 1U << 20U;
inline constexpr int kRootKeysMax = 16;
inline constexpr std::size_t kKeyFilesMax = 256;   // in DIR/keys
inline constexpr std::size_t kKeyIdDigitsMin = 8;  // of a key id, to name a key by
inline constexpr std::uint64_t kTaxonomyBytesMax = 4U << 20U;
inline constexpr std::uint64_t kReportBytesMax = 64U << 20U;
inline constexpr std::uint64_t kStockBytesMax = 4ULL << 30U;
inline constexpr std::size_t kSourceIdBytesMax = 40;
inline constexpr int kValidDaysMax = 3'650;

// The configuration of `sync`: sources, and files, folders and addresses of one of them.
inline constexpr std::size_t kSyncSourcesMax = 500;
inline constexpr std::size_t kSyncPlacesMax = 100;
inline constexpr std::size_t kSyncFilesMax = 10'000;               // of one source, with those in its folders
inline constexpr int kDownloadTimeMax_s = 3'600;                   // one file of a web server, however slowly it comes
inline constexpr std::uint64_t kDownloadNoteBytesMax = 4U << 10U;  // what is remembered of a download

/// A map of a region, with the zoom levels of a town's streets, takes 20 to 200 MB; a terminal takes no larger file.
inline constexpr std::uint64_t kMapBytesMax = 512ULL << 20U;

// Deltas.
inline constexpr int kDeltasMax = 16;  // earlier versions of a source that a release can be reached from
/// What listing a delta costs every terminal in signed metadata, whether it uses it or not; about 400
/// bytes and its share of what grows with it.
inline constexpr std::uint64_t kDeltaListingBytes = 512;

}  // namespace bildungskiosk::publish
