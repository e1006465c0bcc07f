#include <filesystem>
#include <iostream>

#include "sync/base/error.hpp"
#include "tests/scenario/running_service.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

// `kiosk-sync watch` with sticks, from the outside.

namespace bildungskiosk::scenario {
namespace {

using base::ErrorCode;
using test::SamplePackage;
using update::MediumNeed;
using update::MediumStage;
using update::ServiceStatus;
using update::StaffRequestKind;

constexpr const char* kAsk = "[media]\nfolders = [\"/\"]\npolicy = \"ask\"\n";
constexpr const char* kInstall = "[media]\nfolders = [\"/\"]\npolicy = \"install\"\n";
constexpr const char* kFirstTitles = "Englisch am Abend, Nähkurs für Anfänger, Rechnen im Alltag";

struct World {
  SamplePackage package;
  Terminal terminal{package};
  Stick stick{package};
};

TEST_CASE("A stick is found, checked, offered, and installed when the staff say yes") {
  World world;
  RunningService service(world.terminal, kAsk);
  CHECK(service.status().medium.stage == MediumStage::kNone);
  service.put_in(world.stick.path());
  const auto offered = service.wait_for(MediumStage::kOffered);
  CHECK(offered.medium.need == MediumNeed::kMayGo);
  CHECK(offered.medium.release->office == "Bildungsbüro Landkreis Sonnfeld");
  CHECK(offered.medium.release->offers == 3);
  CHECK(offered.medium.release->signing_key.size() == 8);
  CHECK(offered.medium.changes->added == 3);
  CHECK(world.terminal.titles("englisch").find("exit") == 0);  // nothing is shown yet

  service.ask(StaffRequestKind::kInstall);
  const auto done = service.wait_for(MediumStage::kDone);
  CHECK(done.handled_request == 1);
  CHECK(world.terminal.titles("englisch") == "Englisch am Abend");
  CHECK(service.stop().exit_code == 0);
  CHECK_FALSE(service.status().running);
}

TEST_CASE("With the policy to install at once a stick is installed without a question") {
  World world;
  RunningService service(world.terminal, kInstall);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kDone);
  CHECK(world.terminal.titles("englisch") == "Englisch am Abend");

  service.take_out(world.stick.path());
  service.wait_for(MediumStage::kNone);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kUpToDate);
}

TEST_CASE("A stick that was dismissed installs nothing") {
  World world;
  RunningService service(world.terminal, kAsk);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kOffered);
  service.ask(StaffRequestKind::kDismiss);
  service.wait_for(MediumStage::kNone);
  CHECK(world.terminal.sync({"status"}).out.find("noch keiner installiert") != std::string::npos);
}

TEST_CASE("A stick that is out before the staff say yes is installed from its copy") {
  World world;
  auto stick = std::make_unique<Stick>(world.package);
  RunningService service(world.terminal, kAsk);
  service.put_in(stick->path());
  service.wait_for(MediumStage::kOffered);
  service.take_out(stick->path());
  stick.reset();
  service.ask(StaffRequestKind::kInstall);
  service.wait_for(MediumStage::kDone);
  CHECK(world.terminal.titles("englisch") == "Englisch am Abend");
}

TEST_CASE("Sticks that are no good are refused with the reason, and what was shown stays") {
  World world;
  RunningService service(world.terminal, kInstall);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kDone);
  service.take_out(world.stick.path());

  const auto refused = [&](const std::string& folder) {
    service.put_in(folder);
    const auto status = service.wait_for([&](const ServiceStatus& now) {
      return now.medium.stage == MediumStage::kRefused && folder.ends_with(now.medium.label);
    });
    service.take_out(folder);
    service.wait_for(MediumStage::kNone);
    return status.medium.refusal->code;
  };
  const test::TemporaryDirectory empty;
  CHECK(refused(empty.path()) == ErrorCode::kNoPackage);
  const SamplePackage foreign;
  CHECK(refused(Stick(foreign).path()) == ErrorCode::kOtherOrganisation);
  world.package.set_titles("vhs", {"Töpfern"});
  world.package.release();
  const Stick broken(world.package);
  for (const auto& file : broken.files()) {
    if (file.find("offers") == std::string::npos) continue;
    std::string bytes = test::read_text_file(broken.path() + "/" + file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    test::write_text_file(broken.path() + "/" + file, bytes);
  }
  CHECK(refused(broken.path()) == ErrorCode::kHashMismatch);
  CHECK(world.terminal.titles("englisch") == "Englisch am Abend");

  // The same stick again is refused from memory: nothing of it but timestamp.json is read.
  service.put_in(broken.path());
  const auto again = service.wait_for(MediumStage::kRefused);
  CHECK(again.medium.refusal->code == ErrorCode::kHashMismatch);
  service.take_out(broken.path());
  service.wait_for(MediumStage::kNone);
  // Written again it is another one, though its signatures are the same.
  world.package.write_to(broken.path());
  service.put_in(broken.path());
  service.wait_for(MediumStage::kDone);
  CHECK(world.terminal.titles("töpfern") == "Töpfern");
}

TEST_CASE("A stick that can't be mounted is refused as what it is, not as an empty one") {
  test::FaultTrial trial("unknown filesystem", "kiosk-sync watch, the empty folder that stands for such a stick");
  World world;
  RunningService service(world.terminal, kInstall);
  const test::TemporaryDirectory empty;
  service.put_in_unreadable(empty.path());
  const auto refused = service.wait_for(MediumStage::kRefused);
  CHECK(refused.medium.refusal->code == ErrorCode::kIo);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kDone);
  trial.add(test::survived_if(refused.medium.refusal->code == ErrorCode::kIo), test::kSawNone,
            "refused: it can't be read; another stick beside it is installed");
}

TEST_CASE("Something else in place of the store's lock stops an installation with a sentence that says what to do") {
  World world;
  const std::string lock = world.terminal.store() + "/lock";
  std::filesystem::remove(lock);
  std::filesystem::create_directories(lock + "/folder");
  const auto refused = world.terminal.install(world.stick.path());
  CHECK(refused.exit_code == 18);
  CHECK_THAT(refused.err, ContainsSubstring("liegt etwas anderes, wo eine Datei sein muss. Bitte entfernen") &&
                              ContainsSubstring(lock));
  RunningService service(world.terminal, kInstall);
  service.put_in(world.stick.path());
  // To staff it is the terminal's fault, not the stick's.
  CHECK(service.wait_for(MediumStage::kRefused).medium.refusal->code == ErrorCode::kPermissionDenied);
  service.take_out(world.stick.path());
  service.wait_for(MediumStage::kNone);
  std::filesystem::remove_all(lock);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kDone);
}

TEST_CASE("Two sticks, and one with two partitions, are looked at one after the other") {
  test::FaultTrial several("several partitions", "kiosk-sync watch, one partition without a package beside one with");
  test::FaultTrial two("two sticks", "kiosk-sync watch, the second put in beside the first");
  World world;
  const test::TemporaryDirectory without_package;
  RunningService service(world.terminal, kInstall);
  service.put_in(without_package.path());
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kDone);
  const bool first_installed = world.terminal.titles("englisch") == "Englisch am Abend";
  CHECK(first_installed);
  several.add(test::survived_if(first_installed), test::kSawNew, "the package of the other partition, installed");
  world.package.set_titles("vhs", {"Töpfern"});
  world.package.release();
  const Stick second(world.package);
  service.put_in(second.path());
  service.wait_for([&](const ServiceStatus& status) {
    return status.medium.stage == MediumStage::kDone && second.path().ends_with(status.medium.label);
  });
  const bool second_installed = world.terminal.titles("töpfern") == "Töpfern";
  CHECK(second_installed);
  two.add(test::survived_if(second_installed), test::kSawNew, "one stick after the other, each to its end");
}

TEST_CASE("The service ends in under a second while it idles, and its next start goes on where it was") {
  World world;
  RunningService service(world.terminal, kAsk);
  service.put_in(world.stick.path());
  const auto before = service.wait_for(MediumStage::kOffered);
  const auto finished = service.stop();
  CHECK(finished.exit_code == 0);
  std::cout << "SIGTERM while a stick is offered: ended after " << service.milliseconds_to_end() << " ms\n";
  service.start();
  const auto after = service.wait_for(MediumStage::kOffered);
  CHECK(after.medium.number > before.medium.number);
  service.ask(StaffRequestKind::kInstall);
  service.wait_for(MediumStage::kDone);
}

TEST_CASE("A service that was killed finds the stick again when it restarts, and installs it") {
  World world;
  RunningService service(world.terminal, kAsk);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kOffered);
  service.kill_and_restart();
  service.wait_for(MediumStage::kOffered);
  service.ask(StaffRequestKind::kInstall);
  service.wait_for(MediumStage::kDone);
  CHECK(world.terminal.titles("englisch") == "Englisch am Abend");
}

TEST_CASE("A request from before the service's start is not taken as an answer to what it offers now") {
  World world;
  {
    RunningService service(world.terminal, kAsk);
    service.put_in(world.stick.path());
    service.wait_for(MediumStage::kOffered);
    service.stop();
    service.ask(StaffRequestKind::kInstall);
  }
  RunningService service(world.terminal, kAsk);
  CHECK(service.status().handled_request == 1);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kOffered);
}

TEST_CASE("Two services at once: the second says who is there, and ends") {
  World world;
  RunningService service(world.terminal, kAsk);
  const auto second = test::run_program(service.command());
  CHECK(second.exit_code == 19);
  CHECK_THAT(second.err,
             ContainsSubstring("Dienst schon") && ContainsSubstring(std::to_string(service.process().id())));
}

TEST_CASE("While the service idles, shell commands work as ever") {
  World world;
  RunningService service(world.terminal, kAsk);
  service.put_in(world.stick.path());
  service.wait_for(MediumStage::kOffered);
  CHECK(world.terminal.install(world.stick.path()).exit_code == 0);
  // What the staff say yes to has been overtaken: it is looked at again, and found to be there already.
  service.ask(StaffRequestKind::kInstall);
  service.wait_for(MediumStage::kUpToDate);
  CHECK(world.terminal.titles("englisch") == "Englisch am Abend");
}

TEST_CASE("A configuration that makes no sense is refused in German with its line") {
  World world;
  const test::TemporaryDirectory folder;
  const auto watch = [&](const std::string& text) {
    test::write_text_file(folder / "sync.toml", text);
    return world.terminal.sync({"watch", "--config", folder / "sync.toml"});
  };
  const auto unknown = watch("[media]\n\npolitik = \"ask\"\n");
  CHECK(unknown.exit_code == 2);
  CHECK_THAT(unknown.err, ContainsSubstring("Zeile 3") && ContainsSubstring("media.politik"));
  const auto missing = world.terminal.sync({"watch", "--config", folder / "nowhere.toml"});
  CHECK(missing.exit_code == 2);
}

}  // namespace
}  // namespace bildungskiosk::scenario
