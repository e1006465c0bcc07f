#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/list_row.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/detail_parts.hpp"
#include "kiosk/view/remembering.hpp"
#include "kiosk/view/take_away.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 24;
constexpr float kPaddingDu = 32;
constexpr float kRailDu = 104;
constexpr float kLineDu = 40;  // what "one row" is to Hoch and Mehr in running text
constexpr float kSimilarRowDu = 116;
constexpr float kPanelHeaderDu = 56;
constexpr float kSimilarRowMinDu = 108;  // two lines of title
constexpr float kTakeAwayDu = 112;       // in the second column
constexpr float kRememberDu = 88;
constexpr float kActionsDu = 104;  // fixed above the bar

using AddPart = void (*)(const Screen&, const model::DetailPage&, Column&);

float measure(const Screen& screen, const model::DetailPage& page, float width, AddPart add) {
  Column column(screen.frame, {0, 0, width, 0}, Column::Mode::kMeasure);
  add(screen, page, column);
  return column.used();
}

// A flat card as high as its content. Returns its bottom.
float draw_part(const Screen& screen, const model::DetailPage& page, const Rect& place, AddPart add) {
  const Rect card{place.x, place.y, place.w, measure(screen, page, place.w - 2 * kPaddingDu, add) + 2 * kPaddingDu};
  ui::draw_card(screen.frame, card, ui::Elevation::kFlat);
  Column column(screen.frame, card.inset(kPaddingDu), Column::Mode::kDraw);
  add(screen, page, column);
  return card.bottom();
}

void draw_rail(const Screen& screen, const Rect& rail, float viewport, float content) {
  ui::scroll_rail(screen.frame, "detail.rail", rail,
                  {.area = scroll_area_of(screen.model.page()),
                   .viewport_du = viewport,
                   .content_du = content,
                   .row_du = kLineDu,
                   .up_label = screen.tr("Hoch"),
                   .down_label = screen.tr("Mehr")});
}

void add_text_and_contact(const Screen& screen, const model::DetailPage& page, Column& column) {
  constexpr float kApartDu = 32;
  add_offer_text(screen, page, column);
  column.gap(kApartDu);
  add_offer_contact(screen, page, column);
}

void draw_text_panel(const Screen& screen, const model::DetailPage& page, const Rect& panel, AddPart add) {
  ui::draw_card(screen.frame, panel, ui::Elevation::kFlat);
  Rect viewport = panel.inset(kPaddingDu, 24);
  float content = measure(screen, page, viewport.w, add);
  if (content > viewport.h) {
    viewport.w -= kRailDu + kGapDu - 8;
    content = measure(screen, page, viewport.w, add);
    draw_rail(screen, {panel.right() - kRailDu - 16, panel.y + 16, kRailDu, panel.h - 32}, viewport.h, content);
  }
  const ui::ScrollArea scroll(screen.frame, scroll_area_of(screen.model.page()), viewport, content);
  Column column(screen.frame, viewport, Column::Mode::kDraw);
  add(screen, page, column);
}

bool can_be_taken(const model::DetailPage& page) { return !model::take_aways_of(*page.detail).empty(); }

// "Merken" and "Mitnehmen" beside each other.
void draw_actions(const Screen& screen, const model::DetailPage& page, const Rect& rect) {
  constexpr float kRememberPart = 0.4F;
  constexpr float kBetweenDu = 16;
  const float remember = (rect.w - kBetweenDu) * kRememberPart;
  draw_remember_button(screen, page.detail->summary, {rect.x, rect.y, remember, rect.h});
  draw_take_away_button(screen, {rect.x + remember + kBetweenDu, rect.y, rect.w - remember - kBetweenDu, rect.h},
                        can_be_taken(page));
}

float similar_row(const Screen& screen) { return kSimilarRowDu * screen.frame.text_scale(); }
float similar_header(const Screen& screen) { return kPanelHeaderDu * screen.frame.text_scale(); }
float similar_min(const Screen& screen) { return (kPanelHeaderDu + kSimilarRowMinDu) * screen.frame.text_scale(); }

void draw_two_columns(const Screen& screen, const model::DetailPage& page) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  const float bottom = parts.bar.y - kGapDu;
  constexpr float kSideDu = 576;
  const float main_width = screen.frame.width() - 2 * parts.margin - kSideDu - 32;
  draw_offer_head(screen, page, {parts.margin, 120, main_width, 144});
  const float facts = offer_fact_height(screen);
  draw_offer_facts(screen, page, {parts.margin, 288, main_width, facts}, 4);
  float y = 288 + facts + 16;
  if (!page.detail->upcoming.empty()) {
    draw_offer_dates(screen, page, {parts.margin, y, main_width, 80});
    y += 80 + kGapDu;
  }
  const Rect text{parts.margin, y, main_width, bottom - y};

  const float side_x = parts.margin + main_width + 32;
  float side_y = draw_part(screen, page, {side_x, 120, kSideDu, 0}, add_offer_place) + kGapDu;
  draw_take_away_button(screen, {side_x, side_y, kSideDu, kTakeAwayDu}, can_be_taken(page));
  side_y += kTakeAwayDu + 16;
  draw_remember_button(screen, page.detail->summary, {side_x, side_y, kSideDu, kRememberDu});
  side_y += kRememberDu + kGapDu;
  // How to register stands beside the text, unless similar offers would have no room then: below the text.
  const float contact = measure(screen, page, kSideDu - 2 * kPaddingDu, add_offer_contact) + 2 * kPaddingDu + kGapDu;
  const bool beside = page.similar.empty() || bottom - side_y - contact >= similar_min(screen);
  draw_text_panel(screen, page, text, beside ? add_offer_text : add_text_and_contact);
  if (beside) side_y = draw_part(screen, page, {side_x, side_y, kSideDu, 0}, add_offer_contact) + kGapDu;
  draw_similar(screen, page, {side_x, side_y, kSideDu, bottom - side_y});
}

// Everything below each other in one scroll area: portrait, and landscape displays too narrow for two columns.
struct SingleColumn {
  float head_height = 0;
  float facts_height = 0;
  float dates_height = 0;
  float text_height = 0;
  float place_height = 0;
  float contact_height = 0;
  float similar_height = 0;

  [[nodiscard]] float total() const {
    return head_height + facts_height + dates_height + text_height + place_height + contact_height + similar_height;
  }
};

SingleColumn measure_single(const Screen& screen, const model::DetailPage& page, float width, int fact_columns) {
  const float inner = width - 2 * kPaddingDu;
  const auto part = [&](AddPart add) { return measure(screen, page, inner, add) + 2 * kPaddingDu + kGapDu; };
  SingleColumn heights;
  heights.head_height = offer_head_height(screen, page, width) + kGapDu;
  const int rows_of_facts = 4 / fact_columns;
  const auto fact_rows = static_cast<float>(rows_of_facts);
  heights.facts_height = fact_rows * (offer_fact_height(screen) + kGapDu);
  heights.dates_height = page.detail->upcoming.empty() ? 0 : 80 + kGapDu;
  heights.text_height = part(add_offer_text);
  heights.place_height = part(add_offer_place);
  heights.contact_height = part(add_offer_contact);
  const auto rows = static_cast<float>(page.similar.size());
  heights.similar_height = page.similar.empty() ? 0 : similar_header(screen) + rows * similar_row(screen);
  return heights;
}

void draw_one_column(const Screen& screen, const model::DetailPage& page) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  const Rect viewport{parts.margin, parts.content.y, parts.content.w - kRailDu - kGapDu,
                      parts.bar.y - 16 - detail_actions_height(screen) - parts.content.y};
  constexpr float kFactMinDu = 240;
  const float fact_min = kFactMinDu * screen.frame.text_scale();
  const int fact_columns = viewport.w >= 4 * fact_min + 3 * kGapDu ? 4 : 2;
  const SingleColumn heights = measure_single(screen, page, viewport.w, fact_columns);
  draw_rail(screen, {viewport.right() + kGapDu, viewport.y, kRailDu, viewport.h}, viewport.h, heights.total());
  draw_actions(screen, page,
               {parts.margin, viewport.bottom() + 16, screen.frame.width() - 2 * parts.margin, kActionsDu});

  const ui::ScrollArea scroll(screen.frame, scroll_area_of(screen.model.page()), viewport, heights.total());
  float y = viewport.y;
  const auto place = [&](float height) {
    const Rect rect{viewport.x, y, viewport.w, height};
    y += height;
    return rect;
  };
  draw_offer_head(screen, page, place(heights.head_height));
  draw_offer_facts(screen, page, place(heights.facts_height), fact_columns);
  if (heights.dates_height > 0) {
    const Rect dates = place(heights.dates_height);
    draw_offer_dates(screen, page, {dates.x, dates.y, dates.w, 80});
  }
  draw_part(screen, page, place(heights.text_height), add_offer_text);
  draw_part(screen, page, place(heights.place_height), add_offer_place);
  draw_part(screen, page, place(heights.contact_height), add_offer_contact);
  if (heights.similar_height > 0) draw_similar(screen, page, place(heights.similar_height));
}

}  // namespace

float detail_actions_height(const Screen& screen) { return screen.two_columns() ? 0 : kActionsDu + 16; }

void draw_similar(const Screen& screen, const model::DetailPage& page, const Rect& rect) {
  const float header = similar_header(screen);
  const float row_min = kSimilarRowMinDu * screen.frame.text_scale();
  if (page.similar.empty() || rect.h < similar_min(screen)) return;
  const auto room = static_cast<std::size_t>((rect.h - header) / row_min);
  const std::size_t rows = std::min(room, page.similar.size());
  const float row_height = std::min(similar_row(screen), (rect.h - header) / static_cast<float>(rows));
  const float height = header + row_height * static_cast<float>(rows);
  const Rect below =
      ui::panel(screen.frame, "detail.similar", {rect.x, rect.y, rect.w, height},
                {.title = screen.tr("Ähnliche Angebote"), .header_du = header, .title_role = ui::TextRole::kCardTitle});
  for (std::size_t i = 0; i < rows; ++i) {
    const catalogue::OfferSummary& offer = page.similar[i];
    const std::string detail = next_and_town(screen.texts, offer);
    const ui::ListRowSpec spec{.phase = static_cast<std::size_t>(offer.phase),
                               .title = offer.title,
                               .title_language = offer.title_language,
                               .detail = detail,
                               .block_du = 60,
                               .rule_above = i > 0};
    const Rect row{below.x, below.y + static_cast<float>(i) * row_height, below.w, row_height};
    if (ui::list_row(screen.frame, ui::WidgetId("detail.similar") / offer.id, row, spec)) {
      screen.events.emplace_back(model::OpenOffer{offer.id});
    }
  }
}

void draw_detail(const Screen& screen, const model::DetailPage& page) {
  if (!page.detail) {
    const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
    const std::string& message =
        page.missing ? screen.tr("Dieses Angebot gibt es nicht mehr. Mit „Zurück“ kommen Sie zur Liste.")
                     : screen.tr("Das Angebot wird geladen …");
    ui::draw_text(screen.frame, message, {parts.margin, 160, screen.frame.width() - 2 * parts.margin, 200},
                  {.role = ui::TextRole::kLead, .colour = screen.frame.palette().text_2});
    return;
  }
  if (screen.two_columns()) {
    draw_two_columns(screen, page);
  } else {
    draw_one_column(screen, page);
  }
}

}  // namespace bildungskiosk::view
