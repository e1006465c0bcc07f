#include <atomic>
#include <chrono>
#include <thread>

#include "kiosk/services/event_queue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::services {

TEST_CASE("Events come out in the order in which they went in, and each wakes the loop") {
  int woken = 0;
  EventQueue queue([&woken] { ++woken; });
  CHECK(queue.push(model::TypeText{"a"}));
  CHECK(queue.push(model::TypeText{"b"}));
  CHECK(woken == 2);
  const auto taken = queue.take();
  REQUIRE(taken.size() == 2);
  CHECK(std::get<model::TypeText>(taken[0]).text == "a");
  CHECK(std::get<model::TypeText>(taken[1]).text == "b");
  CHECK(queue.take().empty());
}

TEST_CASE("A worker waits while the queue is full, and goes on when the loop has taken") {
  EventQueue queue;
  for (std::size_t i = 0; i < kEventsMax; ++i) REQUIRE(queue.push(model::GoBack{}));
  std::atomic<bool> pushed{false};
  std::thread worker([&] {
    queue.push(model::GoHome{});
    pushed = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  CHECK_FALSE(pushed);
  CHECK(queue.take().size() == kEventsMax);
  worker.join();
  CHECK(pushed);
  CHECK(queue.take().size() == 1);
}

TEST_CASE("Closing lets a waiting worker go and takes nothing more") {
  EventQueue queue;
  for (std::size_t i = 0; i < kEventsMax; ++i) REQUIRE(queue.push(model::GoBack{}));
  std::atomic<bool> taken{true};
  std::thread worker([&] { taken = queue.push(model::GoHome{}); });
  queue.close();
  worker.join();
  CHECK_FALSE(taken);
  CHECK_FALSE(queue.push(model::GoBack{}));
  CHECK(queue.take().empty());
}

}  // namespace bildungskiosk::services
