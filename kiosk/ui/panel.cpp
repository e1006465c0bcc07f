#include "kiosk/ui/panel.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"

namespace bildungskiosk::ui {

Rect panel(Frame& frame, WidgetId id, const Rect& rect, const PanelSpec& spec) {
  constexpr float kPaddingDu = 28;
  draw_card(frame, rect, Elevation::kRaised);
  constexpr float kRaisedDu = 2;  // capitals stand in the middle, not the line
  const Rect header{rect.x + kPaddingDu, rect.y - kRaisedDu, rect.w - 2 * kPaddingDu, spec.header_du};
  TextStyle note;
  note.role = TextRole::kSecondary;
  note.colour = frame.palette().text_2;
  note.align = Align::kEnd;
  note.vertical = VerticalAlign::kMiddle;
  note.lines_max = 1;
  note.figures = Figures::kTabular;
  TextStyle title;
  title.role = spec.title_role;
  title.vertical = VerticalAlign::kMiddle;
  title.lines_max = 1;
  title.semantics = Role::kHeading;
  title.id = id / "title";
  constexpr float kGapDu = 16;
  const float note_w = measure_text(frame, spec.note, 0, note).width;
  // The title counts for more than the note, which is left out where both have no room.
  const bool both = note_w > 0 && measure_text(frame, spec.title, 0, title).width <= header.w - note_w - kGapDu;
  const float title_w = header.w - (both ? note_w + kGapDu : 0);
  draw_text(frame, spec.title, {header.x, header.y, title_w, header.h}, title);
  if (both) draw_text(frame, spec.note, {header.right() - note_w - 1, header.y, note_w + 1, header.h}, note);
  const float rule_y = rect.y + spec.header_du;
  frame.line(rect.x, rule_y, rect.w, frame.palette().rule);
  return {rect.x, rule_y, rect.w, rect.bottom() - rule_y};
}

void draw_scrim(Frame& frame, WidgetId id) {
  const Rect all{0, 0, frame.width(), frame.height()};
  frame.fill(all, frame.palette().scrim);
  frame.hit(id, all, false);
}

Frame::Scope dialog(Frame& frame, WidgetId id, const Rect& rect, std::string_view title_for_speech) {
  draw_scrim(frame, id / "scrim");
  const Palette& palette = frame.palette();
  const float radius = frame.theme().radii().panel;
  frame.shadow(rect, radius, Frame::Shadow::kDialog);
  frame.fill(rect, palette.surface, radius);
  if (palette.outline_du > 0) frame.stroke(rect, palette.line, palette.outline_du, radius);
  return frame.group(id, Role::kDialog, title_for_speech, rect);
}

namespace {

/// How visible a toast is now; asks for the next frame while that changes.
float toast_opacity(Frame& frame, TimeMs since_ms) {
  const Motion& motion = frame.theme().motion();
  const TimeMs age = frame.now_ms() - since_ms;
  const TimeMs stays = motion.toast_ms + motion.toast_stays_ms;
  if (age < 0 || age >= stays + motion.toast_ms) return 0;
  if (frame.calm()) {
    frame.request_at(since_ms + stays + motion.toast_ms);
    return 1;
  }
  const auto part = [&](TimeMs ms) {
    return static_cast<float>(ms) / static_cast<float>(std::max(1, motion.toast_ms));
  };
  if (age < motion.toast_ms || age >= stays) {
    frame.request_animation();
    return age < motion.toast_ms ? part(age) : 1 - part(age - stays);
  }
  frame.request_at(since_ms + stays);
  return 1;
}

bool toast_action(Frame& frame, WidgetId id, const Rect& rect, std::string_view label) {
  const Palette& palette = frame.palette();
  const bool pressed = frame.pressed(id);
  const float radius = frame.theme().radii().key;
  frame.fill(rect, pressed ? palette.sun : palette.toast_action, radius);
  if (palette.outline_du > 0) frame.stroke(rect, palette.line, palette.outline_du, radius);
  if (frame.focused(id)) frame.focus_ring(rect, radius);
  TextStyle style;
  style.role = TextRole::kRowTitle;
  style.weight = Weight::kBold;
  style.colour = pressed ? palette.on_sun : palette.on_toast;
  style.align = Align::kCentre;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 1;
  style.semantics = std::nullopt;
  draw_text(frame, label, rect, style);
  frame.node(id, Role::kButton, label, rect);
  frame.hit(id, rect);
  return frame.tapped(id);
}

}  // namespace

bool toast(Frame& frame, WidgetId id, const Rect& rect, const ToastSpec& spec) {
  const float opacity = toast_opacity(frame, spec.shown_since_ms);
  if (opacity <= 0) return false;
  constexpr float kPaddingDu = 24;
  constexpr float kIconDu = 40;
  constexpr float kInsetDu = 10;
  const Palette& palette = frame.palette();
  const float before = frame.opacity();
  frame.set_opacity(before * opacity);
  const float radius = frame.theme().radii().card;
  frame.shadow(rect, radius, Frame::Shadow::kPanel);
  frame.fill(rect, palette.toast, radius);
  if (palette.outline_du > 0) frame.stroke(rect, palette.line, palette.outline_du, radius);
  frame.hit(id, rect, false);
  const auto scope = frame.group(id, Role::kStatus, spec.text, rect);
  float x = rect.x + kPaddingDu;
  if (!spec.icon.empty()) {
    frame.icon(spec.icon, {x, rect.y + (rect.h - kIconDu) / 2, kIconDu, kIconDu}, palette.sun);
    x += kIconDu + 16;
  }
  TextStyle style;
  style.role = TextRole::kRowTitle;
  style.weight = Weight::kMedium;
  style.colour = palette.on_toast;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 2;
  style.semantics = std::nullopt;
  float end = rect.right() - kPaddingDu;
  bool used = false;
  if (!spec.action.empty()) {
    TextStyle bold;
    bold.role = TextRole::kRowTitle;
    bold.weight = Weight::kBold;
    const float width = measure_text(frame, spec.action, 0, bold).width + 2 * kPaddingDu;
    const Rect action{rect.right() - kInsetDu - width, rect.y + kInsetDu - 2, width, rect.h - 2 * kInsetDu + 4};
    used = toast_action(frame, id / "action", action, spec.action);
    end = action.x - 16;
  }
  draw_text(frame, spec.text, {x, rect.y, end - x, rect.h}, style);
  frame.set_opacity(before);
  return used;
}

void progress_bar(Frame& frame, WidgetId id, const Rect& rect, float fraction, std::string_view label) {
  const Palette& palette = frame.palette();
  const float part = std::clamp(fraction, 0.0F, 1.0F);
  frame.fill(rect, palette.surface_2, rect.h / 2);
  if (palette.outline_du > 0) frame.stroke(rect, palette.line, palette.outline_du, rect.h / 2);
  if (part > 0) frame.fill({rect.x, rect.y, std::max(rect.h, rect.w * part), rect.h}, palette.primary, rect.h / 2);
  frame.node(id, Role::kProgress, label, rect).value = std::to_string(std::lround(part * 100)) + " %";
}

void countdown_ring(Frame& frame, WidgetId id, const Rect& square, const CountdownSpec& spec) {
  constexpr float kStrokePart = 24.0F / 272.0F;
  constexpr float kPi = std::numbers::pi_v<float>;
  const Palette& palette = frame.palette();
  const PxRect rect = frame.to_px(square);
  const float stroke = rect.w * kStrokePart;
  const float radius = (rect.w - stroke) / 2;
  const ImVec2 middle(rect.x + rect.w / 2, rect.y + rect.h / 2);
  ImDrawList& list = frame.draw_list();
  list.AddCircle(middle, radius, frame.imgui_colour(palette.surface_2), 0, stroke);
  const float turn = 2 * kPi * std::clamp(spec.fraction, 0.0F, 1.0F);
  if (turn > 0) {
    const float from = -kPi / 2;
    const std::uint32_t colour = frame.imgui_colour(palette.primary);
    list.PathArcTo(middle, radius, from, from + turn);
    list.PathStroke(colour, 0, stroke);
    for (const float angle : {from, from + turn}) {
      list.AddCircleFilled({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)}, stroke / 2,
                           colour);
    }
  }
  TextStyle number;
  number.role = TextRole::kDisplay;
  number.align = Align::kCentre;
  number.vertical = VerticalAlign::kMiddle;
  number.figures = Figures::kTabular;
  number.lines_max = 1;
  number.semantics = std::nullopt;

  const bool large = frame.large_text();
  draw_text(frame, spec.number, square.moved(0, -square.h * (large ? 0.1F : 0.06F)), number);
  number.role = large ? TextRole::kSecondary : TextRole::kControl;
  number.colour = palette.text_2;
  draw_text(frame, spec.unit, square.moved(0, square.h * (large ? 0.2F : 0.19F)), number);
  Node& node = frame.node(id, Role::kStatus, spec.unit, square);
  node.value.assign(spec.number);
}

}  // namespace bildungskiosk::ui
