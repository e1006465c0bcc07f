#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/i18n/languages.hpp"
#include "kiosk/model/model.hpp"
#include "kiosk/platform/headless_window.hpp"
#include "kiosk/typing/keyboards.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/view/root_view.hpp"

namespace bildungskiosk::view::test {

/// Draws the whole screen for a model of the test's making, in a headless window, in any of its languages.
class ScreenStage {
 public:
  explicit ScreenStage(platform::PixelSize size = {1920, 1080});
  /// With other languages than those; they must outlive it.
  ScreenStage(platform::PixelSize size, const i18n::Languages& languages);

  model::Model model;
  EventSink events;  // what was meant in the frames drawn so far

  /// Draws one frame. Where there is a display and the environment variable BILDUNGSKIOSK_PICTURES names a folder, a
  /// picture of it lies there afterwards, if it has a name.
  void draw(const std::string& picture = {});
  /// Lets time go by, for what fades.
  void let_pass_ms(platform::MonotonicMs ms) { window_.advance_ms(ms); }
  [[nodiscard]] platform::MonotonicMs now_ms() const { return window_.now_ms(); }
  /// A finger on the middle of the widget; the tap is in the frame drawn last.
  void tap(ui::WidgetId id);
  /// The same without a pause before it: the second half of a double tap.
  void tap_at_once(ui::WidgetId id);
  /// The first half of a tap, and the second.
  void put_finger_on(ui::WidgetId id);
  void lift_finger();

  [[nodiscard]] const ui::SemanticsTree& semantics() const { return interface_.semantics(); }
  [[nodiscard]] std::size_t shortened_texts() const { return interface_.shortened_texts(); }
  [[nodiscard]] const ui::Interface::Misfits& misfits() const { return interface_.misfits(); }
  [[nodiscard]] std::span<const platform::ScrolledArea> scrolled_areas() const { return interface_.scrolled_areas(); }
  [[nodiscard]] bool shows(const std::string& part) const { return semantics().find_containing(part) != nullptr; }
  [[nodiscard]] platform::PixelSize size() const { return window_.size_px(); }

 private:
  platform::HeadlessWindow window_;         // time and fingers, and what is drawn on unless …
  std::unique_ptr<platform::Window> real_;  // … pictures are wanted
  ui::Interface interface_;
  const i18n::Languages& languages_;
  RootView view_;
  float finger_x_ = 0;
  float finger_y_ = 0;
};

inline constexpr std::array<std::string_view, 6> kShippedTags = {"de", "de-easy", "en", "tr", "ar", "uk"};
/// Lying, upright, and one that is nearly square.
inline constexpr std::array<platform::PixelSize, 3> kDisplays = {{{1920, 1080}, {1080, 1920}, {1280, 1024}}};

/// But for the rounding to whole pixels.
[[nodiscard]] bool inside(const ui::PxRect& inner, const ui::PxRect& outer);
[[nodiscard]] bool overlap(const ui::PxRect& a, const ui::PxRect& b);
/// Whatever can be touched lies on the display, is at least 80 du high and wide, and upon nothing else
/// that can be touched.
void check_targets(const ScreenStage& stage);
/// "found-tr-1920"
[[nodiscard]] std::string picture_name(const std::string& what, std::string_view language, platform::PixelSize size);

/// All that are shipped.
[[nodiscard]] const i18n::Languages& shipped_languages();
/// Those of all languages, out of the system's own database.
[[nodiscard]] const typing::Keyboards& shipped_keyboards();

}  // namespace bildungskiosk::view::test
