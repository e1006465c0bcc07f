#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "sync/base/folder_lock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

using bildungskiosk::test::read_text_file;
using bildungskiosk::test::TemporaryDirectory;
using bildungskiosk::test::write_text_file;

namespace {

struct Run {
  int exit_code = -1;
  std::string output;  // stdout and stderr
};

/// Calls the program through the shell, which is given words without quotes in them.
Run kiosk_publish(const std::string& arguments, const std::string& environment = {}) {
  const std::string command = environment + " '" KIOSK_PUBLISH "' " + arguments + " 2>&1";
  Run run;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    run.output.append(buffer.data(), count);
  }
  const int status = ::pclose(pipe);
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return run;
}

const std::string kCourse =
    "<?xml version=\"1.0\"?>\n<veranstaltungen version=\"1.2\"><veranstaltung><guid>1</guid><name>Töpfern</name>"
    "</veranstaltung></veranstaltungen>\n";

std::string init_arguments(const std::string& directory) {
  return "init '" + directory + "' --office 'Bildungsbüro Sonnfeld' --region 'Landkreis Sonnfeld'";
}

/// A refusal is one line that begins with the program's name.
void check_refusal(const Run& run, int exit_code, const std::string& sentence) {
  INFO(run.output);
  CHECK(run.exit_code == exit_code);
  CHECK_THAT(run.output, ContainsSubstring(sentence));
  CHECK(run.output.starts_with("kiosk-publish: "));
  CHECK(run.output.find('\n') == run.output.size() - 1);
}

}  // namespace

TEST_CASE("From the samples to a stick in five commands") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  const std::string stick = directory / "stick";
  REQUIRE(::mkdir(stick.c_str(), 0755) == 0);
  REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);

  struct stat status {};
  REQUIRE(::stat((office + "/keys/root.pem").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);

  for (const std::string source : {"vhs-sonnfeld.openvhs.xml", "stadtbuecherei-auerbrunn.berlin.json"}) {
    const std::string id = source.substr(0, source.find('.'));
    const Run added = kiosk_publish("add '" + office + "' --source " + id + " '" SAMPLE_SOURCES "/" + source + "'");
    INFO(added.output);
    REQUIRE(added.exit_code == 0);
    CHECK_THAT(added.output, ContainsSubstring("gelesen"));
  }
  const Run checked = kiosk_publish("check '" + office + "' --json");
  CHECK(checked.exit_code == 0);
  for (const char* key : {"\"read\"", "\"taken\"", "\"left_out\""}) CHECK_THAT(checked.output, ContainsSubstring(key));

  const Run released = kiosk_publish("release '" + office + "' --valid-days 30");
  INFO(released.output);
  REQUIRE(released.exit_code == 0);
  CHECK_THAT(released.output, ContainsSubstring("Veröffentlicht: Fassung 1"));
  const std::string timestamp = read_text_file(office + "/repository/metadata/timestamp.json");
  const Run again = kiosk_publish("release '" + office + "' --valid-days 30");
  CHECK(again.exit_code == 0);
  CHECK_THAT(again.output, ContainsSubstring("Nichts hat sich geändert"));
  CHECK(read_text_file(office + "/repository/metadata/timestamp.json") == timestamp);

  const Run exported = kiosk_publish("export '" + office + "' '" + stick + "'");
  INFO(exported.output);
  REQUIRE(exported.exit_code == 0);
  CHECK_THAT(exported.output, ContainsSubstring("kann jetzt ausgeworfen und abgezogen werden"));
  CHECK(read_text_file(stick + "/kiosk-update/metadata/timestamp.json") == timestamp);
}

TEST_CASE("The quality report comes in four forms, on the screen or into a file") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);
  REQUIRE(kiosk_publish("add '" + office + "' --source vhs '" SAMPLE_SOURCES "/vhs-sonnfeld.openvhs.xml'").exit_code ==
          0);
  const std::string page = directory / "bericht.html";
  const Run written = kiosk_publish("check '" + office + "' --form html --output '" + page + "'");
  CHECK(written.exit_code == 0);
  CHECK(written.output == "Geschrieben: " + page + "\n");
  CHECK_THAT(read_text_file(page), ContainsSubstring("<h1>Landkreis Sonnfeld</h1>"));
  CHECK_THAT(kiosk_publish("check '" + office + "' --form csv").output, ContainsSubstring("Abschnitt;Quelle;"));
  CHECK(kiosk_publish("check '" + office + "' --form json").output ==
        kiosk_publish("check '" + office + "' --json").output);
  const std::string before = kiosk_publish("check '" + office + "'").output;
  CHECK_THAT(before, ContainsSubstring("Bestand, noch zu besuchen:"));
  CHECK_THAT(before, !ContainsSubstring("Seit der letzten Veröffentlichung"));
  REQUIRE(kiosk_publish("release '" + office + "'").exit_code == 0);
  CHECK_THAT(kiosk_publish("check '" + office + "'").output,
             ContainsSubstring("Seit der letzten Veröffentlichung: 0 neu, 0 geändert, 0 entfallen"));
  // Of a single file that is only read on trial.
  const Run trial = kiosk_publish("check --form html '" SAMPLE_SOURCES "/vhs-sonnfeld.openvhs.xml'");
  CHECK(trial.exit_code == 0);
  CHECK_THAT(trial.output, ContainsSubstring("Probelesung"));
  CHECK(kiosk_publish("check '" + office + "' --form pdf").exit_code == 2);
  check_refusal(kiosk_publish("check '" + office + "' --form html --output '" + directory / "fehlt/b.html" + "'"), 21,
                "ist nicht da");
}

TEST_CASE("A bad file is one clear sentence, an exit code of its own, and leaves the stock as it was") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);
  const std::string good = directory / "good.xml";
  const std::string bad = directory / "bad";
  write_text_file(good, kCourse);
  REQUIRE(kiosk_publish("add '" + office + "' --source vhs '" + good + "'").exit_code == 0);
  const std::string stock = read_text_file(office + "/sources/vhs/records.jsonl");
  const auto add = [&](const std::string& content) {
    write_text_file(bad, content);
    return kiosk_publish("add '" + office + "' --source vhs '" + good + "' '" + bad + "'");
  };
  check_refusal(add(""), 30, "steht kein einziges Angebot");
  check_refusal(add("<veranstaltungen version='1.2'/>"), 30, "steht kein einziges Angebot");
  check_refusal(add(kCourse.substr(0, kCourse.size() - 30)), 31, "(Zeile 2, Spalte");
  check_refusal(add("{\"veranstaltungen\":\n{"), 31, "(Zeile 2, Spalte");
  check_refusal(add("Kurs;Preis\n"), 32, "anderes Format");
  check_refusal(add("<veranstaltungen version='9.9'/>"), 32, "andere Fassung");
  check_refusal(add("{\"veranstaltungen\":" + std::string(2'000'000, '[')), 31, "beschädigt");
  check_refusal(add("{\"veranstaltungen\":\"" + std::string(2'000'000, 'x')), 35, "größer als erlaubt");
  check_refusal(add("<veranstaltungen>\n\xE4\x1B[2J</veranstaltungen>"), 31, "beschädigt");
  check_refusal(kiosk_publish("add '" + office + "' --source vhs ''"), 2, "passt nicht");
  check_refusal(kiosk_publish("add '" + office + "' --source vhs '" + directory / "fehlt.xml" + "'"), 21,
                "ist nicht da");
  check_refusal(kiosk_publish("add '" + office + "' --source vhs '" + office + "'"), 21, "keine gewöhnliche Datei");
  CHECK(read_text_file(office + "/sources/vhs/records.jsonl") == stock);
}

TEST_CASE("An export that is much smaller than the last one leaves the stock as it was, unless it is meant") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);
  const std::string file = directory / "kurse.xml";
  const std::string add = "add '" + office + "' --source vhs '" + file + "'";
  const auto write = [&](int courses) {
    std::string text = "<?xml version=\"1.0\"?>\n<veranstaltungen version=\"1.2\">";
    for (int i = 0; i < courses; ++i) {
      text += "<veranstaltung><guid>" + std::to_string(i) + "</guid><name>Kurs</name></veranstaltung>\n";
    }
    write_text_file(file, text + "</veranstaltungen>\n");
  };
  write(40);
  REQUIRE(kiosk_publish(add).exit_code == 0);
  REQUIRE(kiosk_publish("release '" + office + "'").exit_code == 0);
  const std::string stock = read_text_file(office + "/sources/vhs/records.jsonl");
  write(20);
  const Run refused = kiosk_publish(add);
  INFO(refused.output);
  CHECK(refused.exit_code == 36);
  CHECK_THAT(refused.output, ContainsSubstring("50 % weniger Angebote als beim letzten Mal (20 statt 40)"));
  CHECK_THAT(refused.output, ContainsSubstring("--force"));
  CHECK(read_text_file(office + "/sources/vhs/records.jsonl") == stock);
  CHECK(kiosk_publish("check '" + office + "'").exit_code == 0);

  CHECK(kiosk_publish(add + " --force").exit_code == 0);
  CHECK(read_text_file(office + "/sources/vhs/records.jsonl") != stock);
  // Against what is published it still is much less, until it is published.
  CHECK(kiosk_publish("check '" + office + "' --json").exit_code == 36);
  REQUIRE(kiosk_publish("release '" + office + "'").exit_code == 0);
  CHECK(kiosk_publish("check '" + office + "'").exit_code == 0);

  const std::string settings = read_text_file(office + "/office.toml");
  write_text_file(office + "/office.toml", settings + "[thresholds.sources.vhs]\nfewer_offers = false\n");
  write(1);
  CHECK(kiosk_publish(add).exit_code == 0);
  write_text_file(office + "/office.toml", settings + "[thresholds.sources.vhs]\nfewer = 3\n");
  check_refusal(kiosk_publish(add), 2, "office.toml sind nicht verständlich");
}

TEST_CASE("Working folders that are not set up, or are in use, are told apart") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  const std::string file = directory / "kurse.xml";
  write_text_file(file, kCourse);
  check_refusal(kiosk_publish("release '" + office + "'"), 18, "noch kein Arbeitsordner");
  check_refusal(kiosk_publish("add '" + office + "' --source vhs '" + file + "'"), 18, "noch kein Arbeitsordner");
  REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);
  check_refusal(kiosk_publish(init_arguments(office)), 33, "schon belegt");
  check_refusal(kiosk_publish(init_arguments(directory.path())), 33, "schon belegt");
  check_refusal(kiosk_publish("release '" + office + "'"), 30, "noch keine Quelle");
  check_refusal(kiosk_publish("export '" + office + "' '" + directory.path() + "'"), 17, "noch nichts veröffentlicht");
  check_refusal(kiosk_publish("add '" + office + "' --source 'Ä b' '" + file + "'"), 2, "Kennung der Quelle");
}

TEST_CASE("Encrypted keys open with their passphrase only") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  const std::string file = directory / "kurse.xml";
  const std::string passphrase = directory / "passphrase";
  write_text_file(file, kCourse);
  write_text_file(passphrase, "geheim\n");
  const std::string none = "BILDUNGSKIOSK_PASSPHRASE=";
  check_refusal(kiosk_publish(init_arguments(office) + " --encrypt", none), 34, "fehlt die Passphrase");
  REQUIRE(kiosk_publish(init_arguments(office) + " --encrypt", none + "geheim").exit_code == 0);
  REQUIRE(kiosk_publish("add '" + office + "' --source vhs '" + file + "'").exit_code == 0);
  check_refusal(kiosk_publish("release '" + office + "'", none + "falsch"), 34, "Passphrase prüfen");
  check_refusal(kiosk_publish("release '" + office + "'", none), 34, "Passphrase prüfen");
  CHECK(kiosk_publish("release '" + office + "' --passphrase-file '" + passphrase + "'", none).exit_code == 0);
}

TEST_CASE("A stick that cannot be written to is refused with a sentence") {
  const Run refused = [] {
    const TemporaryDirectory directory;
    const std::string office = directory / "office";
    const std::string file = directory / "kurse.xml";
    write_text_file(file, kCourse);
    REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);
    REQUIRE(kiosk_publish("add '" + office + "' --source vhs '" + file + "'").exit_code == 0);
    REQUIRE(kiosk_publish("release '" + office + "'").exit_code == 0);
    return kiosk_publish("export '" + office + "' /proc/self");  // nothing can be made there
  }();
  CHECK(refused.exit_code != 0);
  CHECK(refused.output.starts_with("kiosk-publish: "));
}

TEST_CASE("Help and version are there, and an unknown command is refused") {
  const Run help = kiosk_publish("--help");
  CHECK(help.exit_code == 0);
  for (const char* word : {"init", "add", "check", "release", "export", "Rückgabewerte"}) {
    CHECK_THAT(help.output, ContainsSubstring(word));
  }
  CHECK(kiosk_publish("--version").output.starts_with("kiosk-publish "));
  CHECK(kiosk_publish("veroeffentlichen").exit_code == 2);
  CHECK(kiosk_publish("add").exit_code == 2);
}

TEST_CASE("Only one works in an office at a time, and the other is told to wait") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  const std::string file = directory / "kurse.xml";
  write_text_file(file, kCourse);
  REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);
  {
    const auto held = bildungskiosk::base::FolderLock::acquire(office);
    REQUIRE(held);
    for (const std::string& command :
         {"release '" + office + "'", "add '" + office + "' --source vhs '" + file + "'",
          "export '" + office + "' '" + directory.path() + "'", "check '" + office + "'"}) {
      check_refusal(kiosk_publish(command), 19, "Bitte warten");
    }
  }
  CHECK(kiosk_publish("add '" + office + "' --source vhs '" + file + "'").exit_code == 0);
}

TEST_CASE("What is wrong with the office's own folder is told as that") {
  const TemporaryDirectory directory;
  const std::string office = directory / "office";
  const std::string file = directory / "kurse.xml";
  write_text_file(file, kCourse);
  check_refusal(kiosk_publish(init_arguments(office) + " --languages Deutsch"), 2, "Kürzel");
  check_refusal(kiosk_publish("init '' --office A --region B"), 2, "ORDNER");
  REQUIRE(kiosk_publish(init_arguments(office)).exit_code == 0);
  REQUIRE(kiosk_publish("add '" + office + "' --source vhs '" + file + "'").exit_code == 0);
  REQUIRE(kiosk_publish("release '" + office + "'").exit_code == 0);
  const std::string timestamp = office + "/repository/metadata/timestamp.json";
  const std::string whole = read_text_file(timestamp);
  write_text_file(timestamp, "{");
  check_refusal(kiosk_publish("release '" + office + "'"), 15, "Sicherung");
  check_refusal(kiosk_publish("export '" + office + "' '" + directory.path() + "'"), 15, "Sicherung");
  write_text_file(timestamp, whole);
  write_text_file(office + "/sources/vhs/records.jsonl", "{}\n");
  check_refusal(kiosk_publish("check '" + office + "'"), 15, "neu aufnehmen");
  check_refusal(kiosk_publish("release '" + office + "'"), 15, "neu aufnehmen");
  write_text_file(office + "/office.toml", "office = ");
  check_refusal(kiosk_publish("release '" + office + "'"), 2, "office.toml");
}

TEST_CASE("A report never steers the terminal that shows it") {
  const TemporaryDirectory directory;
  const std::string file = directory / "kurse.json";
  write_text_file(file, R"({"veranstaltungen":{"veranstaltung":[{"guid":"1","name":"A"},
      {"guid":"2\u001b[2J\nZusammen: 0","name":""}]}})");
  const Run checked = kiosk_publish("check '" + file + "'");
  CHECK(checked.exit_code == 0);
  CHECK(checked.output.find('\x1b') == std::string::npos);
  CHECK(checked.output.find("\nZusammen: 0") == std::string::npos);
}

TEST_CASE("A spreadsheet to begin with is written, reads back, and is never written over") {
  const TemporaryDirectory directory;
  for (const std::string sheet : {"offers", "places"}) {
    const std::string file = directory / (sheet + ".csv");
    REQUIRE(kiosk_publish("template " + sheet + " '" + file + "'").exit_code == 0);
    const std::string text = read_text_file(file);
    CHECK(kiosk_publish("template " + sheet).output == text);
    // An office writes its own row below the example, and forgets to delete that.
    const std::string example = text.substr(text.rfind('\n', text.size() - 2) + 1);
    std::ofstream(file, std::ios::app) << "Eigenes " << example;
    const Run checked = kiosk_publish("check '" + file + "'");
    INFO(checked.output);
    CHECK(checked.exit_code == 0);
    CHECK_THAT(checked.output, ContainsSubstring("2 gelesen, 1 übernommen, 1 weggelassen"));
    CHECK_THAT(checked.output, ContainsSubstring("das Beispiel der Vorlage, unverändert"));
    check_refusal(kiosk_publish("template " + sheet + " '" + file + "'"), 2, "ist schon da");
  }
}

TEST_CASE(
    "A spreadsheet with columns of its own is read by a mapping; a wrong cell is named by row, column and value") {
  const TemporaryDirectory directory;
  const std::string file = directory / "liste.csv";
  const std::string mapping = directory / "liste.toml";
  write_text_file(file, "Nr;Was;Wann\n1;Töpfern;05.10.2026\n2;Nähen;bald\n");
  write_text_file(mapping, "sheet = \"offers\"\n[columns]\nid = \"Nr\"\ntitle = \"Was\"\nbegin = \"Wann\"\n");
  const Run checked =
      kiosk_publish("check --mapping '" + mapping + "' --provider-name 'Treff (fiktiv)' '" + file + "'");
  INFO(checked.output);
  CHECK(checked.exit_code == 0);
  CHECK_THAT(checked.output, ContainsSubstring("2 gelesen, 2 übernommen"));
  CHECK_THAT(checked.output, ContainsSubstring("Wann"));
  CHECK_THAT(checked.output, ContainsSubstring("bald"));
  write_text_file(mapping, "[columns]\ntitel = \"Was\"\n");
  check_refusal(kiosk_publish("check --mapping '" + mapping + "' '" + file + "'"), 2, "Zuordnung der Spalten");
}

TEST_CASE("On a terminal an import shows how far it is, and elsewhere no line of it") {
  TemporaryDirectory folder;
  write_text_file(folder / "kurse.xml", kCourse);
  const std::string check = "'" KIOSK_PUBLISH "' check '" + (folder / "kurse.xml") + "'";
  // script(1) gives the program a terminal of its own.
  const Run piped = kiosk_publish("check '" + (folder / "kurse.xml") + "'");
  FILE* pipe = ::popen(("script -qefc \"" + check + "\" /dev/null < /dev/null").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string shown;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) shown += static_cast<char>(c);
  CHECK(::pclose(pipe) == 0);
  INFO(shown);
  CHECK_THAT(shown, ContainsSubstring("kurse.xml  ████████████████████  100 %"));
  CHECK(piped.exit_code == 0);
  CHECK(piped.output.find("100 %") == std::string::npos);
}
