#include <algorithm>
#include <filesystem>
#include <set>

#include "sync/exchange/compressed_lines.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/stock.hpp"
#include "sync/update/updater.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/patch_of_texts.hpp"
#include "tests/sync/update/updater_fixture.hpp"

// What a terminal fetches when it knows something already.

namespace bildungskiosk::update {
namespace {

using base::ErrorCode;
using test::SamplePackage;
using test_support::Terminal;

std::vector<std::string> titles(std::size_t count, const std::string& third) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back("Kurs Nummer " + std::to_string(1000 + i * 7919 % 9000));
  all.at(2) = third;
  return all;
}

/// A terminal with a first release of two sources, and a second one in which one offer of "vhs" is another.
struct TwoReleases {
  TwoReleases() : terminal(package) {
    package.make_deltas();
    package.set_titles("vhs", titles(60, "Malen"));
    package.set_titles("fz", titles(20, "Krabbeln"));
    package.release();
    REQUIRE(terminal.install(package) == "done");
    package.set_titles("vhs", titles(60, "Töpfern"));
    package.release();
    package.repository.requests.clear();
  }
  [[nodiscard]] bool asked_for(const std::string& path) const {
    const auto& requests = package.repository.requests;
    return std::find(requests.begin(), requests.end(), path) != requests.end();
  }
  [[nodiscard]] bool shows_new() const { return terminal.shown().find("Töpfern") != std::string::npos; }
  [[nodiscard]] bool shows_old() const { return terminal.shown().find("Malen") != std::string::npos; }
  [[nodiscard]] std::string stock_path(const std::string& source) const {
    const auto shown = terminal.store().manifest(terminal.store().current()->catalogue).value();
    for (const auto& target : shown.targets) {
      if (target.path.starts_with(source + "/")) {
        return terminal.store().layout().stock() + "/" + target.content_sha256 + ".jsonl.zst";
      }
    }
    return {};
  }
  SamplePackage package;
  Terminal terminal;
};

TEST_CASE("A terminal that has the base fetches the delta and not the file, and nothing of what has not changed") {
  TwoReleases world;
  const std::string delta = world.package.served_delta_path("vhs");
  REQUIRE(world.terminal.install(world.package) == "done");
  CHECK(world.shows_new());
  CHECK(world.asked_for(delta));
  CHECK_FALSE(world.asked_for(world.package.served_path("vhs")));
  CHECK_FALSE(world.asked_for(world.package.served_path("fz")));
  // The same content as a terminal has that fetched everything.
  Terminal fresh(world.package);
  REQUIRE(fresh.install(world.package) == "done");
  CHECK(fresh.shown() == world.terminal.shown());
  const auto contents = [](const Terminal& terminal) {
    std::vector<std::string> all;
    const auto manifest = terminal.store().manifest(terminal.store().current()->catalogue);
    for (const auto& target : manifest->targets) {
      all.push_back(target.content_sha256 + " " + std::to_string(target.offers));
    }
    return all;
  };
  CHECK(contents(fresh) == contents(world.terminal));
  CHECK(world.terminal.store().manifest(2)->fetched_bytes < fresh.store().manifest(1)->fetched_bytes / 2);
}

TEST_CASE("Deltas follow each other: what one gave is the base of the next") {
  TwoReleases world;
  REQUIRE(world.terminal.install(world.package) == "done");
  for (const std::string title : {"Segeln", "Rudern", "Tauchen"}) {
    world.package.set_titles("vhs", titles(60, title));
    world.package.release();
    world.package.repository.requests.clear();
    REQUIRE(world.terminal.install(world.package) == "done");
    CHECK(world.asked_for(world.package.served_delta_path("vhs")));
    CHECK_FALSE(world.asked_for(world.package.served_path("vhs")));
    CHECK_THAT(world.terminal.shown(), ContainsSubstring(title));
  }
}

TEST_CASE("A base that is missing, damaged or another one costs the full file, not the update") {
  test::FaultTrial trial("delta on the wrong base", "the base gone, damaged, or of another content; in memory");
  TwoReleases world;
  const std::string base = world.stock_path("vhs");
  SECTION("missing") { std::filesystem::remove(base); }
  SECTION("damaged") {
    std::string bytes = test::read_text_file(base);
    bytes[bytes.size() / 2] ^= 1;
    test::write_text_file(base, bytes);
  }
  SECTION("cut short") { test::write_text_file(base, test::read_text_file(base).substr(0, 40)); }
  SECTION("another content under its name") {
    std::filesystem::copy_file(world.stock_path("fz"), base, std::filesystem::copy_options::overwrite_existing);
  }
  SECTION("a folder in its place") {
    std::filesystem::remove(base);
    std::filesystem::create_directory(base);
  }
  const bool installed = world.terminal.install(world.package) == "done";
  CHECK(installed);
  CHECK(world.shows_new());
  trial.add(test::survived_if(installed && world.shows_new()), test::kSawNew, "");
  CHECK(world.asked_for(world.package.served_path("vhs")));
}

TEST_CASE("An unchanged source whose copy is damaged or gone is fetched again") {
  TwoReleases world;
  const std::string copy = world.stock_path("fz");
  if (GENERATE(true, false)) {
    std::filesystem::remove(copy);
  } else {
    test::write_text_file(copy, "damaged");
  }
  CHECK(world.terminal.install(world.package) == "done");
  CHECK(world.asked_for(world.package.served_path("fz")));
  CHECK(world.shows_new());
}

TEST_CASE("A delta that is rightly signed but of no use costs the full file, not the update") {
  test::FaultTrial trial("wrong result hash", "a rightly signed delta that gives other bytes, more, fewer, or none");
  TwoReleases world;
  const std::string good = world.package.repository.files.at(world.package.served_delta_path("vhs"));
  const std::string base = exchange::join_lines(SamplePackage::lines_for("vhs", titles(60, "Malen")));
  const auto patch_to = [&](const std::string& content) {
    return std::string(base::as_text(test::patch_of_texts(base, content).value()));
  };
  SECTION("no patch") { world.package.replace_delta("vhs", "nonsense"); }
  SECTION("cut short") { world.package.replace_delta("vhs", good.substr(0, good.size() - 5)); }
  SECTION("bytes behind it") { world.package.replace_delta("vhs", good + "x"); }
  SECTION("it gives other lines of the right length") {
    std::string other = exchange::join_lines(SamplePackage::lines_for("vhs", titles(60, "Töpfern")));
    other[other.find("Kurs Nummer")] = 'X';
    world.package.replace_delta("vhs", patch_to(other));
  }
  SECTION("it gives more than signed") {
    world.package.replace_delta("vhs",
                                patch_to(exchange::join_lines(SamplePackage::lines_for("vhs", titles(61, "X")))));
  }
  SECTION("it gives millions of bytes") {
    const std::string bomb = patch_to(std::string(4'000'000, 'a'));
    REQUIRE(bomb.size() < world.package.repository.files.at(world.package.served_path("vhs")).size());
    world.package.replace_delta("vhs", bomb);
  }
  SECTION("it gives less than signed") { world.package.replace_delta("vhs", patch_to("short\n")); }
  const bool installed = world.terminal.install(world.package) == "done";
  CHECK(installed);
  CHECK(world.shows_new());
  trial.add(test::survived_if(installed && world.shows_new()), test::kSawNew, "");
  CHECK(world.asked_for(world.package.served_delta_path("vhs")));
  CHECK(world.asked_for(world.package.served_path("vhs")));
}

TEST_CASE("A delta whose entry is not in the agreed form is not even fetched") {
  TwoReleases world;
  const std::string good = world.package.repository.files.at(world.package.served_delta_path("vhs"));
  const auto of = [](trust::JsonObject& custom, const char* end) { return custom.find(end)->second.as_object(); };
  SECTION("a path instead of a hash") {
    world.package.replace_delta("vhs", good, [&](auto& custom) {
      of(custom, "from")
          ->insert_or_assign("sha256", "../../../../../../../../../../../../../../../../etc/passwd/aaaaaaaaa");
    });
  }
  SECTION("a negative length") {
    world.package.replace_delta("vhs", good, [&](auto& custom) { of(custom, "to")->insert_or_assign("length", -1); });
  }
  SECTION("it leads to another content than the full file has") {
    world.package.replace_delta(
        "vhs", good, [&](auto& custom) { of(custom, "to")->insert_or_assign("sha256", std::string(64, 'a')); });
  }
  SECTION("past what a patch may be for") {
    world.package.replace_delta("vhs", good, [&](auto& custom) {
      of(custom, "from")->insert_or_assign("length", static_cast<std::int64_t>(exchange::kPatchContentBytesMax) + 1);
    });
  }
  SECTION("no object") {
    world.package.replace_delta("vhs", good, [](auto& custom) { custom.insert_or_assign("from", "vhs"); });
  }
  CHECK(world.terminal.install(world.package) == "done");
  CHECK(world.shows_new());
  CHECK_FALSE(world.asked_for(world.package.served_delta_path("vhs")));
}

TEST_CASE("A role that may speak for a path does not slip a delta under another role's file") {
  TwoReleases world;
  const std::string path = world.package.delta_path("vhs");
  const auto delta = world.package.repository.targets.targets.at(path);
  const std::string bytes = world.package.repository.files.at(world.package.served_delta_path("vhs"));
  world.package.repository.targets.targets.erase(path);
  world.package.repository.add_delegation("targets", "other", {"vhs/*"});
  world.package.repository.add_target("other", path, bytes);
  world.package.repository.targets_of("other").targets.at(path).custom = delta.custom;
  world.package.repository.publish();
  world.package.repository.requests.clear();
  CHECK(world.terminal.install(world.package) == "done");
  CHECK(world.asked_for(world.package.served_path("vhs")));
}

TEST_CASE("A delta that is damaged or missing on the medium costs the full file; a medium that fails ends the update") {
  TwoReleases world;
  const std::string delta = world.package.served_delta_path("vhs");
  std::string expected = "done";
  SECTION("damaged") { world.package.repository.files.at(delta)[10] ^= 1; }
  SECTION("cut short") { world.package.repository.files.at(delta).pop_back(); }
  SECTION("longer") { world.package.repository.files.at(delta) += "x"; }
  SECTION("missing") { world.package.repository.files.erase(delta); }
  SECTION("unreadable") {
    world.package.repository.failures[delta] = ErrorCode::kIo;
    expected = "io";
  }
  CHECK(world.terminal.install(world.package) == expected);
  CHECK(world.shows_new() == (expected == "done"));
  CHECK(world.shows_old() == (expected == "io"));
}

TEST_CASE("What installing would change is counted by offer") {
  TwoReleases world;
  auto next = titles(62, "Töpfern");  // two more
  next.at(5) = "Anders";
  world.package.set_titles("vhs", next);
  world.package.set_titles("fz", titles(15, "Krabbeln"));  // five fewer
  world.package.set_titles("neu", {"Ganz neu"});
  world.package.release();
  const auto prepared = world.terminal.prepare(world.package.repository);
  REQUIRE(prepared);
  CHECK(prepared->changes == ReleaseChanges{3, 2, 5});
  CHECK(prepared->release.offers == 62 + 15 + 1);
  SECTION("not when what is shown is not at hand") {
    std::filesystem::remove(world.stock_path("vhs"));
    const auto again = world.terminal.prepare(world.package.repository);
    REQUIRE(again);
    CHECK_FALSE(again->changes);
    CHECK(again->release.offers == 62 + 15 + 1);
  }
}

TEST_CASE("The stock keeps what kept generations were built from, and nothing else") {
  TwoReleases world;
  const std::string folder = world.terminal.store().layout().stock();
  test::write_text_file(folder + "/foreign", "left by somebody");
  for (int i = 0; i < 5; ++i) {
    REQUIRE(world.terminal.install(world.package) == "done");
    world.package.set_titles("vhs", titles(60, "Kurs " + std::to_string(i)));
    world.package.release();
  }
  std::set<std::string> needed;
  const auto numbers = world.terminal.store().generations();
  REQUIRE(numbers);
  CHECK(numbers->size() == kGenerationsKept);
  for (const auto number : *numbers) {
    const auto manifest = world.terminal.store().manifest(number);
    for (const auto& target : manifest->targets) needed.insert(target.content_sha256 + ".jsonl.zst");
  }
  const auto names = base::posix_file_system().list(folder).value();
  CHECK(std::set<std::string>(names.begin(), names.end()) == needed);

  // Rolled back and installed again: all of it is there.
  REQUIRE(world.terminal.install(world.package) == "done");
  REQUIRE(world.terminal.roll_back() == "done");
  world.package.repository.requests.clear();
  REQUIRE(world.terminal.install(world.package) == "done");
  CHECK(std::none_of(world.package.repository.requests.begin(), world.package.repository.requests.end(),
                     [](const std::string& path) { return path.starts_with("targets/"); }));
}

TEST_CASE("A catalogue that was damaged on disk is mended out of the stock") {
  TwoReleases world;
  REQUIRE(world.terminal.install(world.package) == "done");
  test::write_text_file(world.terminal.store().layout().catalogue(2), "damaged");
  world.package.repository.requests.clear();
  CHECK(world.terminal.install(world.package) == "done");
  CHECK(world.shows_new());
  CHECK_FALSE(world.asked_for(world.package.served_path("vhs")));
}

TEST_CASE("Whichever file operation fails while a delta is installed, exactly the old or the new catalogue is shown") {
  const auto kind = GENERATE(test::FaultKind::kOnce, test::FaultKind::kForGood);
  TwoReleases world;
  std::uint64_t operation = 0;
  for (; operation < 2'000; ++operation) {
    INFO("operation " << operation);
    test::FaultyFileSystem faulty(base::posix_file_system());
    faulty.fail_at(operation, kind, operation % 2 == 0 ? ErrorCode::kIo : ErrorCode::kNoSpace);
    world.terminal.files = &faulty;
    const std::string result = world.terminal.install(world.package);
    world.terminal.files = &base::posix_file_system();
    const bool is_new = world.shows_new();
    REQUIRE((is_new || world.shows_old()));
    if (result == "done") REQUIRE(is_new);
    if (!faulty.struck()) break;
    if (!is_new) continue;
    // So that the next round has a delta to apply again, and no more generations than this one.
    const std::string rebuilt = world.stock_path("vhs");
    REQUIRE(world.terminal.roll_back() == "done");
    REQUIRE(world.terminal.store().prune());
    std::filesystem::remove(rebuilt);
  }
  CHECK(operation > 50);
  CHECK(operation < 2'000);
}

}  // namespace
}  // namespace bildungskiosk::update
