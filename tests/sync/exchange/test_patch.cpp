#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <stop_token>
#include <string>
#include <thread>

#include "sync/base/digest.hpp"
#include "sync/base/scratch_file.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/compressing_sink.hpp"
#include "sync/exchange/content_diff.hpp"
#include "sync/exchange/edit_script.hpp"
#include "sync/exchange/patch.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/patch_of_texts.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::exchange {
namespace {

using base::ErrorCode;

/// Lines that look like offers and differ from each other.
std::string content(int lines, const std::string& title_of_seventh = "Nähkurs") {
  std::string text;
  for (int i = 0; i < lines; ++i) {
    const std::string digest = base::sha256_hex(base::as_bytes(std::to_string(i)));
    text += R"({"id":"vhs:)" + std::to_string(1000 + i) + R"(","name":{"de":")" +
            (i == 7 ? title_of_seventh : "Kurs " + digest) + R"("},"type":"offer"})" + "\n";
  }
  return text;
}

class Collected final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView bytes) override {
    text += base::as_text(bytes);
    return {};
  }
  std::string text;
};

struct Applied {
  std::string outcome;  // "done" or the error's name
  std::string text;
};

Applied apply(base::ByteView patch, const std::string& earlier, std::uint64_t length_bytes) {
  test::MemoryFileSystem files;
  REQUIRE(base::write_file_atomically(files, "/patch", patch));
  REQUIRE(base::write_file_atomically(files, "/earlier", base::as_bytes(earlier)));
  const auto file = files.open_for_reading("/patch").value();
  const auto base = base::map_file(files, "/earlier", kPatchContentBytesMax).value();
  Collected sink;
  const auto done = apply_patch(*file, *base, length_bytes, sink, base::CancelToken());
  return {done ? "done" : std::string(base::to_string(done.error().code)), sink.text};
}

/// Of what this process has in memory, the part that is files: mappings count, also where the disk is memory itself;
/// the heap does not.
std::uint64_t resident_file_bytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  std::uint64_t kilobytes = 0;
  while (status >> word) {
    std::uint64_t part = 0;
    if ((word == "RssFile:" || word == "RssShmem:") && status >> part) kilobytes += part;
  }
  return kilobytes * 1024;
}

base::Bytes patch_between(const std::string& earlier, const std::string& later) {
  return test::patch_of_texts(earlier, later).value();
}

TEST_CASE("A patch gives the later content out of the earlier one, and holds little but the change") {
  const std::string earlier = content(5'000);
  const std::string later = content(5'000, "Nähkurs für Anfänger") + content(1);
  const auto patch = patch_between(earlier, later);
  const auto applied = apply(patch, earlier, later.size());
  CHECK(applied.outcome == "done");
  CHECK(applied.text == later);
  CHECK(patch.size() < 300);
  CHECK(patch_between(earlier, later) == patch);
}

/// Bytes that count how often their pages are given back, and how often by others than who made them.
class CountingFile final : public base::MappedFile {
 public:
  CountingFile(std::string text, bool has_pages) : text_(std::move(text)), has_pages_(has_pages) {}
  [[nodiscard]] base::ByteView bytes() const override { return base::as_bytes(text_); }
  [[nodiscard]] bool has_pages() const override { return has_pages_; }
  void forget_pages() override {
    ++given_back;
    if (std::this_thread::get_id() != maker_) ++by_others;
  }
  std::atomic<int> given_back = 0;
  std::atomic<int> by_others = 0;

 private:
  std::string text_;
  bool has_pages_;
  std::thread::id maker_ = std::this_thread::get_id();
};

TEST_CASE("A patch between files is that between their contents, and their pages are given back meanwhile") {
  const std::string earlier = content(200'000);  // 24 MB: more than is read without a pause
  const std::string later = content(200'000, "Nähkurs für Anfänger");
  CountingFile earlier_file(earlier, true);
  CountingFile later_file(later, true);
  CHECK(make_patch(earlier_file, later_file).value() == patch_between(earlier, later));
  CHECK(earlier_file.given_back > 1);
  CHECK(earlier_file.by_others > 0);
  CHECK(later_file.given_back > 1);
}

TEST_CASE("No thread gives back the pages of a content that has none") {
  CountingFile earlier(content(200'000), false);
  CountingFile later(content(200'000, "Nähkurs für Anfänger"), false);
  REQUIRE(make_patch(earlier, later));
  CHECK(earlier.by_others == 0);
  CHECK_FALSE(base::keep_in_memory({1})->has_pages());
}

TEST_CASE("A patch between large files on the disk takes the memory of neither") {
  const auto on_disk = [](const std::string& text) {
    auto file = base::ScratchFile::create().value();
    REQUIRE(file.append(base::as_bytes(text)));
    return file.map().value();
  };
  constexpr int kLines = 500'000;  // 65 MB
  const auto earlier = on_disk(content(kLines));
  const auto later = on_disk(content(kLines, "Nähkurs für Anfänger"));
  const auto mapped_bytes = earlier->bytes().size() + later->bytes().size();
  std::uint64_t highest = 0;
  std::jthread watch([&](const std::stop_token& stop) {
    for (; !stop.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds(1))) {
      highest = std::max(highest, resident_file_bytes());
    }
  });
  const std::uint64_t before = resident_file_bytes();
  const auto patch = make_patch(*earlier, *later);
  watch.request_stop();
  watch.join();
  REQUIRE(patch);
  CHECK(patch->size() < 300);
  CAPTURE(before, highest, mapped_bytes);
  // How soon the pages that zstd has read are given back is for the system's scheduler to say.
  CHECK(highest < before + mapped_bytes / 2);
}

TEST_CASE("Contents of any length have a patch") {
  const std::string some = content(3);
  for (const auto& [earlier, later] : {std::pair{some, std::string()}, std::pair{std::string(), some},
                                       std::pair{some, some}, std::pair{content(4'000), some}}) {
    const auto applied = apply(patch_between(earlier, later), earlier, later.size());
    CHECK(applied.outcome == "done");
    CHECK(applied.text == later);
  }
}

TEST_CASE("A patch that is cut short, damaged, lengthened or no patch is refused") {
  const std::string earlier = content(200);
  const std::string later = content(220, "Malen");
  auto patch = patch_between(earlier, later);
  SECTION("cut short, wherever") {
    for (std::size_t length = 0; length < patch.size(); ++length) {
      CHECK(apply(base::ByteView(patch).first(length), earlier, later.size()).outcome == "malformed-compression");
    }
  }
  SECTION("a byte altered, wherever: never more than was signed, and all of it or an error") {
    for (std::size_t at = 0; at < patch.size(); ++at) {
      patch[at] ^= 0x10;
      const auto applied = apply(patch, earlier, later.size());
      CHECK((applied.outcome != "done" || applied.text.size() == later.size()));
      CHECK(applied.text.size() <= later.size());
      patch[at] ^= 0x10;
    }
  }
  SECTION("bytes behind it") {
    patch.push_back(0);
    CHECK(apply(patch, earlier, later.size()).outcome == "malformed-compression");
  }
  SECTION("text") { CHECK(apply(base::as_bytes("no patch"), earlier, 8).outcome == "malformed-compression"); }
}

TEST_CASE("A patch on a base that is too short is refused, and on any other it stays within it") {
  const std::string earlier = content(200);
  const std::string later = content(200, "Malen");
  const auto patch = patch_between(earlier, later);
  CHECK(apply(patch, "", later.size()).outcome == "malformed-compression");
  CHECK(apply(patch, earlier.substr(0, earlier.size() / 2), later.size()).outcome == "malformed-compression");
  // Whether it was the right base is said by the hash of what comes out.
  std::string other = earlier;
  other[500] ^= 1;
  const auto applied = apply(patch, other, later.size());
  CHECK(applied.text != later);
  CHECK(applied.text.size() <= later.size());
}

TEST_CASE("A patch that would give more than was signed is stopped before the first byte too many") {
  const std::string bomb(200'000'000, 'a');
  const auto patch = patch_between("", bomb);
  REQUIRE(patch.size() < 30'000);
  const auto applied = apply(patch, "", 3'000'000);
  CHECK(applied.outcome == "too-large");
  CHECK(applied.text.size() <= 3'000'000);
  CHECK(apply(patch, "", kPatchContentBytesMax + 1).outcome == "too-large");
}

TEST_CASE("A patch that gives less than was signed is refused") {
  const std::string earlier = content(20);
  CHECK(apply(patch_between(earlier, content(10)), earlier, content(10).size() + 1).outcome == "length-mismatch");
}

TEST_CASE("A patch that is asked to stop stops") {
  test::MemoryFileSystem files;
  REQUIRE(base::write_file_atomically(files, "/patch", patch_between("", content(10))));
  REQUIRE(base::write_file_atomically(files, "/earlier", {}));
  const auto file = files.open_for_reading("/patch").value();
  const auto base = base::map_file(files, "/earlier", 10).value();
  base::CancelToken cancel;
  cancel.cancel();
  Collected sink;
  const auto stopped = apply_patch(*file, *base, content(10).size(), sink, cancel);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::kCancelled);
}

TEST_CASE("The zstd program shows the script of our patches with --patch-from, and we follow what it packs") {
  const auto shell = [](const std::string& command) { return test::Process({"sh", "-c", command}).wait().exit_code; };
  if (shell("command -v zstd") != 0) {
    std::cout << "skipped: zstd is not installed\n";
    return;
  }
  const test::TemporaryDirectory folder;
  const std::string earlier = content(5'000);
  const std::string later = content(5'100, "Malen");
  const std::string script = write_edit_script(edits_between(earlier, later));
  test::write_text_file(folder / "earlier", earlier);
  test::write_text_file(folder / "script", script);
  const auto ours = patch_between(earlier, later);
  test::write_text_file(folder / "ours", std::string(base::as_text(ours)));
  const std::string in_folder = "cd '" + folder.path() + "' && zstd -q ";
  REQUIRE(shell(in_folder + "-d --patch-from=earlier ours -o shown") == 0);
  CHECK(test::read_text_file(folder / "shown") == script);
  REQUIRE(shell(in_folder + "-19 --patch-from=earlier script -o theirs") == 0);
  const std::string theirs = test::read_text_file(folder / "theirs");
  CHECK(apply(base::as_bytes(theirs), earlier, later.size()).text == later);
}

TEST_CASE("A mapped file holds the file's bytes, also after its pages were given back") {
  const test::TemporaryDirectory folder;
  const std::string text = content(50'000);
  test::write_text_file(folder / "file", text);
  auto& files = base::posix_file_system();
  const auto mapped = base::map_file(files, folder / "file", text.size());
  REQUIRE(mapped);
  CHECK(base::as_text((*mapped)->bytes()) == text);
  CHECK((*mapped)->has_pages());
  (*mapped)->forget_pages();
  CHECK(base::as_text((*mapped)->bytes()) == text);
  CHECK(base::map_file(files, folder / "file", text.size() - 1).error().code == ErrorCode::kTooLarge);
  CHECK_FALSE(base::map_file(files, folder / "none", 1));
  test::write_text_file(folder / "empty", "");
  CHECK(base::map_file(files, folder / "empty", 0).value()->bytes().empty());
}

TEST_CASE("What is compressed as it comes reads like what is compressed at once") {
  test::MemoryFileSystem files;
  const std::string text = content(3'000);
  {
    const auto file = files.create("/file", base::FileSystem::Mode::kPublic).value();
    CompressingSink sink(*file, text.size());
    for (std::size_t at = 0; at < text.size(); at += 1000) {
      REQUIRE(sink.write(base::as_bytes(std::string_view(text).substr(at, 1000))));
    }
    REQUIRE(sink.finish());
  }
  CompressedLineReader lines(files.open_for_reading("/file").value());
  CompressedLineReader::Line line;
  std::string read;
  while (lines.next(line).value()) read += std::string(line.text) + '\n';
  CHECK(read == text);
}

TEST_CASE("The office's frames are the same whatever the pieces that a content comes in, and the terminal reads them") {
  test::MemoryFileSystem files;
  const std::string text = content(80'000);
  REQUIRE(text.size() > 2 * kCompressionPartBytes);
  std::string first;
  for (const std::size_t piece : {std::size_t{1} << 20U, std::size_t{70'001}}) {
    {
      const auto file = files.create("/file", base::FileSystem::Mode::kPublic).value();
      CompressingSink sink(*file, text.size(), {1, 2});
      for (std::size_t at = 0; at < text.size(); at += piece) {
        REQUIRE(sink.write(base::as_bytes(std::string_view(text).substr(at, piece))));
      }
      REQUIRE(sink.finish());
    }
    const auto frame = base::read_file(files, "/file", text.size()).value();
    if (first.empty()) first = base::as_text(frame);
    CHECK(first == base::as_text(frame));
    CompressedLineReader lines(files.open_for_reading("/file").value());
    CompressedLineReader::Line line;
    std::string read;
    while (lines.next(line).value()) read += std::string(line.text) + '\n';
    CHECK(read == text);
  }
}

TEST_CASE("Another number of bytes than was announced is an error, not a wrong file") {
  test::MemoryFileSystem files;
  const auto file = files.create("/file", base::FileSystem::Mode::kPublic).value();
  CompressingSink sink(*file, 10);
  REQUIRE(sink.write(base::as_bytes("three")));
  CHECK_FALSE(sink.finish());
}

}  // namespace
}  // namespace bildungskiosk::exchange
