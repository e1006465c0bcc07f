#pragma once

#include "kiosk/platform/window.hpp"
#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::app {

/// `--gallery`: every component in its states, in each colour scheme, text size and direction, for those who build
/// screens. No model, no catalogue. One thread.
class Gallery {
 public:
  /// `window` must outlive it.
  Gallery(platform::Window& window, ui::Theme theme);

  /// One turn of the loop; sleeps at most `wait_max_ms` (negative: as long as nothing happens).
  void turn(platform::MonotonicMs wait_max_ms = -1);
  [[nodiscard]] const ui::SemanticsTree& semantics() const { return interface_.semantics(); }
  [[nodiscard]] const ui::FrameSettings& settings() const { return settings_; }
  [[nodiscard]] int sheet() const { return sheet_; }

 private:
  void take_input();
  void draw();
  void draw_controls(ui::Frame& frame);

  platform::Window& window_;
  ui::Interface interface_;
  ui::FrameSettings settings_;
  ui::FrameSettings wanted_;  // of the next frame
  int sheet_ = 0;
  bool dirty_ = true;
};

}  // namespace bildungskiosk::app
