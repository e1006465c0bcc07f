#include <chrono>
#include <csignal>
#include <thread>

#include "tests/kiosk/app/store_builder.hpp"
#include "tests/scenario/tour/virtual_display.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/notify_socket.hpp"

namespace bildungskiosk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("A supervisor hears the kiosk as long as it draws, and nothing while its display hangs") {
  if (!is_installed("Xvfb")) {
    WARN("skipped: Xvfb is not installed");
    return;
  }
  const InstalledStore store;
  VirtualDisplay display(1366, 768);
  REQUIRE(display.ready());
  const TemporaryDirectory folder;
  NotifySocket socket(milliseconds(500));
  std::vector<std::string> environment = display.environment();
  for (const std::string& variable : socket.environment()) environment.push_back(variable);
  Process kiosk({BILDUNGSKIOSK_TEST_PROGRAM, "--store", store.path()}, environment, folder / "output");

  REQUIRE(socket.hears("READY=1", seconds(60)));
  for (int beat = 0; beat < 4; ++beat) REQUIRE(socket.hears("WATCHDOG=1", seconds(10)));

  // The mosaic wants to turn every three seconds: then the loop waits for a display that doesn't answer.
  display.hang();
  std::this_thread::sleep_for(seconds(5));
  static_cast<void>(socket.heard());
  CHECK_FALSE(socket.hears("WATCHDOG=1", seconds(3)));
  CHECK_FALSE(kiosk.wait_ms(0));
  display.go_on();
  CHECK(socket.hears("WATCHDOG=1", seconds(20)));

  kiosk.send(SIGTERM);
  CHECK(socket.hears("STOPPING=1", seconds(10)));
  CHECK(kiosk.wait_ms(10'000) == 0);
}

}  // namespace
}  // namespace bildungskiosk::test
