#pragma once

#include <span>
#include <string_view>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// The cards of the result list in their scroll area, with Hoch and Mehr beside it.
void draw_offer_list(const Screen& screen, const model::ResultsPage& page, const ui::Rect& cards, const ui::Rect& rail);

}  // namespace bildungskiosk::view
