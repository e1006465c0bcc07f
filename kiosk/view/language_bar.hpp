#pragma once

#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// The languages with a catalogue, each named in itself, in one row of 80 du; those that don't fit are found under
/// "Sprache" in the bar.
void draw_language_bar(const Screen& screen, const ui::Rect& area, ui::Align align);

}  // namespace bildungskiosk::view
