#include <string>
#include <vector>

#include "sync/base/mapped_file.hpp"
#include "sync/exchange/edit_script.hpp"
#include "sync/exchange/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"

namespace bildungskiosk::exchange {
namespace {

const std::string kEarlier = "0123456789abcdef";

class Collected final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView bytes) override {
    text += base::as_text(bytes);
    return {};
  }
  std::string text;
};

struct Followed {
  std::string outcome;  // "done" or the error's name
  std::string text;
};

/// The script in pieces of `piece_bytes`.
Followed follow(const std::string& script, std::uint64_t length_bytes, std::size_t piece_bytes = 1'000,
                const std::string& earlier = kEarlier) {
  test::MemoryFileSystem files;
  REQUIRE(base::write_file_atomically(files, "/earlier", base::as_bytes(earlier)));
  const auto mapped = base::map_file(files, "/earlier", earlier.size()).value();
  Collected sink;
  const base::CancelToken cancel;
  EditScriptReader reader(*mapped, length_bytes, sink, cancel);
  base::Result<void> done;
  for (std::size_t at = 0; at < script.size() && done; at += piece_bytes) {
    done = reader.take(base::as_bytes(std::string_view(script).substr(at, piece_bytes)));
  }
  if (done) done = reader.finish();
  return {done ? "done" : std::string(base::to_string(done.error().code)), sink.text};
}

TEST_CASE("A script copies, skips and inserts, however it is cut into pieces") {
  const std::string script = "4 2 3\nabc\n2 0 0\n0 1 2\n\n\n\n5 0 0\n";
  for (const std::size_t piece_bytes : std::vector<std::size_t>{1, 2, 3, 7, 100}) {
    const auto followed = follow(script, 16, piece_bytes);
    CHECK(followed.outcome == "done");
    CHECK(followed.text == "0123abc67\n\n9abcd");
  }
}

TEST_CASE("What is written as a script is followed as it was meant") {
  const std::vector<Edit> edits = {{0, 3, "neu 1 2 3\n"}, {5, 0, "ä"}, {8, 0, {}}};
  CHECK(write_edit_script(edits) == "0 3 10\nneu 1 2 3\n\n5 0 2\nä\n8 0 0\n");
  const auto followed = follow(write_edit_script(edits), 25);
  CHECK(followed.outcome == "done");
  CHECK(followed.text == "neu 1 2 3\n34567ä89abcdef");
}

TEST_CASE("An empty script gives an empty content and nothing else") {
  CHECK(follow("", 0).outcome == "done");
  CHECK(follow("", 1).outcome == "length-mismatch");
}

TEST_CASE("A script of another form is refused") {
  const auto script =
      GENERATE(as<std::string>(), "x", "\n", "1\n", "1 2\n", "1 2 3 4\n", "1  2 0\n", " 1 0 0\n", "1 0 0 \n", "1 0 0",
               "01 0 0\n", "+1 0 0\n", "-1 0 0\n", "1.0 0 0\n", "1e3 0 0\n", "0x1 0 0\n", "1\t0 0\n", "1 0 0\r\n",
               "0 0 0\n", "0 0 3\nab", "0 0 3\nabc", "0 0 3\nabcd\n", "0 0 3\nabc1 0 0\n", "99999999999999999999 0 0\n",
               "0 0 999999999999999999999999999999999999999\n", "4 2 3\nabc\n1");
  INFO(script);
  CHECK(follow(script, 10).outcome == "malformed-compression");
  CHECK(follow(script, 10, 1).outcome == "malformed-compression");
}

TEST_CASE("No step goes past the end of the earlier content") {
  CHECK(follow("16 0 0\n", 16).outcome == "done");
  CHECK(follow("17 0 0\n", 17).outcome == "malformed-compression");
  CHECK(follow("0 17 1\na\n", 1).outcome == "malformed-compression");
  CHECK(follow("0 12 1\na\n5 0 0\n", 6).outcome == "malformed-compression");
  CHECK(follow("268435456 268435456 1\n", 10).outcome == "malformed-compression");
  CHECK(follow("268435457 0 0\n", 10).outcome == "malformed-compression");
}

TEST_CASE("A step that would give more than was signed is refused before its first byte") {
  for (const std::string script : {"2 0 0\n6 0 3\nabc\n", "2 0 0\n14 0 0\n", "2 0 0\n0 0 200000000\na"}) {
    const auto followed = follow(script, 10);
    CHECK(followed.outcome == "too-large");
    CHECK(followed.text == "01");
  }
}

TEST_CASE("A script that gives less than was signed is refused") {
  CHECK(follow("4 2 3\nabc\n", 8).outcome == "length-mismatch");
}

TEST_CASE("Who is asked to stop copies no further") {
  test::MemoryFileSystem files;
  REQUIRE(base::write_file_atomically(files, "/earlier", base::as_bytes(kEarlier)));
  const auto mapped = base::map_file(files, "/earlier", kEarlier.size()).value();
  Collected sink;
  base::CancelToken cancel;
  cancel.cancel();
  EditScriptReader reader(*mapped, 16, sink, cancel);
  const auto stopped = reader.take(base::as_bytes("16 0 0\n"));
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == base::ErrorCode::kCancelled);
  CHECK(sink.text.empty());
}

}  // namespace
}  // namespace bildungskiosk::exchange
