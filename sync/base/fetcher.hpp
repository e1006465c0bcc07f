#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// Takes the bytes of a long file as they arrive, each once. An error stops the transfer and is passed on.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Result<void> write(ByteView bytes) = 0;
};

/// Where a package comes from: a folder on a stick, later a base URL. The TUF client knows only this.
/// `path` is relative to the package's root, '/'-separated, already checked to stay inside it
/// ("metadata/timestamp.json", "targets/vhs/<sha256>.offers-3.jsonl.zst").
/// Errors: kNotFound only when the source certainly has no such file; kIo when it could not be asked
/// (medium gone, EIO); kNotAFile; kTooLarge when more than `length_max_bytes` would come; kCancelled.
/// Not thread-safe: one thread a fetcher.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  virtual Result<Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) = 0;
  virtual Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, ByteSink& sink,
                                const CancelToken& cancel) = 0;
  /// For messages: the folder or URL as a person would name it.
  [[nodiscard]] virtual std::string describe() const = 0;
};

}  // namespace bildungskiosk::base
