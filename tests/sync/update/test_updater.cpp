#include "sync/update/updater.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/update/updater_fixture.hpp"

namespace bildungskiosk::update {
namespace {

using test::SamplePackage;
using test_support::Terminal;

TEST_CASE("A package is installed, and then it is up to date") {
  SamplePackage package;
  Terminal terminal(package);
  CHECK(terminal.shown() == "no-catalogue");
  CHECK(terminal.install(package) == "done");
  INFO(terminal.detail);
  CHECK(terminal.facts.offers == 3);
  CHECK(terminal.shown() == "Englisch am Abend, Nähkurs für Anfänger, Rechnen im Alltag");
  CHECK(terminal.install(package) == "up-to-date");
}

}  // namespace
}  // namespace bildungskiosk::update
