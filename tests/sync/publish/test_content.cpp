#include "sync/exchange/limits.hpp"
#include "sync/publish/content.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"

using namespace bildungskiosk;
using publish::Content;

namespace {

using Lines = std::vector<std::pair<std::uint64_t, std::string>>;

base::Result<Lines> lines_of(const Content& content) {
  Lines lines;
  const auto read = publish::for_each_line(content, [&](std::string_view line, std::uint64_t number) {
    lines.emplace_back(number, line);
    return base::Result<void>();
  });
  if (!read) return read.error();
  return lines;
}

/// The text in pieces of a few bytes.
Content in_pieces(const std::string& text, std::size_t bytes) {
  Content content = publish::text_content(text);
  content.write_to = [text, bytes](base::ByteSink& sink) -> base::Result<void> {
    for (std::size_t at = 0; at < text.size(); at += bytes) {
      const std::string piece = text.substr(at, bytes);
      BILDUNGSKIOSK_TRY_VOID(sink.write(base::as_bytes(piece)));
    }
    return {};
  };
  return content;
}

}  // namespace

TEST_CASE("A content's lines are the same, however its bytes come") {
  const std::string text = "eins\n\nzwei\ndrei ohne Ende";
  const Lines expected = {{1, "eins"}, {2, ""}, {3, "zwei"}, {4, "drei ohne Ende"}};
  CHECK(lines_of(publish::text_content(text)).value() == expected);
  for (std::size_t bytes = 1; bytes < 12; ++bytes) {
    // An empty line at the beginning of a piece included.
    CHECK(lines_of(in_pieces(text, bytes)).value() == expected);
  }
  CHECK(lines_of(publish::text_content("")).value().empty());
}

TEST_CASE("A line without an end is refused before it fills the memory") {
  const auto lines = lines_of(in_pieces(std::string(exchange::kLineBytesMax + 100, 'x'), 100'000));
  REQUIRE_FALSE(lines);
  CHECK(lines.error().code == base::ErrorCode::kTooLarge);
  // One that does end is held to the same, however large its piece.
  const std::string long_line(exchange::kLineBytesMax + 1, 'x');
  for (const std::size_t piece : {long_line.size() + 1, long_line.size()}) {
    CHECK(lines_of(in_pieces(long_line + "\n", piece)).error().code == base::ErrorCode::kTooLarge);
  }
}

TEST_CASE("A content that is another one when it is written replaces nothing") {
  test::MemoryFileSystem files;
  REQUIRE(files.create_directories("/a"));
  REQUIRE(base::write_file_atomically(files, "/a/from", base::as_bytes("eins")));
  REQUIRE(base::write_file_atomically(files, "/a/to", base::as_bytes("alt")));
  const Content content = publish::file_content(files, "/a/from", 100).value();
  REQUIRE(base::write_file_atomically(files, "/a/from", base::as_bytes("zwei")));
  const auto written = publish::write_content(files, "/a/to", content);
  REQUIRE_FALSE(written);
  CHECK(written.error().code == base::ErrorCode::kHashMismatch);
  CHECK(base::as_text(base::read_file(files, "/a/to", 100).value()) == "alt");
  CHECK(files.list("/a").value() == std::vector<std::string>{"from", "to"});
  CHECK(publish::file_content(files, "/a/from", 3).error().code == base::ErrorCode::kTooLarge);
}
