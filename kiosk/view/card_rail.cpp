#include "kiosk/view/card_rail.hpp"

#include <string>

namespace bildungskiosk::view {

ui::RowRange draw_card_rail(const Screen& screen, ui::WidgetId id, const ui::Rect& rect, const CardRail& rail) {
  const ui::WidgetId area = scroll_area_of(screen.model.page());
  const float row = rail.card_du + kCardGapDu;
  const ui::RowRange shown = ui::visible_rows(screen.frame, area, rect.h, row, rail.cards);
  const std::string position =
      i18n::fill(screen.tr("{1}–{2}"), {screen.texts.number(static_cast<std::int64_t>(shown.first) + 1),
                                        screen.texts.number(static_cast<std::int64_t>(shown.last))});
  const std::string total = i18n::fill(screen.tr("von {1}"), {screen.texts.number(rail.total)});
  ui::scroll_rail(screen.frame, id, rect,
                  {.area = area,
                   // Rows are counted with the gap below each, also below the last one.
                   .viewport_du = rect.h + kCardGapDu,
                   .content_du = static_cast<float>(rail.cards) * row,
                   .row_du = row,
                   .up_label = screen.tr("Hoch"),
                   .down_label = screen.tr("Mehr"),
                   .position = position,
                   .total = total});
  return shown;
}

}  // namespace bildungskiosk::view
