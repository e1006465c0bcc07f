#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

// Every refusal that has a number of its own, as a script or a librarian meets it.

namespace bildungskiosk::scenario {
namespace {

using nlohmann::json;
using test::Finished;
using test::SamplePackage;

constexpr base::UnixSeconds kDay_s = 86'400;

void check_refused(const Finished& finished, int exit_code, const std::string& words) {
  INFO(finished.err);
  CHECK(finished.exit_code == exit_code);
  CHECK(std::count(finished.err.begin(), finished.err.end(), '\n') == 1);
  CHECK_THAT(finished.err, ContainsSubstring(words));
  CHECK(finished.out.empty());
}

TEST_CASE("A package is installed once, and then up to date, and an earlier one is older") {
  SamplePackage package(now());
  const Stick first(package);
  Terminal terminal(package);
  const auto installed = terminal.install(first.path());
  CHECK(installed.exit_code == 0);
  CHECK_THAT(installed.out, ContainsSubstring("3 Angeboten"));
  CHECK(installed.err.empty());
  // The folder on the stick may be named as well.
  const auto again = terminal.install(first.path() + "/kiosk-update");
  CHECK(again.exit_code == 10);
  CHECK_THAT(again.out, ContainsSubstring("schon auf diesem Stand"));

  package.set_titles("vhs", {"Töpfern"});
  package.release();
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  check_refused(terminal.install(first.path()), 11, "älter als der installierte Katalog (vom ");
}

TEST_CASE("An expired package, one with a wrong signature, and a stranger's each have their own exit code") {
  SamplePackage package(now());
  Terminal terminal(package);
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  package.set_titles("vhs", {"Töpfern"});
  SECTION("expired") {
    package.set_expiry(now() - kDay_s);
    package.release();
    check_refused(terminal.install(Stick(package).path()), 12, "abgelaufen");
  }
  SECTION("wrong signature") {
    package.release();
    std::string& timestamp = package.repository.files.at("metadata/timestamp.json");
    const std::size_t signature = timestamp.find("\"sig\":\"") + 7;
    timestamp.at(signature) = timestamp.at(signature) == '0' ? '1' : '0';
    check_refused(terminal.install(Stick(package).path()), 13, "Unterschrift");
  }
  SECTION("another organisation") {
    check_refused(terminal.install(Stick(SamplePackage(now())).path()), 14, "anderen Stelle");
  }
  SECTION("damaged") {
    package.release();
    package.repository.files.at(package.served_path("vhs")).pop_back();
    check_refused(terminal.install(Stick(package).path()), 15, "unvollständig");
  }
  CHECK(terminal.titles("Nähkurs") == "Nähkurs für Anfänger");
}

TEST_CASE("A folder without a package, and a folder that is not there, say what belongs on a stick") {
  const SamplePackage package(now());
  Terminal terminal(package);
  const test::TemporaryDirectory empty;
  check_refused(terminal.install(empty.path()), 17, "kiosk-update");
  check_refused(terminal.install(empty / "nothing"), 17, "kiosk-update");
}

TEST_CASE("A package without one of its files, and a file in the package's place, are said to be the package's fault") {
  SamplePackage package(now());
  Terminal terminal(package);
  const Stick stick(package);
  std::filesystem::remove(stick.path() + "/kiosk-update/" + package.served_path("vhs"));
  check_refused(terminal.install(stick.path()), 15, "Im Paket fehlt eine Datei. Bitte den Stick neu beschreiben");
  const test::TemporaryDirectory other;
  test::write_text_file(other / "kiosk-update", "no folder");
  check_refused(terminal.install(other.path()), 15, "Im Paket liegt an der Stelle einer Datei oder eines Ordners");
}

TEST_CASE("A store that was not set up says how to do it, for every command") {
  const test::TemporaryDirectory folder;
  const auto run = [&](std::vector<std::string> command) {
    command.insert(command.begin(), program("kiosk-sync"));
    command.insert(command.end(), {"--store", folder / "store"});
    return test::run_program(command);
  };
  check_refused(run({"install", folder.path()}), 18, "kiosk-sync init");
  check_refused(run({"status"}), 18, "kiosk-sync init");
  check_refused(run({"verify"}), 18, "kiosk-sync init");
  check_refused(run({"rollback"}), 18, "kiosk-sync init");
  check_refused(run({"search", "x"}), 18, "kiosk-sync init");
}

TEST_CASE("A terminal without a catalogue says so") {
  const SamplePackage package(now());
  Terminal terminal(package);
  check_refused(terminal.sync({"search", "x"}), 18, "noch kein Katalog");
  check_refused(terminal.sync({"verify"}), 18, "noch kein Katalog");
  check_refused(terminal.sync({"rollback"}), 18, "noch kein Katalog");
  const auto status = terminal.sync({"status"});
  CHECK(status.exit_code == 0);
  CHECK_THAT(status.out, ContainsSubstring("noch keiner installiert"));
  CHECK(json::parse(terminal.sync({"status", "--json"}).out).at("generation").is_null());
}

TEST_CASE("A broken list of words is named, and the search finds without it") {
  const SamplePackage package(now());
  Terminal terminal(package);
  const Stick stick(package);
  REQUIRE(terminal.install(stick.path()).exit_code == 0);
  const test::TemporaryDirectory data;
  std::filesystem::create_directories(data / "search");
  test::write_text_file(data / "search/synonyms-de.txt", "Kita = Krippe\nno sign at all\n");
  std::vector<std::string> search = terminal.command({"search", "nähkurs"});
  const auto whole = test::run_program(search);
  search.insert(search.begin(), {"/usr/bin/env", "BILDUNGSKIOSK_ASSETS=" + data.path()});
  const auto without = test::run_program(search);
  CHECK(without.exit_code == 0);
  CHECK_THAT(without.out, ContainsSubstring("Nähkurs"));
  CHECK(without.out == whole.out);
  CHECK(whole.err.empty());
  CHECK_THAT(without.err, ContainsSubstring("synonyms-de.txt:2"));
}

TEST_CASE("The root of trust can be set again with the same file, but not replaced or made of something else") {
  SamplePackage package(now());
  Terminal terminal(package);
  const test::TemporaryDirectory folder;
  test::write_text_file(folder / "same.json", package.repository.files.at("metadata/1.root.json"));
  CHECK(terminal.sync({"init", "--root", folder / "same.json"}).exit_code == 0);
  test::write_text_file(folder / "other.json", SamplePackage(now()).repository.files.at("metadata/1.root.json"));
  check_refused(terminal.sync({"init", "--root", folder / "other.json"}), 18, "andere Schlüsseldatei");
  test::write_text_file(folder / "text.json", "no root");
  check_refused(terminal.sync({"init", "--root", folder / "text.json"}), 15, "keine Schlüsseldatei");
  check_refused(terminal.sync({"init", "--root", folder / "missing.json"}), 2, "missing.json");
}

TEST_CASE("A root of trust that was damaged on disk can be set again, and the terminal goes on") {
  SamplePackage package(now());
  Terminal terminal(package);
  const test::TemporaryDirectory folder;
  test::write_text_file(folder / "root.json", package.repository.files.at("metadata/1.root.json"));
  test::write_text_file(terminal.store() + "/trust/root.json", "torn");
  const Stick stick(package);
  CHECK(terminal.install(stick.path()).exit_code == 18);
  CHECK(terminal.sync({"init", "--root", folder / "root.json"}).exit_code == 0);
  CHECK(terminal.install(stick.path()).exit_code == 0);
}

TEST_CASE("A disk without room for the package refuses before it copies, and says how much is missing") {
  const test::TemporaryDirectory disk;
  if (test::run_program({"mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.path()}).exit_code != 0) {
    std::cout << "skipped: no disk can be mounted here\n";
    return;
  }
  SamplePackage package(now());
  test::write_text_file(disk / "root.json", package.repository.files.at("metadata/1.root.json"));
  const std::vector<std::string> store{"--store", disk / "store"};
  const auto initialised =
      test::run_program({program("kiosk-sync"), "init", "--root", disk / "root.json", store[0], store[1]});
  const auto refused = test::run_program({program("kiosk-sync"), "install", Stick(package).path(), store[0], store[1]});
  test::run_program({"umount", disk.path()});
  CHECK(initialised.exit_code == 0);
  check_refused(refused, 16, "fehlen 5");  // of the 64 MiB that stay free
}

TEST_CASE("A catalogue that was altered on disk is found by verify, and rollback returns to the one before") {
  SamplePackage package(now());
  Terminal terminal(package);
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  CHECK(terminal.sync({"verify"}).exit_code == 0);
  const std::string catalogue = terminal.store() + "/generations/000002/catalogue.sqlite";
  std::string bytes = test::read_text_file(catalogue);
  bytes.at(bytes.size() / 2) = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
  test::write_text_file(catalogue, bytes);
  check_refused(terminal.sync({"verify"}), 15, "Katalog auf diesem Gerät ist beschädigt");

  const auto back = terminal.sync({"rollback"});
  CHECK(back.exit_code == 0);
  CHECK_THAT(back.out, ContainsSubstring("3 Angeboten"));
  CHECK(terminal.sync({"verify"}).exit_code == 0);
  CHECK(terminal.titles("Nähkurs") == "Nähkurs für Anfänger");
  check_refused(terminal.sync({"rollback"}), 1, "kein früherer Katalog");
}

TEST_CASE("Status tells a person and a program what is installed, since when, and what happened last") {
  SamplePackage package(now());
  Terminal terminal(package);
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  REQUIRE(terminal.install(Stick(SamplePackage(now())).path()).exit_code == 14);
  const auto text = terminal.sync({"status"});
  CHECK(text.exit_code == 0);
  CHECK_THAT(text.out, ContainsSubstring("3 Angebote"));
  CHECK_THAT(text.out, ContainsSubstring("Bildungsbüro Landkreis Sonnfeld"));
  CHECK_THAT(text.out, ContainsSubstring("vhs, Fassung 1"));
  CHECK_THAT(text.out, ContainsSubstring("anderen Stelle"));

  const auto status = json::parse(terminal.sync({"status", "--json"}).out);
  CHECK(status.at("store") == terminal.store());
  CHECK(status.at("generation") == 1);
  CHECK(status.at("offers") == 3);
  CHECK(status.at("catalogue_date").get<std::string>().size() == 20);
  CHECK(status.at("metadata_expires").get<std::string>() > status.at("catalogue_date").get<std::string>());
  CHECK(status.at("sources").size() == 2);
  CHECK(status.at("last_install").at("result") == "other-organisation");
}

TEST_CASE("Search answers in text and in JSON, and finds nothing without failing") {
  SamplePackage package(now());
  Terminal terminal(package);
  REQUIRE(terminal.install(Stick(package).path()).exit_code == 0);
  const auto text = terminal.sync({"search", "nähkurs"});
  CHECK(text.exit_code == 0);
  CHECK_THAT(text.out, ContainsSubstring("Nähkurs für Anfänger"));
  const auto found = json::parse(terminal.sync({"search", "am", "abend", "--json"}).out);
  CHECK(found.at("total") == 1);
  const auto& offer = found.at("offers").at(0);
  CHECK(offer.at("id") == "vhs:haus:2");
  CHECK(offer.at("title") == "Englisch am Abend");
  CHECK(offer.at("provider") == "Bildungshaus vhs");
  CHECK(offer.at("next").is_null());
  const auto nothing = terminal.sync({"search", "unauffindbar", "--json"});
  CHECK(nothing.exit_code == 0);
  CHECK(json::parse(nothing.out).at("total") == 0);
}

TEST_CASE("A command line that makes no sense is answered in German, with the way to the help") {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{},
                                                                     {"tanzen"},
                                                                     {"install"},
                                                                     {"install", "a", "b"},
                                                                     {"search", "x", "--limit", "viel"},
                                                                     {"status", "--xml"},
                                                                     {"status", "--store", ""}}) {
    std::vector<std::string> command{program("kiosk-sync")};
    command.insert(command.end(), arguments.begin(), arguments.end());
    check_refused(test::run_program(command), 2, "kiosk-sync --help");
  }
  const auto help = test::run_program({program("kiosk-sync"), "--help"});
  CHECK(help.exit_code == 0);
  CHECK_THAT(help.out, ContainsSubstring("Rückgabewerte"));
  CHECK(test::run_program({program("kiosk-sync"), "--version"}).exit_code == 0);
}

}  // namespace
}  // namespace bildungskiosk::scenario
