#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/home_parts.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 24;
constexpr float kRailDu = 128;
constexpr std::size_t kRowsOnPage = 2;  // of tiles, and of the week
constexpr std::size_t kWeekRows = 2 * kRowsOnPage;
constexpr float kHeadingDu = 88;
constexpr float kAllDatesDu = 96;

/// The pages below each other: so many of tiles, then two of the week.
struct Pages {
  Rect area;  // of one page, beside the rail
  std::size_t columns = 4;
  std::size_t of_tiles = 1;
  static constexpr std::size_t kOfWeek = 2;
  [[nodiscard]] std::size_t count() const { return of_tiles + kOfWeek; }
  [[nodiscard]] float pitch() const { return area.h + kGapDu; }
  [[nodiscard]] Rect page(std::size_t index) const { return area.moved(0, static_cast<float>(index) * pitch()); }
};

Pages pages_of(const Screen& screen, const Rect& area) {
  constexpr float kTileMinDu = 230;  // at the smallest text size
  Pages pages;
  pages.area = {area.x, area.y, area.w - kRailDu - kGapDu, area.h};
  const float tile_min = kTileMinDu * screen.frame.text_scale();
  pages.columns = 4 * tile_min + 3 * kGapDu <= pages.area.w ? 4 : 2;
  pages.of_tiles = offer::kAllPhases.size() / (pages.columns * kRowsOnPage);
  return pages;
}

void draw_tiles(const Screen& screen, const ui::ScrollArea& scroll, const Pages& pages) {
  const auto columns = static_cast<float>(pages.columns);
  const float width = (pages.area.w - (columns - 1) * kGapDu) / columns;
  const float height = (pages.area.h - kGapDu) / static_cast<float>(kRowsOnPage);
  for (std::size_t i = 0; i < offer::kAllPhases.size(); ++i) {
    const auto column = static_cast<float>(i % pages.columns);
    const std::size_t row = i / pages.columns;
    const Rect tile{pages.area.x + column * (width + kGapDu),
                    pages.area.y + static_cast<float>(row) * (height + kGapDu), width, height};
    if (scroll.shows(tile)) draw_phase_tile(screen, i, tile, OfferCount::kHidden);
  }
}

// One panel over both pages; no row of it is cut by a page's edge.
void draw_week(const Screen& screen, const Pages& pages) {
  const Rect first = pages.page(pages.of_tiles);
  const Rect last = pages.page(pages.count() - 1);
  const Rect panel{first.x, first.y, first.w, last.bottom() - first.y};
  ui::panel(screen.frame, "home.week", panel, {.title = screen.tr("Diese Woche"), .header_du = kHeadingDu});
  const auto* overview = screen.overview();
  if (overview == nullptr || overview->this_week.empty()) {
    draw_week_message(screen, {first.x, first.y + kHeadingDu, first.w, first.h - kHeadingDu});
  } else {
    constexpr auto kRows = static_cast<float>(kRowsOnPage);
    const float upper = (last.y - first.y - kHeadingDu) / kRows;
    const float lower = (last.h - kAllDatesDu - 2 * kGapDu) / kRows;
    for (std::size_t i = 0; i < std::min(kWeekRows, overview->this_week.size()); ++i) {
      const auto row = static_cast<float>(i % kRowsOnPage);
      const Rect rect = i < kRowsOnPage ? Rect{first.x, first.y + kHeadingDu + row * upper, first.w, upper}
                                        : Rect{last.x, last.y + row * lower, last.w, lower};
      draw_week_row(screen, *overview, i, rect);
    }
  }
  draw_all_dates(screen, {last.x + kGapDu, last.bottom() - kAllDatesDu - kGapDu, last.w - 2 * kGapDu, kAllDatesDu});
}

void draw_rail(const Screen& screen, const Pages& pages, const Rect& rail) {
  const ui::WidgetId area = scroll_area_of(screen.model.page());
  const float offset = std::max(0.0F, screen.frame.touch().scroll_px(area) / screen.frame.scale());
  const auto shown =
      std::min<std::int64_t>(static_cast<std::int64_t>(pages.count()), 1 + std::lround(offset / pages.pitch()));
  const std::string position = screen.texts.number(shown);
  const std::string total =
      i18n::fill(screen.tr("von {1}"), {screen.texts.number(static_cast<std::int64_t>(pages.count()))});
  ui::scroll_rail(screen.frame, "home.rail", rail,
                  {.area = area,
                   .viewport_du = pages.pitch(),
                   .content_du = static_cast<float>(pages.count()) * pages.pitch(),
                   .row_du = pages.pitch(),
                   .up_label = screen.tr("Hoch"),
                   .down_label = screen.tr("Mehr"),
                   .position = position,
                   .total = total});
}

}  // namespace

void draw_home_pages(const Screen& screen, const Rect& area) {
  const Pages pages = pages_of(screen, area);
  {
    const float content = static_cast<float>(pages.count()) * pages.pitch() - kGapDu;
    const ui::ScrollArea scroll(screen.frame, scroll_area_of(screen.model.page()), pages.area, content);
    draw_tiles(screen, scroll, pages);
    draw_week(screen, pages);
  }
  draw_rail(screen, pages, {area.right() - kRailDu, area.y, kRailDu, area.h});
}

}  // namespace bildungskiosk::view
