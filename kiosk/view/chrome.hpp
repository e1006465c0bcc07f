#pragma once

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// Logo, names, and the date of the data where the page has room for it.
void draw_header(const Screen& screen);
/// Zurück and Start at the start; Vorlesen, Merkliste, Sprache, Barrierefrei at the end. The same on every page.
void draw_bar(const Screen& screen);

}  // namespace bildungskiosk::view
