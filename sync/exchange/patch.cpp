#include "sync/exchange/patch.hpp"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "sync/base/unique_handle.hpp"
#include "sync/exchange/content_diff.hpp"
#include "sync/exchange/edit_script.hpp"

namespace bildungskiosk::exchange {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::Result;

using CompressionContext = base::UniqueHandle<ZSTD_CCtx*, ZSTD_freeCCtx>;
using DecompressionContext = base::UniqueHandle<ZSTD_DCtx*, ZSTD_freeDCtx>;

constexpr std::size_t kInputBytes = 16U << 10U;
constexpr std::size_t kOutputBytes = 256U << 10U;

Error malformed(std::string_view what) { return {ErrorCode::kMalformedCompression, std::string(what)}; }

/// The exponent of the smallest power of two that holds `bytes`.
int log2_of(std::uint64_t bytes) { return static_cast<int>(std::bit_width(std::max<std::uint64_t>(bytes, 2) - 1)); }

Result<CompressionContext> patch_context(std::uint64_t earlier_bytes, std::uint64_t script_bytes) {
  CompressionContext context(ZSTD_createCCtx());
  if (!context) return Error{ErrorCode::kInternal, "no memory for zstd"};
  // As zstd --patch-from chooses it: the whole prefix stays in reach to the end of the script.
  const int window_log =
      std::clamp(log2_of(std::max(earlier_bytes, script_bytes)), kPatchWindowLogMin, kPatchWindowLogMax);
  const std::array parameters = {
      std::pair{ZSTD_c_compressionLevel, kPatchLevel},
      std::pair{ZSTD_c_windowLog, window_log},
      std::pair{ZSTD_c_minMatch, kPatchMatchBytesMin},
      std::pair{ZSTD_c_checksumFlag, 0},  // the signed hash says more
      std::pair{ZSTD_c_contentSizeFlag, 1},
  };
  for (const auto& [parameter, value] : parameters) {
    const std::size_t set = ZSTD_CCtx_setParameter(context.get(), parameter, value);
    if (ZSTD_isError(set) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(set)};
  }
  return context;
}

/// The script's one frame as it is read.
class ScriptFrame {
 public:
  ScriptFrame(base::ReadableFile& patch, ByteView earlier) : patch_(patch), earlier_(earlier), output_(kOutputBytes) {}

  Result<void> start() {
    if (!context_) return Error{ErrorCode::kInternal, "no memory for zstd"};
    const std::size_t limited = ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kPatchWindowLogMax);
    if (ZSTD_isError(limited) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(limited)};
    const std::size_t set = ZSTD_DCtx_refPrefix(context_.get(), earlier_.data(), earlier_.size());
    if (ZSTD_isError(set) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(set)};
    return {};
  }

  Result<void> run(EditScriptReader& reader, const base::CancelToken& cancel) {
    while (!frame_ended_) {
      if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
      BILDUNGSKIOSK_TRY_VOID(step(reader));
    }
    BILDUNGSKIOSK_TRY(const std::size_t further, in_.pos < in_.size ? in_.size - in_.pos : patch_.read(input_));
    if (further > 0) return malformed("bytes behind the frame");
    return reader.finish();
  }

 private:
  Result<void> step(EditScriptReader& reader) {
    if (in_.pos == in_.size && !output_pending_) {
      BILDUNGSKIOSK_TRY(const std::size_t count, patch_.read(input_));
      if (count == 0) return malformed("the patch ends in the middle of the frame");
      in_ = {input_.data(), count, 0};
    }
    ZSTD_outBuffer out{output_.data(), output_.size(), 0};
    const std::size_t hint = ZSTD_decompressStream(context_.get(), &out, &in_);
    if (ZSTD_isError(hint) != 0) return malformed(ZSTD_getErrorName(hint));
    frame_ended_ = hint == 0;
    output_pending_ = out.pos == out.size;
    return reader.take(ByteView(output_).first(out.pos));
  }

  base::ReadableFile& patch_;
  const ByteView earlier_;
  const DecompressionContext context_{ZSTD_createDCtx()};
  std::array<std::uint8_t, kInputBytes> input_{};
  base::Bytes output_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool frame_ended_ = false;
  bool output_pending_ = false;  // zstd may hold more output than fitted
};

/// Gives a file's pages back again and again while zstd reads it, which says nothing on its way. What is read once more
/// comes out of the system's cache. Of a content in memory there is nothing to give, and no thread.
class PagesGivenBack {
 public:
  explicit PagesGivenBack(base::MappedFile& file) : file_(file) {
    if (file.has_pages()) thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

 private:
  static constexpr std::chrono::milliseconds kPause{5};  // in which some megabytes are read

  void run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
      file_.forget_pages();
      stopped_.wait_for(lock, stop, kPause, [] { return false; });
    }
  }

  base::MappedFile& file_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the others
};

Result<base::Bytes> compressed_script(std::string_view script, base::MappedFile& earlier) {
  const PagesGivenBack pages(earlier);
  const ByteView prefix = earlier.bytes();
  BILDUNGSKIOSK_TRY(const auto context, patch_context(prefix.size(), script.size()));
  const std::size_t set = ZSTD_CCtx_refPrefix(context.get(), prefix.data(), prefix.size());
  if (ZSTD_isError(set) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(set)};
  base::Bytes frame(ZSTD_compressBound(script.size()));
  const std::size_t size = ZSTD_compress2(context.get(), frame.data(), frame.size(), script.data(), script.size());
  if (ZSTD_isError(size) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(size)};
  frame.resize(size);
  frame.shrink_to_fit();
  return frame;
}

}  // namespace

Result<base::Bytes> make_patch(base::MappedFile& earlier, base::MappedFile& content) {
  const std::uint64_t longer = std::max(earlier.bytes().size(), content.bytes().size());
  if (longer > kPatchContentBytesMax) {
    return Error{ErrorCode::kTooLarge,
                 "a content of " + std::to_string(longer) + " bytes is past what a patch can be made for"};
  }
  const auto give_back = [&] {
    earlier.forget_pages();
    content.forget_pages();
  };
  const std::string script =
      write_edit_script(edits_between(base::as_text(earlier.bytes()), base::as_text(content.bytes()), give_back));
  give_back();
  return compressed_script(script, earlier);
}

Result<void> apply_patch(base::ReadableFile& patch, base::MappedFile& earlier, std::uint64_t length_bytes,
                         base::ByteSink& sink, const base::CancelToken& cancel) {
  if (std::max<std::uint64_t>(length_bytes, earlier.bytes().size()) > kPatchContentBytesMax) {
    return Error{ErrorCode::kTooLarge, "a patch for more than " + std::to_string(kPatchContentBytesMax) + " bytes"};
  }
  ScriptFrame frame(patch, earlier.bytes());
  BILDUNGSKIOSK_TRY_VOID(frame.start());
  EditScriptReader reader(earlier, length_bytes, sink, cancel);
  return frame.run(reader, cancel);
}

}  // namespace bildungskiosk::exchange
