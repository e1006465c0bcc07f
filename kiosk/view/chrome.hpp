#pragma once

#include <string>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// "Stand: 20.11.2026"; empty before the catalogue is there.
[[nodiscard]] std::string stand(const Screen& screen);
/// Logo, names, and the date of the data where the page has room for it.
void draw_header(const Screen& screen);
/// Zurück and Start at the start; Vorlesen, Merkliste, Sprache, Barrierefrei at the end. The same on every page.
void draw_bar(const Screen& screen);

}  // namespace bildungskiosk::view
