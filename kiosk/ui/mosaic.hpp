#pragma once

#include <cstdint>
#include <span>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// The house's shapes, upright: kArch is round at the top, kQuarter at the top right by its whole side, kDrop
/// everywhere but at the bottom left, kLeaf at the top left and bottom right; kDot is a circle of half a cell.
enum class MosaicShape : std::uint8_t { kRound, kSquare, kArch, kQuarter, kDrop, kLeaf, kDot };

/// A block in the grid; cells count from the start and the top.
struct MosaicBlock {
  std::int8_t column = 0;
  std::int8_t row = 0;
  std::int8_t cells = 1;  // 1, or 2 for a phase's own block with its icon (shape and turns don't count then)
  MosaicShape shape = MosaicShape::kRound;
  std::int8_t quarter_turns = 0;    // clockwise
  std::uint8_t phase = 0;           // whose colour; index into offer::kAllPhases
  std::uint8_t ground = kNoGround;  // phase colour behind it
  static constexpr std::uint8_t kNoGround = 255;
};

/// The mosaics of the attract screen: 8 × 9 cells in landscape, 9 × 8 in portrait; the cells of the highlight are
/// empty.
[[nodiscard]] std::span<const MosaicBlock> landscape_mosaic();
[[nodiscard]] std::span<const MosaicBlock> portrait_mosaic();

/// Draws it with cells of `cell_du` from the rectangle's top start corner. From `since_ms` on one block after the other
/// turns by 90°, by the theme's times, unless calm. Decorative: no nodes.
void draw_mosaic(Frame& frame, const Rect& rect, float cell_du, std::span<const MosaicBlock> blocks, TimeMs since_ms);

}  // namespace bildungskiosk::ui
