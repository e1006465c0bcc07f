#include "kiosk/view/offer_list.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/ui/card.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/view/card_rail.hpp"
#include "kiosk/view/marks.hpp"
#include "kiosk/view/offer_card.hpp"
#include "kiosk/view/remembering.hpp"
#include "kiosk/view/search_notice.hpp"
#include "kiosk/view/ways_on.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

// So many rows before the end of what is loaded, the next part is asked for.
constexpr std::size_t kRowsAhead = 8;

void draw_offer(const Screen& screen, const model::ResultsPage& page, const catalogue::OfferSummary& offer,
                const Rect& card) {
  const std::string sought = sought_words(page.answered_text, page.corrected);
  const std::vector<ui::ByteRange> marks = search_marks(offer.title, sought);
  draw_offer_card(screen, ui::WidgetId("results.card") / offer.id, offer, card, {.marks = marks});
  draw_remember_on_card(screen, offer, card);
}

}  // namespace

void draw_offer_list(const Screen& screen, const model::ResultsPage& page, const Rect& cards, const Rect& rail) {
  if (page.items.empty()) {
    draw_ways_on(screen, page, {cards.x, cards.y, rail.right() - cards.x, cards.h});
    return;
  }
  const std::size_t rows = page.items.size();
  const float card_height = offer_card_height(screen);
  const float row_height = card_height + kCardGapDu;
  const float content = static_cast<float>(rows) * row_height - kCardGapDu;
  {
    const ui::ScrollArea scroll(screen.frame, scroll_area_of(screen.model.page()), cards, content);
    for (std::size_t i = 0; i < rows; ++i) {
      const Rect card{cards.x, cards.y + static_cast<float>(i) * row_height, cards.w, card_height};
      if (scroll.shows(card)) draw_offer(screen, page, page.items[i], card);
    }
  }
  const ui::RowRange shown =
      draw_card_rail(screen, "results.rail", rail, {.cards = rows, .card_du = card_height, .total = page.total});
  if (shown.last + kRowsAhead >= rows && model::may_load_more(page)) {
    screen.events.emplace_back(model::NeedMoreResults{});
  }
}

}  // namespace bildungskiosk::view
