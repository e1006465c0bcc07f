#pragma once

#include "kiosk/ui/button.hpp"
#include "kiosk/view/screen.hpp"

/// "Drucken", and what is told of the paper. Where there is no printer no screen has either.
namespace bildungskiosk::view {

/// The offer's. Id: print.
void draw_print_offer_button(const Screen& screen, const catalogue::OfferDetail& detail, const ui::Rect& rect);
/// The list's: its main action where no other stands beside it. Id: print.
void draw_print_list_button(const Screen& screen, const ui::Rect& rect, ui::ButtonKind kind);
/// Parts a row in two, the second one for the button; the whole row is the first one's where there is no printer.
struct PrintRow {
  ui::Rect other;
  ui::Rect print;  // 0 wide: no button
};
[[nodiscard]] PrintRow part_print_row(const Screen& screen, const ui::Rect& row);

/// "Wird gedruckt …" and its end, or what keeps the printer from it. In `place`, while the model tells it; says
/// whether it does.
bool draw_print_news(const Screen& screen, const ui::Rect& place);

}  // namespace bildungskiosk::view
