#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/update/generation_builder.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/record_stream.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/temporary_directory.hpp"

// Staged files read by one thread and written by another: what comes out does not depend on which is quicker.

namespace bildungskiosk {
namespace {

using base::CancelToken;
using base::ErrorCode;
using base::Result;
using update::StagedFile;

constexpr std::int64_t kOffers = 1500;

/// Two sources and the office's file; the sources come first, as a release may list them.
struct Release {
  const test::TemporaryDirectory folder;
  const test::GeneratedCatalogue catalogue{kOffers, 7};
  std::vector<std::string> office = lines_of(catalogue.office_content());
  std::vector<std::string> vhs = lines_of(catalogue.source_content("vhs"));
  std::vector<std::string> sport = lines_of(catalogue.source_content("sport"));

  static std::vector<std::string> lines_of(const std::string& content) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < content.size();) {
      const std::size_t end = content.find('\n', at);
      lines.push_back(content.substr(at, end - at));
      at = end + 1;
    }
    return lines;
  }

  [[nodiscard]] std::vector<StagedFile> stage() const {
    return {stage("vhs", "offers", vhs), stage("office", "catalogue", office), stage("sport", "offers", sport)};
  }
  [[nodiscard]] StagedFile stage(const std::string& source, const char* kind,
                                 const std::vector<std::string>& lines) const {
    StagedFile staged;
    staged.path = folder / source;
    staged.target.path = source + "/file.jsonl.zst";
    staged.target.file.custom = {{"kind", kind}, {"version", 1}};
    const base::Bytes frame = exchange::compress(exchange::join_lines(lines), 1).value();
    base::write_file_atomically(base::posix_file_system(), staged.path, frame).value();
    return staged;
  }
  [[nodiscard]] std::string output() const { return folder / "catalogue.sqlite"; }
  [[nodiscard]] Result<update::BuiltCatalogue> build(const CancelToken& cancel = {}, base::FileSystem* files = nullptr,
                                                     const update::BuildListener& listener = {}) const {
    static_cast<void>(base::posix_file_system().remove_file(output()));
    return update::build_catalogue(files != nullptr ? *files : base::posix_file_system(), stage(), output(), cancel,
                                   listener);
  }
  [[nodiscard]] bool is_built() const { return bool(base::posix_file_system().status(output())); }
};

/// Files of a slow disk: a few bytes at a time, and now and then a pause.
class SlowFile final : public base::ReadableFile {
 public:
  explicit SlowFile(std::unique_ptr<base::ReadableFile> file) : file_(std::move(file)) {}
  Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    constexpr std::size_t kShortRead = 700;
    if (++reads_ % 16 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return file_->read(buffer.first(std::min(buffer.size(), kShortRead)));
  }

 private:
  std::unique_ptr<base::ReadableFile> file_;
  int reads_ = 0;
};

class SlowFileSystem final : public base::FileSystem {
 public:
  Result<std::unique_ptr<base::ReadableFile>> open_for_reading(const std::string& path) override {
    auto opened = real_.open_for_reading(path);
    if (!opened || path.ends_with(".sqlite")) return opened;
    return std::unique_ptr<base::ReadableFile>(std::make_unique<SlowFile>(std::move(*opened)));
  }
  Result<std::unique_ptr<base::WritableFile>> create(const std::string& path, Mode mode) override {
    return real_.create(path, mode);
  }
  Result<base::FileStatus> status(const std::string& path) override { return real_.status(path); }
  Result<std::vector<std::string>> list(const std::string& path) override { return real_.list(path); }
  Result<void> create_directories(const std::string& path) override { return real_.create_directories(path); }
  Result<void> remove_file(const std::string& path) override { return real_.remove_file(path); }
  Result<void> remove_tree(const std::string& path) override { return real_.remove_tree(path); }
  Result<void> rename(const std::string& from, const std::string& to) override { return real_.rename(from, to); }
  Result<void> sync_file(const std::string& path) override { return real_.sync_file(path); }
  Result<void> sync_directory(const std::string& path) override { return real_.sync_directory(path); }
  Result<std::uint64_t> free_bytes(const std::string& path) override { return real_.free_bytes(path); }

 private:
  base::FileSystem& real_ = base::posix_file_system();
};

TEST_CASE("A catalogue has the same bytes whichever of its two threads is slow") {
  const Release release;
  const auto quick = release.build();
  REQUIRE(quick);
  CHECK(quick->file.offers > 500);
  SECTION("a slow disk") {
    SlowFileSystem slow;
    CHECK(release.build({}, &slow)->file.sha256 == quick->file.sha256);
  }
  SECTION("slow to be written") {
    const auto slow = release.build({}, nullptr, [](update::InstallStep, std::uint64_t) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    });
    CHECK(slow->file.sha256 == quick->file.sha256);
  }
}

TEST_CASE("A broken line refuses the release wherever it stands, by the name of its target and its number") {
  Release release;
  const std::size_t last = release.vhs.size();
  const std::size_t number = GENERATE_COPY(std::size_t{1}, std::size_t{700}, last);
  release.vhs.at(number - 1) = R"({"type":"offer")";
  const auto refused = release.build();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kMalformedRecord);
  CHECK_THAT(refused.error().detail, ContainsSubstring("vhs/file.jsonl.zst line " + std::to_string(number)));
  CHECK_FALSE(release.is_built());
}

TEST_CASE("Of two faults the first one is told, though the second one is read before the first is written") {
  Release release;
  const std::size_t line = release.vhs.size() - 10;
  release.vhs.at(line) = release.vhs.at(line - 1);
  release.vhs.at(line + 1) = "broken";
  const auto refused = release.build();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kDuplicateId);
  CHECK_THAT(refused.error().detail, ContainsSubstring("line " + std::to_string(line + 1)));
  CHECK_FALSE(release.is_built());
}

TEST_CASE("A build that is cancelled while the other thread reads ends and leaves nothing") {
  const Release release;
  CancelToken cancel;
  std::uint64_t seen = 0;
  const auto result = release.build(cancel, nullptr, [&](update::InstallStep, std::uint64_t offers) {
    seen = offers;
    if (offers > 0) cancel.cancel();
  });
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::kCancelled);
  CHECK(seen < static_cast<std::uint64_t>(release.vhs.size()));
  CHECK_FALSE(release.is_built());
}

TEST_CASE("A stream of records that nobody reads to its end lets its thread go") {
  const Release release;
  const std::size_t batches = GENERATE(0U, 1U);
  const CancelToken cancel;
  update::RecordStream records(base::posix_file_system(), release.stage(), cancel);
  for (std::size_t i = 0; i < batches; ++i) REQUIRE(records.next());
}

TEST_CASE("The office's records come first, and a batch holds one file's in their order") {
  const Release release;
  const CancelToken cancel;
  update::RecordStream records(base::posix_file_system(), release.stage(), cancel);
  std::string targets;
  std::string target;
  std::uint64_t line = 0;
  while (true) {
    const auto batch = records.next();
    REQUIRE(batch);
    if (!*batch) break;
    const auto& read = **batch;
    CHECK(read.records.size() <= update::kRecordBatch_records);
    if (read.target != target) {
      targets += read.target + '\n';
      line = 0;
    }
    target = read.target;
    for (const auto& record : read.records) CHECK(record.line == ++line);
  }
  CHECK(targets == "office/file.jsonl.zst\nvhs/file.jsonl.zst\nsport/file.jsonl.zst\n");
}

}  // namespace
}  // namespace bildungskiosk
