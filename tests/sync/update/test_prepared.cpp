#include <algorithm>

#include "sync/base/folder_lock.hpp"
#include "sync/update/journal.hpp"
#include "sync/update/updater.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/update/updater_fixture.hpp"

// A release that is checked now and installed later, perhaps when the stick is out.

namespace bildungskiosk::update {
namespace {

using test::SamplePackage;
using test_support::Terminal;

constexpr const char* kFirstTitles = "Englisch am Abend, Nähkurs für Anfänger, Rechnen im Alltag";

std::size_t journal_entries(const Terminal& terminal) {
  auto journal = Journal::open_for_reading(terminal.store().layout().journal());
  if (!journal) return 0;
  return journal->newest(100).value().size();
}

/// A terminal with the first package, and a second one that is prepared.
struct Prepared {
  Prepared() : terminal(package) {
    REQUIRE(terminal.install(package) == "done");
    package.set_titles("vhs", {"Töpfern", "Malen"});
    package.release();
    release = terminal.prepare(package.repository);
    REQUIRE(release);
    REQUIRE(terminal.shown() == kFirstTitles);
  }
  SamplePackage package;
  Terminal terminal;
  base::Result<PreparedRelease> release = base::Error{};
};

TEST_CASE("A prepared release says who made it, when, what it holds, and what is shown now") {
  Prepared world;
  const auto& release = world.release->release;
  CHECK(release.office == "Bildungsbüro Landkreis Sonnfeld");
  CHECK(release.version == world.package.repository.targets.version);
  CHECK(release.generated_at == test::kPublishedAt);
  CHECK(release.offers == 2);
  const auto& root = world.package.repository.root;
  CHECK(release.signing_key == root.roles.find("targets")->second.key_ids.front().substr(0, 8));
  REQUIRE(world.release->installed);
  CHECK(world.release->installed->offers == 3);
  CHECK(world.release->installed->version == release.version - 1);
  CHECK(world.release->installed->signing_key == release.signing_key);
}

TEST_CASE("Without a catalogue, everything of a prepared release is new") {
  SamplePackage package;
  Terminal terminal(package);
  const auto prepared = terminal.prepare(package.repository);
  REQUIRE(prepared);
  CHECK_FALSE(prepared->installed);
  CHECK(prepared->changes == ReleaseChanges{3, 0, 0});
}

TEST_CASE("A prepared release is installed from its copy, with the stick out") {
  Prepared world;
  world.package.repository.files.clear();
  CHECK(world.terminal.complete(*std::move(world.release)) == "done");
  CHECK(world.terminal.shown() == "Malen, Töpfern");
  CHECK(world.terminal.facts.offers == 2);
  CHECK(world.terminal.facts.offers_before == 3);
  CHECK(journal_entries(world.terminal) == 2);
}

TEST_CASE("Preparing again in between makes the first preparation worthless, not wrong") {
  Prepared world;
  world.package.set_titles("vhs", {"Segeln"});
  world.package.release();
  auto second = world.terminal.prepare(world.package.repository);
  REQUIRE(second);
  SECTION("the second one installs") { CHECK(world.terminal.complete(*std::move(second)) == "done"); }
  SECTION("the first one does not") {
    CHECK(world.terminal.complete(*std::move(world.release)) == "store-changed");
    CHECK(world.terminal.shown() == kFirstTitles);
  }
}

TEST_CASE("A shell that installs, rolls back or keeps newer signatures in between is noticed") {
  Prepared world;
  SECTION("installs the same") {
    REQUIRE(world.terminal.install(world.package) == "done");
    CHECK(world.terminal.complete(*std::move(world.release)) == "store-changed");
    CHECK(world.terminal.shown() == "Malen, Töpfern");
  }
  SECTION("installs something newer, and a rollback") {
    world.package.set_titles("vhs", {"Segeln"});
    world.package.release();
    REQUIRE(world.terminal.install(world.package) == "done");
    REQUIRE(world.terminal.roll_back() == "done");
    CHECK(world.terminal.complete(*std::move(world.release)) == "store-changed");
    CHECK(world.terminal.shown() == kFirstTitles);
  }
  SECTION("only looks, and empties the staging folder") {
    REQUIRE(world.terminal.roll_back() == "no-earlier-generation");
    CHECK(world.terminal.complete(*std::move(world.release)) == "store-changed");
    CHECK(world.terminal.shown() == kFirstTitles);
  }
}

TEST_CASE("A copy that was altered in staging is not installed") {
  Prepared world;
  const std::string altered =
      GENERATE(true, false) ? world.release->staged.front().path : world.release->folder + "/metadata/targets.json";
  std::string bytes = test::read_text_file(altered);
  bytes[bytes.size() / 2] ^= 1;
  test::write_text_file(altered, bytes);
  CHECK(world.terminal.complete(*std::move(world.release)) == "store-changed");
  CHECK(world.terminal.shown() == kFirstTitles);
}

TEST_CASE("Space that has gone since the release was prepared is told with how much is missing") {
  Prepared world;
  InstallOptions options;
  options.free_space_floor_bytes =
      base::posix_file_system().free_bytes(world.terminal.store_path()).value() + 1'000'000;
  CHECK(world.terminal.complete(*std::move(world.release), options) == "no-space");
  CHECK(world.terminal.facts.missing_bytes >= 900'000);
}

TEST_CASE("A release that nobody wants leaves nothing in staging") {
  Prepared world;
  CHECK(world.terminal.discard() == "done");
  CHECK(base::posix_file_system().list(world.terminal.store().layout().staging()).value().empty());
  CHECK(world.terminal.complete(*std::move(world.release)) == "store-changed");
}

TEST_CASE("A record that would be refused in the end is refused before the release is offered") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  auto lines = SamplePackage::lines_for("vhs", {"Töpfern"});
  lines.push_back("{broken");
  package.set_lines("vhs", lines);
  package.release();
  const auto prepared = terminal.prepare(package.repository);
  REQUIRE_FALSE(prepared);
  CHECK(prepared.error().code == base::ErrorCode::kMalformedRecord);
  CHECK_THAT(prepared.error().detail, ContainsSubstring("vhs/offers-2.jsonl.zst line 3"));
  CHECK(journal_entries(terminal) == 2);
}

}  // namespace
}  // namespace bildungskiosk::update
