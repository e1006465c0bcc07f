#include <csignal>
#include <filesystem>
#include <iostream>

#include "tests/scenario/killed/system_calls.hpp"
#include "tests/scenario/killed/world.hpp"
#include "tests/scenario/office.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server/http_server.hpp"

// The office's nightly run killed at its system calls: in a normal run at a choice of those that change the disk, in
// the long run at every call. Whoever reads the office's repository or the folder that is served gets the old release
// or the new one, and the next run does what is missing.

namespace bildungskiosk::scenario {
namespace {

/// An office that has released "Kurs alt" and served it, and whose providers have something new. The folder is put back
/// before each run.
struct OfficeWorld {
  OfficeWorld() {
    publish({"init", office(), "--office", "Bildungsbüro Sonnfeld", "--region", "Landkreis Sonnfeld"});
    test::write_text_file(folder / "sync.toml",
                          "office = \"buero\"\npublish_to = \"www\"\n"
                          "[[source]]\nid = \"vhs\"\nprovider_name = \"Volkshochschule (fiktiv)\"\n"
                          "files = [\"vhs.xml\"]\n"
                          "[[source]]\nid = \"haus\"\nprovider_name = \"Haus der Familie (fiktiv)\"\n"
                          "urls = [\"" +
                              server.url() + "/haus.xml\"]\n");
    server.set_file("haus.xml", open_vhs_file({"Krabbelgruppe"}));
    test::write_text_file(folder / "vhs.xml", open_vhs_file({kOldTitles}));
    publish({"sync", configuration()});
    test::write_text_file(folder / "vhs.xml", open_vhs_file({kNewTitles}));
    server.set_file("haus.xml", open_vhs_file({"Krabbelgruppe", "Spieltreff"}));
    for (const char* name : {"buero", "www"}) std::filesystem::copy(folder / name, kept / name, kRecursive);
    terminal.emplace(office() + "/root.json");
    REQUIRE(terminal->install(office() + "/repository").exit_code == 0);
    terminal->keep();
  }
  void restore() const {
    for (const char* name : {"buero", "www"}) {
      std::filesystem::remove_all(folder / name);
      std::filesystem::copy(kept / name, folder / name, kRecursive);
    }
  }
  [[nodiscard]] std::vector<std::string> sync_command() const {
    return {program("kiosk-publish"), "sync", configuration()};
  }
  /// What a terminal shows after it was given this package.
  std::string shown_from(const std::string& package) {
    terminal->restore();
    const auto installed = terminal->install(package);
    INFO(installed.err);
    CHECK((installed.exit_code == 0 || installed.exit_code == 10));
    return terminal->titles("Kurs");
  }
  void check_old_or_new() {
    for (const std::string& package : {office() + "/repository", folder / "www"}) {
      const std::string shown = shown_from(package);
      INFO(package);
      CHECK((shown == kOldTitles || shown == kNewTitles));
      ++(shown == kNewTitles ? seen_new : seen_old);
    }
    const auto again = test::run_program(sync_command());
    INFO(again.out << again.err);
    CHECK(again.exit_code == 0);
    CHECK(shown_from(folder / "www") == kNewTitles);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "www")) {
      CHECK(entry.path().extension() != ".tmp");
    }
  }
  static void publish(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("kiosk-publish"));
    const auto finished = test::run_program(arguments);
    INFO(finished.out << finished.err);
    REQUIRE(finished.exit_code == 0);
  }
  [[nodiscard]] std::string office() const { return folder / "buero"; }
  [[nodiscard]] std::string configuration() const { return folder / "sync.toml"; }

  static constexpr auto kRecursive = std::filesystem::copy_options::recursive;
  test::HttpServer server;
  test::TemporaryDirectory folder;
  test::TemporaryDirectory kept;
  std::optional<Terminal> terminal;
  int seen_old = 0;
  int seen_new = 0;
};

TEST_CASE("Killed at its system calls, the office's run leaves the old or the new release, and the next run goes on") {
  if (!can_trace()) return;
  work_in_memory();
  OfficeWorld world;
  const Calls calls = calls_of(world.sync_command(), world.office() + "/lock");
  int killed = 0;
  for (const auto& [call, count] : calls.all) {
    const bool changing = changing_calls().contains(call);
    if (!changing && !is_long_run()) continue;
    if (is_long_run()) std::cout << "killed at each of " << count << " " << call << std::endl;  // NOLINT
    for (const int number : numbers(1, count, 5)) {
      INFO(call << " number " << number << " of " << count);
      world.restore();
      const auto finished =
          test::run_program(hurt(call + ":signal=KILL:when=" + std::to_string(number), world.sync_command()));
      killed += finished.signal == SIGKILL || finished.exit_code == 128 + SIGKILL ? 1 : 0;
      world.check_old_or_new();
    }
  }
  std::cout << "the office's run killed at " << killed << " system calls\n";
  CHECK(killed > 15);
  CHECK(world.seen_old > 0);
  CHECK(world.seen_new > 0);
}

}  // namespace
}  // namespace bildungskiosk::scenario
