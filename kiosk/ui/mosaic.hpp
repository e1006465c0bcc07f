#pragma once

#include <cstdint>
#include <span>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

enum class MosaicShape { kRound, kSquare, kArch, kQuarter, kDrop, kLeaf, kHalf, kDot };

/// A block in the grid; cells count from the start and the top. `quarter_turns` turns it clockwise.
struct MosaicBlock {
  std::int8_t column = 0;
  std::int8_t row = 0;
  std::int8_t cells = 1;  // 1, or 2 for a phase's block with its icon
  MosaicShape shape = MosaicShape::kRound;
  std::int8_t quarter_turns = 0;
  std::int8_t phase = 0;    // colour (and icon for two cells), index into offer::kAllPhases
  std::int8_t ground = -1;  // phase colour behind it; -1: the attract ground
};

/// The mosaics of the attract screen: 8 × 9 cells in landscape, 9 × 8 in portrait, and the wall behind dialogs.
[[nodiscard]] std::span<const MosaicBlock> landscape_mosaic();
[[nodiscard]] std::span<const MosaicBlock> portrait_mosaic();

/// Draws it with `cell_du` (120) big cells at the rectangle's top start corner. One block turns 90° now and then by
/// the theme's times, unless calm. Decorative: no nodes.
void draw_mosaic(Frame& frame, const Rect& rect, float cell_du, std::span<const MosaicBlock> blocks);

}  // namespace bildungskiosk::ui
