#include "kiosk/view/wall.hpp"

#include <limits>
#include <vector>

#include "kiosk/ui/mosaic.hpp"

namespace bildungskiosk::view {

void draw_wall(const Screen& screen) {
  constexpr float kCellDu = 120;
  constexpr ui::TimeMs kNeverTurns = std::numeric_limits<ui::TimeMs>::max() / 2;
  ui::Frame& frame = screen.frame;
  frame.fill({0, 0, frame.width(), frame.height()}, frame.palette().attract_ground);
  const bool landscape = screen.landscape();
  // The rows that the attract screen leaves free for its highlight are left out, so that no band stays empty.
  constexpr int kRows = 7;
  std::vector<ui::MosaicBlock> blocks;
  for (const ui::MosaicBlock& block : landscape ? ui::landscape_mosaic() : ui::portrait_mosaic()) {
    if (block.row + block.cells <= kRows) blocks.push_back(block);
  }
  const float width = kCellDu * (landscape ? 8.0F : 9.0F);
  constexpr float kHeightDu = kCellDu * kRows;
  constexpr float kDimmed = 0.45F;
  frame.set_opacity(kDimmed);
  for (float y = 0; y < frame.height(); y += kHeightDu) {
    for (float x = 0; x < frame.width(); x += width) {
      ui::draw_mosaic(frame, {x, y, width, kHeightDu}, kCellDu, blocks, kNeverTurns);
    }
  }
  frame.set_opacity(1);
}

}  // namespace bildungskiosk::view
