#include <unistd.h>

#include <algorithm>
#include <tuple>

#include "sync/update/journal.hpp"
#include "sync/update/updater.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/update/updater_fixture.hpp"

namespace bildungskiosk::update {
namespace {

using test::SamplePackage;
using test_support::Terminal;

constexpr const char* kFirstTitles = "Englisch am Abend, Nähkurs für Anfänger, Rechnen im Alltag";

TEST_CASE("A package is installed, and then it is up to date") {
  SamplePackage package;
  Terminal terminal(package);
  CHECK(terminal.shown() == "no-catalogue");
  CHECK(terminal.install(package) == "done");
  CHECK(terminal.facts.offers == 3);
  CHECK(terminal.facts.offers_before == 0);
  CHECK(terminal.shown() == kFirstTitles);
  CHECK(terminal.install(package) == "up-to-date");
  CHECK(terminal.shown() == kFirstTitles);
}

TEST_CASE("A newer package replaces the catalogue, and a rollback brings the earlier one back") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  package.set_titles("vhs", {"Töpfern"});
  package.set_titles("fz", {"Krabbelgruppe", "Elternabend"});
  package.release();
  CHECK(terminal.install(package) == "done");
  CHECK(terminal.facts.offers == 3);
  CHECK(terminal.facts.offers_before == 3);
  CHECK(terminal.shown() == "Elternabend, Krabbelgruppe, Töpfern");

  CHECK(terminal.roll_back() == "done");
  CHECK(terminal.shown() == kFirstTitles);
  CHECK(terminal.roll_back() == "no-earlier-generation");
}

TEST_CASE("After a rollback the same package can be installed again, and an older one is still older") {
  SamplePackage package;
  const SamplePackage older = package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  REQUIRE(terminal.install(package) == "done");
  REQUIRE(terminal.roll_back() == "done");

  SamplePackage old_stick = older;
  CHECK(terminal.install(old_stick) == "older-than-installed");
  CHECK(terminal.shown() == kFirstTitles);
  CHECK(terminal.install(package) == "done");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("A rollback to a catalogue that has been altered on disk is refused") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  REQUIRE(terminal.install(package) == "done");
  const std::string earlier = terminal.store().layout().catalogue(1);
  std::string bytes = test::read_text_file(earlier);
  bytes[bytes.size() / 2] ^= 1;
  test::write_text_file(earlier, bytes);
  CHECK(terminal.roll_back() == "catalogue-damaged");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("A rollback from a catalogue that was cut short goes one step back, not two") {
  SamplePackage package;
  Terminal terminal(package);
  for (const std::string title : {"Eins", "Zwei", "Drei"}) {
    package.set_titles("vhs", {title});
    package.release();
    REQUIRE(terminal.install(package) == "done");
  }
  test::write_text_file(terminal.store().layout().catalogue(3), "cut");
  CHECK(terminal.roll_back() == "done");
  CHECK(terminal.shown() == "Zwei");
}

TEST_CASE("The same content signed again is up to date, and the newer signatures count") {
  SamplePackage package;
  SamplePackage first_stick = package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  package.sign_again();
  CHECK(terminal.install(package) == "up-to-date");
  CHECK(terminal.shown() == kFirstTitles);
  CHECK(terminal.install(package) == "up-to-date");
  CHECK(terminal.install(first_stick) == "older-than-installed");

  const auto current = terminal.store().current();
  REQUIRE(current);
  CHECK(*current == Current{1, 2});  // and the third installation made no further generation
}

TEST_CASE("Signing the same content again and again fills no disk") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  for (int i = 0; i < 4; ++i) {
    package.sign_again();
    REQUIRE(terminal.install(package) == "up-to-date");
  }
  CHECK(terminal.store().generations().value() == std::vector<GenerationNumber>{1, 5});
}

TEST_CASE("The stick that was installed also mends a catalogue that has been damaged on disk") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  const std::string catalogue = terminal.store().layout().catalogue(1);
  std::string bytes = test::read_text_file(catalogue);
  bytes[bytes.size() / 2] ^= 1;
  test::write_text_file(catalogue, bytes);
  REQUIRE(terminal.shown().substr(0, 17) == "catalogue-damaged");
  CHECK(terminal.install(package) == "done");
  CHECK(terminal.shown() == kFirstTitles);
}

TEST_CASE("A package of another organisation is refused by name") {
  SamplePackage package;
  SamplePackage foreign;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  foreign.set_titles("vhs", {"Fremdes"});
  foreign.release();
  CHECK(terminal.install(foreign) == "other-organisation");
  CHECK(terminal.shown() == kFirstTitles);
}

TEST_CASE("A target with other bytes, cut short, or gone is refused") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  std::string& served = package.repository.files.at(package.served_path("vhs"));
  SECTION("altered") {
    served[served.size() / 2] ^= 1;
    CHECK(terminal.install(package) == "hash-mismatch");
  }
  SECTION("cut short") {
    served.pop_back();
    CHECK(terminal.install(package) == "length-mismatch");
  }
  SECTION("gone") {
    package.repository.files.erase(package.served_path("vhs"));
    CHECK(terminal.install(package) == "not-found");
  }
  SECTION("unreadable") {
    package.repository.failures[package.served_path("vhs")] = base::ErrorCode::kIo;
    CHECK(terminal.install(package) == "io");
  }
  CHECK(terminal.shown() == kFirstTitles);
}

TEST_CASE("A rightly signed source with a wrong record refuses the whole release") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  auto lines = SamplePackage::lines_for("fz", {"Krabbelgruppe"});
  std::string expected = "malformed-record";
  SECTION("no JSON") { lines.insert(lines.begin() + 1, "{broken"); }
  SECTION("an offer without its provider") { lines.erase(lines.begin()); }
  SECTION("the same offer twice") {
    lines.push_back(lines.back());
    expected = "duplicate-id";
  }
  SECTION("an offer in another source's name") { lines.push_back(SamplePackage::lines_for("vhs", {"Falsch"}).back()); }
  SECTION("a source whose name begins like another's") {
    lines.push_back(SamplePackage::lines_for("fzx", {"Falsch"}).back());
  }
  package.set_lines("fz", lines);
  package.release();
  CHECK(terminal.install(package) == expected);
  CHECK_THAT(terminal.detail, ContainsSubstring("fz"));
  CHECK(terminal.shown() == kFirstTitles);
}

TEST_CASE("Records of a type that this program does not know are passed over") {
  SamplePackage package;
  Terminal terminal(package);
  auto lines = SamplePackage::lines_for("vhs", {"Töpfern"});
  lines.insert(lines.begin(), R"({"type":"from-the-future","id":"x"})");
  package.set_lines("vhs", lines);
  package.release();
  CHECK(terminal.install(package) == "done");
  CHECK(terminal.shown() == "Töpfern");
}

TEST_CASE("Targets of other kinds are left where they are") {
  SamplePackage package;
  Terminal terminal(package);
  package.repository.add_target(trust::kTargetsRole, "media/logo.png", "no picture");
  package.repository.publish();
  CHECK(terminal.install(package) == "done");
  const auto& requests = package.repository.requests;
  CHECK(std::none_of(requests.begin(), requests.end(),
                     [](const std::string& path) { return path.find("logo") != std::string::npos; }));
}

TEST_CASE("An installation that is asked to stop ends soon and changes nothing") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  const auto step = GENERATE(InstallStep::kReading, InstallStep::kVerifying, InstallStep::kTakingOver,
                             InstallStep::kIndexing, InstallStep::kActivating);
  base::CancelToken cancel;
  terminal.cancel = &cancel;
  terminal.progress = [&](const InstallStepProgress& progress) {
    if (progress.step == step) cancel.cancel();
  };
  const std::string result = terminal.install(package);
  // Past the last look there is only the rename: then it is done.
  CHECK(result == (step == InstallStep::kActivating ? "done" : "cancelled"));
  CHECK(terminal.shown() == (result == "done" ? "Töpfern" : kFirstTitles));
}

TEST_CASE("Progress goes from checking over every byte and offer to the switch") {
  SamplePackage package;
  Terminal terminal(package);
  std::vector<InstallStepProgress> seen;
  terminal.progress = [&](const InstallStepProgress& progress) { seen.push_back(progress); };
  REQUIRE(terminal.install(package) == "done");
  REQUIRE(seen.size() > 4);
  CHECK(seen.front().step == InstallStep::kReading);
  CHECK(seen.back().step == InstallStep::kActivating);
  CHECK(seen.back().bytes_done == seen.back().bytes_total);
  CHECK(seen.back().offers_done == 3);
  CHECK(seen.back().offers_total == 3);
  CHECK(std::is_sorted(seen.begin(), seen.end(), [](const InstallStepProgress& a, const InstallStepProgress& b) {
    return std::tuple(a.step, a.bytes_done, a.offers_done) < std::tuple(b.step, b.bytes_done, b.offers_done);
  }));
}

TEST_CASE("Every attempt is in the journal, with its result") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  REQUIRE(terminal.install(package) == "up-to-date");
  REQUIRE(terminal.roll_back() == "no-earlier-generation");
  auto journal = Journal::open_for_reading(terminal.store().layout().journal());
  REQUIRE(journal);
  const auto entries = journal->newest(10);
  REQUIRE(entries);
  REQUIRE(entries->size() == 3);
  CHECK(entries->at(2).result == kResultDone);
  CHECK(entries->at(2).generation == 1);
  CHECK(entries->at(2).offers == 3);
  CHECK(entries->at(2).source == package.repository.describe());
  CHECK(entries->at(1).result == "up-to-date");
  CHECK(entries->at(0).action == JournalAction::kRollBack);
  CHECK(entries->at(0).result == "no-earlier-generation");
}

TEST_CASE("A damaged journal is set aside and stops no installation") {
  SamplePackage package;
  Terminal terminal(package);
  const std::string journal = terminal.store().layout().journal();
  test::write_text_file(journal, std::string(5000, 'x'));
  CHECK(terminal.install(package) == "done");
  CHECK(test::read_text_file(journal + ".damaged") == std::string(5000, 'x'));
  CHECK(Journal::open_for_reading(journal));
}

TEST_CASE("Two at once: the second says who holds the store") {
  SamplePackage package;
  Terminal terminal(package);
  const auto held = StoreLock::acquire(terminal.store_path());
  REQUIRE(held);
  CHECK(terminal.install(package) == "busy");
  const auto refused = StoreLock::acquire(terminal.store_path());
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().detail, ContainsSubstring("held by process " + std::to_string(::getpid())));
}

TEST_CASE("A folder that was not initialised is no store") {
  const test::TemporaryDirectory folder;
  const auto lock = StoreLock::acquire(folder / "nothing");
  REQUIRE_FALSE(lock);
  CHECK(lock.error().code == base::ErrorCode::kNotInitialised);
}

TEST_CASE("A store is not initialised with something else than a root of trust") {
  const test::TemporaryDirectory folder;
  SamplePackage package;
  auto& files = base::posix_file_system();
  CHECK_FALSE(initialise_store(files, folder / "a", base::as_bytes("{}")));
  CHECK_FALSE(initialise_store(files, folder / "b", package.repository.file_bytes("metadata/timestamp.json")));
  std::string root = package.repository.files.at("metadata/1.root.json");
  root.replace(root.find("\"version\":1"), 11, "\"version\":2");
  const auto altered = initialise_store(files, folder / "c", base::as_bytes(root));
  REQUIRE_FALSE(altered);
  CHECK(altered.error().code == base::ErrorCode::kWrongSignature);
}

}  // namespace
}  // namespace bildungskiosk::update
