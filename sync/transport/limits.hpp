#pragma once

#include <cstddef>
#include <cstdint>

/// Every bound of this module on what it takes from a medium or a server, and for how long it waits.
namespace bildungskiosk::transport {

/// Bytes read from a medium or a connection at a time: between two looks at the cancel token.
inline constexpr std::size_t kReadBufferBytes = 128 * 1024;

/// Header bytes of one request's answers, redirects included. Web servers send 300 to 2,000.
inline constexpr std::uint64_t kHeaderBytesMax = 64U << 10U;
/// Bytes of an error page that are read to keep the connection for the next request; past them it is closed.
inline constexpr std::uint64_t kErrorPageBytesMax = 16U << 10U;
/// Redirects followed for one request, all to https.
inline constexpr long kRedirectsMax = 3;
/// A base URL, and an ETag that is sent back.
inline constexpr std::size_t kBaseUrlBytesMax = 1'024;
inline constexpr std::size_t kEtagBytesMax = 256;

/// From the look-up of the name to the end of the TLS handshake.
inline constexpr int kConnectTimeLimit_ms = 20'000;
/// A transfer slower than this for so long is given up; waiting for the first byte counts. A catalogue of 8 MB at the
/// slowest accepted speed takes two and a half hours: slow lines of small libraries work, one byte a second doesn't.
inline constexpr int kLowSpeedBytesPerSecond = 1'000;
inline constexpr int kLowSpeedTimeLimit_s = 30;
/// Between two looks at the cancel token while nothing arrives.
inline constexpr int kWait_ms = 100;
/// How often a transfer that broke off goes on within one fetch, and how long it waits before the first time; each
/// further wait is as much longer.
inline constexpr int kResumptionsMax = 5;
inline constexpr int kResumptionWait_ms = 200;

/// What is kept of broken downloads: a piece, the pieces of one file (1 GiB at most), files at a time. A run that is
/// killed loses at most one piece.
inline constexpr std::size_t kPartialPieceBytes = 1U << 20U;
inline constexpr std::size_t kPartialPiecesMax = 1'024;
inline constexpr std::size_t kPartialFilesMax = 16;
/// Nothing is kept on a disk with less room than this: an installation needs it more.
inline constexpr std::uint64_t kPartialFreeBytesMin = 256ULL << 20U;

/// A remembered answer with its first lines.
inline constexpr std::uint64_t kRememberedAnswerBytesMax = 64U << 10U;
/// The kernel's table of mounts: a terminal has some thirty of a hundred bytes each.
inline constexpr std::size_t kMountInfo_bytes_max = 1U << 20U;
inline constexpr std::size_t kMountLine_bytes_max = 16U << 10U;  // two paths of 4,096 bytes, each of up to 4 characters
inline constexpr std::size_t kMounts_max = 1024;
/// Links of udev that are looked through for a stick's label.
inline constexpr std::size_t kLabels_max = 256;

}  // namespace bildungskiosk::transport
