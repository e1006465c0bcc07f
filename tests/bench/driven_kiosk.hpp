#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/kiosk.hpp"

namespace bildungskiosk::bench {

/// The whole kiosk in this process, in any window, with a finger that a benchmark leads. As the real program, on
/// the day of the generated catalogue.
class DrivenKiosk {
 public:
  /// `turn` makes one turn of the loop, with what belongs around it: letting time go by, or measuring. The window must
  /// outlive the object.
  DrivenKiosk(platform::Window& window, const std::string& store, std::function<void(app::Kiosk&)> turn);

  [[nodiscard]] app::Kiosk& kiosk() { return *kiosk_; }
  [[nodiscard]] const model::Model& model() const { return kiosk_->model(); }

  void turn() { turn_(*kiosk_); }
  void turns(int count) {
    for (int i = 0; i < count; ++i) turn();
  }
  /// Turns until it holds; stops the benchmark when it never does.
  void reach(const std::function<bool()>& holds, const std::string& what);
  /// Turns until the thing is on the screen and has been there for as long as touches are not counted after a new page.
  void reach(ui::WidgetId id);
  void touch(platform::PointerKind kind, float x, float y);
  void tap(const ui::Node& node);
  void tap(ui::WidgetId id) { tap(need(id)); }
  /// The finger comes down on the key; nothing else. `lift` ends it.
  void press_key(std::string_view face);
  void lift();
  /// Time on the window's clock goes by.
  void rest_ms(platform::MonotonicMs ms);

  /// A press that moves nothing and hits nothing: the next turn draws the same picture once more.
  void ask_for_a_frame();
  /// The second card of the list: whole, and not under the bar. None: another screen is shown.
  [[nodiscard]] const ui::Node* card() const;
  [[nodiscard]] const ui::Node* key(std::string_view face) const;
  [[nodiscard]] const ui::Node& need(ui::WidgetId id) const;

  /// From the attract screen to home.
  void go_home();
  /// From home to the list of a phase of life with many offers.
  void open_results();

 private:
  base::SystemClock clock_;
  app::WallClock wall_clock_;
  std::unique_ptr<i18n::Languages> languages_;
  std::function<void(app::Kiosk&)> turn_;
  std::unique_ptr<app::Kiosk> kiosk_;
  platform::PointerEvent finger_;
};

}  // namespace bildungskiosk::bench
