#include "tests/support/catch.hpp"
#include "tests/sync/service/service_world.hpp"

namespace bildungskiosk::service {
namespace {

using base::ErrorCode;
using test_support::kStart;
using test_support::World;
using update::MediumStage;
using update::NetworkStatus;
using update::StaffRequestKind;
using update::TimeSource;

TEST_CASE("Without an address the network is off, and nothing is planned") {
  World world(Policy::kAskStaff);
  CHECK(world.plan.status().network.activity == NetworkStatus::Activity::kOff);
  CHECK_FALSE(world.plan.wants_network_plan());
  world.plan.network_planned(world.now);
  world.pass(10);
  CHECK(world.working().empty());
}

TEST_CASE("What the network has is installed without a question, when it is due") {
  World world(Policy::kAskStaff, true);
  CHECK(world.plan.wants_network_plan());
  world.plan.network_planned(world.now + 100);
  CHECK_FALSE(world.plan.wants_network_plan());
  world.pass(99);
  CHECK(world.working().empty());
  world.pass(1);
  CHECK(world.working() == "prepare network");
  CHECK(world.plan.status().network.activity == NetworkStatus::Activity::kRunning);
  CHECK_FALSE(world.plan.wants_network_plan());
  world.succeed();
  CHECK(world.working() == "complete network");
  world.pass(5);
  world.succeed();
  CHECK(world.plan.status().network.last_success_at == world.now);
  CHECK(world.plan.memory().network.last_attempt_at == world.now);
  CHECK(world.plan.wants_network_plan());
  CHECK(world.stage() == MediumStage::kNone);  // staff at the screen see nothing of it
}

TEST_CASE("Up to date is a success, a failure keeps the last one and counts for the back-off") {
  World world(Policy::kAskStaff, true);
  world.plan.network_planned(world.now);
  world.pass(0);
  world.fail(ErrorCode::kUpToDate);
  CHECK(world.plan.status().network.last_success_at == kStart);
  CHECK_FALSE(world.plan.status().network.last_error);
  CHECK(world.plan.memory().network.failures_in_row == 0);
  for (int i = 1; i < 3; ++i) {
    world.plan.network_planned(world.now + 1);
    world.pass(1);
    world.fail(ErrorCode::kNameNotResolved);
    CHECK(world.plan.status().network.last_error == ErrorCode::kNameNotResolved);
    CHECK(world.plan.status().network.last_success_at == kStart);
    CHECK(world.plan.memory().network.failures_in_row == i);
    CHECK(world.plan.wants_network_plan());
  }
}

TEST_CASE("A failing package on the network is not tried again until it changes") {
  World world(Policy::kAskStaff, true);
  world.plan.network_planned(world.now);
  world.pass(0);
  world.fail(ErrorCode::kWrongSignature, "broken");
  world.plan.network_planned(world.now);
  world.pass(0);
  REQUIRE(world.job);
  CHECK(world.job->failed.at(0).package == "broken");
}

TEST_CASE("USB and network at once: the network makes way for the stick and comes back after it") {
  World world(Policy::kInstallAtOnce, true);
  world.plan.network_planned(world.now);
  world.pass(0);
  CHECK(world.working() == "prepare network");
  world.put_in("A");
  CHECK(world.plan.wants_cancel());
  CHECK(world.stage() == MediumStage::kFound);
  world.fail(ErrorCode::kCancelled, "");
  CHECK(world.working() == "prepare /media/A");
  CHECK(world.plan.memory().network.failures_in_row == 0);
  world.succeed();
  world.succeed();
  CHECK(world.working().empty());
  world.pass(kNetworkRetry_s);
  CHECK(world.working() == "prepare network");
}

TEST_CASE("USB and network at once: what the network is installing is finished first") {
  World world(Policy::kAskStaff, true);
  world.plan.network_planned(world.now);
  world.pass(0);
  world.succeed();
  CHECK(world.working() == "complete network");
  world.put_in("A");
  CHECK_FALSE(world.plan.wants_cancel());
  CHECK(world.stage() == MediumStage::kFound);
  world.succeed();
  CHECK(world.working() == "prepare /media/A");
}

TEST_CASE("An offer that the network has overtaken is checked again before anybody can say yes to it") {
  World world(Policy::kAskStaff, true);
  world.put_in("A");
  world.succeed();
  world.plan.network_planned(world.now);
  world.pass(0);
  CHECK(world.working() == "prepare network");  // a stick that was forgotten stops no update
  CHECK(world.stage() == MediumStage::kFound);
  world.ask(StaffRequestKind::kInstall, 1);
  world.succeed();
  world.succeed();
  CHECK(world.working() == "prepare /media/A");
  world.fail(ErrorCode::kOlderThanInstalled);
  CHECK(world.stage() == MediumStage::kRefused);
}

TEST_CASE("A held store puts the network off for a minute and counts as no attempt") {
  World world(Policy::kAskStaff, true);
  world.plan.network_planned(world.now);
  world.pass(0);
  world.fail(ErrorCode::kBusy, "");
  CHECK(world.plan.memory().network.failures_in_row == 0);
  CHECK_FALSE(world.plan.status().network.last_error);
  world.pass(kNetworkRetry_s - 1);
  CHECK(world.working().empty());
  world.pass(1);
  CHECK(world.working() == "prepare network");
}

// The clock, policy 3. The world's program was built a day before kStart.

TEST_CASE("A clock far ahead of every date that is vouched for is not trusted, and is once it is set right") {
  World world(Policy::kAskStaff);
  CHECK(world.plan.status().clock == update::ClockTrust::kTrusted);
  world.pass(kClockAhead_s_max + 1);
  CHECK(world.plan.status().clock == update::ClockTrust::kUntrusted);
  world.plan.signed_time_known(world.now - 86'400);
  world.pass(1);
  CHECK(world.plan.status().clock == update::ClockTrust::kTrusted);
}

TEST_CASE("With a clock that is trusted an expired package is refused") {
  World world(Policy::kInstallAtOnce);
  world.put_in("A");
  CHECK(world.job->time_source == TimeSource::kSystemClock);
  world.fail(ErrorCode::kMetadataExpired);
  CHECK(world.stage() == MediumStage::kRefused);
}

TEST_CASE("With a clock that is not trusted an expired package is offered, and only the PIN installs it") {
  World world(Policy::kInstallAtOnce);
  world.pass(kClockAhead_s_max + 1);
  world.put_in("A");
  world.fail(ErrorCode::kMetadataExpired);
  CHECK(world.working() == "prepare /media/A");
  CHECK(world.job->time_source == TimeSource::kSignedTimeOnly);
  world.succeed();
  CHECK(world.stage() == MediumStage::kOffered);  // the policy to install at once asks here as well
  CHECK(world.working().empty());
  world.ask(StaffRequestKind::kInstall, 1);
  CHECK(world.working().empty());
  world.ask(StaffRequestKind::kInstallIgnoringClock, 1);
  CHECK(world.working() == "complete /media/A");
  CHECK(world.job->time_source == TimeSource::kSignedTimeOnly);
}

TEST_CASE("A package that is expired by every clock is refused, also when the terminal's is not trusted") {
  World world(Policy::kAskStaff);
  world.pass(kClockAhead_s_max + 1);
  world.put_in("A");
  world.fail(ErrorCode::kMetadataExpired);
  world.fail(ErrorCode::kMetadataExpired);
  CHECK(world.stage() == MediumStage::kRefused);
  CHECK(world.working().empty());
}

}  // namespace
}  // namespace bildungskiosk::service
