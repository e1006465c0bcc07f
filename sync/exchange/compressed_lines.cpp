#include "sync/exchange/compressed_lines.hpp"

#include <zstd.h>

#include <array>

#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::exchange {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

using CompressionContext = base::UniqueHandle<ZSTD_CCtx*, ZSTD_freeCCtx>;
using DecompressionContext = base::UniqueHandle<ZSTD_DCtx*, ZSTD_freeDCtx>;

constexpr std::size_t kInputBytes = 128U * 1024U;
constexpr std::size_t kOutputBytes = 256U * 1024U;

Error malformed(std::string_view what) { return {ErrorCode::kMalformedCompression, std::string(what)}; }

}  // namespace

std::string join_lines(std::span<const std::string> lines) {
  std::size_t size = 0;
  for (const std::string& line : lines) size += line.size() + 1;
  std::string joined;
  joined.reserve(size);
  for (const std::string& line : lines) {
    joined += line;
    joined += '\n';
  }
  return joined;
}

Result<base::Bytes> compress(std::string_view content, int level) {
  const CompressionContext context(ZSTD_createCCtx());
  if (!context) return Error{ErrorCode::kInternal, "no memory for zstd"};
  for (const auto& [parameter, value] : {std::pair{ZSTD_c_compressionLevel, level}, std::pair{ZSTD_c_checksumFlag, 1},
                                         std::pair{ZSTD_c_contentSizeFlag, 1}}) {
    const std::size_t set = ZSTD_CCtx_setParameter(context.get(), parameter, value);
    if (ZSTD_isError(set) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(set)};
  }
  base::Bytes frame(ZSTD_compressBound(content.size()));
  const std::size_t size = ZSTD_compress2(context.get(), frame.data(), frame.size(), content.data(), content.size());
  if (ZSTD_isError(size) != 0) return Error{ErrorCode::kInternal, ZSTD_getErrorName(size)};
  frame.resize(size);
  return frame;
}

/// Decompressed bytes wait in `pending` until their line is complete; `begin` is where the next line starts.
struct CompressedLineReader::State {
  State(std::unique_ptr<base::ReadableFile> source, LineLimits line_limits)
      : file(std::move(source)), limits(line_limits), context(ZSTD_createDCtx()) {
    if (context) ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
  }

  Result<bool> next_line(Line& line);
  Result<void> decompress_more();
  Result<void> read_more();

  std::unique_ptr<base::ReadableFile> file;
  LineLimits limits;
  DecompressionContext context;
  std::array<std::uint8_t, kInputBytes> input{};
  std::size_t input_size = 0;
  std::size_t input_at = 0;
  std::string pending;
  std::size_t begin = 0;
  std::size_t searched = 0;  // no '\n' before this position
  std::uint64_t lines = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  bool file_ended = false;
  bool frame_ended = false;
  bool output_pending = false;  // zstd may hold more output than fitted
  std::optional<Error> failure;
};

Result<void> CompressedLineReader::State::read_more() {
  input_at = 0;
  BILDUNGSKIOSK_TRY(input_size, file->read(input));
  bytes_in += input_size;
  if (input_size == 0) file_ended = true;
  return {};
}

Result<void> CompressedLineReader::State::decompress_more() {
  if (input_at == input_size && !file_ended && !output_pending) {
    BILDUNGSKIOSK_TRY_VOID(read_more());
  }
  if (frame_ended) return input_at < input_size ? Result<void>(malformed("bytes behind the frame")) : Result<void>();
  if (file_ended && input_at == input_size && !output_pending) {
    return malformed(bytes_in == 0 ? "an empty file" : "the file ends in the middle of the frame");
  }
  pending.erase(0, begin);
  searched -= begin;
  begin = 0;
  const std::size_t used = pending.size();
  pending.resize(used + kOutputBytes);
  ZSTD_inBuffer in{input.data(), input_size, input_at};
  ZSTD_outBuffer out{pending.data() + used, kOutputBytes, 0};
  const std::size_t hint = ZSTD_decompressStream(context.get(), &out, &in);
  pending.resize(used + out.pos);
  input_at = in.pos;
  bytes_out += out.pos;
  if (ZSTD_isError(hint) != 0) return malformed(ZSTD_getErrorName(hint));
  if (bytes_out > limits.file_bytes_max) {
    return Error{ErrorCode::kTooLarge, "more than " + std::to_string(limits.file_bytes_max) + " bytes decompressed"};
  }
  frame_ended = hint == 0;
  output_pending = !frame_ended && out.pos == kOutputBytes;
  return {};
}

Result<bool> CompressedLineReader::State::next_line(Line& line) {
  if (!context) return Error{ErrorCode::kInternal, "no memory for zstd"};
  for (;;) {
    const std::size_t end = pending.find('\n', searched);
    const std::size_t length = (end == std::string::npos ? pending.size() : end) - begin;
    if (length > limits.line_bytes_max) {
      return Error{ErrorCode::kTooLarge, "line " + std::to_string(lines + 1) + " has more than " +
                                             std::to_string(limits.line_bytes_max) + " bytes"};
    }
    if (end != std::string::npos) {
      line = {std::string_view(pending).substr(begin, length), ++lines};
      begin = end + 1;
      searched = begin;
      return true;
    }
    searched = pending.size();
    if (frame_ended && file_ended && input_at == input_size) {
      if (begin == pending.size()) return false;
      return Error{ErrorCode::kMalformedRecord, "line " + std::to_string(lines + 1) + " does not end"};
    }
    BILDUNGSKIOSK_TRY_VOID(decompress_more());
  }
}

CompressedLineReader::CompressedLineReader(std::unique_ptr<base::ReadableFile> file, LineLimits limits)
    : state_(std::make_unique<State>(std::move(file), limits)) {}
CompressedLineReader::CompressedLineReader(CompressedLineReader&&) noexcept = default;
CompressedLineReader& CompressedLineReader::operator=(CompressedLineReader&&) noexcept = default;
CompressedLineReader::~CompressedLineReader() = default;

Result<bool> CompressedLineReader::next(Line& line) {
  if (state_->failure) return *state_->failure;
  Result<bool> found = state_->next_line(line);
  if (!found) state_->failure = found.error();
  return found;
}

std::uint64_t CompressedLineReader::bytes_read() const { return state_->bytes_in; }

}  // namespace bildungskiosk::exchange
