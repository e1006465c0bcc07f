#include <chrono>
#include <csignal>
#include <iostream>

#include "sync/base/folder_lock.hpp"
#include "tests/scenario/running_service.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {
namespace {

using test::SamplePackage;
using update::MediumStage;
using update::ServiceStatus;
using update::StaffRequestKind;

constexpr const char* kInstall = "[media]\nfolders = [\"/\"]\npolicy = \"install\"\n";

TEST_CASE("While a shell command holds the store, the service waits, says why, and goes on by itself") {
  const SamplePackage package;
  const Terminal terminal(package);
  const Stick stick(package);
  RunningService service(terminal, kInstall);
  {
    const auto held = base::FolderLock::acquire(terminal.store());
    REQUIRE(held);
    service.put_in(stick.path());
    const auto waiting = service.wait_for([](const ServiceStatus& status) {
      return status.medium.stage == MediumStage::kFound && status.medium.refusal.has_value();
    });
    CHECK(waiting.medium.refusal->code == base::ErrorCode::kBusy);
  }
  service.wait_for(MediumStage::kDone);
}

// Under strace every fsync lasts 150 ms, so that there is a time in which a job runs.
TEST_CASE("The service ends in under a second in the middle of a job, and the next one finishes it") {
  if (!can_trace()) return;
  for (const auto stage : {MediumStage::kChecking, MediumStage::kInstalling}) {
    SamplePackage package;
    package.set_titles("vhs", many_titles(3000));
    package.release();
    const Terminal terminal(package);
    const Stick stick(package);
    RunningService service(terminal, kInstall, hurt("fsync,fdatasync:delay_enter=150000", {}));
    service.put_in(stick.path());
    service.wait_for(stage);
    // To the program itself: strace keeps the signal from its own child otherwise.
    const auto status = service.status();
    const auto begin = std::chrono::steady_clock::now();
    REQUIRE(::kill(static_cast<pid_t>(status.process_id), SIGTERM) == 0);
    const auto finished = service.process().wait();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    CHECK(finished.exit_code == 0);
    std::cout << "SIGTERM in stage " << static_cast<int>(stage) << ": ended after " << took.count() << " ms\n";
    CHECK_FALSE(service.status().running);

    RunningService next(terminal, kInstall);
    next.put_in(stick.path());
    next.wait_for([](const ServiceStatus& now) {
      return now.medium.stage == MediumStage::kDone || now.medium.stage == MediumStage::kUpToDate;
    });
    CHECK(terminal.sync({"verify"}).exit_code == 0);
  }
}

}  // namespace
}  // namespace bildungskiosk::scenario
