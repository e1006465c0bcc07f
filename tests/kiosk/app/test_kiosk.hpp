#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/platform/headless_window.hpp"
#include "sync/base/clock.hpp"

namespace bildungskiosk::test {

/// The whole kiosk, loop, workers and all, in a window without a screen, on Monday 2026-11-23 at noon. A finger goes
/// where the semantics tree of the drawn frame says the thing is, through the window's own queue.
class TestKiosk {
 public:
  /// With kShippedWords the search knows the shipped lists of words as well (assets/search).
  enum class Languages { kGermanOnly, kShipped, kShippedWords };
  explicit TestKiosk(const std::string& store, platform::PixelSize size = {1920, 1080},
                     Languages languages = Languages::kGermanOnly);

  /// Turns until nothing moves and every answer is there, and the guard after a page change is over.
  void settle();
  /// Turns, for at most twenty seconds of real time, until the workers have brought this about.
  void wait_until(const std::function<bool(const model::Model&)>& holds);
  /// Lets visitor's time go by without a touch.
  void let_pass_ms(platform::MonotonicMs ms);

  /// A finger that comes down there and lifts, in pixels of the display.
  void touch_at(float x, float y);
  void tap(ui::WidgetId id);
  void tap(ui::Role role, const std::string& label);
  /// A finger that comes down in the middle of the area and moves up by `distance_px` before it lifts.
  void swipe_up(ui::WidgetId inside, float distance_px);
  /// On the on-screen keyboard; capitals and figures as they stand on the keys, in UTF-8.
  void type(const std::string& faces);

  /// Stops the test with the tree's text when it is not there.
  const ui::Node& need(ui::WidgetId id);
  const ui::Node& need(ui::Role role, const std::string& label);
  [[nodiscard]] bool shows(const std::string& part_of_label) const;
  /// Actionable nodes of this name, in reading order.
  [[nodiscard]] std::vector<const ui::Node*> all_named(std::string_view name) const;

  [[nodiscard]] const model::Model& model() const { return kiosk_->model(); }
  template <typename T>
  const T& page();
  [[nodiscard]] app::Kiosk& kiosk() { return *kiosk_; }
  [[nodiscard]] platform::HeadlessWindow& window() { return window_; }

  /// From the attract screen to home.
  void arrive();
  /// What the terminal's clock says from now on.
  void set_clock(base::UnixSeconds now) { clock_.set(now); }

 private:
  base::FixedClock clock_;
  app::WallClock wall_clock_;
  i18n::Languages languages_;
  platform::HeadlessWindow window_;
  std::unique_ptr<app::Kiosk> kiosk_;
};

}  // namespace bildungskiosk::test

#include "tests/support/catch.hpp"

template <typename T>
const T& bildungskiosk::test::TestKiosk::page() {
  const T* shown = model().page_as<T>();
  INFO(kiosk_->semantics().to_text());
  REQUIRE(shown != nullptr);
  return *shown;
}
