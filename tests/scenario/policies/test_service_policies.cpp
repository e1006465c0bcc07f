#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "sync/base/civil_time.hpp"
#include "tests/scenario/policies/faked_clock.hpp"
#include "tests/scenario/running_service.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"
#include "tests/support/http_server/http_server.hpp"

// The policies that only the background service can show, each by its name: `kiosk-sync watch` from the outside.

namespace bildungskiosk::scenario {
namespace {

using base::ErrorCode;
using test::FaultTrial;
using test::SamplePackage;
using update::ClockTrust;
using update::MediumStage;
using update::NetworkStatus;
using update::ServiceStatus;
using update::StaffRequestKind;

constexpr const char* kAsk = "[media]\nfolders = [\"/\"]\npolicy = \"ask\"\n";
constexpr const char* kInstall = "[media]\nfolders = [\"/\"]\npolicy = \"install\"\n";

/// A byte of the source's offers is not what was signed.
void spoil(std::string& bytes) { bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1); }

/// A terminal that shows "Kurs alt", and a package whose next release is "Kurs neu".
struct World {
  World() : package(now()), terminal(package) {
    package.set_titles("vhs", {"Kurs alt"});
    package.release();
    first.write(package);
    REQUIRE(terminal.install(first.path()).exit_code == 0);
    package.set_titles("vhs", {"Kurs neu"});
    package.release();
    stick.write(package);
  }
  [[nodiscard]] std::string offers() const { return "/" + package.served_path("vhs"); }

  SamplePackage package;
  Terminal terminal;
  Stick first;
  Stick stick;
};

/// The next stick's end, and that it is out again.
ServiceStatus end_of(RunningService& service, const std::string& folder, MediumStage stage) {
  service.put_in(folder);
  const auto status = service.wait_for(
      [&](const ServiceStatus& now) { return now.medium.stage == stage && folder.ends_with(now.medium.label); });
  service.take_out(folder);
  service.wait_for(MediumStage::kNone);
  return status;
}

/// Files of the stick that were opened since the trace had `begin` lines.
std::vector<std::string> opened_below(const std::string& folder, const std::string& trace, std::size_t begin) {
  std::vector<std::string> opened;
  std::ifstream lines(trace);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line); ++number) {
    const std::size_t at = line.find("\"" + folder + "/");
    if (number < begin || at == std::string::npos || line.find("O_DIRECTORY") != std::string::npos) continue;
    const std::string path = line.substr(at + 1, line.find('"', at + 1) - at - 1);
    if (line.find("= -1") == std::string::npos) opened.push_back(path.substr(folder.size() + 1));
  }
  return opened;
}

std::size_t lines_of(const std::string& file) {
  const std::string text = test::read_text_file(file);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_CASE("A failing package is not tried again until it changes: no loops with a stick") {
  if (!can_trace()) return;
  World world;
  const std::string broken = world.stick.path() + "/kiosk-update" + world.offers();
  std::string bytes = test::read_text_file(broken);
  spoil(bytes);
  test::write_text_file(broken, bytes);
  const test::TemporaryDirectory folder;
  const std::string trace = folder / "trace";
  RunningService service(world.terminal, kInstall, traced({"-s", "4096", "-e", "trace=openat"}, trace, {}));
  const auto refused = end_of(service, world.stick.path(), MediumStage::kRefused);
  CHECK(refused.medium.refusal->code == ErrorCode::kHashMismatch);
  const auto first = opened_below(world.stick.path(), trace, 0);
  CHECK(std::count(first.begin(), first.end(), "kiosk-update" + world.offers()) == 1);

  // Left in, put in again, and met by the next start of the service: nothing past timestamp.json is read.
  const std::size_t begin = lines_of(trace);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kRefused);
  constexpr std::int64_t kRequests = 20;  // each makes the service's loop look at the same stick
  for (std::int64_t i = 0; i < kRequests; ++i) service.ask(StaffRequestKind::kInstall);
  service.wait_for([](const ServiceStatus& status) { return status.handled_request == kRequests; });
  CHECK(service.status().medium.stage == MediumStage::kRefused);
  for (const auto& file : opened_below(world.stick.path(), trace, begin)) {
    INFO(file);
    CHECK((file.ends_with(".root.json") || file.ends_with("/timestamp.json")));
  }
  CHECK_FALSE(opened_below(world.stick.path(), trace, begin).empty());
  CHECK(opened_below(world.stick.path(), trace, begin).size() <= 2);
  CHECK(service.status().medium.refusal->code == ErrorCode::kHashMismatch);
  REQUIRE(::kill(static_cast<pid_t>(service.status().process_id), SIGKILL) == 0);
  static_cast<void>(service.process().wait());
  service.start();
  const auto remembered = service.wait_for(MediumStage::kRefused);
  CHECK(remembered.medium.refusal->code == ErrorCode::kHashMismatch);
  for (const auto& file : opened_below(world.stick.path(), trace, 0)) CHECK(file.find("targets/") == std::string::npos);
  CHECK(world.terminal.titles("Kurs") == "Kurs alt");
  service.take_out(world.stick.path());
  service.wait_for(MediumStage::kNone);

  // Written again with the same signatures: it has changed.
  world.stick.write(world.package);
  CHECK(end_of(service, world.stick.path(), MediumStage::kDone).medium.release->offers == 1);
  CHECK(world.terminal.titles("Kurs") == "Kurs neu");
}

TEST_CASE(
    "A failing package is not tried again until it changes: no loops with a web server, however often it is due") {
  if (!FakedClock::is_available()) return;
  World world;
  test::HttpServer server;
  auto files = world.package.repository.files;
  spoil(files.at(world.package.served_path("vhs")));
  server.set_files(files);
  FakedClock clock(now());
  RunningService service(world.terminal, "[network]\nurl = \"" + server.url() + "/\"\nwindow = \"00:00-00:00\"\n",
                         clock.under({}), {"--network-now"});
  const auto asked_since = [&](base::UnixSeconds before) {
    return service.wait_for([before](const ServiceStatus& status) {
      const auto& network = status.network;
      return network.last_attempt_at > before && network.activity == NetworkStatus::Activity::kWaiting &&
             network.next_attempt_at != 0 && (network.last_error || network.last_success_at >= network.last_attempt_at);
    });
  };
  auto status = asked_since(0);
  CHECK(status.network.last_error == ErrorCode::kHashMismatch);
  const auto paths = server.paths();
  CHECK(std::count(paths.begin(), paths.end(), world.offers()) == 1);
  for (int again = 1; again <= 3; ++again) {
    INFO("time " << again);
    server.forget_questions();
    CHECK(status.network.next_attempt_at > status.network.last_attempt_at + 60);
    clock.set(status.network.next_attempt_at + 1);
    status = asked_since(status.network.last_attempt_at);
    CHECK(status.network.last_error == ErrorCode::kHashMismatch);
    CHECK(server.paths() == std::vector<std::string>{"/metadata/2.root.json", "/metadata/timestamp.json"});
  }
  CHECK(world.terminal.titles("Kurs") == "Kurs alt");

  world.package.set_titles("vhs", {"Kurs neu"});
  world.package.release();
  server.set_files(world.package.repository.files);
  clock.set(status.network.next_attempt_at + 1);
  CHECK_FALSE(asked_since(status.network.last_attempt_at).network.last_error);
  CHECK(world.terminal.titles("Kurs") == "Kurs neu");
}

TEST_CASE("The clock is not to be trusted: with one from before its own build the service asks for no PIN") {
  if (!FakedClock::is_available()) {
    test::note_untried_fault("clock in the past", "libfaketime does not work");
    return;
  }
  World world;
  FaultTrial trial("clock in the past", "kiosk-sync watch in the year 2001");
  SamplePackage expired = world.package;
  expired.set_expiry(*base::parse_utc("2020-01-01T00:00:00Z"));  // before this program was built
  expired.set_titles("vhs", {"Kurs abgelaufen"});
  expired.release();
  const FakedClock clock(*base::parse_utc("2001-01-01T00:00:00Z"));
  RunningService service(world.terminal, kAsk, clock.under({}));
  const auto refused = end_of(service, Stick(expired).path(), MediumStage::kRefused);
  CHECK(refused.medium.refusal->code == ErrorCode::kMetadataExpired);
  CHECK(refused.clock == ClockTrust::kTrusted);  // the newest date that is vouched for counts in its place

  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kOffered);
  service.ask(StaffRequestKind::kInstall);
  service.wait_for(MediumStage::kDone);
  const bool shown = world.terminal.titles("Kurs") == "Kurs neu";
  CHECK(shown);
  const auto told = clock.run(world.terminal.command({"status"}));
  CHECK_THAT(told.out, ContainsSubstring("Uhr:") && ContainsSubstring("01.01.2001") && ContainsSubstring("stellen"));
  trial.add(test::survived_if(shown && refused.medium.refusal->code == ErrorCode::kMetadataExpired), test::kSawNew,
            "offered and installed; what had expired before the program was built, refused");
}

TEST_CASE("The clock is not to be trusted: far ahead, only the staff's PIN installs, right signatures and newer") {
  if (!FakedClock::is_available()) {
    test::note_untried_fault("clock in the future", "libfaketime does not work");
    return;
  }
  World world;
  FaultTrial trial("clock in the future", "kiosk-sync watch in the year 2060, policy to install at once");
  SamplePackage forged = world.package;
  forged.set_titles("vhs", {"Kurs falsch"});
  forged.release();
  std::string& timestamp = forged.repository.files.at("metadata/timestamp.json");
  char& digit = timestamp.at(timestamp.find("\"sig\":\"") + 7);
  digit = digit == '0' ? '1' : '0';

  const FakedClock clock(*base::parse_utc("2060-02-29T12:00:00Z"));
  RunningService service(world.terminal, kInstall, clock.under({}));
  service.put_in(world.stick.path());
  const auto offered = service.wait_for(MediumStage::kOffered);
  CHECK(offered.clock == ClockTrust::kUntrusted);
  // Neither the policy nor a touch is enough.
  service.ask(StaffRequestKind::kInstall);
  const auto asked = service.wait_for([](const ServiceStatus& status) { return status.handled_request == 1; });
  CHECK(asked.medium.stage == MediumStage::kOffered);
  CHECK(world.terminal.titles("Kurs") == "Kurs alt");
  const auto told = clock.run(world.terminal.command({"status"}));
  CHECK_THAT(told.out, ContainsSubstring("29.02.2060") && ContainsSubstring("PIN"));
  // What the screen program asks for once the PIN was right.
  service.ask(StaffRequestKind::kInstallIgnoringClock);
  service.wait_for(MediumStage::kDone);
  const bool shown = world.terminal.titles("Kurs") == "Kurs neu";
  CHECK(shown);
  service.take_out(world.stick.path());
  service.wait_for(MediumStage::kNone);

  const auto older = end_of(service, world.first.path(), MediumStage::kRefused);
  CHECK(older.medium.refusal->code == ErrorCode::kOlderThanInstalled);
  REQUIRE(older.medium.installed);
  CHECK(older.medium.installed->generated_at > 0);  // "of <date>"
  const auto wrong = end_of(service, Stick(forged).path(), MediumStage::kRefused);
  CHECK(wrong.medium.refusal->code == ErrorCode::kWrongSignature);
  CHECK(world.terminal.titles("Kurs") == "Kurs neu");
  trial.add(test::survived_if(asked.medium.stage == MediumStage::kOffered && shown),
            "the catalogue from before, then the new one", "offered, and installed with the staff's PIN only");
}

}  // namespace
}  // namespace bildungskiosk::scenario
