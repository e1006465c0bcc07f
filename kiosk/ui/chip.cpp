#include "kiosk/ui/chip.hpp"

#include <algorithm>

#include "kiosk/ui/control_surface.hpp"
#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kPaddingDu = 17;
constexpr float kIconDu = 30;
constexpr float kIconGapDu = 6;
constexpr float kCloseDu = 24;
constexpr float kCloseGapDu = 10;
constexpr float kEndDu = 15;
constexpr float kWidthMinDu = 80;

TextStyle label_style(Colour colour) {
  TextStyle style;
  style.role = TextRole::kControl;
  style.colour = colour;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 1;
  style.semantics = std::nullopt;
  return style;
}

std::string_view leading_icon(const ChipSpec& spec) { return spec.kind == ChipKind::kAddable ? "add" : spec.icon; }

SurfaceStyle style_of(const Frame& frame, const ChipSpec& spec) {
  const Palette& palette = frame.palette();
  const bool added = spec.kind == ChipKind::kRemovable;
  return {added ? palette.chosen : palette.surface,
          added ? palette.on_chosen : palette.text,
          added ? palette.chip_edge : palette.control_edge,
          palette.control_edge_du,
          frame.theme().radii().control,
          false};
}

}  // namespace

bool chip(Frame& frame, WidgetId id, const Rect& rect, const ChipSpec& spec) {
  const Surface surface = draw_control_surface(frame, id, rect, style_of(frame, spec), spec.enabled);
  const Rect& box = surface.content;
  float x = box.x + kPaddingDu;
  if (!leading_icon(spec).empty()) {
    frame.icon(leading_icon(spec), {x, box.y + (box.h - kIconDu) / 2, kIconDu, kIconDu}, surface.colour);
    x += kIconDu + kIconGapDu;
  }
  float end = box.right() - kEndDu;
  if (spec.kind == ChipKind::kRemovable) {
    end -= kCloseDu;
    frame.icon("close", {end, box.y + (box.h - kCloseDu) / 2, kCloseDu, kCloseDu}, surface.colour);
    end -= kCloseGapDu;
  }
  draw_text(frame, spec.label, {x, box.y, std::max(1.0F, end - x + 2), box.h}, label_style(surface.colour));
  Node& node = frame.node(id, Role::kButton, spec.spoken.empty() ? spec.label : spec.spoken, rect);
  node.state.disabled = !spec.enabled;
  node.state.chosen = spec.kind == ChipKind::kRemovable;
  return control_hit(frame, id, rect, spec.enabled);
}

float chip_width(Frame& frame, const ChipSpec& spec) {
  float width = kPaddingDu + measure_text(frame, spec.label, 0, label_style({})).width + kEndDu;
  if (!leading_icon(spec).empty()) width += kIconDu + kIconGapDu;
  if (spec.kind == ChipKind::kRemovable) width += kCloseGapDu + kCloseDu;
  return std::max(kWidthMinDu, width);
}

}  // namespace bildungskiosk::ui
