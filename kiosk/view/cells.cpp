#include "kiosk/view/cells.hpp"

namespace bildungskiosk::view {

ui::Rect cell(const ui::Rect& area, std::size_t index, std::size_t columns) {
  const float width = (area.w - static_cast<float>(columns - 1) * kCellGapDu) / static_cast<float>(columns);
  const auto column = static_cast<float>(index % columns);
  const auto row = static_cast<float>(index / columns);
  return {area.x + column * (width + kCellGapDu), area.y + row * (kCellDu + kCellGapDu), width, kCellDu};
}

float cells_height(std::size_t count, std::size_t columns) {
  return static_cast<float>((count + columns - 1) / columns) * (kCellDu + kCellGapDu);
}

}  // namespace bildungskiosk::view
