#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/heap.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BILDUNGSKIOSK_OWN_HEAP 0
#else
#define BILDUNGSKIOSK_OWN_HEAP 1
#endif

namespace bildungskiosk::test {
namespace {

bool long_run() {
  const char* asked = std::getenv("BILDUNGSKIOSK_LONG_TESTS");
  return asked != nullptr && std::string_view(asked) == "1";
}

/// A short visit: a phase of life, an offer, its neighbour in the list, away. Visits of eight kinds follow each other.
void visit(TestKiosk& kiosk, int number) {
  kiosk.arrive();
  kiosk.tap(ui::WidgetId("home.phase") / static_cast<std::uint64_t>(number % 8));
  for (const std::size_t card : {0U, 1U}) {
    const auto cards = kiosk.all_named("results.card");
    if (cards.size() <= card) break;
    kiosk.tap(cards[card]->id);
    kiosk.tap("bar.back");
  }
  kiosk.tap("bar.home");
  kiosk.let_pass_ms(121'000);
  kiosk.settle();
  REQUIRE(kiosk.model().page_as<model::AttractPage>() != nullptr);
}

/// The most that eight visits in a row leave at their ends: what one kind of visit needs is no growth.
double most_after_a_round(TestKiosk& kiosk) {
  double most = 0;
  for (int number = 0; number < 8; ++number) {
    visit(kiosk, number);
    most = std::max(most, static_cast<double>(heap_bytes()));
  }
  return most;
}

}  // namespace

TEST_CASE("Visit after visit the memory stays what it was, to one per cent") {
  if (BILDUNGSKIOSK_OWN_HEAP == 0) {
    std::cout << "skipped: the heap is the sanitizer's\n";
    return;
  }
  const int rounds = long_run() ? 100'000 / 8 : 12;
  const InstalledStore store;
  TestKiosk kiosk(store.path());
  for (int round = 0; round < 3; ++round) static_cast<void>(most_after_a_round(kiosk));  // caches fill
  const double before = most_after_a_round(kiosk);
  double after = before;
  for (int round = 0; round < rounds; ++round) after = most_after_a_round(kiosk);
  std::cout << rounds * 8 << " visits: heap " << before / 1e6 << " MB before, " << after / 1e6 << " MB after\n";
  CHECK(after <= 1.01 * before);
  CHECK(kiosk.window().live_textures() < 64);
}

}  // namespace bildungskiosk::test
