#pragma once

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// The accordion of filters in a column: phase, town, costs and form, each choice with the number of offers it shows.
void draw_filter_column(const Screen& screen, const model::ResultsPage& page, const ui::Rect& column);
/// The same for portrait: the three headers beside each other, the open one's choices below. Returns the height used.
[[nodiscard]] float draw_filter_row(const Screen& screen, const model::ResultsPage& page, const ui::Rect& row);
/// What is chosen, as chips that are removed by a tap.
void draw_filter_chips(const Screen& screen, const model::ResultsPage& page, const ui::Rect& row);

}  // namespace bildungskiosk::view
