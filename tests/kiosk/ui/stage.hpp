#pragma once

#include <functional>
#include <string_view>

#include "kiosk/platform/headless_window.hpp"
#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::test {

/// The theme the program ships with.
[[nodiscard]] ui::Theme shipped_theme();

/// A headless window with an interface on it: draws what the test says, finds widgets in the semantics tree, taps them.
class Stage {
 public:
  using Draw = std::function<void(ui::Frame&)>;

  explicit Stage(Draw draw, platform::PixelSize size = {1920, 1080});

  ui::FrameSettings settings;  // size and time are filled in

  /// Draws one frame with the pointer events that belong to it.
  void frame();
  /// Lets `ms` go by, a frame every 16 ms.
  void run(platform::MonotonicMs ms);
  /// Puts a finger on the middle of the widget and lifts it; the tap is in the frame drawn last.
  void tap(ui::WidgetId id);
  void down(float x_px, float y_px);
  void move(float x_px, float y_px);
  void up(float x_px, float y_px);
  [[nodiscard]] const ui::Node& node(ui::WidgetId id) const;

  platform::HeadlessWindow window;
  ui::Interface interface;

 private:
  void inject(platform::PointerKind kind, float x_px, float y_px);

  Draw draw_;
};

}  // namespace bildungskiosk::test
