#include <chrono>
#include <iostream>
#include <thread>

#include "tests/scenario/media/scene.hpp"
#include "tests/scenario/running_service.hpp"
#include "tests/support/catch.hpp"

// `kiosk-sync watch` with real file systems in its sockets.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;
using update::MediumStage;

TEST_CASE("The service ends when it is asked to, also while a read of a stick hangs") {
  bool tried = false;
  for (const Format format : {Format::kExfat, Format::kNtfs}) {
    INFO(name_of(format));
    Medium medium(format);
    if (!medium.put_in()) {
      skip("slow or hanging", medium.trouble());
      continue;
    }
    tried = true;
    Scene scene;
    scene.copy_release_to(medium.path());
    FaultTrial trial("slow or hanging",
                     name_of(format) + ": kiosk-sync watch is ended while its stick does not answer");
    RunningService service(scene.terminal, "[media]\nfolders = [\"/\"]\npolicy = \"install\"\n");
    medium.hang();
    service.put_in(medium.path());
    service.wait_for(MediumStage::kChecking);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));  // it is at the stick by now
    CHECK(service.status().medium.stage == MediumStage::kChecking);
    const auto finished = service.stop();  // the stick still hangs
    std::cout << "SIGTERM while a read of " << name_of(format) << " hangs: ended after "
              << service.milliseconds_to_end() << " ms\n";
    CHECK(finished.exit_code == 0);
    CHECK_FALSE(service.status().running);
    const bool is_old = scene.terminal.titles("Kurs") == kOldTitle;
    CHECK(is_old);
    medium.go_on();
    service.start();
    service.wait_for(MediumStage::kDone);
    const bool is_new = scene.terminal.titles("Kurs") == kNewTitle;
    CHECK(is_new);
    trial.add(test::survived_if(finished.exit_code == 0 && is_old && is_new), test::kSawOld,
              "ended at once; installed by the next start");
  }
  if (!tried) std::cout << "skipped: no stick of a FUSE file system can be mounted here\n";
}

}  // namespace
}  // namespace bildungskiosk::scenario
