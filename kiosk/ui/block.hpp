#pragma once

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// One rectangle with chosen round corners: the house's only shape. `turns` clockwise, 0.25 is a quarter (mosaic).
/// Decorative: appends no node; shapes are never mirrored, only placed from the start.
void draw_block_shape(Frame& frame, const Rect& square, const Corners& corners, Colour colour, float turns = 0);
/// A phase's block with its icon. `phase` is an index into offer::kAllPhases; the icon's size is a part of the side.
void draw_phase_block(Frame& frame, const Rect& square, std::size_t phase, float icon_part = 0.55F);
/// Only the icon, where it stands on the block.
void draw_phase_icon(Frame& frame, const Rect& square, std::size_t phase, float icon_part, Colour colour);
/// The four small blocks of the logo in a square.
void draw_logo(Frame& frame, const Rect& square);

}  // namespace bildungskiosk::ui
