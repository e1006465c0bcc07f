#include <algorithm>

#include "kiosk/app/heartbeat.hpp"
#include "sync/supervisor/supervisor.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/notify_socket.hpp"

namespace bildungskiosk::test {
namespace {

using std::chrono::milliseconds;

std::size_t beats(NotifySocket& socket) {
  const auto heard = socket.heard();
  return static_cast<std::size_t>(std::count(heard.begin(), heard.end(), "WATCHDOG=1"));
}

TEST_CASE("The supervisor hears of the start when the first picture is shown, and of the end") {
  NotifySocket socket(milliseconds(0));
  const Supervised supervised(socket);
  {
    app::Heartbeat heartbeat(supervisor::patience());
    heartbeat.turned(1'000, 0);
    CHECK(socket.heard().empty());
    heartbeat.turned(1'016, 1);
    heartbeat.turned(1'032, 2);
    CHECK(socket.heard() == std::vector<std::string>{"READY=1"});
    CHECK(heartbeat.sleep_max_ms(1'040) < 0);  // nobody waits for a beat
  }
  CHECK(socket.heard() == std::vector<std::string>{"STOPPING=1"});
}

TEST_CASE("A loop that goes round beats twice in the supervisor's patience, one that hangs says nothing") {
  NotifySocket socket(milliseconds(10'000));
  const Supervised supervised(socket);
  app::Heartbeat heartbeat(supervisor::patience());
  heartbeat.turned(1'000, 1);
  CHECK(beats(socket) == 1);
  CHECK(heartbeat.sleep_max_ms(1'000) == 5'000);
  CHECK(heartbeat.sleep_max_ms(4'000) == 2'000);
  heartbeat.turned(5'999, 2);  // woken by a finger before it was due
  CHECK(beats(socket) == 0);
  heartbeat.turned(6'000, 2);
  CHECK(beats(socket) == 1);
  CHECK(heartbeat.sleep_max_ms(60'000) == 0);  // hung since then
  CHECK(beats(socket) == 0);
}

TEST_CASE("Beats wake a kiosk that rests, and it draws nothing for them") {
  NotifySocket socket(milliseconds(2'000));
  const Supervised supervised(socket);
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.settle();
  app::Heartbeat heartbeat(supervisor::patience());
  const std::uint64_t frames = kiosk.window().frames();
  const platform::MonotonicMs since_ms = kiosk.window().now_ms();
  std::size_t heard = 0;
  while (kiosk.window().now_ms() - since_ms < 20'000) {
    kiosk.kiosk().turn(heartbeat.sleep_max_ms(kiosk.window().now_ms()));
    heartbeat.turned(kiosk.window().now_ms(), kiosk.window().frames());
    heard += beats(socket);  // at once: who doesn't listen holds the speaker up
  }
  CHECK(kiosk.window().frames() == frames);
  CHECK(heard >= 20);
}

}  // namespace
}  // namespace bildungskiosk::test
