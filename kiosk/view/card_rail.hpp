#pragma once

#include <cstdint>

#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// Between two cards below each other.
inline constexpr float kCardGapDu = 16;

struct CardRail {
  std::size_t cards = 0;   // that one can scroll through
  float card_du = 0;       // how high each of them is
  std::int64_t total = 0;  // of how many it is said; more than `cards` while not all are loaded
};

/// Beside the shown page's list of cards, as high as it is: where one is in it, and "Hoch" and "Mehr". Returns the
/// cards that show now.
ui::RowRange draw_card_rail(const Screen& screen, ui::WidgetId id, const ui::Rect& rect, const CardRail& rail);

}  // namespace bildungskiosk::view
