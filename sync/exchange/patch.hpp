#pragma once

#include <cstdint>

#include "sync/base/bytes.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/limits.hpp"

/// A delta between two contents of the exchange format ("<name>.jsonl.zst-patch"): an edit script, compressed with the
/// whole earlier content as its prefix. patch_format.md is the specification and says what was rejected. Which base it
/// is for, and what comes out, is said by the signed metadata, not in the file.
namespace bildungskiosk::exchange {

/// Neither content may be longer than kPatchContentBytesMax (kTooLarge). Memory: what `edits_between` says, the script
/// twice (it is about as long as what has changed), and 150 MB of zstd at most: for the office. The pages of both
/// contents are given back on the way. The same contents and library version give the same bytes. kInternal.
[[nodiscard]] base::Result<base::Bytes> make_patch(base::MappedFile& earlier, base::MappedFile& content);

/// Rebuilds the content in one pass and hands it on piece by piece; whether it is the right one is for the caller to
/// check, by the signed length and hash. `length_bytes`: the signed length; not a byte more is handed on, whatever the
/// script says. Memory: the script's length and a megabyte, since the pages of `earlier` are given back on the way.
/// One thread.
///
/// kMalformedCompression (no such frame or script, damaged, cut short, bytes behind it, a step past the end of
/// `earlier`, a window past kPatchWindowLogMax); kTooLarge (it would give more than `length_bytes`, or that is more
/// than kPatchContentBytesMax); kLengthMismatch (less); kCancelled; the errors of file and sink.
[[nodiscard]] base::Result<void> apply_patch(base::ReadableFile& patch, base::MappedFile& earlier,
                                             std::uint64_t length_bytes, base::ByteSink& sink,
                                             const base::CancelToken& cancel);

}  // namespace bildungskiosk::exchange
