#include "sync/supervisor/supervisor.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/notify_socket.hpp"

namespace bildungskiosk::supervisor {
namespace {

using std::chrono::milliseconds;

TEST_CASE("The supervisor hears each state and one line of what is done") {
  test::NotifySocket socket(milliseconds(0));
  const test::Supervised supervised(socket);
  tell(State::kReady);
  tell(State::kAlive);
  tell("zwei\nZeilen");
  tell(State::kStopping);
  CHECK(socket.heard() == std::vector<std::string>{"READY=1", "WATCHDOG=1", "STATUS=zwei Zeilen", "STOPPING=1"});
}

TEST_CASE("The supervisor's patience is what it says, for this process only") {
  CHECK_FALSE(patience());
  test::NotifySocket idle(milliseconds(0));
  test::NotifySocket watching(milliseconds(30'000));
  {
    const test::Supervised supervised(idle);
    CHECK_FALSE(patience());
  }
  {
    const test::Supervised supervised(watching);
    CHECK(patience() == milliseconds(30'000));
  }
  CHECK_FALSE(patience());
}

TEST_CASE("Without a supervisor nothing is said to anybody") {
  test::NotifySocket socket(milliseconds(0));  // of which nothing is known
  tell(State::kReady);
  tell("ein Satz");
  CHECK(socket.heard().empty());
}

}  // namespace
}  // namespace bildungskiosk::supervisor
