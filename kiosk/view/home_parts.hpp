#pragma once

#include "kiosk/ui/button.hpp"
#include "kiosk/view/screen.hpp"

/// What the home page is made of, placed by home.cpp, or with large texts in landscape by home_pages.cpp.
namespace bildungskiosk::view {

enum class OfferCount { kHidden, kShown };

/// The tile of the phase at this place of offer::kAllPhases.
void draw_phase_tile(const Screen& screen, std::size_t index, const ui::Rect& rect, OfferCount count);
/// The row of the overview's offer `index` of this week.
void draw_week_row(const Screen& screen, const catalogue::CatalogueOverview& overview, std::size_t index,
                   const ui::Rect& rect);
/// That the week's offers are being loaded, or that there are none.
void draw_week_message(const Screen& screen, const ui::Rect& area);
/// "Alle 38 Termine".
[[nodiscard]] ui::ButtonSpec all_dates_button(const Screen& screen);
void draw_all_dates(const Screen& screen, const ui::Rect& rect);

/// Tiles and week as pages that the rail beside them turns.
void draw_home_pages(const Screen& screen, const ui::Rect& area);

}  // namespace bildungskiosk::view
