#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/limits.hpp"

/// A file of the exchange format: lines of canonical JSON, each ended by '\n', in one zstd frame with a checksum
/// ("<name>.jsonl.zst").
namespace bildungskiosk::exchange {

/// The lines joined, each with its '\n'.
[[nodiscard]] std::string join_lines(std::span<const std::string> lines);

/// One zstd frame with content size and checksum. The same bytes, level and library version give the same frame.
/// Errors: kInternal.
[[nodiscard]] base::Result<base::Bytes> compress(std::string_view content, int level = kCompressionLevel);

struct LineLimits {
  std::uint64_t file_bytes_max = kFileBytesMax;  // after decompression
  std::size_t line_bytes_max = kLineBytesMax;
};

/// Reads such a file line by line in constant memory (the frame's window and one line). Belongs to one thread.
class CompressedLineReader {
 public:
  /// Reads from the start of `file`, which it owns.
  explicit CompressedLineReader(std::unique_ptr<base::ReadableFile> file, LineLimits limits = {});
  CompressedLineReader(CompressedLineReader&&) noexcept;
  CompressedLineReader& operator=(CompressedLineReader&&) noexcept;
  ~CompressedLineReader();

  struct Line {
    std::string_view text;     // without '\n'; valid until the next call
    std::uint64_t number = 0;  // from 1
  };
  /// Fills `line` and returns true, or returns false at the end of a complete file.
  /// Errors: kMalformedCompression (not zstd, damaged, cut short, bytes behind the frame, a window above
  /// kWindowLogMax), kTooLarge (past a limit), kMalformedRecord (the last line has no '\n'), and the file's own.
  /// After an error the reader stays at it.
  [[nodiscard]] base::Result<bool> next(Line& line);

  /// Compressed bytes read so far; for progress.
  [[nodiscard]] std::uint64_t bytes_read() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bildungskiosk::exchange
