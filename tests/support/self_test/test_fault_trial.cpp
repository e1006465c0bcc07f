#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

namespace bildungskiosk::test {
namespace {

TEST_CASE("The list of faults names each once") {
  const auto& faults = all_faults();
  CHECK(std::set<std::string>(faults.begin(), faults.end()).size() == faults.size());
  CHECK(faults.size() > 60);
}

TEST_CASE("A fault that is not in the list is no row of the table") {
  CHECK_THROWS_WITH(FaultTrial("meteorite", "by hand"), ContainsSubstring("meteorite"));
  CHECK_THROWS_WITH(note_untried_fault("meteorite", "none at hand"), ContainsSubstring("faults.txt"));
}

TEST_CASE("Of a program's line, the table keeps the sentence") {
  CHECK(sentence_of("kiosk-sync: Eine Datei fehlt. Bitte prüfen. [not-found: a [b]]\n") ==
        "Eine Datei fehlt. Bitte prüfen.");
  CHECK(sentence_of("Installiert: Katalog vom 24.11.2026.\n") == "Installiert: Katalog vom 24.11.2026.");
  CHECK(sentence_of("").empty());
}

}  // namespace
}  // namespace bildungskiosk::test
