#include "kiosk/ui/search_field.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/control_surface.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kIconDu = 44;
constexpr float kIconStartDu = 31;
constexpr float kTextStartDu = 95;
constexpr float kPartInsetDu = 12;
constexpr float kButtonDu = 160;
constexpr float kCaretDu = 3;
constexpr float kCaretGapDu = 1;

struct Layout {
  Rect part;  // button or ×; empty if there is none
  Rect text;
};

Layout lay_out(Frame& frame, const Rect& rect, const SearchFieldSpec& spec) {
  const float side = rect.h - 2 * kPartInsetDu;
  float end = rect.right() - kPartInsetDu;
  Layout layout;
  float part_w = 0;
  if (!spec.button_label.empty()) {
    ButtonSpec button;
    button.label = spec.button_label;
    button.kind = ButtonKind::kPrimary;
    part_w = std::max(kButtonDu, button_width(frame, button));
  } else if (!spec.text.empty() && !spec.clear_spoken.empty()) {
    part_w = side;
  }
  if (part_w > 0) layout.part = {end - part_w, rect.y + kPartInsetDu, part_w, side};
  if (part_w > 0) end = layout.part.x - kPartInsetDu;
  layout.text = {rect.x + kTextStartDu, rect.y, end - rect.x - kTextStartDu, rect.h};
  return layout;
}

text::TextRequest typed_text(Frame& frame, std::string_view text) {
  const RoleStyle& role = frame.theme().role(TextRole::kField);
  text::TextRequest request;
  request.text = text;
  request.language = frame.language();
  request.size_px = frame.px(frame.theme().size_du(TextRole::kField, frame.text_step()));
  request.line_height = role.line_height;
  request.direction = frame.direction();
  return request;
}

/// The typed line, moved so that the caret shows, and the caret.
void draw_typed(Frame& frame, const Rect& area, const SearchFieldSpec& spec, Colour colour) {
  const text::TextRequest request = typed_text(frame, spec.text);
  const text::TextBlock& block = frame.text_engine().block(request);
  const PxRect box = frame.to_px(area);
  const float caret_w = std::max(2.0F, std::round(frame.px(kCaretDu)));
  const float caret_x =
      spec.editing ? std::round(frame.text_engine().caret_x_px(request, spec.caret) + frame.px(kCaretGapDu)) : 0;
  const float spare = box.w - caret_w - std::ceil(block.width_px);
  float left = frame.right_to_left() ? spare : 0;
  if (spare < 0) left = std::clamp(box.w * 0.75F - caret_x, spare, 0.0F);
  left += box.x;
  const float top = box.y + std::round((box.h - block.height_px) / 2);
  frame.draw_list().PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, true);
  frame.image(block, left, top, colour);
  if (spec.editing) {
    const float height = std::round(request.size_px * 1.4F);
    const float caret_top = box.y + std::round((box.h - height) / 2);
    frame.fill_px({left + caret_x, caret_top, caret_w, height}, colour, 0);
  }
  frame.draw_list().PopClipRect();
}

void draw_placeholder(Frame& frame, const Rect& area, std::string_view text, bool editing) {
  TextStyle style;
  style.role = TextRole::kField;
  style.colour = frame.palette().text_2;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 1;
  style.semantics = std::nullopt;
  if (editing) {
    constexpr float kCaretHeightDu = 40;
    frame.fill({area.x, area.y + (area.h - kCaretHeightDu) / 2, kCaretDu, kCaretHeightDu}, frame.palette().text);
  }
  const float indent = editing ? 10 : 0;
  draw_text(frame, text, {area.x + indent, area.y, area.w - indent, area.h}, style);
}

}  // namespace

SearchFieldAction search_field(Frame& frame, WidgetId id, const Rect& rect, const SearchFieldSpec& spec) {
  const Palette& palette = frame.palette();
  const float radius = frame.theme().radii().card;
  const float edge = palette.outline_du > 0 ? palette.outline_du : palette.chosen_edge_du;
  SurfaceStyle style{palette.surface, palette.text, palette.chosen_edge, edge, radius, true};
  if (spec.editing) {
    constexpr float kRingDu = 6;
    frame.stroke(rect.inset(-kRingDu), palette.sun, kRingDu, radius + kRingDu);
    style.edge = palette.text;
    style.edge_du = edge + 1;
    style.raised = false;
  }
  const Surface surface = draw_control_surface(frame, id, rect, style, true);
  const Layout layout = lay_out(frame, surface.content, spec);
  const Rect& box = surface.content;
  frame.icon("search", {box.x + kIconStartDu, box.y + (box.h - kIconDu) / 2, kIconDu, kIconDu}, surface.colour);
  if (spec.text.empty()) {
    draw_placeholder(frame, layout.text, spec.placeholder, spec.editing);
  } else {
    draw_typed(frame, layout.text, spec, surface.colour);
  }

  Node& node = frame.node(id, Role::kSearchField, spec.spoken.empty() ? spec.placeholder : spec.spoken, rect);
  node.value.assign(spec.text);
  node.state.chosen = spec.editing;
  SearchFieldAction action = control_hit(frame, id, rect, true) ? SearchFieldAction::kField : SearchFieldAction::kNone;
  if (layout.part.w <= 0) return action;
  ButtonSpec part;
  const bool is_button = !spec.button_label.empty();
  part.label = spec.button_label;
  part.kind = is_button ? ButtonKind::kPrimary : ButtonKind::kQuiet;
  part.role = TextRole::kLead;
  part.icon = is_button ? std::string_view() : "close";
  part.spoken = is_button ? spec.button_label : spec.clear_spoken;
  part.shape = ButtonShape::kInset;
  if (button(frame, is_button ? id / "button" : id / "clear", layout.part, part)) {
    action = is_button ? SearchFieldAction::kButton : SearchFieldAction::kClear;
  }
  return action;
}

}  // namespace bildungskiosk::ui
