#pragma once

#include <span>
#include <string_view>

#include "kiosk/ui/card.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// What differs from list to list.
struct OfferCardLook {
  ui::OfferCardForm form = ui::OfferCardForm::kBroad;  // narrow: title and date only
  std::span<const ui::ByteRange> marks{};              // hits of a search in the title
  std::string_view warning{};                          // what one must know before all else
  std::string_view warning_spoken{};                   // the same for who can't see it, if it says more
};

/// An offer as a card: phase, provider, title, when, where, what it costs. Tapped, it opens. At its end it keeps room
/// for the button of card_button_rect(), which is drawn after it.
void draw_offer_card(const Screen& screen, ui::WidgetId id, const catalogue::OfferSummary& offer, const ui::Rect& card,
                     const OfferCardLook& look);
/// How high a card is in a list: on a narrow display its facts take two rows.
[[nodiscard]] float offer_card_height(const Screen& screen);
/// Where "Merken" or "Entfernen" stands on a card.
[[nodiscard]] ui::Rect card_button_rect(const Screen& screen, const ui::Rect& card);

}  // namespace bildungskiosk::view
