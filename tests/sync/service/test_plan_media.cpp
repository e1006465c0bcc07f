#include "tests/support/catch.hpp"
#include "tests/sync/service/service_world.hpp"

// What the service decides about sticks. Each test plays an order of events; threads, files and clocks are not in it.

namespace bildungskiosk::service {
namespace {

using base::ErrorCode;
using test_support::World;
using update::MediumNeed;
using update::MediumStage;
using update::StaffRequestKind;

TEST_CASE("A stick goes from found over checking to offered, and waits for the staff") {
  World world(Policy::kAskStaff);
  CHECK(world.stage() == MediumStage::kNone);
  world.put_in("A");
  CHECK(world.working() == "prepare /media/A");
  CHECK(world.stage() == MediumStage::kChecking);
  CHECK(world.medium().need == MediumNeed::kMustStay);
  CHECK(world.medium().label == "A");
  CHECK(world.medium().number == 1);
  world.plan.progressed({update::InstallStep::kReading, 5, 10, 0, 0, 0}, world.now);
  CHECK(world.medium().progress.bytes_done == 5);
  CHECK(world.medium().progress.started_at == test_support::kStart);

  world.succeed();
  CHECK(world.stage() == MediumStage::kOffered);
  CHECK(world.medium().need == MediumNeed::kMayGo);
  CHECK(world.medium().release->version == 4);
  CHECK(world.medium().changes->added == 3);
  world.pass(3600);
  CHECK(world.working().empty());
}

TEST_CASE("A stick that could not be mounted is refused as what it is, and hides no good partition beside it") {
  World world(Policy::kAskStaff);
  world.put_in("A", MediumAccess::kUnreadable);
  CHECK(world.working().empty());
  CHECK(world.stage() == MediumStage::kRefused);
  REQUIRE(world.medium().refusal);
  CHECK(world.medium().refusal->code == ErrorCode::kIo);
  CHECK(world.medium().need == MediumNeed::kMayGo);
  world.put_in("B");
  CHECK(world.working() == "prepare /media/B");
  world.fail(ErrorCode::kWrongSignature);
  CHECK(world.medium().label == "B");
  world.take_out("B");
  CHECK(world.medium().label == "A");
  world.take_out("A");
  CHECK(world.stage() == MediumStage::kNone);
}

TEST_CASE("The staff's yes installs what is offered, and the stick can be taken out") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.succeed();
  world.ask(StaffRequestKind::kInstall, 1);
  CHECK(world.working() == "complete /media/A");
  CHECK(world.stage() == MediumStage::kInstalling);
  CHECK(world.medium().need == MediumNeed::kMayGo);
  // What has been read and verified is not told as still to be done.
  CHECK(world.medium().progress.step == update::InstallStep::kTakingOver);
  CHECK(world.medium().progress.offers_total == 200);
  world.succeed();
  CHECK(world.stage() == MediumStage::kDone);
  CHECK(world.plan.status().handled_request == 1);
  world.pass(60);
  CHECK(world.working().empty());
  world.take_out("A");
  CHECK(world.stage() == MediumStage::kNone);
}

TEST_CASE("With the policy to install at once nobody is asked") {
  World world(Policy::kInstallAtOnce);
  world.put_in("A");
  world.succeed();
  CHECK(world.working() == "complete /media/A");
  world.succeed();
  CHECK(world.stage() == MediumStage::kDone);
}

TEST_CASE("An answer to one stick never installs another") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.succeed();
  world.take_out("A");
  world.put_in("B");
  world.succeed("package-2");
  REQUIRE(world.medium().number == 2);
  world.ask(StaffRequestKind::kInstall, 1);
  CHECK(world.working().empty());
  CHECK(world.plan.status().handled_request == 1);
  world.ask(StaffRequestKind::kInstall, 2);
  CHECK(world.working() == "complete /media/B");
}

TEST_CASE("A stick that was dismissed is left alone until it is put in again") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.succeed();
  world.ask(StaffRequestKind::kDismiss, 1);
  CHECK(world.stage() == MediumStage::kNone);
  world.pass(3600);
  CHECK(world.working().empty());
  world.ask(StaffRequestKind::kInstall, 1);
  CHECK(world.working().empty());
  world.take_out("A");
  world.put_in("A");
  CHECK(world.working() == "prepare /media/A");
  CHECK(world.medium().number == 2);
}

TEST_CASE("A stick that is taken out while it is checked is forgotten, and its job asked to stop") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.take_out("A");
  CHECK(world.stage() == MediumStage::kNone);
  CHECK(world.plan.wants_cancel());
  world.fail(ErrorCode::kIo);
  CHECK(world.stage() == MediumStage::kNone);
  CHECK(world.plan.memory().failed.empty());
  CHECK_FALSE(world.plan.wants_cancel());
}

TEST_CASE("A stick that is taken out while it is offered or installed is no loss: its copy is all that is needed") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.succeed();
  world.take_out("A");
  CHECK(world.stage() == MediumStage::kOffered);
  world.ask(StaffRequestKind::kInstall, 1);
  CHECK(world.working() == "complete /media/A");
  CHECK(world.stage() == MediumStage::kInstalling);
  world.succeed();
  CHECK(world.stage() == MediumStage::kDone);
  world.pass(kResultShown_s + 1);
  CHECK(world.stage() == MediumStage::kNone);
}

TEST_CASE("A stick that is put back in while it is checked is checked anew, under another number") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.take_out("A");
  world.put_in("A");
  CHECK(world.working() == "prepare /media/A");  // the old job, not ended yet
  CHECK(world.stage() == MediumStage::kFound);
  world.fail(ErrorCode::kIo);
  CHECK(world.working() == "prepare /media/A");
  CHECK(world.medium().number == 2);
  world.succeed();
  CHECK(world.stage() == MediumStage::kOffered);
}

TEST_CASE("A stick that is swapped for another in mid-run is never taken for it") {
  World world(Policy::kInstallAtOnce);
  world.put_in("A");
  world.media = {{"9 8:17", "/media/A", "A"}};  // the same folder and device, another mount
  world.plan.media_changed(world.media, world.now);
  CHECK(world.plan.wants_cancel());
  world.succeed();  // even when the job was quicker than the wish to stop
  CHECK(world.working() == "prepare /media/A");
  CHECK(world.medium().number == 2);
}

TEST_CASE("Two sticks are looked at one after the other") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.put_in("B");
  CHECK(world.working() == "prepare /media/A");
  world.succeed();
  CHECK(world.working().empty());  // B waits for the answer to A
  CHECK(world.medium().label == "A");
  world.ask(StaffRequestKind::kInstall, 1);
  world.succeed();
  CHECK(world.working() == "prepare /media/B");
  world.fail(ErrorCode::kOlderThanInstalled, "package-2");
  CHECK(world.stage() == MediumStage::kRefused);
  CHECK(world.medium().label == "B");
}

TEST_CASE("Of several partitions, the one without a package is not what the staff see") {
  World world(Policy::kInstallAtOnce);
  world.put_in("EFI");
  world.fail(ErrorCode::kNoPackage, "");
  CHECK(world.stage() == MediumStage::kRefused);
  world.put_in("DATA");
  world.succeed();
  world.succeed();
  CHECK(world.stage() == MediumStage::kDone);
  world.put_in("MORE");
  world.fail(ErrorCode::kNoPackage, "");
  CHECK(world.stage() == MediumStage::kDone);
  CHECK(world.medium().label == "DATA");
}

TEST_CASE("A refused stick says why, and is not tried again while it stays in") {
  World world(Policy::kInstallAtOnce);
  world.put_in("A");
  world.fail(ErrorCode::kNoSpace);
  CHECK(world.stage() == MediumStage::kRefused);
  CHECK(world.medium().refusal->code == ErrorCode::kNoSpace);
  CHECK(world.medium().refusal->missing_bytes == 512);
  CHECK(world.medium().need == MediumNeed::kMayGo);
  for (int i = 0; i < 100; ++i) world.pass(3600);
  CHECK(world.working().empty());
  CHECK(world.stage() == MediumStage::kRefused);
}

// Without `note_failure` in Plan::refuse the next job comes without it, and reads the whole stick again.
TEST_CASE("A failing package is not tried again until it changes, also after the service has started anew") {
  World world(Policy::kInstallAtOnce);
  world.put_in("A");
  world.fail(ErrorCode::kHashMismatch, "broken");
  REQUIRE(world.plan.memory().failed.size() == 1);

  World later(Policy::kInstallAtOnce, false, parse_memory(serialise(world.plan.memory())));
  later.put_in("A");
  REQUIRE(later.job->failed.size() == 1);
  CHECK(later.job->failed[0].package == "broken");
  CHECK(later.job->failed[0].error.code == ErrorCode::kHashMismatch);
  CHECK(later.medium().number == 2);
}

TEST_CASE("What may pass by itself is not held against a package") {
  for (const auto code : {ErrorCode::kIo, ErrorCode::kNoSpace, ErrorCode::kMetadataExpired, ErrorCode::kNotInitialised,
                          ErrorCode::kPermissionDenied, ErrorCode::kCatalogueDamaged}) {
    World world(Policy::kInstallAtOnce);
    world.put_in("A");
    world.fail(code, "package");
    INFO(base::to_string(code));
    CHECK(world.stage() == MediumStage::kRefused);
    CHECK(world.plan.memory().failed.empty());
  }
}

TEST_CASE("No more failed packages are remembered than the limit") {
  World world(Policy::kInstallAtOnce);
  for (std::size_t i = 0; i < kFailedPackages_max + 3; ++i) {
    world.put_in("A");
    world.fail(ErrorCode::kWrongSignature, "package-" + std::to_string(i));
    world.take_out("A");
  }
  REQUIRE(world.plan.memory().failed.size() == kFailedPackages_max);
  CHECK(world.plan.memory().failed.front().package == "package-3");
}

TEST_CASE("The same content is no alarm") {
  World world(Policy::kInstallAtOnce);
  world.put_in("A");
  world.fail(ErrorCode::kUpToDate);
  CHECK(world.stage() == MediumStage::kUpToDate);
  CHECK_FALSE(world.medium().refusal);
  CHECK(world.plan.memory().failed.empty());
}

TEST_CASE("While another program holds the store a stick waits and says why, then goes on by itself") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.fail(ErrorCode::kBusy, "");
  CHECK(world.stage() == MediumStage::kFound);
  CHECK(world.medium().refusal->code == ErrorCode::kBusy);
  CHECK(world.working().empty());
  world.pass(kBusyRetry_s);
  CHECK(world.working() == "prepare /media/A");
  CHECK_FALSE(world.medium().refusal);
  world.succeed();
  world.ask(StaffRequestKind::kInstall, 1);
  world.fail(ErrorCode::kBusy, "");
  CHECK(world.stage() == MediumStage::kOffered);
  world.pass(kBusyRetry_s);
  CHECK(world.working() == "complete /media/A");  // the yes still counts
}

TEST_CASE("What a shell command changed in between is checked again, but not for ever") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.succeed();
  world.ask(StaffRequestKind::kInstall, 1);
  for (int i = 0; i < kStoreChanges_max; ++i) {
    world.fail(ErrorCode::kStoreChanged);
    CHECK(world.working() == "prepare /media/A");
    world.succeed();
    CHECK(world.working() == "complete /media/A");
  }
  world.fail(ErrorCode::kStoreChanged);
  CHECK(world.working().empty());
  CHECK(world.stage() == MediumStage::kRefused);
}

TEST_CASE("A service that was ended in mid-install goes on with what the staff had approved") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.succeed("package-7");
  world.ask(StaffRequestKind::kInstall, 1);
  world.plan.stop(world.now);
  CHECK(world.plan.wants_cancel());
  world.fail(ErrorCode::kCancelled, "");
  CHECK(world.plan.is_over());
  CHECK_FALSE(world.plan.status().running);

  World later(Policy::kAskStaff, false, parse_memory(serialise(world.plan.memory())));
  later.put_in("A");
  later.succeed("package-7");
  CHECK(later.working() == "complete /media/A");
  later.succeed();
  CHECK(later.plan.memory().approved_package.empty());
}

TEST_CASE("What was approved for one package does not count for another") {
  Memory memory;
  memory.approved_package = "package-7";
  World world(Policy::kAskStaff, false, memory);
  world.put_in("A");
  world.succeed("package-8");
  CHECK(world.working().empty());
  CHECK(world.stage() == MediumStage::kOffered);
}

TEST_CASE("A service that is asked to end starts nothing more") {
  World world(Policy::kInstallAtOnce, true);
  world.plan.network_planned(world.now);
  world.plan.stop(world.now);
  world.put_in("A");
  CHECK(world.working().empty());
  CHECK(world.plan.is_over());
}

TEST_CASE("A medium that hangs is asked to stop, and when it does not the process has to end") {
  World world(Policy::kAskStaff);
  world.put_in("A");
  world.pass(kStallPatience_s);
  CHECK_FALSE(world.plan.wants_cancel());
  world.plan.progressed({}, world.now);
  world.pass(kStallPatience_s);
  CHECK_FALSE(world.plan.wants_cancel());
  world.pass(1);
  CHECK(world.plan.wants_cancel());
  CHECK_FALSE(world.plan.hangs(world.now));
  world.pass(kStopPatience_s + 1);
  CHECK(world.plan.hangs(world.now));
  world.fail(ErrorCode::kCancelled);
  CHECK_FALSE(world.plan.hangs(world.now));
  CHECK(world.stage() == MediumStage::kRefused);
  CHECK(world.medium().refusal->code == ErrorCode::kIo);
}

TEST_CASE("More media than the limit are left alone") {
  World world(Policy::kAskStaff);
  for (std::size_t i = 0; i < kMedia_max + 5; ++i) world.put_in("A" + std::to_string(i));
  CHECK(world.plan.memory().medium_number == static_cast<std::int64_t>(kMedia_max));
}

TEST_CASE("The service gives a sign of life, and no other change while nothing happens") {
  World world(Policy::kAskStaff);
  const auto first = world.plan.status();
  world.pass(kAlivePeriod_s - 1);
  CHECK(world.plan.status() == first);
  world.pass(1);
  CHECK(world.plan.status().alive_at == world.now);
  world.pass(-1000);  // the clock was set back
  CHECK(world.plan.status().alive_at == world.now);
}

}  // namespace
}  // namespace bildungskiosk::service
