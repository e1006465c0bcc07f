#pragma once

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// Instead of a list without offers: why it is empty, and what of the query can be left out, each with one tap. Ways
/// that the answer already shows to lead nowhere are not offered.
void draw_ways_on(const Screen& screen, const model::ResultsPage& page, const ui::Rect& area);

}  // namespace bildungskiosk::view
