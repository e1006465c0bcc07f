#include "tests/support/catch.hpp"
#include "tests/sync/trust/client_fixture.hpp"

// Specification 5.7: a target's length and hashes before use.

namespace bildungskiosk::test {

using base::ErrorCode;
using trust::TrustedTarget;

namespace {

const std::string kContent = "the whole catalogue of the Volkshochschule Auerbrunn";

/// A terminal whose package holds one target; `target` is what it trusts about it.
struct DownloadFixture : ClientFixture {
  DownloadFixture() {
    repo.add_target("targets", "vhs/offers", kContent);
    repo.publish();
    REQUIRE(refresh() == std::nullopt);
    target = client.find_target("vhs/offers").value();
    file = "targets/" + ("vhs/" + target.file.hashes.at("sha256") + ".offers");
  }
  std::optional<ErrorCode> download() {
    const base::Result<void> result = client.download(target, sink, cancel);
    return result ? std::nullopt : std::optional(result.error().code);
  }

  TrustedTarget target;
  std::string file;
  MemorySink sink;
  base::CancelToken cancel;
};

class FullSink final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView) override { return base::Error{ErrorCode::kNoSpace, "full"}; }
};

}  // namespace

TEST_CASE("A target arrives whole, from the name that carries its hash") {
  DownloadFixture terminal;
  CHECK(terminal.download() == std::nullopt);
  CHECK(terminal.sink.text == kContent);
  CHECK(terminal.repo.requests.back() == terminal.file);
}

// Guards: the hashes in VerifyingSink::finish.
TEST_CASE("A target with one byte changed is refused, whichever byte") {
  for (std::size_t index = 0; index < kContent.size(); ++index) {
    DownloadFixture terminal;
    terminal.repo.files[terminal.file][index] ^= 1;
    CHECK(terminal.download() == ErrorCode::kHashMismatch);
  }
}

// Guards: the length in VerifyingSink::finish.
TEST_CASE("A target that is shorter or longer than signed is refused") {
  DownloadFixture terminal;
  terminal.repo.files[terminal.file] = kContent.substr(1);
  CHECK(terminal.download() == ErrorCode::kLengthMismatch);
  terminal.repo.files[terminal.file] = "";
  CHECK(terminal.download() == ErrorCode::kLengthMismatch);
  terminal.repo.files[terminal.file] = kContent + "!";
  CHECK(terminal.download() == ErrorCode::kLengthMismatch);
}

// Guards: the comparison in VerifyingSink::write.
TEST_CASE("A source that sends more than it was asked for can't fill the disk") {
  class Endless final : public base::Fetcher {
   public:
    base::Result<base::Bytes> fetch(std::string_view path, std::uint64_t max) override {
      return repo->fetch(path, max);
    }
    base::Result<void> fetch_to(std::string_view, std::uint64_t, base::ByteSink& sink,
                                const base::CancelToken&) override {
      const base::Bytes block(1000, 'x');
      for (int count = 0; count < 1000; ++count) BILDUNGSKIOSK_TRY_VOID(sink.write(block));
      return {};
    }
    [[nodiscard]] std::string describe() const override { return "an endless source"; }
    RepositorySimulator* repo = nullptr;
  };
  DownloadFixture terminal;
  Endless source;
  source.repo = &terminal.repo;
  trust::TufClient client(terminal.disk, terminal.metadata, source);
  REQUIRE(client.refresh(kRefreshedAt).has_value());
  CHECK(client.download(terminal.target, terminal.sink, terminal.cancel).error().code == ErrorCode::kLengthMismatch);
  CHECK(terminal.sink.text.size() <= kContent.size());
}

TEST_CASE("Every hash that can be checked must be right") {
  DownloadFixture terminal;
  terminal.target.file.hashes["sha512"] = std::string(128, '0');
  CHECK(terminal.download() == ErrorCode::kHashMismatch);
}

TEST_CASE("An empty target is fine") {
  DownloadFixture terminal;
  terminal.repo.add_target("targets", "empty", "");
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.target = terminal.client.find_target("empty").value();
  CHECK(terminal.download() == std::nullopt);
  CHECK(terminal.sink.text.empty());
}

TEST_CASE("A download passes on what stops it") {
  DownloadFixture terminal;
  terminal.repo.failures[terminal.file] = ErrorCode::kIo;
  CHECK(terminal.download() == ErrorCode::kIo);
  terminal.repo.failures.clear();
  FullSink full;
  CHECK(terminal.client.download(terminal.target, full, terminal.cancel).error().code == ErrorCode::kNoSpace);
  terminal.cancel.cancel();
  CHECK(terminal.download() == ErrorCode::kCancelled);
  base::CancelToken going_on;
  terminal.repo.files.erase(terminal.file);
  CHECK(terminal.client.download(terminal.target, terminal.sink, going_on).error().code == ErrorCode::kNotFound);
}

// Guards: check_target_path in TufClient::download.
TEST_CASE("A target path that did not come from the metadata is checked as well") {
  DownloadFixture terminal;
  terminal.target.path = "../../etc/passwd";
  CHECK(terminal.download() == ErrorCode::kUnsafePath);
}

}  // namespace bildungskiosk::test
