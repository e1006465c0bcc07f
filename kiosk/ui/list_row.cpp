#include "kiosk/ui/list_row.hpp"

#include <algorithm>
#include <string>

#include "kiosk/ui/block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kPaddingDu = 24;
constexpr float kGapDu = 20;
constexpr float kDayColumnDu = 76;  // at the smallest text size
constexpr float kBlockGapDu = 40;
constexpr float kNarrowDu = 500;
constexpr float kHitInsetDu = 8;  // rows touch each other; their targets must not

void draw_day(Frame& frame, const Rect& column, const ListRowSpec& spec) {
  TextStyle name;
  name.role = TextRole::kSecondary;
  name.colour = frame.palette().text_2;
  name.align = Align::kCentre;
  name.lines_max = 1;
  name.semantics = std::nullopt;
  TextStyle number = name;
  number.role = TextRole::kNumber;
  number.colour = frame.palette().text;
  number.figures = Figures::kProportional;
  const float name_h = measure_text(frame, spec.day_name, column.w, name).height;
  const float number_h = measure_text(frame, spec.day_number, column.w, number).height;
  const float top = column.y + (column.h - name_h - number_h) / 2 - 1;
  draw_text(frame, spec.day_name, {column.x, top, column.w, name_h}, name);
  draw_text(frame, spec.day_number, {column.x, top + name_h, column.w, number_h}, number);
}

void draw_titles(Frame& frame, const Rect& area, const ListRowSpec& spec) {
  TextStyle title;
  title.role = spec.title_role;
  title.lines_max = spec.title_lines_max;
  title.language = spec.title_language;
  title.marks = spec.marks;
  title.semantics = std::nullopt;
  TextStyle detail;
  detail.role = TextRole::kSecondary;
  detail.colour = frame.palette().text_2;
  detail.lines_max = 1;
  detail.figures = Figures::kTabular;
  detail.semantics = std::nullopt;
  constexpr float kLineGapDu = 2;
  constexpr float kAirDu = 12;
  title.may_be_cut = true;  // the offer's page has it whole
  const auto height_of = [&](std::string_view text, const TextStyle& style) {
    return measure_text(frame, text, area.w, style).height;
  };
  float title_h = height_of(spec.title, title);
  float detail_h = height_of(spec.detail, detail);
  const auto room = [&] { return area.h - kAirDu - title_h - detail_h; };
  if (measure_text(frame, spec.detail, 0, detail).width > area.w) {  // two lines rather than half a date
    detail.lines_max = 2;
    detail_h = height_of(spec.detail, detail);
  }
  if (room() < 0 && title.lines_max != 1) {
    title.lines_max = 1;
    title_h = height_of(spec.title, title);
  }
  if (room() < 0) detail_h = std::max(1.0F, detail_h + room());  // it is set smaller
  const float gap = detail_h > 0 ? kLineGapDu : 0;
  const float top = area.y + (area.h - title_h - detail_h - gap) / 2 - 1;
  draw_text(frame, spec.title, {area.x, top, area.w, title_h}, title);
  draw_text(frame, spec.detail, {area.x, top + title_h + gap, area.w, detail_h}, detail);
}

}  // namespace

bool list_row(Frame& frame, WidgetId id, const Rect& rect, const ListRowSpec& spec) {
  const Palette& palette = frame.palette();
  const Rect target = rect.inset(kHitInsetDu, kHitInsetDu);
  if (spec.rule_above) frame.line(rect.x, rect.y, rect.w, palette.rule);
  if (frame.pressed(id) || frame.focused(id)) {
    frame.focus_ring(target, frame.theme().radii().control);
    frame.fill(target, palette.surface, frame.theme().radii().control);
  }
  const bool dated = !spec.day_number.empty();
  const bool narrow = rect.w < kNarrowDu;
  const float block_y = rect.y + (rect.h - spec.block_du) / 2;
  float x = rect.x + kPaddingDu;
  float end = rect.right() - kPaddingDu;
  if (dated) {
    const float day_w = kDayColumnDu * frame.text_scale();
    draw_day(frame, {x, rect.y, day_w, rect.h}, spec);
    x += day_w + kGapDu;
    end -= spec.block_du;
    draw_phase_block(frame, {end, block_y, spec.block_du, spec.block_du}, spec.phase);
    end -= narrow ? kGapDu : kBlockGapDu;
  } else {
    draw_phase_block(frame, {x, block_y, spec.block_du, spec.block_du}, spec.phase);
    x += spec.block_du + kGapDu;
  }
  draw_titles(frame, {x, rect.y, end - x, rect.h}, spec);

  Node& node = frame.node(id, Role::kListItem, spec.title, target, spec.title_language);
  if (dated) {
    node.value.append(spec.day_name).append(" ").append(spec.day_number);
    if (!spec.detail.empty()) node.value.append(", ");
  }
  node.value.append(spec.detail);
  frame.hit(id, target);
  return frame.tapped(id);
}

}  // namespace bildungskiosk::ui
