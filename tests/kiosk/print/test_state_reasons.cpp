#include <vector>

#include "kiosk/print/state_reasons.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::print::test {
namespace {

PrinterTrouble trouble(const std::vector<std::string_view>& reasons) { return trouble_of(reasons); }

}  // namespace

TEST_CASE("A reason counts with any ending but \"-report\"", "[print]") {
  CHECK(trouble({"media-empty"}) == PrinterTrouble::kNoPaper);
  CHECK(trouble({"media-empty-error"}) == PrinterTrouble::kNoPaper);
  CHECK(trouble({"media-empty-warning"}) == PrinterTrouble::kNoPaper);
  CHECK(trouble({"media-empty-report"}) == PrinterTrouble::kNone);
  CHECK(trouble({"offline-report"}) == PrinterTrouble::kOffline);
}

TEST_CASE("Of several reasons the one is told that people can mend first", "[print]") {
  CHECK(trouble({"paused", "media-empty-error", "door-open"}) == PrinterTrouble::kDoorOpen);
  CHECK(trouble({"offline", "media-empty"}) == PrinterTrouble::kNoPaper);
}

TEST_CASE("What nobody has heard of is trouble only if it calls itself an error", "[print]") {
  CHECK(trouble({}) == PrinterTrouble::kNone);
  CHECK(trouble({"none"}) == PrinterTrouble::kNone);
  CHECK(trouble({"toner-low-warning", "wifi-not-configured-report", "com.example-curious"}) == PrinterTrouble::kNone);
  CHECK(trouble({"com.example-broken-error"}) == PrinterTrouble::kOther);
}

}  // namespace bildungskiosk::print::test
