#include <algorithm>
#include <array>
#include <span>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/filters.hpp"
#include "kiosk/view/more_filters.hpp"
#include "kiosk/view/offer_list.hpp"
#include "kiosk/view/screen.hpp"
#include "kiosk/view/search_notice.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kRailDu = 104;
constexpr std::array kOrders = {catalogue::SortOrder::kNextDate, catalogue::SortOrder::kRelevance,
                                catalogue::SortOrder::kTitle, catalogue::SortOrder::kPrice,
                                catalogue::SortOrder::kDistance};

/// By distance only where the terminal knows its place.
std::span<const catalogue::SortOrder> orders(const model::Model& model) {
  return std::span(kOrders).first(kOrders.size() - (model.place ? 0 : 1));
}

// Returns the width it took.
float draw_count(const Screen& screen, const model::ResultsPage& page, const Rect& rect) {
  const std::string_view text = page.answered || !page.items.empty()
                                    ? std::string_view(screen.texts.trn("{1} Angebot", "{1} Angebote", page.total))
                                    : std::string_view(screen.tr("Angebote"));
  const ui::TextStyle style{.role = ui::TextRole::kH2,
                            .vertical = ui::VerticalAlign::kMiddle,
                            .lines_max = 1,
                            .semantics = ui::Role::kHeading,
                            .id = "results.count"};
  return ui::draw_text(screen.frame, text, rect, style).width;
}

ui::ButtonSpec sort_button(const Screen& screen, const model::ResultsPage& page) {
  return {.label = sort_name(screen.texts, page.query.sort), .kind = ui::ButtonKind::kOption, .icon = "sort"};
}

void draw_sort_menu(const Screen& screen, const model::ResultsPage& page, const Rect& below) {
  constexpr float kRowDu = 80;
  constexpr float kGapDu = 14;
  constexpr float kWidthDu = 400;
  const float height = 32 + static_cast<float>(orders(screen.model).size()) * (kRowDu + kGapDu) - kGapDu;
  const Rect box{below.right() - kWidthDu, below.bottom() + 8, kWidthDu, height};
  const auto group = ui::dialog(screen.frame, "results.sort.menu", box, screen.tr("Sortieren"));
  float y = box.y + 16;
  for (const catalogue::SortOrder order : orders(screen.model)) {
    const ui::ButtonSpec option{
        .label = sort_name(screen.texts, order), .kind = ui::ButtonKind::kOption, .chosen = order == page.query.sort};
    const ui::WidgetId id = ui::WidgetId("results.sort.menu") / static_cast<std::uint64_t>(order);
    if (ui::button(screen.frame, id, {box.x + 16, y, box.w - 32, kRowDu}, option)) {
      screen.events.emplace_back(model::ChooseSort{order});
    }
    y += kRowDu + kGapDu;
  }
}

ui::ButtonSpec clear_button(const Screen& screen, const model::ResultsPage& page) {
  return {.label = screen.tr("Alle löschen"),
          .kind = ui::ButtonKind::kOption,
          .icon = "close",
          .enabled = model::has_filters(page.query) || !page.understood.empty(),
          .spoken = screen.tr("Alle Filter löschen")};
}

// With larger texts and longer words wider, as far as the heading beside it leaves room.
float clear_button_width(const Screen& screen, const model::ResultsPage& page, float row_width) {
  constexpr float kUsualDu = 210;
  const float heading = ui::measure_text(screen.frame, screen.tr("Filter"), 0, {.role = ui::TextRole::kH2}).width;
  const bool usual = ui::button_has_room(screen.frame, clear_button(screen, page), kUsualDu);
  if (usual && screen.frame.text_step() == ui::TextStep::k1) return kUsualDu;
  const float needed = ui::button_width(screen.frame, clear_button(screen, page)) - 24;
  return std::clamp(needed, kUsualDu, std::max(kUsualDu, row_width - heading - 16));
}

void draw_clear(const Screen& screen, const model::ResultsPage& page, const Rect& rect) {
  const ui::ButtonSpec clear = clear_button(screen, page);
  if (ui::button(screen.frame, "filter.clear", rect, clear)) screen.events.emplace_back(model::ClearFilters{});
}

Rect draw_sort(const Screen& screen, const model::ResultsPage& page, float end, float y) {
  const ui::ButtonSpec sort = sort_button(screen, page);
  const float width = ui::button_width(screen.frame, sort);
  const Rect rect{end - width, y, width, 80};
  if (ui::button(screen.frame, "results.sort", rect, sort)) screen.events.emplace_back(model::ToggleSortMenu{});
  return rect;
}

// The list with Hoch and Mehr beside it; above it what the search made of the text.
void draw_list(const Screen& screen, const model::ResultsPage& page, Rect area) {
  if (const SearchNotice notice = notice_of(page); notice.says_something()) {
    draw_search_notice(screen, {area.x, area.y, area.w, kSearchNoticeDu}, notice);
    constexpr float kTakenDu = kSearchNoticeDu + 16;
    area = {area.x, area.y + kTakenDu, area.w, area.h - kTakenDu};
  }
  const Rect cards{area.x, area.y, area.w - kRailDu - 24, area.h};
  draw_offer_list(screen, page, cards, {area.right() - kRailDu, area.y, kRailDu, area.h});
}

Rect draw_landscape(const Screen& screen, const model::ResultsPage& page) {
  ui::Frame& frame = screen.frame;
  const ui::ScreenFrame parts = ui::screen_frame(frame);
  const bool large = screen.frame.large_text();
  const float filters_width = screen.wide() ? (large ? 540.0F : 432.0F) : 360.0F;
  const float clear_width = clear_button_width(screen, page, filters_width);
  const float top = parts.content.y;
  const float list_top = top + 104;
  const float bottom = parts.bar.y - 24;
  const float end = frame.width() - parts.margin;
  const ui::TextStyle heading{.role = ui::TextRole::kH2,
                              .vertical = ui::VerticalAlign::kMiddle,
                              .lines_max = 1,
                              .semantics = ui::Role::kHeading};
  ui::draw_text(frame, screen.tr("Filter"), {parts.margin, top, filters_width - clear_width, 80}, heading);
  draw_clear(screen, page, {parts.margin + filters_width - clear_width, top, clear_width, 80});
  draw_filter_column(screen, page, {parts.margin, list_top, filters_width, bottom - list_top});

  const float list_x = parts.margin + filters_width + 40;
  const Rect sort = draw_sort(screen, page, end, top);
  const float count_width = draw_count(screen, page, {list_x, top, sort.x - list_x, 80});
  draw_filter_chips(screen, page, {list_x + count_width + 32, top, sort.x - 24 - list_x - count_width - 32, 80});
  draw_list(screen, page, {list_x, list_top, end - list_x, bottom - list_top});
  return sort;
}

Rect draw_portrait(const Screen& screen, const model::ResultsPage& page) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  const float width = screen.frame.width() - 2 * parts.margin;
  const float end = parts.margin + width;
  const float bottom = parts.bar.y - 24;
  const Rect sort = draw_sort(screen, page, end, 128);
  draw_count(screen, page, {parts.margin, 128, sort.x - parts.margin - 24, 80});
  const float used = draw_filter_row(screen, page, {parts.margin, 232, width, 0});
  float y = 232 + used + 10;
  const float clear_width = clear_button_width(screen, page, width / 2);
  draw_clear(screen, page, {end - clear_width, y, clear_width, 80});
  draw_filter_chips(screen, page, {parts.margin, y, width - clear_width - 24, 80});
  y += 104;
  draw_list(screen, page, {parts.margin, y, width, bottom - y});
  return sort;
}

}  // namespace

void draw_results(const Screen& screen, const model::ResultsPage& page) {
  const Rect sort = screen.landscape() ? draw_landscape(screen, page) : draw_portrait(screen, page);
  if (page.sort_menu == model::SortMenu::kOpen) draw_sort_menu(screen, page, sort);
  if (page.more_filters) draw_more_filters(screen, page, *page.more_filters);
}

}  // namespace bildungskiosk::view
