#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

// One byte altered in each file of a package in turn, installed by the real program.

namespace bildungskiosk::scenario {
namespace {

using nlohmann::json;
using test::read_text_file;
using test::SamplePackage;

/// The files that an installation of this package reads, followed from timestamp.json as the specification does, and
/// the roots that are new to a terminal that trusts version `trusted_root`. Contents that lie in its stock already it
/// need not read again.
std::set<std::string> files_in_use(const std::string& stick, int trusted_root, const std::string& stock) {
  const std::string package = stick + "/kiosk-update/";
  const auto read = [&](const std::string& path) { return json::parse(read_text_file(package + path)).at("signed"); };
  const auto version_of = [](const json& meta, const std::string& name) {
    return std::to_string(meta.at("meta").at(name).at("version").get<int>());
  };
  std::set<std::string> used{"metadata/timestamp.json"};
  const std::string snapshot =
      "metadata/" + version_of(read("metadata/timestamp.json"), "snapshot.json") + ".snapshot.json";
  used.insert(snapshot);
  const std::string targets = "metadata/" + version_of(read(snapshot), "targets.json") + ".targets.json";
  used.insert(targets);
  const json listed = read(targets).at("targets");
  for (const auto& [path, target] : listed.items()) {
    const auto content = target.at("custom").at("content").at("sha256").get<std::string>();
    if (std::filesystem::exists(stock + "/" + content + ".jsonl.zst")) continue;
    const std::size_t slash = path.find('/');
    used.insert("targets/" + path.substr(0, slash + 1) + target.at("hashes").at("sha256").get<std::string>() + "." +
                path.substr(slash + 1));
  }
  for (int version = trusted_root + 1;; ++version) {
    const std::string root = "metadata/" + std::to_string(version) + ".root.json";
    if (!std::ifstream(package + root)) break;
    used.insert(root);
  }
  std::set<std::string> on_stick;
  for (const auto& path : used) on_stick.insert("kiosk-update/" + path);
  return on_stick;
}

void flip_byte(const std::string& path, std::size_t position) {
  std::string bytes = read_text_file(path);
  bytes.at(position) = static_cast<char>(bytes.at(position) ^ 1);
  test::write_text_file(path, bytes);
}

/// Installs `stick` on the terminal with every file altered in turn; the terminal shows the old catalogue before each.
void install_with_every_file_altered(Terminal& terminal, const Stick& stick, int trusted_root, const std::string& word,
                                     const std::string& old_titles, const std::string& new_titles) {
  const auto used = files_in_use(stick.path(), trusted_root, terminal.store() + "/stock");
  terminal.keep();
  std::size_t refused_files = 0;
  for (const auto& file : stick.files()) {
    const std::string path = stick.path() + "/" + file;
    const std::string whole = read_text_file(path);
    refused_files += used.count(file);
    for (const std::size_t position : {std::size_t{0}, whole.size() / 2, whole.size() - 1}) {
      INFO(file << ", byte " << position);
      terminal.restore();
      flip_byte(path, position);
      const auto installed = terminal.install(stick.path());
      test::write_text_file(path, whole);
      INFO(installed.err);
      if (used.contains(file)) {
        CHECK(installed.exit_code >= 13);  // wrong signature, other organisation or damaged: not "up to date"
        CHECK(installed.exit_code <= 15);
        CHECK(std::count(installed.err.begin(), installed.err.end(), '\n') == 1);
        CHECK(terminal.titles(word) == old_titles);
      } else {
        // A root that is trusted already, contents that are known, metadata and targets of earlier releases: nobody
        // reads them.
        CHECK(installed.exit_code == 0);
        CHECK(terminal.titles(word) == new_titles);
      }
    }
  }
  CHECK(refused_files == used.size());
  terminal.restore();
  CHECK(terminal.install(stick.path()).exit_code == 0);
  CHECK(terminal.titles(word) == new_titles);
}

TEST_CASE("One byte altered in any file of the office's package: it is refused and the old catalogue stays") {
  Office office;
  office.add("vhs-sonnfeld", {"Kurs alt"});
  office.release();
  const test::TemporaryDirectory first_stick;
  office.export_to(first_stick.path());
  Terminal terminal(office.root_file());
  REQUIRE(terminal.install(first_stick.path()).exit_code == 0);

  office.add("vhs-sonnfeld", {"Kurs neu"});
  office.add("fz-lindach", {"Kurs Krabbeln"});
  office.release();
  const Stick stick;
  office.export_to(stick.path());
  install_with_every_file_altered(terminal, stick, 1, "Kurs", "Kurs alt", "Kurs Krabbeln, Kurs neu");
}

TEST_CASE("One byte altered in any file of a package with new keys: it is refused and the old catalogue stays") {
  SamplePackage package(now());
  Terminal terminal(package);
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  package.set_titles("vhs", {"Kurs Töpfern"});
  package.set_titles("fz", {"Kurs Krabbeln"});
  package.repository.rotate_keys(trust::kTimestampRole);
  package.repository.publish_root();
  package.release();
  package.set_titles("vhs", {"Kurs Malen"});
  package.release();
  const Stick stick(package);
  // The first catalogue has no offer with that word, the new one two.
  install_with_every_file_altered(terminal, stick, 1, "Kurs", "", "Kurs Krabbeln, Kurs Malen");
}

}  // namespace
}  // namespace bildungskiosk::scenario
