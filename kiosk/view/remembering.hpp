#pragma once

#include "kiosk/view/screen.hpp"

/// "Merken" and what is told of the visitor's list, wherever an offer stands.
namespace bildungskiosk::view {

/// On a card of a list: icon above label, yellow once remembered. Id: results.remember / offer id.
void draw_remember_on_card(const Screen& screen, const catalogue::OfferSummary& offer, const ui::Rect& card);
/// On the offer's own page: a broad button. Id: detail.remember.
void draw_remember_button(const Screen& screen, const catalogue::OfferSummary& offer, const ui::Rect& rect);
/// What the list's own page keeps free above the bar for its button.
[[nodiscard]] float list_actions_height(const Screen& screen);
/// "Auf der Merkliste" with "Rückgängig", above the bar while the model tells it; what is told of a slip goes before.
void draw_news(const Screen& screen);

}  // namespace bildungskiosk::view
