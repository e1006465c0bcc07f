#include <filesystem>

#include "sync/base/file_system.hpp"
#include "sync/service/package_identity.hpp"
#include "sync/transport/folder_source.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::service {
namespace {

using base::ErrorCode;

struct Folder {
  Folder() {
    std::filesystem::create_directories(folder / "metadata");
    test::write_text_file(folder / "metadata/timestamp.json", "{}");
    test::write_text_file(folder / "metadata/1.root.json", "root");
  }
  [[nodiscard]] std::string fingerprint() const { return folder_fingerprint(folder.path()); }
  test::TemporaryDirectory folder;
};

TEST_CASE("A stick looks the same as long as nobody writes on it") {
  const Folder stick;
  const std::string before = stick.fingerprint();
  CHECK(before.size() == 64);
  CHECK(stick.fingerprint() == before);
  test::write_text_file(stick.folder / "metadata/1.root.json", "toor!");
  CHECK(stick.fingerprint() != before);
}

TEST_CASE("A file that is written again with the same bytes makes another stick") {
  const Folder stick;
  const std::string before = stick.fingerprint();
  const auto path = stick.folder / "metadata/1.root.json";
  std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::seconds(2));
  CHECK(stick.fingerprint() != before);
}

TEST_CASE("A link on a stick is not followed, and a stick that can't be looked through is not known") {
  const Folder stick;
  std::filesystem::create_directory_symlink("/", stick.folder / "everything");
  CHECK(stick.fingerprint().size() == 64);
  CHECK(folder_fingerprint(stick.folder / "nowhere").empty());
}

TEST_CASE("A known package stops where it begins, with the failure it had") {
  const Folder stick;
  auto source = transport::FolderSource::open(base::posix_file_system(), stick.folder.path());
  REQUIRE(source);
  std::vector<FailedPackage> failed;
  KnownPackages first(**source, "here", failed);
  CHECK(first.fetch("metadata/1.root.json", 100));
  CHECK(first.identity().empty());
  CHECK(first.fetch("metadata/timestamp.json", 100));
  failed.push_back({first.identity(), {ErrorCode::kHashMismatch, "seen before"}});

  KnownPackages again(**source, "here", failed);
  const auto refused = again.fetch("metadata/timestamp.json", 100);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kHashMismatch);
  REQUIRE(again.remembered());
  CHECK(again.remembered()->detail == "seen before");
  KnownPackages elsewhere(**source, "after another update", failed);
  CHECK(elsewhere.fetch("metadata/timestamp.json", 100));
  CHECK_FALSE(elsewhere.remembered());
}

}  // namespace
}  // namespace bildungskiosk::service
