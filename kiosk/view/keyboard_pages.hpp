#pragma once

#include "kiosk/ui/keyboard.hpp"
#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// The page of keys that the search shows: letters of the visit's alphabet or figures, with Löschen, the way to the
/// other page, to the other alphabet where there is one, Leerzeichen and arrows. Lives for the frame.
[[nodiscard]] ui::KeyboardLayout keyboard_page(const Screen& screen, model::KeyboardLayer layer);

}  // namespace bildungskiosk::view
