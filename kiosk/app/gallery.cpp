#include "kiosk/app/gallery.hpp"

#include <imgui.h>

#include <array>
#include <string>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/component_sheet.hpp"

namespace bildungskiosk::app {
namespace {

constexpr std::array kSchemes = {ui::Scheme::kLight, ui::Scheme::kDark, ui::Scheme::kContrast};
constexpr std::array<const char*, 3> kSchemeNames = {"Hell", "Dunkel", "Kontrast"};
constexpr int kTextSteps = 4;

ui::TouchKind touch_kind(platform::PointerKind kind) {
  if (kind == platform::PointerKind::kDown) return ui::TouchKind::kDown;
  return kind == platform::PointerKind::kUp ? ui::TouchKind::kUp : ui::TouchKind::kMove;
}

int next(int value, int count) { return (value + 1) % count; }

}  // namespace

Gallery::Gallery(platform::Window& window, ui::Theme theme) : window_(window), interface_(std::move(theme), window) {}

void Gallery::turn(platform::MonotonicMs wait_max_ms) {
  const bool busy = dirty_ || interface_.animating() || window_.has_pending_input();
  window_.wait_events(busy ? 0 : wait_max_ms);
  take_input();
  if (window_.take_needs_redraw()) dirty_ = true;
  if (dirty_ || interface_.animating()) draw();
}

void Gallery::take_input() {
  platform::PointerEvent pointer;
  while (window_.next_pointer(pointer)) {
    interface_.handle({touch_kind(pointer.kind), pointer.x_px, pointer.y_px, window_.now_ms()});
    dirty_ = true;
  }
  platform::KeyEvent key;
  while (window_.next_key(key)) {
    if (key.key == platform::Key::kTab || key.key == platform::Key::kRight) sheet_ = next(sheet_, ui::kComponentSheets);
    dirty_ = true;
  }
}

void Gallery::draw_controls(ui::Frame& frame) {
  constexpr float kWidthDu = 220;
  float x = 64;
  const auto control = [&](ui::WidgetId id, const std::string& label) {
    const ui::Rect rect{x, 968, kWidthDu, 88};
    x += kWidthDu + 14;
    return ui::button(frame, id, rect, {.label = label, .kind = ui::ButtonKind::kOption, .role = ui::TextRole::kLabel});
  };
  const auto scheme = static_cast<int>(settings_.scheme);
  const auto step = static_cast<int>(settings_.text_step);
  const bool mirrored = settings_.direction == ui::Direction::kRightToLeft;
  if (control("gallery.sheet",
              "Blatt " + std::to_string(sheet_ + 1) + " von " + std::to_string(ui::kComponentSheets))) {
    sheet_ = next(sheet_, ui::kComponentSheets);
    dirty_ = true;
  }
  if (control("gallery.scheme", std::string("Farben: ") + kSchemeNames.at(static_cast<std::size_t>(scheme)))) {
    wanted_.scheme = kSchemes.at(static_cast<std::size_t>(next(scheme, 3)));
  }
  if (control("gallery.text", "Schrift " + std::to_string(step + 1))) {
    wanted_.text_step = static_cast<ui::TextStep>(next(step, kTextSteps));
  }
  if (control("gallery.direction", mirrored ? "Von rechts" : "Von links")) {
    wanted_.direction = mirrored ? ui::Direction::kLeftToRight : ui::Direction::kRightToLeft;
  }
  const bool calm = settings_.motions == ui::Motions::kCalm;
  if (control("gallery.calm", calm ? "Ruhig" : "Bewegt")) {
    wanted_.motions = calm ? ui::Motions::kFull : ui::Motions::kCalm;
  }
}

void Gallery::draw() {
  dirty_ = false;
  wanted_.size_px = window_.size_px();
  if (wanted_.size_px.width <= 0 || wanted_.size_px.height <= 0) return;
  wanted_.now_ms = window_.now_ms();
  settings_ = wanted_;
  window_.begin_frame();
  {
    constexpr std::array kSheets = {ui::draw_component_sheet, ui::draw_card_sheet, ui::draw_input_sheet};
    static_assert(kSheets.size() == ui::kComponentSheets);
    ui::Frame frame(interface_, settings_, *ImGui::GetBackgroundDrawList());
    kSheets.at(static_cast<std::size_t>(sheet_))(frame);
    draw_controls(frame);
  }
  window_.end_frame(interface_.theme().palette(settings_.scheme).background.rgb(), interface_.scrolled_areas());
  interface_.touch().picture_shown(window_.now_ms());
  const bool changed = wanted_.scheme != settings_.scheme || wanted_.text_step != settings_.text_step ||
                       wanted_.direction != settings_.direction || wanted_.motions != settings_.motions;
  dirty_ = dirty_ || changed;
}

}  // namespace bildungskiosk::app
