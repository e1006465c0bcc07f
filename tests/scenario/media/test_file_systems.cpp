#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <set>

#include "tests/scenario/media/scene.hpp"
#include "tests/support/catch.hpp"

// What a stick's file system is, does and can't do: the office writes it, the terminal installs from it.

namespace bildungskiosk::scenario {
namespace {

namespace fs = std::filesystem;
using test::FaultTrial;

/// For each format in turn: `body` with a stick of it that is put in, or a sentence about this machine.
void with_every_format(const std::string& fault, const std::function<void(Medium&, const std::string& name)>& body) {
  std::string trouble;
  bool tried = false;
  for (const Format format : all_formats()) {
    const std::string name = name_of(format);
    INFO(name);
    Medium medium(format);
    if (!medium.put_in()) {
      trouble = name + ": " + medium.trouble();
      std::cout << "skipped: " << fault << " on " << trouble << "\n";
      continue;
    }
    tried = true;
    body(medium, name);
  }
  if (!tried) skip(fault, trouble);
}

void put_in_again(Medium& medium, Access access) {
  medium.take_out();
  INFO(medium.trouble());
  REQUIRE(medium.put_in(access));
}

TEST_CASE("A stick of each file system is written by the office, written again, and installed read-only") {
  Scene scene;
  with_every_format("read-only", [&](Medium& medium, const std::string& name) {
    FaultTrial trial("read-only", "a stick with " + name + " that can't be written to");
    scene.office.export_to(medium.path());
    scene.office.export_to(medium.path());
    put_in_again(medium, Access::kReadOnly);
    scene.accept(trial, medium.path());
    REQUIRE(scene.terminal.install(medium.path()).exit_code == 0);
    CHECK(scene.terminal.install(medium.path()).exit_code == 10);
    scene.terminal.restore();
  });
}

TEST_CASE("The office says in one sentence that a stick can't be written to") {
  Scene scene;
  with_every_format("read-only", [&](Medium& medium, const std::string&) {
    put_in_again(medium, Access::kReadOnly);
    const auto finished = scene.office.try_export_to(medium.path());
    INFO(finished.err);
    CHECK(finished.exit_code != 0);
    CHECK(std::count(finished.err.begin(), finished.err.end(), '\n') == 1);
    CHECK_THAT(finished.err, ContainsSubstring("permission-denied"));
  });
}

TEST_CASE("What the office writes can be copied by any system onto any stick") {
  Scene scene;
  FaultTrial trial("characters that FAT forbids, trailing dots", "the names that kiosk-publish writes");
  std::set<std::string> without_case;
  for (const auto& entry : fs::recursive_directory_iterator(scene.release())) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    const bool portable = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos &&
                          name.back() != '.' && name.front() != '.' && name.size() <= 255;
    CHECK(portable);
    CHECK(without_case.insert(fs::relative(entry.path(), scene.release()).string()).second);
    trial.add(test::survived_if(portable), test::kSawOld, "");
  }
  for (const std::string device : {"con", "prn", "aux", "nul", "com1", "lpt9"}) {
    INFO(device);
    CHECK_FALSE(scene.office.takes_source(device));
  }
}

TEST_CASE("A package with names that FAT could not hold is installed under names of ours") {
  const std::string fault = "characters that FAT forbids, trailing dots";
  test::SamplePackage package(now());
  Terminal terminal(package);
  const auto listed = package.repository.targets.targets;
  for (const auto& [path, file] : listed) {
    if (!path.starts_with("vhs/")) continue;
    const std::string content = package.repository.files.at(package.served_path("vhs"));
    const std::string strange = "vhs/kurs: *neu* <1|2> \"?\". . .";
    package.repository.targets.targets.erase(path);
    package.repository.add_target(trust::kTargetsRole, strange, content);
    package.repository.targets.targets.at(strange).custom = file.custom;
  }
  package.repository.publish();
  bool tried = false;
  terminal.keep();
  for (const Format format : {Format::kExt4, Format::kNtfs}) {
    Medium medium(format);
    if (!medium.put_in()) continue;
    tried = true;
    FaultTrial trial(fault, name_of(format) + ": a target named with all of them, rightly signed");
    package.write_to(medium.path());
    const auto finished = terminal.install(medium.path());
    INFO(finished.err);
    const bool shown = terminal.titles("Nähkurs") == "Nähkurs für Anfänger";
    CHECK(finished.exit_code == 0);
    CHECK(shown);
    for (const auto& entry : fs::recursive_directory_iterator(terminal.store())) {
      CHECK(entry.path().filename().string().find_first_of(":*<>|?\"") == std::string::npos);
    }
    trial.add(test::survived_if(finished.exit_code == 0 && shown), test::kSawNew, "");
    terminal.restore();
  }
  if (!tried) std::cout << "skipped: neither ext4 nor NTFS can be mounted here\n";
}

std::string in_capitals(std::string text) {
  for (char& letter : text) letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return text;
}

TEST_CASE("A FAT stick whose names another system wrote in capitals is installed") {
  const std::string fault = "names that collide without case";
  Medium medium(Format::kFat);
  if (!medium.trouble().empty()) return skip(fault, medium.trouble());
  if (!test::is_installed("mcopy")) return skip(fault, "mcopy is not installed");
  Scene scene;
  const test::TemporaryDirectory capitals;
  for (const auto& entry : fs::recursive_directory_iterator(scene.release())) {
    const std::string path = capitals / in_capitals(fs::relative(entry.path(), scene.release()).string());
    if (entry.is_directory()) {
      fs::create_directories(path);
    } else {
      fs::create_directories(fs::path(path).parent_path());
      test::write_text_file(path, test::read_text_file(entry.path().string()));
    }
  }
  const auto copied = test::run_program({"mcopy", "-s", "-i", medium.image(), capitals / "KIOSK-UPDATE", "::"});
  REQUIRE(copied.exit_code == 0);
  if (!medium.put_in(Access::kReadOnly)) return skip(fault, medium.trouble());
  FaultTrial trial(fault, "FAT32: all names in capitals");
  scene.accept(trial, medium.path());
}

TEST_CASE("A stranger's twins in capitals beside the package's names are not taken for it") {
  Scene scene;
  with_every_format("names that collide without case", [&](Medium& medium, const std::string& name) {
    const std::string stick = medium.path();
    scene.copy_release_to(stick);
    if (fs::exists(stick + "/KIOSK-UPDATE")) return;  // no twins on this one
    FaultTrial trial("names that collide without case", name + ": a stranger's twins in capitals beside each file");
    const test::SamplePackage stranger(now());
    const test::TemporaryDirectory other;
    stranger.write_to(other.path());
    const auto copy = [&](const std::string& from, const std::string& to) {
      const auto copied = test::run_program({"cp", "-r", other / ("kiosk-update" + from), stick + to});
      INFO(copied.err);
      REQUIRE(copied.exit_code == 0);
    };
    copy("", "/KIOSK-UPDATE");
    copy("/metadata", "/kiosk-update/METADATA");
    copy("/metadata/timestamp.json", "/kiosk-update/metadata/TIMESTAMP.JSON");
    scene.accept(trial, stick);
  });
}

TEST_CASE("A stick's dates mean nothing: of 1980, of tomorrow, rounded to two seconds, of another zone") {
  Scene scene;
  with_every_format("times of 2 s and of another zone", [&](Medium& medium, const std::string& name) {
    FaultTrial trial("times of 2 s and of another zone", name + ": files of 1980, of now, of in 13 hours");
    const std::string stick = medium.path();
    scene.copy_release_to(stick);
    const auto now = fs::file_time_type::clock::now();
    for (const auto age : {std::chrono::hours(24 * 365 * 44), std::chrono::hours(0), std::chrono::hours(-13)}) {
      for (const auto& entry : fs::recursive_directory_iterator(stick)) {
        std::error_code not_here;  // fusefat keeps its own dates
        fs::last_write_time(entry.path(), now - age, not_here);
      }
      scene.accept(trial, stick);
    }
    REQUIRE(scene.terminal.install(stick).exit_code == 0);
    for (const auto& entry : fs::recursive_directory_iterator(stick)) {
      std::error_code not_here;
      fs::last_write_time(entry.path(), now + std::chrono::hours(1), not_here);
    }
    CHECK(scene.terminal.install(stick).exit_code == 10);
    scene.terminal.restore();
  });
}

TEST_CASE("A file of 5 GiB in the place of a small one is refused at its limit, not read to its end") {
  Scene scene;
  bool tried = false;
  with_every_format("more than 4 GiB", [&](Medium& medium, const std::string& name) {
    for (const auto& [file, code] :
         {std::pair{Scene::timestamp(), "too-large"}, std::pair{scene.source_file(), "length-mismatch"}}) {
      INFO(file);
      FaultTrial trial("more than 4 GiB", name + ": 5 GiB instead of a small file");
      scene.copy_release_to(medium.path());
      std::error_code no_room;  // FAT holds no such file, exFAT no gaps in one
      fs::resize_file(medium.path() + "/" + file, std::uintmax_t{5} << 30U, no_room);
      if (no_room) continue;
      tried = true;
      scene.refuse(trial, medium.path(), 15, code);
    }
  });
  if (!tried) skip("more than 4 GiB", "no file system here holds a file with gaps");
}

TEST_CASE("A folder under a mount that failed holds no package, and nothing is lost") {
  Scene scene;
  FaultTrial trial("unknown filesystem", "an image of noise, which no system mounts");
  Medium medium(Format::kExt4);
  if (!medium.trouble().empty()) return skip("unknown filesystem", medium.trouble());
  test::write_text_file(medium.image(), std::string(1U << 20U, 'x'));
  CHECK_FALSE(medium.put_in());
  scene.refuse(trial, medium.path(), 17, "no-package");
}

}  // namespace
}  // namespace bildungskiosk::scenario
