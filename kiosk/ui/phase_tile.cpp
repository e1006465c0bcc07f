#include "kiosk/ui/phase_tile.hpp"

#include <imgui.h>

#include "kiosk/ui/block.hpp"
#include "kiosk/ui/paths.hpp"
#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kBlockDu = 128;
constexpr float kIconPart = 0.53F;
constexpr float kPaddingDu = 24;
constexpr float kBottomDu = 21;
constexpr float kLineGapDu = 4;

/// Flat tiles carry the block over their whole end side.
bool is_wide(const Rect& rect) { return rect.w > 2 * rect.h; }

Rect block_square(const Rect& rect) {
  const float side = is_wide(rect) ? rect.h : kBlockDu;
  return {rect.right() - side, rect.y, side, side};
}

void draw_tile_block(Frame& frame, const Rect& tile, const Rect& square, std::size_t phase) {
  const PhaseStyle& style = frame.palette().phases[phase];
  const PxRect rect = frame.to_px(square);
  path_rounded_inside(frame.draw_list(), rect, style.corners, style.corners.radius * rect.h, frame.to_px(tile),
                      frame.px(frame.theme().radii().card));
  frame.draw_list().PathFillConvex(frame.imgui_colour(style.tile_block));
}

bool fits_its_lines(Frame& frame, std::string_view text, float width, const TextStyle& style) {
  const TextExtent extent = measure_text(frame, text, width, style);
  return !extent.shortened && !extent.word_broken;
}

}  // namespace

bool phase_tile(Frame& frame, WidgetId id, const Rect& rect, const PhaseTileSpec& spec) {
  const Palette& palette = frame.palette();
  const PhaseStyle& style = palette.phases[spec.phase];
  const float radius = frame.theme().radii().card;
  const bool outlined = palette.outline_du > 0;
  const Colour on = outlined ? palette.text : style.on;
  if (frame.pressed(id) || frame.focused(id)) {
    frame.focus_ring(rect, radius);
  } else {
    frame.shadow(rect, radius, Frame::Shadow::kRaised);
  }
  frame.fill(rect, outlined ? palette.surface : style.fill, radius);
  const Rect square = block_square(rect);
  draw_tile_block(frame, rect, square, spec.phase);
  draw_phase_icon(frame, square, spec.phase, kIconPart, style.on);
  if (outlined) frame.stroke(rect, palette.line, palette.outline_du, radius);

  TextStyle title{.role = TextRole::kCardTitle, .colour = on, .vertical = VerticalAlign::kBottom, .lines_max = 2};
  title.semantics = std::nullopt;
  TextStyle count{.role = TextRole::kSecondary, .colour = on, .vertical = VerticalAlign::kBottom, .lines_max = 1};
  count.figures = Figures::kTabular;
  count.semantics = std::nullopt;
  const float text_w = (is_wide(rect) ? rect.w - square.w : rect.w) - 2 * kPaddingDu + (is_wide(rect) ? 16.0F : 8.0F);
  if (!fits_its_lines(frame, spec.title, text_w, title)) {
    title.role = TextRole::kRowTitle;
    if (!fits_its_lines(frame, spec.title, text_w, title)) title.lines_max = 3;
    if (!fits_its_lines(frame, spec.title, text_w, title))
      title = fitting_style(frame, spec.title, {0, 0, text_w, 0}, title);
  }
  const float title_h = measure_text(frame, spec.title, text_w, title).height;
  const float count_h = spec.count.empty() ? 0 : measure_text(frame, spec.count, text_w, count).height + kLineGapDu;
  float bottom = rect.bottom() - kBottomDu;
  // On a low tile the name counts for more than how many there are, which the next page says.
  constexpr float kTopDu = 8;
  if (count_h > 0 && title_h + count_h + kTopDu <= bottom - rect.y) {
    draw_text(frame, spec.count, {rect.x + kPaddingDu, rect.y, text_w, bottom - rect.y}, count);
    bottom -= count_h;
  }
  draw_text(frame, spec.title, {rect.x + kPaddingDu, rect.y, text_w, bottom - rect.y}, title);

  frame.node(id, Role::kButton, spec.title, rect).value.assign(spec.count);
  frame.hit(id, rect);
  return frame.tapped(id);
}

}  // namespace bildungskiosk::ui
