#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::publish {

/// A full file of an earlier version that still lies below repository/targets/.
struct EarlierFile {
  std::int64_t version = 0;
  std::string path;    // of the file on disk
  std::string sha256;  // what its name says of its bytes
};

/// The full files of a source ("vhs", "office") with versions before `version`, the newest first. Names of another form
/// are passed over. An absent folder holds none.
base::Result<std::vector<EarlierFile>> earlier_files(base::FileSystem& files, const std::string& targets_directory,
                                                     std::string_view source, std::int64_t version);

/// The file's lines, unpacked, each with its '\n', after checking that its bytes are what its name says.
/// Past `bytes_max` of lines kTooLarge; kHashMismatch, kMalformedCompression, kMalformedRecord, and those of the file
/// system and the sink. No more than a piece of them is in memory.
base::Result<void> unpack_lines(base::FileSystem& files, const EarlierFile& file, std::uint64_t bytes_max,
                                base::ByteSink& sink);

/// Removes what earlier releases left below `targets_directory`: files in our own form of name
/// ("<sha256>.offers-3.jsonl.zst") that are not among `kept` ("vhs/<sha256>.offers-3.jsonl.zst"). Anything else is not
/// ours to touch. Errors: the file system's.
base::Result<void> remove_old_targets(base::FileSystem& files, const std::string& targets_directory,
                                      const std::set<std::string>& kept);

}  // namespace bildungskiosk::publish
