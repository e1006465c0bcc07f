#pragma once

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// "Mitnehmen aufs Handy" at an offer or at the list; dashed where nothing is known that could be taken.
void draw_take_away_button(const Screen& screen, const ui::Rect& rect, bool enabled);

/// The code has room beside the visitor's list, as long as the letters are not big.
[[nodiscard]] bool code_stands_beside(const Screen& screen);
/// What the visitor's list is taken away with, beside it: three steps and the code. 1152 × 808.
void draw_list_take_away_panel(const Screen& screen, const ui::Rect& rect);

/// The same as a dialog, and that of an offer, which has a choice of codes; whichever the shown page has open.
void draw_take_away_dialog(const Screen& screen);

}  // namespace bildungskiosk::view
