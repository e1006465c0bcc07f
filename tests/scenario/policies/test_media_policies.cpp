#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>

#include "sync/base/civil_time.hpp"
#include "tests/scenario/office.hpp"
#include "tests/scenario/policies/faked_clock.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

// The policies on what the office gives and what a stick holds, each by its name.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;
using test::SamplePackage;

base::UnixSeconds expiry_of(const std::string& file) {
  const auto signed_part = nlohmann::json::parse(test::read_text_file(file)).at("signed");
  return base::parse_utc(signed_part.at("expires").get<std::string>()).value_or(0);
}

/// The newest file of a role on the stick, "3.snapshot.json".
std::string newest(const std::string& stick, const std::string& role) {
  for (int version = 20; version > 0; --version) {
    const std::string file = stick + "/kiosk-update/metadata/" + std::to_string(version) + "." + role + ".json";
    if (std::filesystem::exists(file)) return file;
  }
  return {};
}

TEST_CASE("Default validity: root three years and renewed yearly; targets, snapshot and timestamp 400 days") {
  if (!FakedClock::is_available()) return;
  const base::UnixSeconds begin = now();
  FakedClock clock(begin);
  Office office(clock.under({}));
  office.add("vhs", {"Kurs eins"});
  office.release();
  const test::TemporaryDirectory stick;
  office.export_to(stick.path());
  const auto days = [&](const std::string& file) { return (expiry_of(file) - begin + kDay_s / 2) / kDay_s; };
  CHECK(days(newest(stick.path(), "root")) == 3 * 365);
  CHECK(days(newest(stick.path(), "targets")) == 400);
  CHECK(days(newest(stick.path(), "snapshot")) == 400);
  CHECK(days(stick.path() + "/kiosk-update/metadata/timestamp.json") == 400);
  CHECK(newest(stick.path(), "root").ends_with("/1.root.json"));

  clock.set(begin + 366 * kDay_s);
  office.add("vhs", {"Kurs zwei"});
  office.release();
  office.export_to(stick.path());
  CHECK(newest(stick.path(), "root").ends_with("/2.root.json"));
  CHECK(days(newest(stick.path(), "root")) == 366 + 3 * 365);
}

TEST_CASE("An office is warned sixty days before what it published runs out, and not before that") {
  if (!FakedClock::is_available()) return;
  const base::UnixSeconds begin = now();
  FakedClock clock(begin);
  Office office(clock.under({}));
  office.add("vhs", {"Kurs eins"});
  office.release();  // its signatures hold for 400 days
  const auto is_warned_on = [&](int day) {
    clock.set(begin + day * kDay_s);
    const test::Finished checked = office.check();
    INFO(checked.out << checked.err);
    CHECK(checked.exit_code == 0);
    return checked.out.find("Bitte erneuern: kiosk-publish renew ") != std::string::npos;
  };
  CHECK_FALSE(is_warned_on(1));
  CHECK_FALSE(is_warned_on(339));
  CHECK(is_warned_on(341));
  office.release();  // which renews what is past half of its time
  CHECK_FALSE(is_warned_on(342));
}

TEST_CASE("The same content again is already up to date, never an alarm; an older stick is older, never an attack") {
  if (!FakedClock::is_available()) return;
  const base::UnixSeconds begin = now();
  FakedClock clock(begin);
  Office office(clock.under({}));
  office.add("vhs", {"Kurs eins"});
  office.release();
  const test::TemporaryDirectory first;
  office.export_to(first.path());
  Terminal terminal(office.root_file());
  const auto install = [&](const test::TemporaryDirectory& stick) {
    return clock.run(terminal.command({"install", stick.path()}));
  };
  REQUIRE(install(first).exit_code == 0);
  CHECK(install(first).exit_code == 10);

  // A year offline, in which the office has worked on: new content, new roots, and its first release has long expired.
  FaultTrial trial("a year offline", "four releases and a new root between two sticks of the real office");
  for (const int day : {100, 200, 300, 380}) {
    clock.set(begin + day * kDay_s);
    office.add("vhs", {"Kurs eins", "Kurs am Tag " + std::to_string(day)});
    office.release();
  }
  const test::TemporaryDirectory second;
  office.export_to(second.path());
  clock.set(begin + 420 * kDay_s);
  const auto installed = install(second);
  INFO(installed.err);
  CHECK(installed.exit_code == 0);
  const std::string shown = terminal.titles("Kurs");
  CHECK(shown == "Kurs am Tag 380, Kurs eins");
  trial.add(test::survived_if(installed.exit_code == 0 && shown == "Kurs am Tag 380, Kurs eins"), test::kSawNew,
            test::sentence_of(installed.out));
  const auto older = install(first);
  CHECK(older.exit_code == 11);
  CHECK_THAT(older.err, ContainsSubstring("älter als der installierte Katalog (vom "));
  // Signed once more without a change: "schon auf diesem Stand" again.
  clock.set(begin + 700 * kDay_s);
  office.release();
  office.export_to(second.path());
  CHECK(install(second).exit_code == 10);
}

TEST_CASE("A missing middle root is reported as what it is. EIO and ENODEV are not ENOENT") {
  SamplePackage package(now());
  Terminal terminal(package);
  const Stick before(package);
  REQUIRE(terminal.install(before.path()).exit_code == 0);
  package.repository.rotate_keys(trust::kTimestampRole);
  package.repository.publish_root();
  package.repository.rotate_keys(trust::kTimestampRole);
  package.repository.publish_root();
  package.set_titles("vhs", {"Kurs neu"});
  package.release();
  Stick stick(package);
  const std::string second_root = stick.path() + "/kiosk-update/metadata/2.root.json";
  terminal.keep();
  if (can_trace()) {
    // Were it taken for "no further root", keys that have been withdrawn would count.
    FaultTrial trial("EIO in mid-file", "real program: EIO, ENODEV and others from open and read of one root (strace)");
    for (const char* call : {"openat", "read"}) {
      for (const char* error : {"EIO", "ENODEV", "ENOMEDIUM", "ETIMEDOUT", "ESTALE"}) {
        INFO(call << " " << error);
        terminal.restore();
        const auto refused = test::run_program(
            hurt(std::string(call) + ":error=" + error, terminal.command({"install", stick.path()}), second_root));
        INFO(refused.err);
        const bool is_old = terminal.titles("Kurs").empty() && terminal.sync({"verify"}).exit_code == 0;
        CHECK(refused.exit_code == 21);
        CHECK(is_old);
        trial.add(test::survived_if(refused.exit_code == 21 && is_old), test::kSawOld, test::sentence_of(refused.err));
      }
    }
  }
  terminal.restore();
  std::filesystem::remove(second_root);
  const auto missing = terminal.install(stick.path());
  CHECK(missing.exit_code == 15);
  CHECK_THAT(missing.err, ContainsSubstring("fehlt eine ältere Schlüsseldatei"));
  stick.write(package);
  CHECK(terminal.install(stick.path()).exit_code == 0);
}

TEST_CASE("Every byte of a stick is read once, into staging on the terminal's disk; what is verified is the copy") {
  if (!can_trace()) return;
  SamplePackage package(now());
  package.set_titles("vhs", many_titles(2'000));
  package.release();
  Terminal terminal(package);
  const Stick stick(package);
  const test::TemporaryDirectory folder;
  const auto installed = test::run_program(
      traced({"-y", "-s", "0", "-e", "trace=openat,read,pread64,readv,preadv,lseek,mmap,sendfile,copy_file_range"},
             folder / "trace", terminal.command({"install", stick.path()})));
  REQUIRE(installed.exit_code == 0);

  std::map<std::string, int> opened;
  std::map<std::string, std::uintmax_t> read_bytes;
  std::ifstream trace(folder / "trace");
  const std::regex open_line(R"re(openat\(.*= \d+<(.*)>)re");
  const std::regex read_line(R"re((\w+)\(\d+<([^>]*)>.*= (\d+))re");
  for (std::string line; std::getline(trace, line);) {
    std::smatch match;
    if (std::regex_search(line, match, open_line)) {
      if (match.str(1).starts_with(stick.path()) && std::filesystem::is_regular_file(match.str(1)))
        ++opened[match.str(1)];
    } else if (std::regex_search(line, match, read_line) && match.str(2).starts_with(stick.path())) {
      CHECK(match.str(1) == "read");  // from front to back
      read_bytes[match.str(2)] += std::stoull(match.str(3));
    }
  }
  CHECK(opened.size() >= 5);
  for (const auto& [path, times] : opened) {
    INFO(path);
    CHECK(times == 1);
    CHECK(read_bytes[path] == std::filesystem::file_size(path));
  }
}

TEST_CASE("Staging keeps a floor of free space and says how much is missing, before it starts") {
  const test::TemporaryDirectory disk;
  if (test::run_program({"mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", disk.path()}).exit_code != 0) {
    std::cout << "skipped: no disk can be mounted here\n";
    test::note_untried_fault("no space for staging", "no disk can be mounted");
    return;
  }
  SamplePackage package(now());
  package.set_titles("vhs", {"Kurs alt"});
  package.release();
  test::write_text_file(disk / "root.json", package.repository.files.at("metadata/1.root.json"));
  const auto sync = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("kiosk-sync"));
    arguments.insert(arguments.end(), {"--store", disk / "store"});
    return test::run_program(arguments);
  };
  const bool initialised = sync({"init", "--root", disk / "root.json"}).exit_code == 0;
  const auto installed = sync({"install", Stick(package).path()});
  package.set_titles("vhs", {"Kurs neu"});
  package.release();
  const Stick stick(package);
  // Of 100 MiB, 64 must stay free.
  test::write_text_file(disk / "filling", std::string(50U << 20U, 'x'));
  const auto refused = sync({"install", stick.path()});
  const bool is_old = sync({"search", "Kurs"}).out.find("Kurs alt") != std::string::npos;
  const bool is_whole = sync({"verify"}).exit_code == 0;
  std::filesystem::remove(disk / "filling");
  const auto afterwards = sync({"install", stick.path()});
  const bool is_new = sync({"search", "Kurs"}).out.find("Kurs neu") != std::string::npos;
  test::run_program({"umount", disk.path()});

  CHECK(initialised);
  CHECK(installed.exit_code == 0);
  CHECK(refused.exit_code == 16);
  CHECK_THAT(refused.err, ContainsSubstring("Auf der Festplatte fehlen 1"));  // 14 to 16 MiB and what the package takes
  CHECK(is_old);
  CHECK(is_whole);
  CHECK(afterwards.exit_code == 0);
  CHECK(is_new);
  FaultTrial trial("no space for staging", "a small tmpfs, filled up between two installations");
  trial.add(test::survived_if(refused.exit_code == 16 && is_old && is_whole && is_new), test::kSawOld,
            test::sentence_of(refused.err));
}

}  // namespace
}  // namespace bildungskiosk::scenario
