#include <chrono>
#include <filesystem>
#include <thread>

#include "sync/base/civil_time.hpp"
#include "tests/scenario/office.hpp"
#include "tests/scenario/policies/faked_clock.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

// The policies for terminals that are mostly offline, each by its name.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;
using test::Finished;
using test::SamplePackage;

constexpr base::UnixSeconds kYear_s = 365 * kDay_s;

/// A package that shows "Kurs alt", and the terminal that has installed it.
struct Offline {
  Offline() : package(now()), terminal(package) {
    package.set_titles("vhs", {"Kurs alt"});
    package.release();
    first.write(package);
    REQUIRE(terminal.install(first.path()).exit_code == 0);
  }

  /// The next release with one course of this title, on a stick of its own.
  void next(const std::string& title) {
    package.set_titles("vhs", {title});
    package.release();
    stick.write(package);
  }

  [[nodiscard]] Finished sync_at(const FakedClock& clock, std::vector<std::string> arguments) const {
    return clock.run(terminal.command(std::move(arguments)));
  }

  SamplePackage package;
  Terminal terminal;
  Stick first;
  Stick stick;
};

bool says(const Finished& finished, const std::string& words) {
  return (finished.out + finished.err).find(words) != std::string::npos;
}

TEST_CASE("Refresh against a copy of the trusted metadata: a torn stick never blocks an older good one") {
  Offline world;
  world.next("Kurs gut");
  const Stick good(world.package);
  world.next("Kurs zerrissen");
  // Whatever file the stick has lost: the refused one is forgotten, and the older good one installs.
  for (const auto& lost : world.stick.files()) {
    if (lost.find("root.json") != std::string::npos) continue;
    INFO("without " << lost);
    world.terminal.keep();
    world.stick.write(world.package);
    std::filesystem::remove(world.stick.path() + "/" + lost);
    const auto torn = world.terminal.install(world.stick.path());
    const auto older = world.terminal.install(good.path());
    if (torn.exit_code == 0) {  // nobody reads files of earlier releases
      CHECK(older.exit_code == 11);
    } else {
      CHECK(older.exit_code == 0);
      CHECK(world.terminal.titles("Kurs") == "Kurs gut");
    }
    world.terminal.restore();
  }
}

TEST_CASE("A new root is promoted at once, whatever becomes of the rest of the stick") {
  Offline world;
  world.next("Kurs untergeschoben");  // by whoever holds the key that is about to be withdrawn
  const Stick stolen(world.package);
  SamplePackage& package = world.package;
  package.repository.rotate_keys(trust::kTimestampRole);
  package.repository.rotate_keys(trust::kTargetsRole);
  package.repository.publish_root();
  world.next("Kurs neu");
  std::filesystem::remove(world.stick.path() + "/kiosk-update/" + package.served_path("vhs"));
  CHECK(world.terminal.install(world.stick.path()).exit_code == 15);
  CHECK(test::read_text_file(world.terminal.store() + "/trust/root.json") ==
        package.repository.files.at("metadata/2.root.json"));
  CHECK(world.terminal.install(stolen.path()).exit_code != 0);
  CHECK(world.terminal.titles("Kurs") == "Kurs alt");
}

TEST_CASE(
    "What is installed is never refused for its age: it goes on being shown, with the date of the data in sight") {
  if (!FakedClock::is_available()) {
    test::note_untried_fault("a year offline", "libfaketime does not work");
    return;
  }
  Offline world;
  FaultTrial trial("a year offline", "a clock one, two and twenty years on, the real programs");
  for (const int years : {1, 2, 20}) {
    INFO(years << " years later");
    const FakedClock clock(now() + years * kYear_s + 40 * kDay_s);
    const auto found = world.sync_at(clock, {"search", "Kurs"});
    const auto verified = world.sync_at(clock, {"verify"});
    const auto status = world.sync_at(clock, {"status"});
    const auto again = world.sync_at(clock, {"install", world.first.path()});
    CHECK(says(found, "Kurs alt"));
    CHECK(verified.exit_code == 0);
    CHECK(status.exit_code == 0);
    // The date is in sight.
    const std::string year = base::format_utc(now()).substr(0, 4);
    CHECK_THAT(status.out, ContainsSubstring("Katalog:             vom ") && ContainsSubstring(year));
    // The stick it came from has expired since; that is no alarm.
    CHECK(again.exit_code == 10);
    CHECK(says(again, "schon auf diesem Stand"));
    trial.add(test::survived_if(says(found, "Kurs alt") && verified.exit_code == 0 && again.exit_code == 10),
              "the catalogue from before, with its date", test::sentence_of(again.out));
  }
}

TEST_CASE("The clock is not to be trusted: one that is behind makes nothing fresh that has expired") {
  if (!FakedClock::is_available()) {
    test::note_untried_fault("clock in the past", "libfaketime does not work");
    return;
  }
  Offline world;
  FaultTrial trial("clock in the past", "the real program in the years 1970, 2001 and 2019");
  for (const char* day : {"1970-01-02T00:00:00Z", "2001-01-01T00:00:00Z", "2019-06-01T00:00:00Z"}) {
    INFO(day);
    const FakedClock clock(*base::parse_utc(day));
    world.terminal.keep();
    // Past its expiry when this program was built.
    SamplePackage expired = world.package;
    expired.set_expiry(*base::parse_utc("2020-01-01T00:00:00Z"));
    expired.set_titles("vhs", {"Kurs abgelaufen"});
    expired.release();
    const auto refused = world.sync_at(clock, {"install", Stick(expired).path()});
    CHECK(refused.exit_code == 12);
    world.next("Kurs neu");
    const auto installed = world.sync_at(clock, {"install", world.stick.path()});
    INFO(installed.err);
    CHECK(installed.exit_code == 0);
    const bool shown = world.terminal.titles("Kurs") == "Kurs neu";
    CHECK(shown);
    trial.add(test::survived_if(refused.exit_code == 12 && installed.exit_code == 0 && shown), test::kSawNew,
              test::sentence_of(installed.out));
    world.terminal.restore();
  }
}

TEST_CASE("The clock is not to be trusted: the newest signed date counts where it is later") {
  if (!FakedClock::is_available()) return;
  Offline world;
  world.package.set_generated_at(now() + 100 * kDay_s);
  world.next("Kurs neu");
  REQUIRE(world.terminal.install(world.stick.path()).exit_code == 0);
  world.package.set_expiry(now() + 50 * kDay_s);
  world.next("Kurs abgelaufen");
  const FakedClock behind(*base::parse_utc("2001-01-01T00:00:00Z"));
  CHECK(world.sync_at(behind, {"install", world.stick.path()}).exit_code == 12);
  CHECK(world.terminal.titles("Kurs") == "Kurs neu");
}

TEST_CASE("The clock is not to be trusted: far ahead, right signatures and a higher version still install for staff") {
  if (!FakedClock::is_available()) {
    test::note_untried_fault("clock in the future", "libfaketime does not work");
    return;
  }
  Offline world;
  FaultTrial trial("clock in the future", "the real program in the years 2035, 2060 and 2099");
  world.next("Kurs neu");
  SamplePackage forged = world.package;
  forged.set_titles("vhs", {"Kurs falsch"});
  forged.release();
  std::string& timestamp = forged.repository.files.at("metadata/timestamp.json");
  char& digit = timestamp.at(timestamp.find("\"sig\":\"") + 7);
  digit = digit == '0' ? '1' : '0';
  world.terminal.keep();
  for (const char* day : {"2035-01-01T00:00:00Z", "2060-02-29T12:00:00Z", "2099-12-31T23:59:59Z"}) {
    INFO(day);
    world.terminal.restore();
    const FakedClock clock(*base::parse_utc(day));
    const auto refused = world.sync_at(clock, {"install", world.stick.path()});
    CHECK(refused.exit_code == 12);
    CHECK(says(refused, "Uhr"));
    CHECK(world.terminal.titles("Kurs") == "Kurs alt");
    const auto by_staff = world.sync_at(clock, {"install", world.stick.path(), "--ignore-clock"});
    CHECK(by_staff.exit_code == 0);
    CHECK(world.sync_at(clock, {"install", world.first.path(), "--ignore-clock"}).exit_code == 11);
    CHECK(world.sync_at(clock, {"install", Stick(forged).path(), "--ignore-clock"}).exit_code == 13);
    const bool shown = world.terminal.titles("Kurs") == "Kurs neu";
    CHECK(shown);
    trial.add(test::survived_if(refused.exit_code == 12 && by_staff.exit_code == 0 && shown),
              "the catalogue from before, then the new one", test::sentence_of(refused.err));
  }
  // And when the clock has been set right, everything goes on as ever.
  world.next("Kurs danach");
  CHECK(world.terminal.install(world.stick.path()).exit_code == 0);
}

TEST_CASE("The clock is not to be trusted: one that steps in mid-update disturbs neither this update nor the next") {
  if (!FakedClock::is_available()) {
    test::note_untried_fault("clock stepping in mid-update", "libfaketime does not work");
    return;
  }
  Offline world;
  std::vector<std::string> others;
  for (int i = 0; i < 2'000; ++i) others.push_back("Treffen " + std::to_string(i));
  world.package.set_titles("fz", others);
  world.next("Kurs neu");
  world.terminal.keep();
  FaultTrial trial("clock stepping in mid-update", "real program, the clock set while it holds the store");
  for (const base::UnixSeconds later : {now() + 30 * kYear_s, now() - 30 * kYear_s, now() + 3'600, now() - 3'600}) {
    INFO("to " << base::format_utc(later));
    world.terminal.restore();
    FakedClock clock(now());
    std::filesystem::remove(world.terminal.store() + "/lock");
    test::Process process(clock.under(world.terminal.command({"install", world.stick.path()})));
    while (process.running() && !std::filesystem::exists(world.terminal.store() + "/lock")) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    clock.set(later);
    const auto finished = process.wait();
    INFO(finished.err);
    // Far ahead before the release was checked: then it has expired, and nothing else has happened.
    const bool is_fair = finished.exit_code == 0 || (finished.exit_code == 12 && later > now() + kYear_s);
    CHECK(is_fair);
    const std::string shown = world.terminal.titles("Kurs");
    CHECK(shown == (finished.exit_code == 0 ? "Kurs neu" : "Kurs alt"));
    CHECK(world.terminal.sync({"verify"}).exit_code == 0);
    const auto again = world.terminal.install(world.stick.path());
    INFO("then: " << again.err);
    const bool goes_on = again.exit_code == (finished.exit_code == 0 ? 10 : 0);
    CHECK(goes_on);
    trial.add(test::survived_if(is_fair && goes_on), finished.exit_code == 0 ? test::kSawNew : test::kSawOld,
              test::sentence_of(finished.out + finished.err));
  }
}

}  // namespace
}  // namespace bildungskiosk::scenario
