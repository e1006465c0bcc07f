#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/kiosk/soak/screen_audit.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"

// With BILDUNGSKIOSK_MISFITS=1 the texts that had no room are listed.

namespace bildungskiosk::test {
namespace {

bool long_run() {
  const char* asked = std::getenv("BILDUNGSKIOSK_LONG_TESTS");
  return asked != nullptr && std::string_view(asked) == "1";
}

std::vector<offer::Offer> offers() {
  std::vector<offer::Offer> all = small_offers();
  for (offer::Offer& offer : generated_offers(300)) all.push_back(std::move(offer));
  return all;
}

const char* name_of(const model::PageContent& page) {
  constexpr std::array<const char*, std::variant_size_v<model::PageContent>> kNames = {"attract", "home",   "search",
                                                                                       "results", "detail", "list"};
  return kNames.at(page.index());
}

/// Somebody who touches whatever there is. The same seed does the same.
class Chance {
 public:
  Chance(TestKiosk& kiosk, std::uint32_t seed) : kiosk_(kiosk), random_(seed) {}

  void visit(int touches) {
    kiosk_.settle();
    for (step_ = 0; step_ < touches; ++step_) {
      act();
      look();
      if (step_ % 50 == 49) go_home();
    }
  }

  /// What was seen wrong, each once, with where it was first.
  [[nodiscard]] const std::map<std::string, std::string>& found() const { return found_; }
  /// Texts that were shortened, or stand out of their place: titles may be, what a visitor must read may not.
  [[nodiscard]] const std::set<std::string>& without_room() const { return without_room_; }

 private:
  // std::uniform_int_distribution is another one in each library.
  std::size_t below(std::size_t limit) { return random_() % limit; }

  void act() {
    const std::size_t kind = below(100);
    if (kind < 82) return tap_something();
    const platform::PixelSize size = kiosk_.window().size_px();
    const auto x = static_cast<float>(below(static_cast<std::size_t>(size.width)));
    const auto y = static_cast<float>(below(static_cast<std::size_t>(size.height)));
    if (kind < 88) return kiosk_.touch_at(x, y);
    if (kind < 96) return swipe(x, y);
    kiosk_.let_pass_ms(kind == 99 ? 125'000 : static_cast<platform::MonotonicMs>(below(95'000)));
    kiosk_.settle();
  }

  void tap_something() {
    const auto targets = targets_of(kiosk_.kiosk());
    if (targets.empty()) return kiosk_.let_pass_ms(1'000);
    const ui::Node& node = *targets[below(targets.size())];
    last_ = std::string(node.id.name()) + " „" + node.label + "“";
    const ui::PxRect rect = node.rect;
    kiosk_.touch_at(rect.x + rect.w / 2, rect.y + rect.h / 2);
  }

  void swipe(float x, float y) {
    const auto way = static_cast<float>(below(1'200)) - 600;
    const auto send = [&](platform::PointerKind kind, float at) {
      kiosk_.window().inject(platform::PointerEvent{kind, x, at, kiosk_.window().now_ms()});
      kiosk_.kiosk().turn(0);
      kiosk_.window().advance_ms(16);
    };
    send(platform::PointerKind::kDown, y);
    for (int part = 1; part <= 6; ++part) send(platform::PointerKind::kMove, y + way * static_cast<float>(part) / 6);
    send(platform::PointerKind::kUp, y + way);
    kiosk_.settle();
  }

  /// From wherever it is: out of a dialog by a button of it, then one touch.
  void go_home() {
    if (kiosk_.model().page_as<model::AttractPage>() != nullptr) return;
    for (int dialogs = 0; dialogs < 4 && !kiosk_.kiosk().semantics().all(ui::Role::kDialog).empty(); ++dialogs) {
      const auto targets = targets_of(kiosk_.kiosk());
      if (targets.empty()) return note("a dialog without a way out");
      const ui::PxRect rect = targets.back()->rect;
      kiosk_.touch_at(rect.x + rect.w / 2, rect.y + rect.h / 2);
    }
    const ui::Node* home = kiosk_.kiosk().semantics().find("bar.home");
    if (kiosk_.model().page_as<model::AttractPage>() != nullptr) return;
    if (home == nullptr) return note("no „Start“");
    kiosk_.touch_at(home->rect.x + home->rect.w / 2, home->rect.y + home->rect.h / 2);
    if (kiosk_.model().page_as<model::HomePage>() == nullptr) note("„Start“ does not lead home");
  }

  void look() {
    for (const std::string& complaint : complaints_of(kiosk_.kiosk())) note(complaint);
    const auto& misfits = kiosk_.kiosk().misfits();
    if (misfits.count > 0) without_room_.emplace(where() + ": " + misfits.what);
  }

  [[nodiscard]] std::string where() const {
    const model::Model& model = kiosk_.model();
    return std::string(name_of(model.page().content)) + " in " + model.language + ", text size " +
           std::to_string(static_cast<int>(model.display.chosen.text_size) + 1);
  }

  void note(const std::string& complaint) {
    found_.emplace(where() + ": " + complaint, "touch " + std::to_string(step_) + ", after " + last_);
  }

  TestKiosk& kiosk_;
  std::mt19937 random_;  // the standard says what it yields
  int step_ = 0;
  std::string last_;
  std::map<std::string, std::string> found_;
  std::set<std::string> without_room_;
};

}  // namespace

TEST_CASE("Whatever is touched, nothing breaks, nothing lies upon another or outside, and home is one touch away") {
  const platform::PixelSize size =
      GENERATE(platform::PixelSize{1920, 1080}, platform::PixelSize{1080, 1920}, platform::PixelSize{1366, 768},
               platform::PixelSize{3840, 2160}, platform::PixelSize{1024, 768});
  const InstalledStore store(offers());
  TestKiosk kiosk(store.path(), size, TestKiosk::Languages::kShipped);
  Chance chance(kiosk, static_cast<std::uint32_t>(size.width));
  chance.visit(long_run() ? 10'000 : 250);
  INFO(size.width << " × " << size.height);
  for (const auto& [complaint, where] : chance.found()) {
    INFO(where);
    FAIL_CHECK(complaint);
  }
  if (std::getenv("BILDUNGSKIOSK_MISFITS") != nullptr) {
    for (const std::string& text : chance.without_room()) std::cout << size.width << ": " << text << '\n';
  }
  CHECK(chance.found().empty());
}

}  // namespace bildungskiosk::test
