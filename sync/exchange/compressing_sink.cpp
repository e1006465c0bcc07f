#include "sync/exchange/compressing_sink.hpp"

#include <zstd.h>

#include <string>
#include <utility>

#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::exchange {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kOutputBytes = 256U << 10U;

}  // namespace

struct CompressingSink::State {
  base::WritableFile& file;
  base::UniqueHandle<ZSTD_CCtx*, ZSTD_freeCCtx> context{ZSTD_createCCtx()};
  std::string failure;
  base::Bytes output = base::Bytes(kOutputBytes);

  explicit State(base::WritableFile& to) : file(to) {}

  void check(std::size_t code) {
    if (ZSTD_isError(code) != 0 && failure.empty()) failure = ZSTD_getErrorName(code);
  }
  Result<void> run(ByteView bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (std::size_t left = 1; left != 0;) {
      if (!failure.empty()) return Error{ErrorCode::kInternal, failure};
      ZSTD_outBuffer out{output.data(), output.size(), 0};
      const std::size_t hint = ZSTD_compressStream2(context.get(), &out, &in, directive);
      check(hint);
      BILDUNGSKIOSK_TRY_VOID(file.append(ByteView(output).first(out.pos)));
      left = directive == ZSTD_e_end ? hint : in.size - in.pos;
    }
    return {};
  }
};

CompressingSink::CompressingSink(base::WritableFile& file, std::uint64_t content_bytes, CompressionPlan plan)
    : state_(std::make_unique<State>(file)) {
  if (!state_->context) {
    state_->failure = "no memory for zstd";
    return;
  }
  const auto set = [&](ZSTD_cParameter parameter, int value) {
    state_->check(ZSTD_CCtx_setParameter(state_->context.get(), parameter, value));
  };
  set(ZSTD_c_compressionLevel, plan.level);
  set(ZSTD_c_checksumFlag, 1);
  if (plan.threads > 0) {
    set(ZSTD_c_nbWorkers, plan.threads);
    set(ZSTD_c_jobSize, kCompressionPartBytes);
  }
  state_->check(ZSTD_CCtx_setPledgedSrcSize(state_->context.get(), content_bytes));
}
CompressingSink::~CompressingSink() = default;

Result<void> CompressingSink::write(ByteView bytes) {
  if (bytes.empty()) return {};
  return state_->run(bytes, ZSTD_e_continue);
}

Result<void> CompressingSink::finish() { return state_->run({}, ZSTD_e_end); }

}  // namespace bildungskiosk::exchange
