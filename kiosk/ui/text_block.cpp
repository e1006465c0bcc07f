#include "kiosk/ui/text_block.hpp"

#include <algorithm>
#include <cmath>

namespace bildungskiosk::ui {
namespace {

text::TextRequest request_for(Frame& frame, std::string_view text, float width_du, const TextStyle& style) {
  const RoleStyle& role = frame.theme().role(style.role);
  text::TextRequest request;
  request.text = text;
  request.language = style.language.empty() ? frame.language() : style.language;
  request.size_px = frame.px(frame.theme().size_du(style.role, style.step.value_or(frame.text_step())));
  request.line_height = role.line_height;
  request.letter_spacing_em = role.letter_spacing_em;
  request.weight = style.weight.value_or(role.bold ? Weight::kBold : Weight::kMedium);
  request.display_face = role.display_face;
  request.figures = style.figures;
  request.width_px = width_du > 0 ? std::round(frame.px(width_du)) : 0;
  request.lines_max = style.lines_max;
  request.align = style.align;
  request.direction = frame.direction();
  request.bold = style.bold;
  request.marks = style.marks;
  return request;
}

TextExtent extent_of(const Frame& frame, const text::TextBlock& block) {
  return {block.width_px / frame.scale(), block.height_px / frame.scale(), block.lines, block.shortened,
          block.word_broken};
}

void draw_marks(Frame& frame, const text::TextBlock& block, float left_px, float top_px) {
  constexpr float kPadDu = 3;
  for (const text::RectPx& mark : block.marks) {
    const float pad = std::round(frame.px(kPadDu));
    const PxRect rect{std::floor(left_px + mark.x) - pad, top_px + mark.y, std::ceil(mark.width) + 2 * pad,
                      mark.height};
    frame.fill_px(rect, frame.palette().highlight, 6);
  }
}

/// Glyphs keep well inside their line: it may stand out of its box by so much of its height.
bool fits(const TextExtent& extent, const Rect& rect) {
  constexpr float kLinePart = 0.3F;
  constexpr float kRoundingDu = 2;
  const float line = extent.height / static_cast<float>(std::max(1, extent.lines));
  const bool too_high = rect.h > 0 && extent.height > rect.h + kLinePart * line + kRoundingDu;
  const bool too_wide = rect.w > 0 && extent.width > rect.w + kRoundingDu;
  return !extent.shortened && !extent.word_broken && !too_high && !too_wide;
}

TextStep smaller(TextStep step) { return static_cast<TextStep>(static_cast<int>(step) - 1); }

}  // namespace

TextStep fitting_step(Frame& frame, std::string_view text, const Rect& rect, TextStyle style) {
  TextStep step = style.step.value_or(frame.text_step());
  for (; step > TextStep::k1; step = smaller(step)) {
    style.step = step;
    if (fits(extent_of(frame, frame.text_engine().block(request_for(frame, text, rect.w, style))), rect)) break;
  }
  return step;
}

TextExtent draw_text(Frame& frame, std::string_view text, const Rect& rect, const TextStyle& style) {
  if (text.empty()) return {};
  TextStyle fitted = style;
  // A text that has no room in the visitor's size is set smaller, not cut.
  if (!style.may_be_cut && !style.step) fitted.step = fitting_step(frame, text, rect, style);
  const text::TextRequest request = request_for(frame, text, rect.w, fitted);
  const text::TextBlock& block = frame.text_engine().block(request);
  const TextExtent extent = extent_of(frame, block);
  if (extent.shortened) frame.note_shortened_text();
  const PxRect box = frame.to_px(rect);
  if ((!style.may_be_cut && !fits(extent, rect)) || frame.leaves_display(box)) frame.note_misfit(text);
  float top = box.y;
  if (style.vertical == VerticalAlign::kMiddle) top += std::round((box.h - block.height_px) / 2);
  if (style.vertical == VerticalAlign::kBottom) top += box.h - block.height_px;
  // An empty box stands at the start edge; text in it grows from there.
  const float left = rect.w > 0 || !frame.right_to_left() ? box.x : box.x - std::ceil(block.width_px);
  draw_marks(frame, block, left, top);
  frame.image(block, left, top, style.colour.value_or(frame.palette().text));
  if (style.semantics) {
    const float width = rect.w > 0 ? rect.w : extent.width;
    const float y = rect.y + (top - box.y) / frame.scale();
    frame.node(style.id, *style.semantics, text, {rect.x, y, width, extent.height}, style.language);
  }
  return extent;
}

TextExtent measure_text(Frame& frame, std::string_view text, float width_du, const TextStyle& style) {
  if (text.empty()) return {};
  return extent_of(frame, frame.text_engine().block(request_for(frame, text, width_du, style)));
}

}  // namespace bildungskiosk::ui
