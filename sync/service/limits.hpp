#pragma once

#include <cstddef>
#include <cstdint>

/// Every bound and every period of the service.
namespace bildungskiosk::service {

/// Media looked after at a time; more are left alone until one is taken out.
inline constexpr std::size_t kMedia_max = 16;
/// Packages that failed for good and are remembered; the oldest is forgotten first.
inline constexpr std::size_t kFailedPackages_max = 16;
/// The service's memory as text.
inline constexpr std::size_t kMemory_bytes_max = 64U << 10U;
inline constexpr std::size_t kConfiguration_bytes_max = 64U << 10U;
inline constexpr std::size_t kMediaFolders_max = 16;
/// Files and folders of a package whose size and time tell whether it has changed.
inline constexpr std::size_t kPackageEntries_max = 20'000;

/// Failures in a row that are told apart; the schedule's back-off is at its longest long before.
inline constexpr std::int64_t kNetworkFailures_max = 1000;

/// How often requests of the staff are looked for: below what a person notices.
inline constexpr int kRequestPeriod_ms = 300;
/// A sign of life in the status; whoever reads it takes three missing ones for the end of the service.
inline constexpr std::int64_t kAlivePeriod_s = 30;
/// Progress is published at most this often.
inline constexpr int kProgressPeriod_ms = 200;
/// Between two tries while another program holds the store.
inline constexpr std::int64_t kBusyRetry_s = 2;
/// Network work that made way for a stick, or met a held store, is tried again after this.
inline constexpr std::int64_t kNetworkRetry_s = 60;
/// The result of a stick that was out before it came stays in the status this long.
inline constexpr std::int64_t kResultShown_s = 10 * 60;
/// Checks of one medium because somebody else changed the store in between.
inline constexpr int kStoreChanges_max = 3;
/// A job that was asked to stop and does not is hanging in the medium; the service then ends, for its supervisor to
/// start it anew.
inline constexpr std::int64_t kStopPatience_s = 15;
/// A job without any progress for this long is asked to stop: a medium that hangs.
inline constexpr std::int64_t kStallPatience_s = 180;
/// After SIGTERM the worker has this long before the process ends without it.
inline constexpr int kEndPatience_ms = 500;

/// How far the clock may be ahead of the newest date that is vouched for (the program's build, a signature) before it
/// counts as wrong: the validity of signatures (400 days). An office that publishes at least once in that time keeps
/// every right clock trusted; past it, everything looks expired anyway, and a person has to decide.
inline constexpr std::int64_t kClockAhead_s_max = 400LL * 86'400;

}  // namespace bildungskiosk::service
