#pragma once

#include <algorithm>
#include <string_view>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::view {

/// Things below each other in a column. The same code runs twice: once to learn how high the column becomes (a scroll
/// area must know before it draws), once to draw.
class Column {
 public:
  enum class Mode { kMeasure, kDraw };

  Column(ui::Frame& frame, const ui::Rect& area, Mode mode) : frame_(frame), area_(area), mode_(mode) {}

  [[nodiscard]] bool drawing() const { return mode_ == Mode::kDraw; }
  /// The column's start edge.
  [[nodiscard]] float left() const { return area_.x; }
  [[nodiscard]] float width() const { return area_.w; }
  [[nodiscard]] float used() const { return used_; }
  /// The next `height` du of the column.
  ui::Rect take(float height) {
    const ui::Rect rect{area_.x, area_.y + used_, area_.w, height};
    used_ += height;
    return rect;
  }
  void gap(float height) { used_ += height; }
  /// Two columns of the same width beside each other; what follows stands below the longer one.
  template <typename First, typename Second>
  void beside(float gap, First first, Second second) {
    const float width = (area_.w - gap) / 2;
    Column start(frame_, {area_.x, area_.y + used_, width, 0}, mode_);
    first(start);
    Column end(frame_, {area_.x + width + gap, area_.y + used_, width, 0}, mode_);
    second(end);
    used_ += std::max(start.used(), end.used());
  }
  /// Text as high as it becomes, `indent` du from the column's start. Returns where it stands.
  ui::Rect text(std::string_view text, const ui::TextStyle& style = {}, float indent = 0) {
    const float height = ui::measure_text(frame_, text, area_.w - indent, style).height;
    ui::Rect rect = take(height);
    rect.x += indent;
    rect.w -= indent;
    if (drawing()) ui::draw_text(frame_, text, rect, style);
    return rect;
  }

 private:
  ui::Frame& frame_;
  ui::Rect area_;
  Mode mode_;
  float used_ = 0;
};

}  // namespace bildungskiosk::view
