#pragma once

#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/package.hpp"

namespace bildungskiosk::update {

/// What a rebuild reads and writes, all on the terminal's own disk.
struct RebuildPaths {
  std::string earlier;  // compressed lines, from the stock
  std::string patch;    // fetched and verified as it was signed
  std::string scratch;  // the earlier lines unpacked, for the time of the rebuild; removed again
  std::string result;   // compressed lines, quickly compressed
};

/// Makes `delta.to` out of `delta.from`, and is content with nothing but the signed length and hash. Reads and writes
/// nothing but the four files. On an error `result` may hold anything.
/// kCatalogueDamaged: the earlier lines are missing, damaged or others than signed. kMalformedCompression, kTooLarge,
/// kLengthMismatch, kHashMismatch: the patch does not give what was signed. kNoSpace, kIo, kCancelled.
base::Result<void> rebuild(base::FileSystem& files, const Delta& delta, const RebuildPaths& paths,
                           const base::CancelToken& cancel);

/// Whether what went wrong with a delta is its own fault, so that the full file may do: else the medium, the network or
/// the disk is what fails.
[[nodiscard]] bool full_file_may_do(const base::Error& error);

}  // namespace bildungskiosk::update
