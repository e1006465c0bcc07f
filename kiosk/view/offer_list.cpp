#include "kiosk/view/offer_list.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/ui/card.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/view/marks.hpp"
#include "kiosk/view/offer_card.hpp"
#include "kiosk/view/remembering.hpp"
#include "kiosk/view/search_notice.hpp"
#include "kiosk/view/ways_on.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 16;
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
  const ui::WidgetId area = scroll_area_of(screen.model.page());
  if (page.items.empty()) {
    draw_ways_on(screen, page, {cards.x, cards.y, rail.right() - cards.x, cards.h});
    return;
  }
  const std::size_t rows = page.items.size();
  const float card_height = offer_card_height(screen);
  const float row_height = card_height + kGapDu;
  const float content = static_cast<float>(rows) * row_height - kGapDu;
  {
    const ui::ScrollArea scroll(screen.frame, area, cards, content);
    for (std::size_t i = 0; i < rows; ++i) {
      const Rect card{cards.x, cards.y + static_cast<float>(i) * row_height, cards.w, card_height};
      if (scroll.shows(card)) draw_offer(screen, page, page.items[i], card);
    }
  }
  const ui::RowRange shown = ui::visible_rows(screen.frame, area, cards.h, row_height, rows);
  if (shown.last + kRowsAhead >= rows && model::may_load_more(page)) {
    screen.events.emplace_back(model::NeedMoreResults{});
  }
  const std::string position =
      i18n::fill(screen.tr("{1}–{2}"), {screen.texts.number(static_cast<std::int64_t>(shown.first) + 1),
                                        screen.texts.number(static_cast<std::int64_t>(shown.last))});
  const std::string total = i18n::fill(screen.tr("von {1}"), {screen.texts.number(page.total)});
  ui::scroll_rail(screen.frame, "results.rail", rail,
                  {.area = area,
                   // Rows are counted with the gap below each, also below the last one.
                   .viewport_du = cards.h + kGapDu,
                   .content_du = content + kGapDu,
                   .row_du = row_height,
                   .up_label = screen.tr("Hoch"),
                   .down_label = screen.tr("Mehr"),
                   .position = position,
                   .total = total});
}

}  // namespace bildungskiosk::view
