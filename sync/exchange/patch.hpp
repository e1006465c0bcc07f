#pragma once

#include <cstdint>

#include "sync/base/bytes.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/limits.hpp"

/// A delta between two contents of the exchange format ("<name>.jsonl.zst-patch"): one zstd frame with content size and
/// checksum, compressed with the whole earlier content as its prefix (libzstd's refPrefix), so that it holds little but
/// what has changed. The same as `zstd --patch-from EARLIER NEW` makes; `zstd -d --patch-from EARLIER PATCH` reads it.
/// Which base it is for, and what comes out, is said by the signed metadata, not in the file.
///
/// Rejected: bsdiff, xdelta (another library, no smaller on sorted text); a list of changed records (as small only with
/// a compression of its own behind it, and every later version needs all the lists between).
namespace bildungskiosk::exchange {

/// Neither content may be longer than kPatchContentBytesMax (kTooLarge). Memory: some hundred megabytes beside both
/// contents: for the office. The same contents and library version give the same bytes. kInternal.
[[nodiscard]] base::Result<base::Bytes> make_patch(base::ByteView earlier, base::ByteView content);

/// Rebuilds the content in one pass and hands it on piece by piece; whether it is the right one is for the caller to
/// check, by the signed length and hash. `length_bytes`: the signed length; not a byte more is handed on, whatever the
/// frame says or holds. Memory: the content's length and a few megabytes, since the pages of `earlier` are given back
/// on the way. One thread.
///
/// kMalformedCompression (no such frame, damaged, cut short, bytes behind it, made for another base as far as the
/// checksum tells, a window past kPatchWindowLogMax); kTooLarge (it would give more than `length_bytes`, or that is
/// more than kPatchContentBytesMax); kLengthMismatch (less); kCancelled; the errors of file and sink.
[[nodiscard]] base::Result<void> apply_patch(base::ReadableFile& patch, base::MappedFile& earlier,
                                             std::uint64_t length_bytes, base::ByteSink& sink,
                                             const base::CancelToken& cancel);

}  // namespace bildungskiosk::exchange
