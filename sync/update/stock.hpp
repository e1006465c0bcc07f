#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::update {

/// The contents that a terminal knows already, so that what has not changed is never fetched again and a delta has its
/// base:
///
///     STORE/stock/<sha256 of the lines>.jsonl.zst      compressed lines, by whatever level of zstd
///
/// Written by the holder of `StoreLock`. A convenience, not a foundation: a file that is missing or damaged means that
/// its content is fetched, and no installation fails for it. So there is no order between it and the generations: a
/// file gets its name by a rename after it was synced, and whoever reads it checks that the lines are those of its
/// name. What no kept generation was built from is removed. One thread.
///
/// Files that are shown as they are lie the same way in STORE/media/<sha256>, without an ending; of them one
/// that is missing is not shown until the next installation fetches it.
///
/// Rejected: keeping the package's files under their own names (what a delta rebuilt has no such file, and two releases
/// may pack the same lines twice); reading the base out of catalogue.sqlite (a change of its schema would lose it).
class Stock {
 public:
  /// `files` must outlive it. The folder is made when something is kept.
  Stock(base::FileSystem& files, std::string folder, std::string ending = ".jsonl.zst")
      : files_(files), folder_(std::move(folder)), ending_(std::move(ending)) {}

  [[nodiscard]] std::string path_of(const std::string& content_sha256) const {
    return base::join_path(folder_, content_sha256 + ending_);
  }
  /// Whether a file of that name is there; what it holds is to be checked.
  [[nodiscard]] bool has(const std::string& content_sha256) const;
  /// Moves a verified copy, whose lines have this hash, from the store's staging folder here.
  base::Result<void> keep(const std::string& staged_path, const std::string& content_sha256);
  /// Removes all but these.
  base::Result<void> retain(const std::set<std::string>& content_sha256s);

 private:
  base::FileSystem& files_;
  std::string folder_;
  std::string ending_;
};

/// What a file of compressed lines holds.
struct MeasuredLines {
  std::uint64_t bytes = 0;  // each line with its '\n'
  std::string sha256;
};
/// Reads it from the first to the last line. kMalformedCompression, kMalformedRecord, kTooLarge, kCancelled, kIo.
base::Result<MeasuredLines> measure_lines(base::FileSystem& files, const std::string& path,
                                          const base::CancelToken& cancel);
/// The same, writing the lines to `plain_path`.
base::Result<MeasuredLines> unpack_lines(base::FileSystem& files, const std::string& path,
                                         const std::string& plain_path, const base::CancelToken& cancel);

}  // namespace bildungskiosk::update
