#include "kiosk/view/wall.hpp"

#include <limits>

#include "kiosk/ui/mosaic.hpp"

namespace bildungskiosk::view {

void draw_wall(const Screen& screen) {
  constexpr float kCellDu = 120;
  constexpr ui::TimeMs kNeverTurns = std::numeric_limits<ui::TimeMs>::max() / 2;
  ui::Frame& frame = screen.frame;
  frame.fill({0, 0, frame.width(), frame.height()}, frame.palette().attract_ground);
  const bool landscape = screen.landscape();
  const auto blocks = landscape ? ui::landscape_mosaic() : ui::portrait_mosaic();
  const float width = kCellDu * (landscape ? 8 : 9);
  const float height = kCellDu * (landscape ? 9 : 8);
  for (float y = 0; y < frame.height(); y += height) {
    for (float x = 0; x < frame.width(); x += width) {
      ui::draw_mosaic(frame, {x, y, width, height}, kCellDu, blocks, kNeverTurns);
    }
  }
}

}  // namespace bildungskiosk::view
