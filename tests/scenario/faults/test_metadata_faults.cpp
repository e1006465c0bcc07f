#include <functional>

#include "sync/trust/limits.hpp"
#include "tests/scenario/faults/hostile_office.hpp"
#include "tests/support/catch.hpp"

// Metadata that a torn medium or a hostile hand could hold, offered to the real program.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;
using test::SamplePackage;

/// One of the four files that a terminal reads from the next release.
struct MetadataFile {
  std::string path;
  std::size_t bytes_max = 0;
};

std::vector<MetadataFile> metadata_files(const SamplePackage& package) {
  const auto version = [](std::int64_t number) { return "metadata/" + std::to_string(number); };
  const auto& repository = package.repository;
  return {{version(repository.root.version) + ".root.json", trust::kRootBytesMax},
          {"metadata/timestamp.json", trust::kTimestampBytesMax},
          {version(repository.snapshot.version) + ".snapshot.json", trust::kSnapshotBytesMax},
          {version(repository.targets.version) + ".targets.json", trust::kTargetsBytesMax}};
}

/// The text with the value of the signed `version` replaced.
std::string with_version(std::string text, const std::string& value) {
  const std::size_t member = text.rfind("\"version\":");
  const std::size_t start = member + 10;
  return text.replace(start, text.find_first_of(",}", start) - start, value);
}

std::string with_first_member(std::string text, const std::string& member) {
  return text.insert(text.find("\"signed\":{") + 10, member + ",");
}

struct Alteration {
  const char* fault;
  const char* way;
  std::function<std::string(const MetadataFile&, const std::string&)> alter;
  const char* code = "malformed-metadata";
};

const std::vector<Alteration> kAlterations = {
    {"torn JSON", "each file of metadata cut in the middle",
     [](const MetadataFile&, const std::string& text) { return text.substr(0, text.size() / 2); }},
    {"zero-length file", "each file of metadata empty", [](const MetadataFile&, const std::string&) { return ""; }},
    {"duplicate keys", "a second \"version\" in each file of metadata",
     [](const MetadataFile&, const std::string& text) { return with_first_member(text, "\"version\":1"); }},
    {"oversized", "each file of metadata one byte past its limit",
     [](const MetadataFile& file, const std::string& text) {
       return text + std::string(file.bytes_max + 1 - text.size(), ' ');
     },
     "too-large"},
    {"deeply nested", "6,000 brackets in each file of metadata",
     [](const MetadataFile&, const std::string& text) {
       return with_first_member(text, "\"x\":" + std::string(6'000, '[') + std::string(6'000, ']'));
     }},
    {"floats and huge integers", "a float for the version in each file of metadata",
     [](const MetadataFile&, const std::string& text) { return with_version(text, "3.0"); }},
    {"floats and huge integers", "an exponent in each file of metadata",
     [](const MetadataFile&, const std::string& text) { return with_version(text, "3e0"); }},
    {"floats and huge integers", "30 digits for the version in each file of metadata",
     [](const MetadataFile&, const std::string& text) { return with_version(text, std::string(30, '9')); }},
    {"invalid UTF-8", "half a character in each file of metadata",
     [](const MetadataFile&, const std::string& text) { return with_first_member(text, "\"x\":\"\xC3\""); }},
    {"BOM", "a byte order mark before each file of metadata",
     [](const MetadataFile&, const std::string& text) { return "\xEF\xBB\xBF" + text; }},
};

TEST_CASE("Metadata that is no right JSON is refused as damaged, whichever file it is") {
  HostileOffice office;
  for (const auto& alteration : kAlterations) {
    FaultTrial trial(alteration.fault, alteration.way);
    for (const auto& file : metadata_files(office.next())) {
      INFO(alteration.way << ": " << file.path);
      SamplePackage broken = office.next();
      std::string& text = broken.repository.files.at(file.path);
      text = alteration.alter(file, text);
      office.offer(trial, broken, {15, alteration.code});
    }
  }
}

TEST_CASE("A missing root in the middle is named, and the whole package installs") {
  HostileOffice office;
  SamplePackage rotated = office.next();
  rotated.repository.rotate_keys(trust::kTimestampRole);
  rotated.repository.publish_root();
  rotated.release();
  rotated.repository.files.erase("metadata/2.root.json");
  FaultTrial trial("missing middle root", "the second of three roots is not on the stick");
  office.offer(trial, rotated, {15, "missing-root"});
}

TEST_CASE("More than 256 new roots are taken in two goes") {
  SamplePackage package(now());
  package.set_titles("vhs", {kOldTitle});
  package.release();
  Terminal terminal(package);
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  for (int count = 0; count <= trust::kRootRotationsMax; ++count) package.repository.publish_root();
  package.set_titles("vhs", {kNewTitle});
  package.release();
  const Stick stick(package);
  FaultTrial trial("more than 256 roots", "257 new roots on one stick; the second go takes the last one");
  const auto refused = terminal.install(stick.path());
  CHECK(refused.exit_code == 15);
  CHECK(terminal.titles("Kurs") == kOldTitle);
  CHECK(terminal.sync({"verify"}).exit_code == 0);
  const auto again = terminal.install(stick.path());
  CHECK(again.exit_code == 0);
  CHECK(terminal.titles("Kurs") == kNewTitle);
  trial.add(test::survived_if(refused.exit_code == 15 && again.exit_code == 0), test::kSawOld,
            test::sentence_of(refused.err));
}

TEST_CASE("A stick of another organisation, an older one, and a second release of one number are told apart") {
  HostileOffice office;
  {
    FaultTrial trial("another organisation", "a right stick of another region");
    office.offer(trial, SamplePackage(now()), {14, "other-organisation"});
  }
  HostileOffice later;
  // With hashes, as the office signs: without them two timestamps of one number may well be the same bytes.
  const auto release_with_hashes = [&](const std::string& title) {
    return later.changed([&](SamplePackage& next) {
      next.repository.describes_lengths_and_hashes = true;
      next.set_titles("vhs", {title});
    });
  };
  const SamplePackage installed = release_with_hashes(kNewTitle);
  REQUIRE(later.terminal().install(Stick(installed).path()).exit_code == 0);
  const auto refused_beside_new = [&](const char* fault, const char* way, const SamplePackage& other, int exit_code) {
    FaultTrial trial(fault, way);
    const auto refused = later.terminal().install(Stick(other).path());
    INFO(refused.err);
    const bool is_whole =
        later.terminal().titles("Kurs") == kNewTitle && later.terminal().sync({"verify"}).exit_code == 0;
    CHECK(refused.exit_code == exit_code);
    CHECK(is_whole);
    trial.add(test::survived_if(refused.exit_code == exit_code && is_whole), test::kSawOld,
              test::sentence_of(refused.err));
  };
  refused_beside_new("older", "the stick from before the installed one", later.next(), 11);
  refused_beside_new("same version with other content", "two releases of the same number, by the same keys",
                     release_with_hashes("Kurs dritter"), 15);
}

TEST_CASE("Two exports on one stick are refused, whichever file is of the other one") {
  HostileOffice office;
  const SamplePackage newer = office.changed([](SamplePackage& next) { next.set_titles("vhs", {"Kurs dritter"}); });
  const auto number = [](std::int64_t version) { return "metadata/" + std::to_string(version); };
  FaultTrial trial("mixed exports", "a file of one release under the name of the next one's");
  const auto mix = [&](const std::string& kind, std::int64_t version, const std::string& code) {
    SamplePackage mixed = newer;
    auto& files = mixed.repository.files;
    files.at(number(version) + kind) = files.at(number(version - 1) + kind);
    office.offer(trial, mixed, {15, code});
  };
  mix(".snapshot.json", newer.repository.snapshot.version, "mixed-exports");
  mix(".targets.json", newer.repository.targets.version, "mixed-exports");

  FaultTrial torn("mixed exports", "the newer timestamp over an export that lacks the rest");
  SamplePackage lacking = office.next();
  lacking.repository.files.at("metadata/timestamp.json") = newer.repository.files.at("metadata/timestamp.json");
  office.offer(torn, lacking, {15, "not-found"});
}

TEST_CASE("A target's name that climbs out of its folder is refused and writes nothing") {
  HostileOffice office;
  FaultTrial trial("path traversal in a role's or target's name", "rightly signed: targets whose names climb");
  for (const std::string name : {"../../CURRENT", "/etc/passwd", "vhs/../../../x", "vhs//x", "vhs/./x", "..", "vhs/"}) {
    INFO("target " << name);
    SamplePackage broken = office.next();
    broken.repository.add_target(trust::kTargetsRole, name, "x");
    broken.repository.publish();
    std::erase_if(broken.repository.files, [](const auto& file) {  // a stick can't hold it under such a name
      return file.first.find("/.") != std::string::npos || file.first.find("//") != std::string::npos ||
             file.first.ends_with('/');
    });
    office.offer(trial, broken, {15, "unsafe-path"});
  }
}

TEST_CASE("A role's name that climbs is one file name among the others") {
  HostileOffice office;
  FaultTrial trial("path traversal in a role's or target's name", "rightly signed: roles whose names climb");
  for (const std::string name : {"../../x", "..", "/x", "../../../../CURRENT"}) {
    INFO("role " << name);
    SamplePackage package = office.next();
    package.repository.add_delegation(trust::kTargetsRole, name, {"vhs/*"});
    package.repository.publish();
    office.accept(trial, package);
  }
}

}  // namespace
}  // namespace bildungskiosk::scenario
