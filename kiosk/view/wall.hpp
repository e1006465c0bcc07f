#pragma once

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// The mosaic over the whole screen, at rest: the ground behind dialogs for staff, which need no attention from across
/// the room.
void draw_wall(const Screen& screen);

}  // namespace bildungskiosk::view
