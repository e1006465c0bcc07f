#include <filesystem>
#include <iostream>
#include <regex>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

// The files of assets/system, looked at with the tools of the system that will read them.

namespace bildungskiosk::scenario {
namespace {

using test::is_installed;
using test::run_program;

const std::string kFiles = BILDUNGSKIOSK_SYSTEM_FILES;

/// A unit as it is checked here: the programs it names are not installed on this machine.
void copy_unit(const std::string& name, const std::string& to) {
  const std::string text = test::read_text_file(kFiles + "/" + name);
  test::write_text_file(to, std::regex_replace(text, std::regex("/usr/(bin|lib/bildungskiosk)/[a-z-]+"), "/bin/true"));
}

TEST_CASE("systemd understands every line of the units, and calls the service's sandbox a good one") {
  if (!is_installed("systemd-analyze")) {
    std::cout << "skipped: systemd-analyze is not installed\n";
    return;
  }
  const test::TemporaryDirectory folder;
  copy_unit("bildungskiosk-sync.service", folder / "bildungskiosk-sync.service");
  copy_unit("bildungskiosk.service", folder / "bildungskiosk.service");
  copy_unit("bildungskiosk-stick@.service", folder / "bildungskiosk-stick@.service");
  const auto verified = run_program({"systemd-analyze", "verify", "--man=no", folder / "bildungskiosk-sync.service",
                                     folder / "bildungskiosk.service", folder / "bildungskiosk-stick@sdb1.service"});
  INFO(verified.err);
  CHECK(verified.exit_code == 0);
  CHECK(verified.err.find("bildungskiosk") == std::string::npos);

  // In tenths: 0 is locked up, 100 is open. Debian's own network services have 25 to 50.
  const auto security = run_program({"systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=15",
                                     folder / "bildungskiosk-sync.service"});
  INFO(security.out << security.err);
  CHECK(security.exit_code == 0);
  const std::size_t overall = security.out.find("Overall");
  std::cout << "systemd-analyze security: "
            << (overall == std::string::npos ? std::string("?\n") : security.out.substr(overall));
}

TEST_CASE("The users and folders of the terminal are understood by the tools that make them") {
  if (!is_installed("systemd-sysusers") || !is_installed("systemd-tmpfiles")) {
    std::cout << "skipped: systemd-sysusers and systemd-tmpfiles are not installed\n";
    return;
  }
  const auto users = run_program({"systemd-sysusers", "--dry-run", kFiles + "/sysusers.conf"});
  INFO(users.err);
  CHECK(users.exit_code == 0);
  CHECK_THAT(users.out + users.err, ContainsSubstring("bildungskiosk-sync"));
  // Every line of folders: kind, path, mode, user, group.
  std::istringstream lines(test::read_text_file(kFiles + "/tmpfiles.conf"));
  const std::regex good("d /(var/lib|run)/bildungskiosk[a-z/]* +[01][0-7]{3} +[a-z-]+ +[a-z-]+ +-");
  int folders = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#")) continue;
    INFO(line);
    CHECK(std::regex_match(line, good));
    ++folders;
  }
  CHECK(folders == 4);
}

TEST_CASE("Every line of the udev rules has the form that udev reads") {
  const std::string path = kFiles + "/90-bildungskiosk-sticks.rules";
  if (is_installed("udevadm") && run_program({"udevadm", "verify", "--help"}).exit_code == 0) {
    const auto verified = run_program({"udevadm", "verify", path});
    INFO(verified.out << verified.err);
    CHECK(verified.exit_code == 0);
  } else {
    std::cout << "udevadm here knows no verify; the form of the lines is looked at instead\n";
  }
  std::istringstream lines(test::read_text_file(path));
  const std::string pair = R"re([A-Z_]+(\{[A-Za-z_]+\})?(==|!=|\+=|=)"[^"]*")re";
  const std::regex rule(pair + "(, " + pair + ")*");
  int rules = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    INFO(line);
    CHECK(std::regex_match(line, rule));
    ++rules;
  }
  CHECK(rules > 5);
}

TEST_CASE("A stick of an unknown kind appears as an empty, read-only medium, and goes without a trace") {
  const test::TemporaryDirectory folder;
  std::filesystem::create_directories(folder / "media");
  test::write_text_file(folder / "sdz9", std::string(65536, '?'));
  const std::string script = "export BILDUNGSKIOSK_MEDIA=" + (folder / "media") + "; S=" + kFiles +
                             "/mount-stick; D=" + (folder / "sdz9") +
                             "; $S mount $D && grep media/sdz9 /proc/self/mountinfo && $S unmount $D && "
                             "ls -A $BILDUNGSKIOSK_MEDIA | wc -l";
  if (run_program({"unshare", "-rm", "mount", "-t", "tmpfs", "none", folder / "media"}).exit_code != 0) {
    std::cout << "skipped: this machine lets nobody mount in a namespace of one's own\n";
    return;
  }
  const auto finished = run_program({"unshare", "-rm", "sh", "-c", script});
  INFO(finished.out << finished.err);
  CHECK(finished.exit_code == 0);
  // The name by which the service knows it (transport::is_unreadable).
  CHECK_THAT(finished.out, ContainsSubstring("- tmpfs unreadable-sdz9 "));
  for (const std::string option : {"ro,", "nosuid", "nodev", "noexec", "nosymfollow"}) {
    CHECK_THAT(finished.out, ContainsSubstring(option));
  }
  CHECK(finished.out.ends_with("\n0\n"));
}

TEST_CASE("An installation puts the units, rules and the configuration's example where the system looks for them") {
  const std::string assets = test::read_text_file(std::string(BILDUNGSKIOSK_BUILD_FOLDER) + "/cmake_install.cmake");
  for (const auto& entry : std::filesystem::directory_iterator(kFiles)) {
    INFO(entry.path());
    CHECK_THAT(assets, ContainsSubstring(entry.path().string()));
  }
  for (const std::string place : {"/lib/systemd/system", "/lib/udev/rules.d", "/lib/sysusers.d", "/lib/tmpfiles.d",
                                  "/lib/bildungskiosk", "/share/bildungskiosk/system"}) {
    CHECK_THAT(assets, ContainsSubstring(place));
  }
}

}  // namespace
}  // namespace bildungskiosk::scenario
