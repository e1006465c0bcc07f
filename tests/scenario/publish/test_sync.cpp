#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "sync/base/folder_lock.hpp"
#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server/http_server.hpp"

// The office's nightly run as cron and monitoring see it: the real program, its words and its codes.

namespace bildungskiosk::scenario {
namespace {

struct Operation {
  Operation() {
    const auto made = test::run_program({program("kiosk-publish"), "init", folder / "buero", "--office",
                                         "Bildungsbüro Sonnfeld", "--region", "Landkreis Sonnfeld"});
    REQUIRE(made.exit_code == 0);
    configure(
        "office = \"buero\"\n"
        "[[source]]\nid = \"vhs\"\nprovider_name = \"Volkshochschule (fiktiv)\"\nfiles = [\"vhs\"]\n"
        "[[source]]\nid = \"haus\"\nprovider_name = \"Haus (fiktiv)\"\nfiles = [\"haus.xml\"]\n");
    std::filesystem::create_directory(folder / "vhs");
    put("vhs/a.xml", open_vhs_file({"Kurs Töpfern", "Kurs Nähen"}));
    put("haus.xml", open_vhs_file({"Kurs Kochen"}));
  }
  void configure(const std::string& text) const { put("publish.toml", text); }
  void put(const std::string& name, const std::string& text) const { test::write_text_file(folder / name, text); }
  [[nodiscard]] test::Finished sync(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {program("kiosk-publish"), "sync", folder / "publish.toml"});
    return test::run_program(options);
  }

  test::TemporaryDirectory folder;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

TEST_CASE("A run publishes, the next one finds nothing new, and both end with 0") {
  const Operation operation;
  const auto first = operation.sync();
  INFO(first.err);
  CHECK(first.exit_code == 0);
  CHECK(first.err.empty());
  CHECK_THAT(first.out, ContainsSubstring("vhs: 2 Angebote gelesen."));
  CHECK_THAT(first.out, ContainsSubstring("Veröffentlicht: Fassung 1 mit 3 Angeboten"));
  const auto second = operation.sync();
  CHECK(second.exit_code == 0);
  CHECK_THAT(second.out, ContainsSubstring("Nichts hat sich geändert: Fassung 1 bleibt"));

  Terminal terminal(operation.folder / "buero/root.json");
  CHECK(terminal.install(operation.folder / "buero/repository").exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Kochen, Kurs Nähen, Kurs Töpfern");
}

TEST_CASE("A source that can't be read is named with its place and line, stays as it was, and the run ends with 37") {
  const Operation operation;
  REQUIRE(operation.sync().exit_code == 0);
  operation.put("vhs/a.xml", "<veranstaltungen>\n<veranstaltung><guid>1</guid>");
  operation.put("haus.xml", open_vhs_file({"Kurs Kochen", "Kurs Backen"}));
  const auto finished = operation.sync();
  CHECK(finished.exit_code == 37);
  CHECK_THAT(finished.err, ContainsSubstring("vhs bleibt, wie es war: " + (operation.folder / "vhs/a.xml")));
  CHECK_THAT(finished.err, ContainsSubstring("(Zeile 2"));
  CHECK_THAT(finished.err, ContainsSubstring("Bitte die Datei neu exportieren. [malformed-export: "));
  CHECK(finished.err.find("exportieren.") == finished.err.rfind("exportieren."));  // said once
  CHECK_THAT(finished.out, ContainsSubstring("Fassung 2 mit 4 Angeboten"));

  std::filesystem::remove(operation.folder / "vhs/a.xml");
  const auto emptied = operation.sync();
  CHECK(emptied.exit_code == 37);
  CHECK_THAT(emptied.err, ContainsSubstring(operation.folder / "vhs"));
}

TEST_CASE("Two runs at once: the second says who holds the office and changes nothing") {
  const Operation operation;
  const auto lock = base::FolderLock::acquire(operation.folder / "buero");
  REQUIRE(lock);
  const auto finished = operation.sync();
  CHECK(finished.exit_code == 19);
  CHECK_THAT(finished.err, ContainsSubstring("anderer Vorgang"));
  CHECK_THAT(finished.err, ContainsSubstring(std::to_string(::getpid())));
  CHECK_FALSE(std::filesystem::exists(operation.folder / "buero/sources/vhs"));
  const auto monitored = operation.sync({"--monitoring"});
  CHECK(monitored.exit_code == 3);
  CHECK_THAT(monitored.out, ContainsSubstring("BILDUNGSKIOSK UNKNOWN - nichts getan: ein anderer Vorgang"));
}

TEST_CASE("A configuration that makes no sense is refused with its line and changes nothing") {
  const Operation operation;
  operation.configure("office = \"buero\"\n[[source]]\nid = \"vhs\"\ndateien = [\"x\"]\n");
  const auto finished = operation.sync();
  CHECK(finished.exit_code == 2);
  CHECK_THAT(finished.err, ContainsSubstring("Zeile 4: Die Angabe source.dateien gibt es nicht."));
  const auto monitored = operation.sync({"--monitoring"});
  CHECK(monitored.exit_code == 3);
  CHECK_THAT(monitored.out, ContainsSubstring("BILDUNGSKIOSK UNKNOWN - nichts getan: Konfiguration"));
  std::filesystem::remove(operation.folder / "publish.toml");
  CHECK(operation.sync().exit_code == 2);
}

TEST_CASE("Monitoring gets its codes and one line with figures") {
  const Operation operation;
  const auto good = operation.sync({"--monitoring"});
  CHECK(good.exit_code == 0);
  CHECK_THAT(first_line(good.out), ContainsSubstring("BILDUNGSKIOSK OK - 2 von 2 Quellen gelesen, Fassung 1 mit 3"));
  CHECK_THAT(first_line(good.out), ContainsSubstring(" | offers=3 version=1 sources_kept=0"));

  operation.put("haus.xml", "");
  const auto warned = operation.sync({"--monitoring"});
  CHECK(warned.exit_code == 1);
  CHECK_THAT(first_line(warned.out), ContainsSubstring("BILDUNGSKIOSK WARNING - 1 von 2 Quellen gelesen"));
  CHECK_THAT(warned.out, ContainsSubstring("\nhaus bleibt, wie es war: "));

  std::filesystem::remove(operation.folder / "buero/keys/targets.pem");
  operation.put("haus.xml", open_vhs_file({"Kurs Backen"}));
  const auto failed = operation.sync({"--monitoring"});
  CHECK(failed.exit_code == 2);
  CHECK_THAT(first_line(failed.out), ContainsSubstring("BILDUNGSKIOSK CRITICAL - "));
}

TEST_CASE("A run that is asked to end says so and has published nothing") {
  const Operation operation;
  test::HttpServer server;
  test::HttpReply reply;
  reply.body = "it never comes";
  reply.hang_after_bytes = 3;
  server.reply_always(reply);
  operation.configure(
      "office = \"buero\"\n"
      "[[source]]\nid = \"vhs\"\nprovider_name = \"Volkshochschule (fiktiv)\"\nfiles = [\"vhs\"]\n"
      "[[source]]\nid = \"haus\"\nurls = [\"" +
      server.url() + "/export.xml\"]\n");
  test::Process process({program("kiosk-publish"), "sync", operation.folder / "publish.toml"});
  while (server.questions().empty() && process.running()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  process.send(SIGTERM);
  const auto finished = process.wait();
  CHECK(finished.exit_code == 20);
  CHECK_THAT(finished.out, ContainsSubstring("vhs: 2 Angebote gelesen."));
  CHECK_THAT(finished.err, ContainsSubstring("haus bleibt, wie es war"));
  CHECK_FALSE(std::filesystem::exists(operation.folder / "buero/repository/metadata/timestamp.json"));
}

}  // namespace
}  // namespace bildungskiosk::scenario
