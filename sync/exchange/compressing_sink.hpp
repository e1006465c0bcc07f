#pragma once

#include <cstdint>
#include <memory>

#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/limits.hpp"

namespace bildungskiosk::exchange {

/// How a content is compressed. The same content, library version and plan give the same frame.
struct CompressionPlan {
  int level = kQuickCompressionLevel;
  int threads = 0;  // beside the caller's; 0: none, and the frame is made in one go

  /// For the office, which compresses once what every terminal fetches: small before quick, within reason.
  [[nodiscard]] static CompressionPlan thorough(std::uint64_t content_bytes) {
    return {content_bytes <= kThoroughBytesMax ? kCompressionLevel : kLargeCompressionLevel, kCompressionThreads};
  }
};

/// Compresses what comes into one zstd frame with content size and checksum, as it comes. Belongs to one thread.
class CompressingSink final : public base::ByteSink {
 public:
  /// `file` must outlive it. `content_bytes`: how many will come; another number is an error (kInternal).
  CompressingSink(base::WritableFile& file, std::uint64_t content_bytes, CompressionPlan plan = {});
  ~CompressingSink() override;

  base::Result<void> write(base::ByteView bytes) override;
  /// Ends the frame; the file stays open.
  base::Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bildungskiosk::exchange
