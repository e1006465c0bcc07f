#include "tests/support/catch.hpp"
#include "tests/sync/trust/client_fixture.hpp"

// What is said of a package that can't be trusted: the words the staff will read depend on it.

namespace bildungskiosk::test {

using base::ErrorCode;

namespace {

/// Serves another repository's files to the terminal.
void serve(ClientFixture& terminal, const RepositorySimulator& other) { terminal.repo.files = other.files; }

}  // namespace

TEST_CASE("A stick of another organisation is named as that") {
  for (const int roots : {0, 1, 5}) {
    ClientFixture terminal;
    RepositorySimulator other;
    for (int count = 0; count < roots; ++count) other.publish_root();
    serve(terminal, other);
    CHECK(terminal.refresh() == ErrorCode::kOtherOrganisation);
    CHECK(terminal.stored_version("root") == 1);
  }
}

TEST_CASE("A stick of another organisation with fewer roots than ours is named as that") {
  ClientFixture terminal;
  for (int count = 0; count < 3; ++count) terminal.repo.publish_root();
  REQUIRE(terminal.refresh() == std::nullopt);
  serve(terminal, RepositorySimulator());
  CHECK(terminal.refresh() == ErrorCode::kOtherOrganisation);
}

TEST_CASE("Our own package with a wrong signature is not another organisation's") {
  ClientFixture terminal;
  terminal.repo.signers["timestamp"] = terminal.repo.signers["targets"];
  terminal.repo.publish();
  CHECK(terminal.refresh() == ErrorCode::kWrongSignature);

  ClientFixture forged;
  forged.repo.rotate_keys("root");
  forged.repo.publish_root();
  const auto* key = forged.repo.signers["root"].front().get();
  forged.repo.files["metadata/2.root.json"] = trust::write_signed(forged.repo.root, std::vector{key}).value();
  CHECK(forged.refresh() == ErrorCode::kWrongSignature);
}

TEST_CASE("A stick from before a key was replaced is older, not forged") {
  ClientFixture terminal;
  const std::map<std::string, std::string> old_files = terminal.repo.files;
  terminal.repo.rotate_keys("timestamp");
  terminal.repo.publish_root();
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.files = old_files;
  CHECK(terminal.refresh() == ErrorCode::kOlderThanInstalled);
}

TEST_CASE("A stick from before the root key was replaced is older, not forged") {
  ClientFixture terminal;
  const std::map<std::string, std::string> old_files = terminal.repo.files;
  terminal.repo.rotate_keys("root");
  terminal.repo.rotate_keys("timestamp");
  terminal.repo.publish_root();
  terminal.repo.publish();
  REQUIRE(terminal.refresh() == std::nullopt);
  terminal.repo.files = old_files;
  CHECK(terminal.refresh() == ErrorCode::kOlderThanInstalled);
}

TEST_CASE("A root missing in the middle is reported as what it is") {
  ClientFixture terminal;
  for (int count = 0; count < 2; ++count) terminal.repo.publish_root();
  terminal.repo.rotate_keys("timestamp");
  terminal.repo.publish_root();
  terminal.repo.publish();
  terminal.repo.files.erase("metadata/3.root.json");
  CHECK(terminal.refresh() == ErrorCode::kMissingRoot);
  CHECK_THAT(terminal.detail, ContainsSubstring("root version 4 but not 3"));
  CHECK(terminal.stored_version("root") == 2);
}

TEST_CASE("A source without any metadata is no package") {
  ClientFixture terminal;
  terminal.repo.files = {{"targets/photo.jpg", "…"}};
  CHECK(terminal.refresh() == ErrorCode::kNoPackage);
}

TEST_CASE("A package whose timestamp is missing is a damaged one, not none") {
  ClientFixture terminal;
  terminal.repo.files.erase("metadata/timestamp.json");
  CHECK(terminal.refresh() == ErrorCode::kNotFound);
  CHECK_THAT(terminal.detail, ContainsSubstring("timestamp.json"));
}

TEST_CASE("A medium that goes away while the cause is looked for is named as that") {
  ClientFixture terminal;
  serve(terminal, RepositorySimulator());
  terminal.repo.failures["metadata/1.root.json"] = ErrorCode::kIo;
  CHECK(terminal.refresh() == ErrorCode::kIo);
}

// Guards: the looks at Refusals in tuf_client.cpp.
TEST_CASE("Where nobody wants the cause, a refused package is asked for nothing more") {
  const std::vector<std::string> root_and_timestamp = {"metadata/2.root.json", "metadata/timestamp.json"};
  ClientFixture terminal;
  terminal.client = trust::TufClient(terminal.disk, terminal.metadata, terminal.repo, trust::Refusals::kAsFound);
  terminal.repo.signers["timestamp"] = terminal.repo.signers["targets"];
  terminal.repo.publish();
  CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
  CHECK(terminal.repo.requests == root_and_timestamp);
  terminal.repo.files.erase("metadata/timestamp.json");
  CHECK(terminal.refresh() == ErrorCode::kNotFound);
  CHECK(terminal.repo.requests == root_and_timestamp);
  terminal.repo.rotate_keys("root");
  ++terminal.repo.root.version;
  const auto* key = terminal.repo.signers["root"].front().get();
  terminal.repo.files["metadata/2.root.json"] = trust::write_signed(terminal.repo.root, std::vector{key}).value();
  CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
  CHECK(terminal.repo.requests == std::vector<std::string>{"metadata/2.root.json"});
}

TEST_CASE("The cause is looked for with few requests") {
  ClientFixture terminal;
  terminal.repo.signers["timestamp"] = terminal.repo.signers["targets"];
  terminal.repo.publish();
  CHECK(terminal.refresh() == ErrorCode::kWrongSignature);
  CHECK(terminal.repo.requests.size() <= 12);
}

}  // namespace bildungskiosk::test
