#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

// What kiosk-publish writes, read by tuf-js over HTTP; and metadata that another tool has written, continued by
// kiosk-publish. Long tests only: the peer comes from the npm registry (package-lock.json pins it with its hashes).

namespace bildungskiosk::scenario {
namespace {

namespace fs = std::filesystem;

const std::string kScripts = INTEROPERABILITY_SCRIPTS;
const std::string kModules = INTEROPERABILITY_MODULES;

/// Copies the scripts to the build folder and installs their modules there, once.
bool has_peer() {
  const char* asked = std::getenv("BILDUNGSKIOSK_LONG_TESTS");
  if (asked == nullptr || std::string(asked) != "1") {
    std::cout << "skipped: the peer is fetched in the long tests only (scripts/test --long)\n";
    return false;
  }
  if (!test::is_installed("node") || !test::is_installed("npm")) {
    std::cout << "skipped: node or npm is not installed\n";
    return false;
  }
  for (const char* name : {"package.json", "package-lock.json", "read_release.js", "continue_release.js"}) {
    fs::copy_file(kScripts + "/" + name, kModules + "/" + name, fs::copy_options::overwrite_existing);
  }
  if (fs::exists(kModules + "/node_modules/.package-lock.json")) return true;
  const auto installed = test::run_program({"npm", "ci", "--no-audit", "--no-fund", "--prefix", kModules});
  if (installed.exit_code == 0) return true;
  std::cout << "skipped: npm can't fetch the peer here: " << installed.err << '\n';
  return false;
}

struct World {
  explicit World(const std::string& key_type) {
    publish({"init", office(), "--office", "Bildungsbüro Sonnfeld", "--region", "Landkreis Sonnfeld", "--key-type",
             key_type});
    add("vhs", {"Kurs Töpfern", "Kurs Nähen"});
    add("haus", {"Kurs Kochen"});
    publish({"release", office()});
  }
  [[nodiscard]] std::string office() const { return folder / "buero"; }
  void add(const std::string& source, const std::vector<std::string>& titles) const {
    const std::string file = folder / (source + ".xml");
    test::write_text_file(file, open_vhs_file(titles));
    publish({"add", office(), "--source", source, "--provider-name", "Anbieter " + source + " (fiktiv)", file});
  }
  static void publish(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("kiosk-publish"));
    const auto finished = test::run_program(arguments);
    INFO(finished.out << finished.err);
    REQUIRE(finished.exit_code == 0);
  }
  [[nodiscard]] std::string metadata(const std::string& name) const {
    return test::read_text_file(office() + "/repository/metadata/" + name);
  }
  /// Names of all targets with their hashes, from every targets metadata in the folder that the snapshot names.
  [[nodiscard]] std::map<std::string, std::string> targets() const {
    const auto timestamp = nlohmann::json::parse(metadata("timestamp.json"));
    const auto snapshot_version = timestamp["signed"]["meta"]["snapshot.json"]["version"].get<int>();
    const auto snapshot = nlohmann::json::parse(metadata(std::to_string(snapshot_version) + ".snapshot.json"));
    std::map<std::string, std::string> found;
    for (const auto& [name, meta] : snapshot["signed"]["meta"].items()) {
      const auto file = nlohmann::json::parse(metadata(std::to_string(meta["version"].get<int>()) + "." + name));
      for (const auto& [path, target] : file["signed"]["targets"].items()) {
        found[path] = target["hashes"]["sha256"].get<std::string>();
      }
    }
    return found;
  }
  /// All targets as tuf-js has downloaded them. What it keeps of the metadata stays for the next time.
  [[nodiscard]] std::map<std::string, std::string> read_by_peer() const {
    std::vector<std::string> command{"node", kModules + "/read_release.js", office() + "/repository",
                                     office() + "/root.json", folder / "peer"};
    for (const auto& [name, digest] : targets()) command.push_back(name);
    const auto finished = test::run_program(command);
    INFO(finished.err);
    REQUIRE(finished.exit_code == 0);
    std::map<std::string, std::string> read;
    std::istringstream lines(finished.out);
    for (std::string digest, name; lines >> digest >> name;) read[name] = digest;
    return read;
  }

  test::TemporaryDirectory folder;
};

TEST_CASE(
    "Another TUF client reads what kiosk-publish writes, with every kind of key, deltas and delegations included") {
  if (!has_peer()) return;
  const std::string key_type = GENERATE("ed25519", "ecdsa", "rsa");
  INFO(key_type);
  const World world(key_type);
  CHECK(world.targets().size() == 3);
  CHECK(world.read_by_peer() == world.targets());

  // The second release has deltas; a provider signs for itself from then on; root has changed its keys.
  world.add("vhs", {"Kurs Töpfern für Anfänger", "Kurs Nähen"});
  World::publish({"rotate", world.office(), "root"});
  World::publish({"release", world.office()});
  CHECK(world.read_by_peer() == world.targets());

  World::publish({"keygen", world.folder / "haus", "--key-type", key_type});
  World::publish({"delegate", world.office(), "--source", "haus", "--key", world.folder / "haus.pub"});
  world.add("haus", {"Kurs Backen"});
  World::publish({"release", world.office()});
  World::publish({"sign", world.office() + "/to-sign/haus/haus.json", "--key", world.folder / "haus.pem"});
  World::publish({"release", world.office()});
  CHECK(fs::exists(world.office() + "/repository/metadata/1.haus.json"));
  CHECK(world.read_by_peer() == world.targets());
}

TEST_CASE("A file that was altered is refused by the other client as well, so that the comparison means something") {
  if (!has_peer()) return;
  const World world("ed25519");
  for (const auto& entry : fs::recursive_directory_iterator(world.office() + "/repository/targets/vhs")) {
    std::string bytes = test::read_text_file(entry.path());
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    test::write_text_file(entry.path(), bytes);
  }
  const auto finished =
      test::run_program({"node", kModules + "/read_release.js", world.office() + "/repository",
                         world.office() + "/root.json", world.folder / "peer", "vhs/offers-1.jsonl.zst"});
  CHECK(finished.exit_code == 1);
  CHECK_THAT(finished.err, ContainsSubstring("hash"));
}

TEST_CASE("Metadata that another tool has written and the office's keys have signed is continued") {
  if (!has_peer()) return;
  const std::string key_type = GENERATE("ed25519", "ecdsa", "rsa");
  INFO(key_type);
  const World world(key_type);
  Terminal terminal(world.office() + "/root.json");
  REQUIRE(terminal.install(world.office() + "/repository").exit_code == 0);

  const auto written = test::run_program({"node", kModules + "/continue_release.js", world.office()});
  INFO(written.err);
  REQUIRE(written.exit_code == 0);
  // A terminal finds nothing wrong with it, and nothing new in it …
  CHECK(terminal.install(world.office() + "/repository").exit_code == 10);
  // … and the office goes on from there.
  world.add("vhs", {"Kurs Töpfern", "Kurs Nähen", "Kurs Filzen"});
  World::publish({"release", world.office()});
  CHECK_THAT(world.metadata("3.targets.json"), ContainsSubstring("vhs/offers-2.jsonl.zst"));
  const auto installed = terminal.install(world.office() + "/repository");
  INFO(installed.err);
  CHECK(installed.exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Filzen, Kurs Kochen, Kurs Nähen, Kurs Töpfern");
  CHECK(world.read_by_peer() == world.targets());
}

}  // namespace
}  // namespace bildungskiosk::scenario
