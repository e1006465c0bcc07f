#include "sync/base/civil_time.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

namespace bildungskiosk::test {
namespace {

TEST_CASE("What is installed is never refused for its age: years later it is shown, with its date in sight") {
  const InstalledStore store;
  FaultTrial trial("a year offline", "the screen program one, five and thirty years after the catalogue was made");
  for (const int years : {1, 5, 30}) {
    INFO(years << " years later");
    TestKiosk kiosk(store.path());
    kiosk.set_clock(base::from_german_local_time({*base::make_date(2026 + years, 11, 23), 12 * 60}));
    kiosk.arrive();
    const bool is_home = kiosk.shows("Was möchten Sie lernen?");
    const bool is_dated = kiosk.shows("20.11.2026");
    CHECK(is_home);
    CHECK(is_dated);
    CHECK_FALSE(model::catalogue_unusable(kiosk.model()));
    trial.add(survived_if(is_home && is_dated), "the home screen, \"Stand: 20.11.2026\"", "");
  }
}

}  // namespace
}  // namespace bildungskiosk::test
