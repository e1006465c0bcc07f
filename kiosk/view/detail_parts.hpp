#pragma once

#include "kiosk/view/column.hpp"
#include "kiosk/view/screen.hpp"

/// The parts of the offer's page, placed by detail.cpp: side by side in landscape, below each other in portrait.
namespace bildungskiosk::view {

/// Block, phase, title, provider; at least as high as the block.
[[nodiscard]] float offer_head_height(const Screen& screen, const model::DetailPage& page, float width);
void draw_offer_head(const Screen& screen, const model::DetailPage& page, const ui::Rect& rect);
/// Wann, Wo, Kosten, Niveau: `columns` beside each other, offer_fact_height() each.
[[nodiscard]] float offer_fact_height(const Screen& screen);
void draw_offer_facts(const Screen& screen, const model::DetailPage& page, const ui::Rect& rect, int columns);
/// The next dates in one row of 80 du.
void draw_offer_dates(const Screen& screen, const model::DetailPage& page, const ui::Rect& rect);

/// The offer in words: languages to read it in, text, what one needs, how the place is accessible, what else is known.
void add_offer_text(const Screen& screen, const model::DetailPage& page, Column& column);
/// A heading inside the text, with room above it.
void add_heading(Column& column, const std::string& text);
/// How the place is accessible, as icons with their words; that nobody said so where nobody did.
void add_accessibility(const Screen& screen, const model::DetailPage& page, Column& column);
/// How to register and whom to ask.
void add_offer_contact(const Screen& screen, const model::DetailPage& page, Column& column);
/// Name and address of the place, opening hours.
void add_offer_place(const Screen& screen, const model::DetailPage& page, Column& column);

/// The row of buttons that stands fixed above the bar where the page is one column: its height with the gap above it;
/// 0 where the buttons stand in the second column.
[[nodiscard]] float detail_actions_height(const Screen& screen);

/// "Ähnliche Angebote": as many rows as fit.
void draw_similar(const Screen& screen, const model::DetailPage& page, const ui::Rect& rect);

}  // namespace bildungskiosk::view
