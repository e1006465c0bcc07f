#include <nlohmann/json.hpp>

#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

// From a provider's export file to what a citizen finds, with the real programs only.

namespace bildungskiosk::scenario {
namespace {

TEST_CASE("What the office adds, releases and exports is what the terminal installs and finds") {
  Office office;
  office.add("vhs-sonnfeld", {"Kurs Töpfern", "Kurs Malen"});
  office.add("fz-lindach", {"Kurs Krabbeln"});
  office.release();
  const Stick stick;
  office.export_to(stick.path());

  Terminal terminal(office.root_file());
  CHECK(terminal.install(stick.path()).exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Krabbeln, Kurs Malen, Kurs Töpfern");
  CHECK(terminal.titles("töpf") == "Kurs Töpfern");
  CHECK(terminal.sync({"verify"}).exit_code == 0);
  CHECK(terminal.install(stick.path()).exit_code == 10);
  const auto status = nlohmann::json::parse(terminal.sync({"status", "--json"}).out);
  CHECK(status.at("office") == "Bildungsbüro Landkreis Sonnfeld");
  CHECK(status.at("sources").size() == 3);
}

TEST_CASE("A source that is added anew replaces its stock, and the one before can be returned to") {
  Office office;
  office.add("vhs-sonnfeld", {"Kurs Töpfern", "Kurs Malen"});
  office.release();
  const Stick stick;
  office.export_to(stick.path());
  Terminal terminal(office.root_file());
  REQUIRE(terminal.install(stick.path()).exit_code == 0);

  office.add("vhs-sonnfeld", {"Kurs Weben"});
  office.release();
  office.export_to(stick.path());
  CHECK(terminal.install(stick.path()).exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Weben");
  CHECK(terminal.sync({"rollback"}).exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Malen, Kurs Töpfern");
}

TEST_CASE("A stick of another office is refused") {
  Office office;
  Office other;
  for (Office* each : {&office, &other}) {
    each->add("vhs-sonnfeld", {"Kurs Töpfern"});
    each->release();
  }
  const Stick stick;
  other.export_to(stick.path());
  Terminal terminal(office.root_file());
  CHECK(terminal.install(stick.path()).exit_code == 14);
  CHECK(terminal.titles("Kurs") == "exit 18");
}

}  // namespace
}  // namespace bildungskiosk::scenario
