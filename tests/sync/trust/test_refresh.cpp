#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/trust/client_fixture.hpp"

namespace bildungskiosk::test {

using base::ErrorCode;
using trust::RefreshOutcome;
using Requests = std::vector<std::string>;

TEST_CASE("The first refresh asks for the next root, the timestamp, the snapshot and the targets, in this order") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.repo.requests == Requests{"metadata/2.root.json", "metadata/timestamp.json",
                                           "metadata/1.snapshot.json", "metadata/1.targets.json"});
  CHECK(terminal.client.last_timestamp() == RefreshOutcome::kNew);
}

TEST_CASE("An unchanged timestamp costs two requests") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.repo.requests == Requests{"metadata/2.root.json", "metadata/timestamp.json"});
  CHECK(terminal.client.last_timestamp() == RefreshOutcome::kUnchanged);
}

TEST_CASE("Trusted metadata is stored under unversioned names, byte for byte, and nothing beside it") {
  ClientFixture terminal;
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  CHECK(terminal.stored_names() == Requests{"root.json", "snapshot.json", "targets.json", "timestamp.json"});
  CHECK(terminal.stored("root.json") == terminal.repo.files["metadata/1.root.json"]);
  CHECK(terminal.stored("timestamp.json") == terminal.repo.files["metadata/timestamp.json"]);
  CHECK(terminal.stored("snapshot.json") == terminal.repo.files["metadata/2.snapshot.json"]);
  CHECK(terminal.stored("targets.json") == terminal.repo.files["metadata/2.targets.json"]);
}

TEST_CASE("A new client finds what an earlier one stored") {
  ClientFixture terminal;
  REQUIRE(terminal.refresh() == std::nullopt);
  trust::TufClient next(terminal.disk, terminal.metadata, terminal.repo);
  terminal.repo.requests.clear();
  CHECK(next.refresh(kRefreshedAt).value() == RefreshOutcome::kUnchanged);
  CHECK(terminal.repo.requests.size() == 2);
}

TEST_CASE("A refresh on a real disk leaves the four files and no temporary one") {
  RepositorySimulator repo;
  const TemporaryDirectory directory;
  base::FileSystem& files = base::posix_file_system();
  REQUIRE(trust::TufClient::initialise(files, directory / "metadata", repo.first_root()));
  trust::TufClient client(files, directory / "metadata", repo);
  CHECK(client.refresh(kRefreshedAt).value() == RefreshOutcome::kNew);
  CHECK(files.list(directory / "metadata").value() ==
        Requests{"root.json", "snapshot.json", "targets.json", "timestamp.json"});
  CHECK(read_text_file(directory / "metadata/timestamp.json") == repo.files["metadata/timestamp.json"]);
}

}  // namespace bildungskiosk::test
