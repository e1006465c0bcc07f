#include "kiosk/ui/button.hpp"

#include <algorithm>

#include "kiosk/ui/control_surface.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kGapDu = 14;
constexpr float kBadgeDu = 40;
constexpr float kBadgeSmallDu = 36;
constexpr float kTickDu = 35;
constexpr float kTickGapDu = 4;
constexpr float kPaddingDu = 28;
constexpr float kPaddingMinDu = 8;
constexpr float kGapMinDu = 8;
constexpr float kTargetMinDu = 80;
constexpr float kStackedIconDu = 38;
constexpr float kStackedGapDu = 4;
constexpr float kStackedEdgeDu = 2;
constexpr float kTallIconDu = 52;  // on tall stacked buttons: Hoch, Mehr
constexpr float kTallGapDu = 9;
constexpr float kTallFromDu = 140;

SurfaceStyle style_of(const Frame& frame, const ButtonSpec& spec) {
  if (spec.active) return active_style(frame);
  if (spec.chosen) return chosen_style(frame);
  switch (spec.kind) {
    case ButtonKind::kPrimary:
      return primary_style(frame);
    case ButtonKind::kSecondary:
      return secondary_style(frame);
    case ButtonKind::kQuiet:
    case ButtonKind::kBar:
      return quiet_style(frame);
    case ButtonKind::kOption:
      return option_style(frame);
  }
  return quiet_style(frame);
}

TextStyle label_style(const ButtonSpec& spec, Colour colour) {
  TextStyle style;
  const bool big = spec.kind == ButtonKind::kPrimary || spec.kind == ButtonKind::kSecondary;
  style.role = spec.role.value_or(big ? TextRole::kCardTitle : TextRole::kControl);
  const bool bold = big || spec.chosen || spec.active || spec.kind == ButtonKind::kQuiet;
  style.weight = bold ? Weight::kBold : Weight::kMedium;
  style.colour = colour;
  style.vertical = VerticalAlign::kMiddle;
  style.figures = Figures::kTabular;
  style.lines_max = 1;
  style.language = spec.language;
  style.semantics = std::nullopt;
  return style;
}

/// The icon grows with the label: 38 du beside the bar's 24.
float icon_size(Frame& frame, const ButtonSpec& spec, const TextStyle& style) {
  if (spec.kind == ButtonKind::kOption) return kTickDu;
  const float text_du = frame.theme().size_du(style.role, style.step.value_or(frame.text_step()));
  if (spec.icon_place == IconPlace::kTrailing) return text_du * 1.35F;
  return text_du * 1.58F;
}

std::string_view icon_of(const ButtonSpec& spec) {
  if (spec.kind == ButtonKind::kOption && spec.chosen && spec.icon.empty()) return "check";
  return spec.icon;
}

struct Parts {
  float icon = 0;
  float gap = 0;
  float label = 0;
  float badge_gap = 0;
  float badge = 0;
  [[nodiscard]] float width() const { return icon + gap + label + badge_gap + badge; }
};

Parts measure_parts(Frame& frame, const ButtonSpec& spec, const TextStyle& style) {
  Parts parts;
  parts.label = measure_text(frame, spec.label, 0, style).width;
  if (!icon_of(spec).empty()) parts.icon = icon_size(frame, spec, style);
  if (parts.icon > 0 && parts.label > 0) parts.gap = spec.kind == ButtonKind::kOption ? kTickGapDu : kGapDu;
  if (!spec.badge.empty()) {
    parts.badge = kBadgeDu;
    parts.badge_gap = kGapDu;
  }
  return parts;
}

void draw_badge(Frame& frame, const Rect& rect, std::string_view text) {
  frame.fill(rect, frame.palette().sun, rect.h / 2);
  TextStyle style;
  style.role = TextRole::kSecondary;
  style.weight = Weight::kBold;
  style.colour = frame.palette().on_sun;
  style.align = Align::kCentre;
  style.vertical = VerticalAlign::kMiddle;
  style.semantics = std::nullopt;
  draw_text(frame, text, rect, style);
}

/// How much narrower the parts may stand.
float slack(const Parts& parts) {
  return std::max(0.0F, parts.gap - kGapMinDu) + std::max(0.0F, parts.badge_gap - kGapMinDu);
}

bool has_room(const Parts& parts, float room) { return parts.width() - slack(parts) <= room; }

float room_beside(float width) { return std::max(0.0F, width - 2 * kPaddingMinDu); }

/// The parts in the largest text size of the label's role in which they have room; in the smallest where none has.
/// `style` takes that size.
Parts parts_that_fit(Frame& frame, const ButtonSpec& spec, TextStyle& style, float room) {
  style.step = frame.text_step();
  Parts parts = measure_parts(frame, spec, style);
  while (!has_room(parts, room) && style.step > TextStep::k1) {
    style.step = static_cast<TextStep>(static_cast<int>(*style.step) - 1);
    parts = measure_parts(frame, spec, style);
  }
  return parts;
}

/// A label that has no room in any size of its role: in a smaller one, down to the 20 du that must be, then in two
/// lines.
Parts parts_in_smaller_role(Frame& frame, const ButtonSpec& spec, TextStyle& style, float room) {
  Parts parts;
  for (const TextRole role : {TextRole::kSecondary, TextRole::kLabel}) {
    style.role = role;
    parts = measure_parts(frame, spec, style);
    if (has_room(parts, room)) return parts;
  }
  style.lines_max = 2;
  const float others = parts.width() - slack(parts) - parts.label;
  const TextExtent lines = measure_text(frame, spec.label, std::max(1.0F, room - others), style);
  parts.label = lines.width;
  return parts;
}

void draw_beside(Frame& frame, const Rect& rect, const ButtonSpec& spec, TextStyle style, Colour colour) {
  const float room = room_beside(rect.w);
  Parts parts = parts_that_fit(frame, spec, style, room);
  if (!has_room(parts, room)) parts = parts_in_smaller_role(frame, spec, style, room);
  if (parts.width() > room) {
    parts.gap = std::min(parts.gap, kGapMinDu);
    parts.badge_gap = std::min(parts.badge_gap, kGapMinDu);
  }
  parts.label -= std::clamp(parts.width() - room, 0.0F, parts.label);  // the label gives way, with an ellipsis
  float x = rect.x + (rect.w - parts.width()) / 2;
  const auto draw_icon = [&] {
    if (parts.icon <= 0) return;
    frame.icon(icon_of(spec), {x, rect.y + (rect.h - parts.icon) / 2, parts.icon, parts.icon}, colour);
    x += parts.icon;
  };
  if (spec.icon_place == IconPlace::kLeading) {
    draw_icon();
    x += parts.gap;
  }
  // A pixel more than measured, so that rounding never wraps the label.
  if (parts.label > 0) draw_text(frame, spec.label, {x, rect.y, parts.label + 2, rect.h}, style);
  x += parts.label;
  if (spec.icon_place == IconPlace::kTrailing) {
    x += parts.gap;
    draw_icon();
  }
  if (parts.badge > 0) {
    x += parts.badge_gap;
    draw_badge(frame, {x, rect.y + (rect.h - kBadgeDu) / 2, kBadgeDu, kBadgeDu}, spec.badge);
  }
}

void draw_stacked(Frame& frame, const Rect& rect, const ButtonSpec& spec, TextStyle style, Colour colour) {
  const bool tall = rect.h >= kTallFromDu;
  const float icon = tall ? kTallIconDu : kStackedIconDu;
  const float gap = tall ? kTallGapDu : kStackedGapDu;
  style.role = spec.role.value_or(TextRole::kSecondary);
  if (spec.kind == ButtonKind::kQuiet && !spec.chosen && !spec.active) style.weight = Weight::kMedium;
  style.figures = Figures::kProportional;
  style.align = Align::kCentre;
  style = fitting_style(frame, spec.label, {0, 0, rect.w - 2 * kStackedEdgeDu, 0}, style);
  const float line_du = frame.theme().size_du(style.role, frame.text_step()) * 1.35F;
  const float text_du = static_cast<float>(style.lines_max) * line_du;
  const float top = rect.y + (rect.h - icon - gap - text_du) / 2;
  const float middle = rect.x + rect.w / 2;
  const bool icon_last = spec.icon_place == IconPlace::kTrailing;
  frame.icon(spec.icon, {middle - icon / 2, icon_last ? top + text_du + gap : top, icon, icon}, colour);
  draw_text(frame, spec.label,
            {rect.x + kStackedEdgeDu, icon_last ? top : top + icon + gap, rect.w - 2 * kStackedEdgeDu, text_du}, style);
  if (spec.badge.empty()) return;
  draw_badge(frame, {middle + 10, rect.y + 8, kBadgeSmallDu, kBadgeSmallDu}, spec.badge);
}

}  // namespace

bool button(Frame& frame, WidgetId id, const Rect& rect, const ButtonSpec& spec) {
  SurfaceStyle surface_style = style_of(frame, spec);
  if (spec.shape == ButtonShape::kInset) {
    surface_style.radius_du = frame.theme().radii().key;
    surface_style.raised = false;
  }
  const Surface surface = draw_control_surface(frame, id, rect, surface_style, spec.enabled);
  const TextStyle style = label_style(spec, surface.colour);
  if (spec.layout == ButtonLayout::kStacked) {
    draw_stacked(frame, surface.content, spec, style, surface.colour);
  } else {
    draw_beside(frame, surface.content, spec, style, surface.colour);
  }
  const Role role = spec.kind == ButtonKind::kOption ? Role::kOption : Role::kButton;
  Node& node = frame.node(id, role, spec.spoken.empty() ? spec.label : spec.spoken, rect, spec.language);
  node.value.assign(spec.badge);
  node.state.disabled = !spec.enabled;
  node.state.chosen = spec.chosen || spec.active;
  return control_hit(frame, id, rect, spec.enabled);
}

bool button_has_room(Frame& frame, const ButtonSpec& spec, float width_du) {
  TextStyle style = label_style(spec, frame.palette().text);
  if (spec.layout == ButtonLayout::kBeside) {
    const float room = room_beside(width_du);
    return has_room(parts_that_fit(frame, spec, style, room), room);
  }
  style.role = spec.role.value_or(TextRole::kSecondary);
  style.step = TextStep::k1;
  return measure_text(frame, spec.label, 0, style).width <= width_du - 2 * kStackedEdgeDu;
}

float button_width(Frame& frame, const ButtonSpec& spec) {
  const TextStyle style = label_style(spec, frame.palette().text);
  return std::max(kTargetMinDu, measure_parts(frame, spec, style).width() + 2 * kPaddingDu);
}

}  // namespace bildungskiosk::ui
