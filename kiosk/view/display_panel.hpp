#pragma once

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// "Barrierefrei einstellen", above its button in the bar. What is chosen counts at once.
void draw_display_panel(const Screen& screen);

}  // namespace bildungskiosk::view
