#include <zstd.h>

#include <algorithm>
#include <string>

#include "sync/exchange/compressed_lines.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::exchange {
namespace {

using base::ErrorCode;

/// A file in memory that gives its bytes in small pieces.
class MemoryFile final : public base::ReadableFile {
 public:
  MemoryFile(base::Bytes bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  base::Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    const std::size_t count = std::min({piece_, buffer.size(), bytes_.size() - at_});
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), count, buffer.begin());
    at_ += count;
    return count;
  }

 private:
  base::Bytes bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

struct Outcome {
  std::vector<std::string> lines;
  std::optional<ErrorCode> error;
};

Outcome read_all(const base::Bytes& bytes, LineLimits limits = {}, std::size_t piece = 1'000) {
  CompressedLineReader reader(std::make_unique<MemoryFile>(bytes, piece), limits);
  Outcome outcome;
  CompressedLineReader::Line line;
  for (;;) {
    const auto more = reader.next(line);
    if (!more) {
      outcome.error = more.error().code;
      const auto again = reader.next(line);
      REQUIRE_FALSE(again);
      return outcome;
    }
    if (!*more) return outcome;
    outcome.lines.emplace_back(line.text);
    CHECK(line.number == outcome.lines.size());
  }
}

base::Bytes compressed(std::string_view content, int level = 3) { return compress(content, level).value(); }

std::vector<std::string> many_lines() {
  std::vector<std::string> lines;
  for (int i = 0; i < 20'000; ++i) lines.push_back("line " + std::to_string(i * 7919 % 10'007) + std::string(40, 'x'));
  lines.emplace_back();
  lines.push_back(std::string(900'000, 'y'));
  return lines;
}

TEST_CASE("Lines come out of a compressed file as they went in, in whatever pieces it is read") {
  const std::vector<std::string> lines = many_lines();
  const base::Bytes bytes = compressed(join_lines(lines));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20U}) {
    const Outcome outcome = read_all(bytes, {}, piece);
    CHECK_FALSE(outcome.error);
    CHECK(outcome.lines == lines);
  }
}

TEST_CASE("The same content gives the same compressed bytes") {
  const std::string content = join_lines(many_lines());
  CHECK(compressed(content, kCompressionLevel) == compressed(content, kCompressionLevel));
}

TEST_CASE("A file without lines is no error") {
  CHECK_FALSE(read_all(compressed("")).error);
  CHECK(read_all(compressed("")).lines.empty());
}

TEST_CASE("A file that is cut anywhere is refused") {
  const base::Bytes whole = compressed(join_lines(std::vector<std::string>{"eins", "zwei", "drei"}));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const Outcome outcome = read_all(base::Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
    CHECK(outcome.error == ErrorCode::kMalformedCompression);
  }
}

TEST_CASE("A flipped bit never passes for the file that was written") {
  const std::vector<std::string> lines = {"eins", "zwei", "drei"};
  const base::Bytes whole = compressed(join_lines(lines));
  for (std::size_t i = 0; i < whole.size() * 8; ++i) {
    base::Bytes flipped = whole;
    flipped[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
    const Outcome outcome = read_all(flipped);
    // Some header bits mean nothing for the content; then the content must be the same.
    if (!outcome.error) CHECK(outcome.lines == lines);
  }
}

TEST_CASE("Bytes behind the frame are refused") {
  base::Bytes bytes = compressed("eins\n");
  bytes.push_back(0);
  CHECK(read_all(bytes).error == ErrorCode::kMalformedCompression);
  bytes = compressed("eins\n");
  const base::Bytes second = compressed("zwei\n");
  bytes.insert(bytes.end(), second.begin(), second.end());
  CHECK(read_all(bytes).error == ErrorCode::kMalformedCompression);
}

TEST_CASE("What is no zstd is refused") {
  const std::string html = "<!doctype html><title>Anmelden</title>";
  CHECK(read_all(base::Bytes(html.begin(), html.end())).error == ErrorCode::kMalformedCompression);
  CHECK(read_all({}).error == ErrorCode::kMalformedCompression);
}

TEST_CASE("A last line without a line feed is refused") {
  const Outcome outcome = read_all(compressed("eins\nzwei"));
  CHECK(outcome.lines == std::vector<std::string>{"eins"});
  CHECK(outcome.error == ErrorCode::kMalformedRecord);
}

TEST_CASE("A decompression bomb ends at the limit") {
  const base::Bytes bomb = compressed(std::string(64U << 20U, '\n'));
  CHECK(bomb.size() < 10'000);
  CHECK(read_all(bomb, {.file_bytes_max = 1U << 20U, .line_bytes_max = 100}).error == ErrorCode::kTooLarge);
  const base::Bytes one_line = compressed(std::string(64U << 20U, 'x'));
  CHECK(read_all(one_line).error == ErrorCode::kTooLarge);
}

TEST_CASE("A frame that wants more memory than allowed is refused") {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, kWindowLogMax + 1);
  // Without the content's size the frame has to name its window.
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  base::Bytes bytes(1'000);
  const std::string content = "eins\n";
  ZSTD_inBuffer in{content.data(), content.size(), 0};
  ZSTD_outBuffer out{bytes.data(), bytes.size(), 0};
  ZSTD_compressStream2(context, &out, &in, ZSTD_e_flush);
  REQUIRE(ZSTD_compressStream2(context, &out, &in, ZSTD_e_end) == 0);
  ZSTD_freeCCtx(context);
  bytes.resize(out.pos);
  CHECK(read_all(bytes).error == ErrorCode::kMalformedCompression);
}

}  // namespace
}  // namespace bildungskiosk::exchange
