#include "kiosk/ui/scroll_area.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/button.hpp"

namespace bildungskiosk::ui {

ScrollArea::ScrollArea(Frame& frame, WidgetId id, const Rect& viewport, float content_du)
    : frame_(frame), viewport_(viewport) {
  frame_.push_scroll(id, viewport, content_du);
  offset_du_ = std::round(frame.touch().scroll_px(id)) / frame.scale();
}

ScrollArea::~ScrollArea() { frame_.pop_scroll(); }

bool ScrollArea::shows(const Rect& rect) const {
  return rect.bottom() - offset_du_ > viewport_.y && rect.y - offset_du_ < viewport_.bottom();
}

float ScrollArea::offset_du() const { return offset_du_; }

namespace {

void draw_position(Frame& frame, const Rect& rect, const ScrollRailSpec& spec, float offset_du) {
  constexpr float kTrackDu = 10;
  TextStyle style;
  style.role = TextRole::kSecondary;
  style.weight = Weight::kBold;
  style.align = Align::kCentre;
  style.lines_max = 1;
  style.figures = Figures::kTabular;
  float y = rect.y;
  y += draw_text(frame, spec.position, {rect.x, y, rect.w, 0}, style).height + 6;
  style.weight = Weight::kMedium;
  style.colour = frame.palette().text_2;
  y += draw_text(frame, spec.total, {rect.x, y, rect.w, 0}, style).height + 18;
  const Rect track{rect.x + (rect.w - kTrackDu) / 2, y, kTrackDu, rect.bottom() - y};
  if (track.h < 4 * kTrackDu || spec.content_du <= 0) return;
  frame.fill(track, frame.palette().line, kTrackDu / 2);
  const float part = std::clamp(spec.viewport_du / spec.content_du, 0.0F, 1.0F);
  const float thumb = std::max(3 * kTrackDu, track.h * part);
  const float way = std::max(1.0F, spec.content_du - spec.viewport_du);
  const float at = std::clamp(offset_du / way, 0.0F, 1.0F);
  frame.fill({track.x, track.y + at * (track.h - thumb), kTrackDu, thumb}, frame.palette().primary, kTrackDu / 2);
}

}  // namespace

void scroll_rail(Frame& frame, WidgetId id, const Rect& rect, const ScrollRailSpec& spec) {
  constexpr float kButtonDu = 176;
  constexpr float kGapDu = 48;
  const float offset = frame.touch().scroll_px(spec.area) / frame.scale();
  const float maximum = std::max(0.0F, spec.content_du - spec.viewport_du);
  // A page less one row, in whole rows, so that the row that was last is first.
  const float row = std::max(1.0F, spec.row_du);
  const float page = std::max(row, (std::floor(spec.viewport_du / row) - 1) * row);
  const auto glide = [&](float target_du) {
    const TimeMs duration = frame.calm() ? 0 : frame.theme().motion().page_scroll_ms;
    frame.touch().glide_to_px(spec.area, frame.px(std::clamp(target_du, 0.0F, maximum)), frame.now_ms(), duration);
    frame.request_animation();
  };
  // Where the position is told, a part of a short rail is its.
  constexpr float kToldPart = 0.3F;
  const float button_h = std::min(kButtonDu, spec.position.empty() ? (rect.h - kGapDu) / 2 : rect.h * kToldPart);
  const float gap = std::min(kGapDu, rect.h / 20);
  ButtonSpec up;
  up.label = spec.up_label;
  up.icon = "keyboard_arrow_up";
  up.layout = ButtonLayout::kStacked;
  up.role = TextRole::kControl;
  up.kind = ButtonKind::kOption;
  up.enabled = offset > 0.5F;
  if (button(frame, id / "up", {rect.x, rect.y, rect.w, button_h}, up)) {
    glide((std::ceil(offset / row - 0.01F)) * row - page);
  }
  ButtonSpec down = up;
  down.label = spec.down_label;
  down.icon = "keyboard_arrow_down";
  down.icon_place = IconPlace::kTrailing;
  down.kind = ButtonKind::kPrimary;
  down.role = TextRole::kLead;
  down.enabled = offset < maximum - 0.5F;
  if (button(frame, id / "down", {rect.x, rect.bottom() - button_h, rect.w, button_h}, down)) {
    glide((std::floor(offset / row + 0.01F)) * row + page);
  }
  draw_position(frame, {rect.x, rect.y + button_h + gap, rect.w, rect.h - 2 * (button_h + gap)}, spec, offset);
}

RowRange visible_rows(Frame& frame, WidgetId area, float viewport_du, float row_du, std::size_t rows) {
  if (rows == 0 || row_du <= 0) return {};
  const float offset = std::max(0.0F, frame.touch().scroll_px(area) / frame.scale());
  // A row counts as shown when more than half of it is.
  const auto index = [row_du](float y) {
    return static_cast<std::size_t>(std::max(0.0F, std::floor(y / row_du + 0.5F)));
  };
  const std::size_t first = std::min(index(offset), rows - 1);
  return {first, std::clamp(index(offset + viewport_du), first + 1, rows)};
}

}  // namespace bildungskiosk::ui
