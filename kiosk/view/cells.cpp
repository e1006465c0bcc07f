#include "kiosk/view/cells.hpp"

namespace bildungskiosk::view {

ui::Rect cell(const ui::Rect& area, std::size_t index, std::size_t columns) {
  const float width = (area.w - static_cast<float>(columns - 1) * kCellGapDu) / static_cast<float>(columns);
  const std::size_t column = index % columns;
  const std::size_t row = index / columns;
  return {area.x + static_cast<float>(column) * (width + kCellGapDu),
          area.y + static_cast<float>(row) * (kCellDu + kCellGapDu), width, kCellDu};
}

float cells_height(std::size_t count, std::size_t columns) {
  const std::size_t rows = (count + columns - 1) / columns;
  return static_cast<float>(rows) * (kCellDu + kCellGapDu);
}

}  // namespace bildungskiosk::view
