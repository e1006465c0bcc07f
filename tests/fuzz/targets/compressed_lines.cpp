#include "sync/exchange/compressed_lines.hpp"

#include <algorithm>
#include <cstring>

#include "sync/base/check.hpp"
#include "tests/fuzz/fuzz.hpp"

// A compressed file as it comes from a medium: whatever its bytes are, reading ends, within the limits, and gives
// either all lines or an error. And what we compress ourselves reads back as it was.

namespace bildungskiosk::fuzz {
namespace {

constexpr exchange::LineLimits kLimits{.file_bytes_max = 1U << 20U, .line_bytes_max = 1U << 14U};

/// Gives the bytes in pieces of changing length, as a medium may.
class PiecewiseFile final : public base::ReadableFile {
 public:
  explicit PiecewiseFile(base::ByteView bytes) : bytes_(bytes) {}
  base::Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    piece_ = piece_ * 5 % 1021;
    const std::size_t count = std::min({piece_, buffer.size(), bytes_.size()});
    std::copy_n(bytes_.begin(), count, buffer.begin());
    bytes_ = bytes_.subspan(count);
    return count;
  }

 private:
  base::ByteView bytes_;
  std::size_t piece_ = 7;
};

struct Content {
  std::string text;
  bool whole = false;
};

Content read_all(base::ByteView file) {
  exchange::CompressedLineReader reader(std::make_unique<PiecewiseFile>(file), kLimits);
  Content content;
  exchange::CompressedLineReader::Line line;
  for (std::uint64_t number = 1;; ++number) {
    const base::Result<bool> more = reader.next(line);
    if (!more) {
      BILDUNGSKIOSK_CHECK(!reader.next(line));  // stays at its error
      return content;
    }
    if (!*more) break;
    BILDUNGSKIOSK_CHECK(line.number == number && line.text.size() <= kLimits.line_bytes_max);
    BILDUNGSKIOSK_CHECK(line.text.find('\n') == std::string_view::npos);
    content.text.append(line.text).push_back('\n');
    BILDUNGSKIOSK_CHECK(content.text.size() <= kLimits.file_bytes_max);
  }
  BILDUNGSKIOSK_CHECK(reader.bytes_read() == file.size());
  content.whole = true;
  return content;
}

bool is_within_limits(std::string_view text) {
  if (text.empty() || text.back() != '\n' || text.size() > kLimits.file_bytes_max) return false;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    if (end - start > kLimits.line_bytes_max) return false;
    start = end + 1;
  }
  return true;
}

}  // namespace
}  // namespace bildungskiosk::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bildungskiosk;
  static_cast<void>(fuzz::read_all({data, size}));
  const std::string_view text = fuzz::text_of(data, size);
  if (!fuzz::is_within_limits(text)) return 0;
  const auto compressed = exchange::compress(text, 1);
  BILDUNGSKIOSK_CHECK(compressed.has_value());
  const fuzz::Content content = fuzz::read_all(*compressed);
  BILDUNGSKIOSK_CHECK(content.whole && content.text == text);
  return 0;
}
