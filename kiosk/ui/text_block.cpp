#include "kiosk/ui/text_block.hpp"

#include <algorithm>
#include <array>
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

/// Where the lines begin in their box, from its start: what a text covers is not the box it was given.
float lines_x(const Rect& rect, const TextExtent& extent, const TextStyle& style) {
  const float spare = std::max(0.0F, rect.w - extent.width);
  switch (style.align) {
    case Align::kCentre:
      return rect.x + spare / 2;
    case Align::kEnd:
      return rect.x + spare;
    case Align::kStart:
    case Align::kNatural:
      return rect.x;
  }
  return rect.x;
}

/// The largest text size, up to the visitor's, in which the text has room; the smallest where none has.
TextStep fitting_step(Frame& frame, std::string_view text, const Rect& rect, TextStyle style) {
  TextStep step = style.step.value_or(frame.text_step());
  for (; step > TextStep::k1; step = smaller(step)) {
    style.step = step;
    if (fits(extent_of(frame, frame.text_engine().block(request_for(frame, text, rect.w, style))), rect)) break;
  }
  return step;
}

}  // namespace

TextStyle fitting_style(Frame& frame, std::string_view text, const Rect& rect, TextStyle style) {
  constexpr std::array kSmallerRoles = {TextRole::kH1,       TextRole::kH2,        TextRole::kCardTitle,
                                        TextRole::kRowTitle, TextRole::kSecondary, TextRole::kLabel};
  const auto has_room = [&] {
    return fits(extent_of(frame, frame.text_engine().block(request_for(frame, text, rect.w, style))), rect);
  };
  style.step = fitting_step(frame, text, rect, style);
  if (style.step > TextStep::k1 || has_room()) return style;
  style.weight = style.weight.value_or(frame.theme().role(style.role).bold ? Weight::kBold : Weight::kMedium);
  for (const TextRole role : kSmallerRoles) {
    if (frame.theme().size_du(role, TextStep::k1) >= frame.theme().size_du(style.role, TextStep::k1)) continue;
    style.role = role;
    if (has_room()) return style;
  }
  if (style.lines_max != 1) return style;
  style.lines_max = 2;
  if (!has_room()) style.lines_max = 1;
  return style;
}

TextExtent draw_text(Frame& frame, std::string_view text, const Rect& rect, const TextStyle& style) {
  if (text.empty()) return {};
  // A text that has no room in the visitor's size is set smaller, not cut.
  const bool may_shrink = !style.may_be_cut && !style.step;
  const TextStyle fitted = may_shrink ? fitting_style(frame, text, rect, style) : style;
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
    const float y = rect.y + (top - box.y) / frame.scale();
    frame.node(style.id, *style.semantics, text, {lines_x(rect, extent, style), y, extent.width, extent.height},
               style.language);
  }
  return extent;
}

TextExtent measure_text(Frame& frame, std::string_view text, float width_du, const TextStyle& style) {
  if (text.empty()) return {};
  return extent_of(frame, frame.text_engine().block(request_for(frame, text, width_du, style)));
}

}  // namespace bildungskiosk::ui
