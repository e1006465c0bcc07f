#pragma once

#include <cstdint>
#include <memory>

#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/limits.hpp"

namespace bildungskiosk::exchange {

/// Compresses what comes into one zstd frame with content size and checksum, as it comes. One thread.
class CompressingSink final : public base::ByteSink {
 public:
  /// `file` must outlive it. `content_bytes`: how many will come; another number is an error (kInternal).
  CompressingSink(base::WritableFile& file, std::uint64_t content_bytes, int level = kQuickCompressionLevel);
  ~CompressingSink() override;

  base::Result<void> write(base::ByteView bytes) override;
  /// Ends the frame; the file stays open.
  base::Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bildungskiosk::exchange
