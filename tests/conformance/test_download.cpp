#include <filesystem>

#include "sync/base/digest.hpp"
#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// Targets: what is fetched, what is believed, how it lies on the disk.

namespace bildungskiosk::conformance {

using Downloads = std::map<std::string, std::string>;

namespace {

const std::vector<std::string> kContentRoles = {"targets", "snapshot", "timestamp"};

std::string sha512(const std::string& content) {
  base::Hasher hasher(base::HashAlgorithm::kSha512);
  hasher.update(base::as_bytes(content));
  return hasher.finish_hex();
}

/// What is served in the place of the target, under its true name.
void substitute(Suite& suite, const std::string& path, const std::string& content) {
  const trust::TargetFile& file = suite.repo.targets.targets.at(path);
  suite.repo.files["targets/" + file.hashes.at("sha256") + "." + path] = content;
}

}  // namespace

TEST_CASE("A target is downloaded, one in a folder as well") {
  Suite suite;
  suite.repo.add_target("targets", "target_file.txt", "target file contents");
  suite.repo.add_target("targets", "path/to/a/target_file.txt", "other contents");
  suite.publish(kContentRoles);
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.refresh() == 0);
  CHECK(suite.downloads().empty());
  CHECK(suite.download_all({"target_file.txt", "path/to/a/target_file.txt"}) == 0);
  CHECK(suite.downloads() ==
        Downloads{{"target_file.txt", "target file contents"}, {"path%2Fto%2Fa%2Ftarget_file.txt", "other contents"}});
}

TEST_CASE("A target's path is quoted in the URL and in the file's name, whatever is in it") {
  for (const auto& [path, name] : {std::pair<std::string, std::string>("a b", "a%20b"),
                                   {"what?", "what%3F"},
                                   {"#1", "%231"},
                                   {"100%25", "100%2525"},
                                   {"\xC3\xB6/\xC3\xA4", "%C3%B6%2F%C3%A4"},
                                   {".hidden", ".hidden"},
                                   {"a+b&c=d", "a%2Bb%26c%3Dd"}}) {
    INFO(path);
    Suite suite;
    suite.repo.add_target("targets", path, "content");
    suite.publish(kContentRoles);
    REQUIRE(suite.init() == 0);
    CHECK(suite.download(path) == 0);
    CHECK(suite.downloads() == Downloads{{name, "content"}});
  }
}

TEST_CASE("A target that could leave its folder spoils the metadata that lists it") {
  for (const char* path : {"../file", "/etc/passwd", "a/../../file", "a//b"}) {
    Suite suite;
    suite.repo.targets.targets[path] = trust::describe_target(base::as_bytes("x"));
    suite.publish(kContentRoles);
    REQUIRE(suite.init() == 0);
    CHECK(suite.download(path) == 1);
    CHECK(suite.downloads().empty());
  }
}

TEST_CASE("A target that is there already is not fetched again, a changed one is") {
  Suite suite;
  suite.repo.add_target("targets", "file", "content");
  suite.publish(kContentRoles);
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.download("file") == 0);
  suite.forget_requests();
  CHECK(suite.download("file") == 0);
  CHECK(suite.requests() == std::vector<std::string>{"2.root.json", "timestamp.json"});
  test::write_text_file(suite.target_folder() + "/file", "c0ntent");  // as long, but other bytes
  CHECK(suite.download("file") == 0);
  CHECK(suite.downloads() == Downloads{{"file", "content"}});
}

TEST_CASE("Substituted content is not accepted, and what was there stays") {
  Suite suite;
  suite.repo.add_target("targets", "one", "target file contents");
  suite.repo.add_target("targets", "two", "content");
  suite.publish(kContentRoles);
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.download("one") == 0);
  for (const std::string malicious : {"malicious data - should not be there", "shorter", "as long as it is said", ""}) {
    substitute(suite, "one", malicious);
    substitute(suite, "two", malicious);
    static_cast<void>(suite.download("one"));
    CHECK(suite.download("two") == 1);
    CHECK(suite.downloads() == Downloads{{"one", "target file contents"}});
  }
}

TEST_CASE("A target that changes again and again is the newest rightly signed one") {
  Suite suite;
  suite.repo.add_target("targets", "file", "content");
  suite.publish(kContentRoles);
  REQUIRE(suite.init() == 0);
  REQUIRE(suite.download("file") == 0);
  for (int round = 0; round < 11; ++round) {
    const std::string content = "modified contents " + std::to_string(round);
    suite.repo.add_target("targets", "file", content);
    suite.publish(kContentRoles);
    if (round % 5 != 0) continue;  // the client sees every fifth
    CHECK(suite.download("file") == 0);
    CHECK(suite.downloads() == Downloads{{"file", content}});
    substitute(suite, "file", "malicious contents " + std::to_string(round));
    suite.publish(kContentRoles);
    static_cast<void>(suite.download("file"));
    CHECK(suite.downloads() == Downloads{{"file", content}});
  }
}

TEST_CASE("SHA-256, SHA-512 or both protect a target, an unknown hash does not") {
  const std::string content = "target file contents";
  for (const std::string kind : {"sha256", "sha512", "both", "unknown"}) {
    INFO(kind);
    Suite suite;
    suite.repo.add_target("targets", "file", content);
    std::map<std::string, std::string>& hashes = suite.repo.targets.targets.at("file").hashes;
    if (kind == "sha512" || kind == "both") hashes["sha512"] = sha512(content);
    if (kind == "unknown") hashes["blake7"] = sha512(content);
    if (kind == "sha512" || kind == "unknown") hashes.erase("sha256");
    suite.repo.files["targets/" + sha512(content) + ".file"] = content;
    suite.publish(kContentRoles);
    REQUIRE(suite.init() == 0);
    CHECK(suite.download("file") == (kind == "unknown" ? 1 : 0));
    CHECK(suite.downloads().size() == (kind == "unknown" ? 0 : 1));
  }
}

TEST_CASE("While a target is on its way its name begins with a dot, and a failure leaves nothing") {
  Suite suite;
  suite.repo.add_target("targets", "file", "content");
  suite.publish(kContentRoles);
  substitute(suite, "file", "c0ntent");
  REQUIRE(suite.init() == 0);
  // Where the temporary file belongs, something is in the way: the download fails there and nowhere else.
  std::filesystem::create_directories(suite.target_folder() + "/.download.tmp/x");
  CHECK(suite.download("file") == 1);
  CHECK_THAT(suite.said(), ContainsSubstring(".download.tmp"));
  std::filesystem::remove_all(suite.target_folder() + "/.download.tmp");
  CHECK(suite.download("file") == 1);
  CHECK(suite.downloads().empty());
}

}  // namespace bildungskiosk::conformance
