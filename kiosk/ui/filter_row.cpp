#include "kiosk/ui/filter_row.hpp"

#include "kiosk/ui/control_surface.hpp"
#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kPaddingDu = 24;
constexpr float kIconDu = 40;
constexpr float kGapDu = 14;
constexpr float kPaddingStackedDu = 8;

TextStyle row_style(Colour colour, Weight weight, Align align = Align::kStart) {
  TextStyle style;
  style.role = TextRole::kControl;
  style.weight = weight;
  style.colour = colour;
  style.align = align;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 1;
  style.figures = Figures::kTabular;
  style.semantics = std::nullopt;
  return style;
}

/// Label at the start, note before `end`: the note keeps its width, the label gives way. Both in the largest text size
/// in which the label has room beside it; else the note stands below.
void draw_label_and_note(Frame& frame, const Rect& row, std::string_view label, TextStyle label_style,
                         std::string_view note, TextStyle note_style) {
  TextStep step = frame.text_step();
  const auto room_for_label = [&] {
    note_style.step = label_style.step = step;
    const float note_w = measure_text(frame, note, 0, note_style).width;
    return row.w - (note_w > 0 ? note_w + kGapDu : 0);
  };
  float label_w = room_for_label();
  const auto fits = [&] { return measure_text(frame, label, 0, label_style).width <= label_w; };
  while (!fits() && step > TextStep::k1) {
    step = static_cast<TextStep>(static_cast<int>(step) - 1);
    label_w = room_for_label();
  }
  if (!fits()) {
    const float half = row.h / 2 - kPaddingStackedDu;
    note_style.align = Align::kStart;
    draw_text(frame, label, {row.x, row.y + kPaddingStackedDu, row.w, half}, label_style);
    draw_text(frame, note, {row.x, row.y + row.h / 2, row.w, half}, note_style);
    return;
  }
  const float note_w = row.w - label_w - kGapDu;
  // A pixel more than measured, so that rounding never shortens it.
  draw_text(frame, label, {row.x, row.y, label_w + 1, row.h}, label_style);
  draw_text(frame, note, {row.right() - note_w - 1, row.y, note_w + 2, row.h}, note_style);
}

}  // namespace

bool checkbox_row(Frame& frame, WidgetId id, const Rect& rect, const CheckboxRowSpec& spec) {
  const Palette& palette = frame.palette();
  SurfaceStyle style = spec.checked ? chosen_style(frame) : option_style(frame);
  if (!spec.checked) style.edge_du = palette.outline_du;
  const Surface surface = draw_control_surface(frame, id, rect, style, spec.enabled);
  const Rect& box = surface.content;
  const Colour mark = spec.checked ? surface.colour : palette.control_edge;
  frame.icon(spec.checked ? "check_box" : "check_box_outline_blank",
             {box.x + kPaddingDu, box.y + (box.h - kIconDu) / 2, kIconDu, kIconDu},
             frame.pressed(id) || !spec.enabled ? surface.colour : mark);
  const float x = box.x + kPaddingDu + kIconDu + kGapDu;
  const Colour note = frame.pressed(id) || !spec.enabled ? surface.colour : palette.text_2;
  draw_label_and_note(frame, {x, box.y, box.right() - kPaddingDu - x, box.h}, spec.label,
                      row_style(surface.colour, spec.checked ? Weight::kBold : Weight::kMedium), spec.count,
                      row_style(note, Weight::kMedium, Align::kEnd));
  Node& node = frame.node(id, Role::kToggle, spec.label, rect);
  node.value.assign(spec.count);
  node.state.chosen = spec.checked;
  node.state.disabled = !spec.enabled;
  return control_hit(frame, id, rect, spec.enabled);
}

bool accordion_header(Frame& frame, WidgetId id, const Rect& rect, const AccordionHeaderSpec& spec) {
  constexpr float kChevronDu = 36;
  const Palette& palette = frame.palette();
  SurfaceStyle style = quiet_style(frame);
  if (!spec.expanded) style.fill = palette.surface;
  const Surface surface = draw_control_surface(frame, id, rect, style, true);
  const Rect& box = surface.content;
  const float x = box.x + kPaddingDu;
  const float chevron_x = box.right() - kPaddingDu + 4 - kChevronDu;
  frame.icon(spec.expanded ? "expand_less" : "expand_more",
             {chevron_x, box.y + (box.h - kChevronDu) / 2, kChevronDu, kChevronDu}, surface.colour);
  TextStyle summary = row_style(frame.pressed(id) ? surface.colour : palette.text_2, Weight::kMedium, Align::kEnd);
  summary.role = TextRole::kSecondary;
  draw_label_and_note(frame, {x, box.y, chevron_x - kGapDu - x, box.h}, spec.label,
                      row_style(surface.colour, Weight::kBold), spec.summary, summary);
  Node& node = frame.node(id, Role::kToggle, spec.label, rect);
  node.value.assign(spec.summary);
  node.state.chosen = spec.expanded;
  return control_hit(frame, id, rect, true);
}

}  // namespace bildungskiosk::ui
