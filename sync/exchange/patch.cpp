#include "sync/exchange/patch.hpp"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::exchange {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::Result;

using CompressionContext = base::UniqueHandle<ZSTD_CCtx*, ZSTD_freeCCtx>;
using DecompressionContext = base::UniqueHandle<ZSTD_DCtx*, ZSTD_freeDCtx>;

constexpr std::size_t kInputBytes = 16U << 10U;
constexpr std::size_t kOutputBytes = 1U << 20U;
/// Rebuilt between two times that the earlier content's pages are given back: the unchanged stretches of both run side
/// by side, so about as much of it has been touched.
constexpr std::uint64_t kBytesBetweenForgetting = 8U << 20U;

Error malformed(std::string_view what) { return {ErrorCode::kMalformedCompression, std::string(what)}; }

/// The exponent of the smallest power of two that holds `bytes`.
int log2_of(std::uint64_t bytes) { return static_cast<int>(std::bit_width(std::max<std::uint64_t>(bytes, 2) - 1)); }

Result<CompressionContext> patch_context(std::uint64_t earlier_bytes, std::uint64_t content_bytes) {
  CompressionContext context(ZSTD_createCCtx());
  if (!context) return Error{ErrorCode::kInternal, "no memory for zstd"};
  // As zstd --patch-from chooses it: the whole prefix stays in reach to the end of the content.
  const int window_log = std::max(log2_of(std::max(earlier_bytes, content_bytes)), kPatchWindowLogMin);
  const std::array parameters = {
      std::pair{ZSTD_c_compressionLevel, kPatchLevel},
      std::pair{ZSTD_c_windowLog, window_log},
      std::pair{ZSTD_c_enableLongDistanceMatching, 1},
      std::pair{ZSTD_c_checksumFlag, 1},
      std::pair{ZSTD_c_contentSizeFlag, 1},
  };
  for (const auto& [parameter, value] : parameters) {
    const std::size_t set = ZSTD_CCtx_setParameter(context.get(), parameter, value);
    if (ZSTD_isError(set) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(set)};
  }
  return context;
}

/// One frame on its way out.
class Rebuilding {
 public:
  Rebuilding(base::ReadableFile& patch, base::MappedFile& earlier, std::uint64_t length_bytes, base::ByteSink& sink)
      : patch_(patch), earlier_(earlier), length_bytes_(length_bytes), sink_(sink), output_(kOutputBytes) {}

  Result<void> start() {
    if (!context_) return Error{ErrorCode::kInternal, "no memory for zstd"};
    const std::size_t limited = ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kPatchWindowLogMax);
    if (ZSTD_isError(limited) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(limited)};
    const std::size_t set = ZSTD_DCtx_refPrefix(context_.get(), earlier_.bytes().data(), earlier_.bytes().size());
    if (ZSTD_isError(set) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(set)};
    return {};
  }

  Result<void> run(const base::CancelToken& cancel) {
    while (!frame_ended_) {
      if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
      BILDUNGSKIOSK_TRY_VOID(step());
    }
    BILDUNGSKIOSK_TRY(const std::size_t further, in_.pos < in_.size ? in_.size - in_.pos : patch_.read(input_));
    if (further > 0) return malformed("bytes behind the frame");
    if (rebuilt_bytes_ == length_bytes_) return {};
    return Error{ErrorCode::kLengthMismatch, "a patch gives " + std::to_string(rebuilt_bytes_) + " bytes instead of " +
                                                 std::to_string(length_bytes_)};
  }

 private:
  Result<void> step() {
    if (in_.pos == in_.size && !output_pending_) {
      BILDUNGSKIOSK_TRY(const std::size_t count, patch_.read(input_));
      if (count == 0) return malformed("the patch ends in the middle of the frame");
      in_ = {input_.data(), count, 0};
    }
    ZSTD_outBuffer out{output_.data(), output_.size(), 0};
    const std::size_t hint = ZSTD_decompressStream(context_.get(), &out, &in_);
    if (ZSTD_isError(hint) != 0) return malformed(ZSTD_getErrorName(hint));
    if (out.pos > length_bytes_ - rebuilt_bytes_) {
      return Error{ErrorCode::kTooLarge,
                   "a patch gives more than the signed " + std::to_string(length_bytes_) + " bytes"};
    }
    frame_ended_ = hint == 0;
    output_pending_ = out.pos == out.size;
    rebuilt_bytes_ += out.pos;
    if (rebuilt_bytes_ - forgotten_at_ >= kBytesBetweenForgetting) {
      earlier_.forget_pages();
      forgotten_at_ = rebuilt_bytes_;
    }
    return sink_.write(ByteView(output_).first(out.pos));
  }

  base::ReadableFile& patch_;
  base::MappedFile& earlier_;
  const std::uint64_t length_bytes_;
  base::ByteSink& sink_;
  const DecompressionContext context_{ZSTD_createDCtx()};
  std::array<std::uint8_t, kInputBytes> input_{};
  base::Bytes output_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  std::uint64_t rebuilt_bytes_ = 0;
  std::uint64_t forgotten_at_ = 0;
  bool frame_ended_ = false;
  bool output_pending_ = false;  // zstd may hold more output than fitted
};

}  // namespace

Result<base::Bytes> make_patch(ByteView earlier, ByteView content) {
  if (std::max(earlier.size(), content.size()) > kPatchContentBytesMax) {
    return Error{ErrorCode::kTooLarge, "a content of " + std::to_string(std::max(earlier.size(), content.size())) +
                                           " bytes is past what a patch can be made for"};
  }
  BILDUNGSKIOSK_TRY(const auto context, patch_context(earlier.size(), content.size()));
  const std::size_t set = ZSTD_CCtx_refPrefix(context.get(), earlier.data(), earlier.size());
  if (ZSTD_isError(set) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(set)};
  base::Bytes frame(ZSTD_compressBound(content.size()));
  const std::size_t size = ZSTD_compress2(context.get(), frame.data(), frame.size(), content.data(), content.size());
  if (ZSTD_isError(size) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(size)};
  frame.resize(size);
  frame.shrink_to_fit();
  return frame;
}

Result<void> apply_patch(base::ReadableFile& patch, base::MappedFile& earlier, std::uint64_t length_bytes,
                         base::ByteSink& sink, const base::CancelToken& cancel) {
  if (std::max<std::uint64_t>(length_bytes, earlier.bytes().size()) > kPatchContentBytesMax) {
    return Error{ErrorCode::kTooLarge, "a patch for more than " + std::to_string(kPatchContentBytesMax) + " bytes"};
  }
  Rebuilding rebuilding(patch, earlier, length_bytes, sink);
  BILDUNGSKIOSK_TRY_VOID(rebuilding.start());
  return rebuilding.run(cancel);
}

}  // namespace bildungskiosk::exchange
