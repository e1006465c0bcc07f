#include <cmath>
#include <vector>

#include "kiosk/platform/monitors.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::platform {
namespace {

const Monitor kPanel{"eDP-1", {1366, 768}, {309, 174}};
const Monitor kKiosk{"HDMI-1", {1920, 1080}, {476, 268}};
const Monitor kNumbered{"2", {1024, 768}, {304, 228}};

TEST_CASE("A monitor is wanted by its socket's name or by its number") {
  const std::vector<Monitor> both{kPanel, kKiosk};
  CHECK(find_monitor(both, "HDMI-1") == 1U);
  CHECK(find_monitor(both, "2") == 1U);
  CHECK(find_monitor(both, "1") == 0U);
  for (const char* none : {"", "0", "3", "HDMI-2", "hdmi-1", "-1", "1x", "99999999999999999999999"}) {
    INFO(none);
    CHECK_FALSE(find_monitor(both, none));
  }
  CHECK(find_monitor(std::vector<Monitor>{kNumbered, kPanel}, "2") == 0U);  // a name goes before a number
}

TEST_CASE("While the wanted monitor is away the kiosk is on the first, and without any nowhere") {
  const std::vector<Monitor> both{kPanel, kKiosk};
  const std::vector<Monitor> other{kPanel};
  CHECK(choose_monitor(both, "HDMI-1") == 1U);
  CHECK(choose_monitor(other, "HDMI-1") == 0U);
  CHECK(choose_monitor(both, "") == 0U);
  CHECK_FALSE(choose_monitor({}, "HDMI-1"));
}

TEST_CASE("The window follows its monitor: away, back, and not for others that come and go") {
  const std::vector<Monitor> both{kPanel, kKiosk};
  const std::vector<Monitor> turned{kKiosk, kPanel};
  const std::vector<Monitor> other{kPanel};
  const std::vector<Monitor> alone{kKiosk};
  CHECK_FALSE(monitor_to_move_to(both, "HDMI-1", 1));
  CHECK(monitor_to_move_to(other, "HDMI-1", std::nullopt) == 0U);  // its own was pulled
  CHECK(monitor_to_move_to(both, "HDMI-1", 0) == 1U);              // … and is back
  CHECK_FALSE(monitor_to_move_to(alone, "HDMI-1", 0));             // the other one was pulled
  CHECK_FALSE(monitor_to_move_to(turned, "HDMI-1", 0));            // the order has changed
  CHECK_FALSE(monitor_to_move_to({}, "HDMI-1", std::nullopt));     // the only one was pulled
  CHECK(monitor_to_move_to(alone, "HDMI-1", std::nullopt) == 0U);  // … and is back
}

TEST_CASE("The configured size of the display goes before what the monitor says") {
  const auto close = [](float a, float b) { return std::abs(a - b) < 0.01F; };
  CHECK(close(px_per_mm(kKiosk, {}), 4.03F));
  CHECK(close(px_per_mm(kKiosk, {960, 0}), 2.0F));
  CHECK(close(px_per_mm(kKiosk, {0, 540}), 2.0F));
  CHECK(close(px_per_mm(kKiosk, {960, 540}), 2.0F));
  const Monitor upright{"DP-1", {1080, 1920}, {268, 476}};
  CHECK(close(px_per_mm(upright, {960, 540}), 2.0F));
}

TEST_CASE("A monitor that says it is a postcard, a wall or nothing is not believed") {
  for (const SizeMm said : {SizeMm{0, 0}, SizeMm{16, 9}, SizeMm{160, 0}, SizeMm{4000, 2250}}) {
    const Monitor monitor{"HDMI-1", {1920, 1080}, said};
    CHECK(px_per_mm(monitor, {}) == 0);
    CHECK(px_per_mm(monitor, {960, 0}) == 2.0F);
  }
}

}  // namespace
}  // namespace bildungskiosk::platform
