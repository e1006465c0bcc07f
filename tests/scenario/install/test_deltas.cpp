#include <nlohmann/json.hpp>

#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {
namespace {

/// What the shown catalogue's installation took from its source, as `kiosk-sync status --json` says.
std::uint64_t fetched_bytes(const Terminal& terminal) {
  const auto status = terminal.sync({"status", "--json"});
  REQUIRE(status.exit_code == 0);
  return nlohmann::json::parse(status.out).at("fetched_bytes").get<std::uint64_t>();
}

TEST_CASE("A terminal that has an earlier release takes what has changed, and shows what a new terminal shows") {
  Office office;
  auto titles = many_titles(600);
  office.add("vhs", titles);
  office.add("fz", {"Krabbelgruppe", "Elternabend"});
  office.release();
  const test::TemporaryDirectory stick;
  office.export_to(stick.path());
  const Terminal terminal(office.root_file());
  REQUIRE(terminal.install(stick.path()).exit_code == 0);

  for (const std::string title : {"Töpfern am Rad", "Segeln am See"}) {
    titles.at(100) = title;
    titles.push_back(title + ", zweiter Teil");
    office.add("vhs", titles);
    office.release();
    office.export_to(stick.path());
    REQUIRE(terminal.install(stick.path()).exit_code == 0);

    const Terminal fresh(office.root_file());
    REQUIRE(fresh.install(stick.path()).exit_code == 0);
    CHECK(fetched_bytes(terminal) > 0);
    CHECK(fetched_bytes(terminal) * 2 < fetched_bytes(fresh));
    for (const std::string word : {"Töpfern", "Segeln", "Krabbelgruppe", "Kurs"}) {
      CHECK(terminal.titles(word) == fresh.titles(word));
    }
    CHECK(terminal.sync({"verify"}).exit_code == 0);
  }
}

TEST_CASE("A terminal that missed a release takes one delta over both") {
  Office office;
  auto titles = many_titles(600);
  office.add("vhs", titles);
  office.release();
  const test::TemporaryDirectory stick;
  office.export_to(stick.path());
  const Terminal terminal(office.root_file());
  REQUIRE(terminal.install(stick.path()).exit_code == 0);
  for (const std::string title : {"Töpfern am Rad", "Segeln am See"}) {
    titles.at(100) = title;
    office.add("vhs", titles);
    office.release();
  }
  office.export_to(stick.path());
  REQUIRE(terminal.install(stick.path()).exit_code == 0);
  const Terminal fresh(office.root_file());
  REQUIRE(fresh.install(stick.path()).exit_code == 0);
  CHECK(fetched_bytes(terminal) * 2 < fetched_bytes(fresh));
  CHECK_THAT(terminal.titles("Segeln"), ContainsSubstring("Segeln am See"));
}

}  // namespace
}  // namespace bildungskiosk::scenario
