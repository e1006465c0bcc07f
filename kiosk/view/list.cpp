#include <algorithm>
#include <string>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/card_rail.hpp"
#include "kiosk/view/offer_card.hpp"
#include "kiosk/view/printing.hpp"
#include "kiosk/view/remembering.hpp"
#include "kiosk/view/screen.hpp"
#include "kiosk/view/take_away.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kTitleDu = 80;
constexpr float kRailDu = 104;
constexpr float kRailGapDu = 24;
constexpr float kLockDu = 36;
constexpr float kLockGapDu = 16;
constexpr float kTakeAwayDu = 104;
constexpr float kPrintDu = 112;

// On an upright display a warning takes two lines, below a title and facts that do so as well.
float card_height(const Screen& screen) {
  constexpr float kTallDu = 264;
  constexpr float kNarrowDu = 148;
  constexpr float kNarrowTallDu = 212;
  const model::Remembered& list = screen.model.remembered;
  const bool warns = std::any_of(list.offers.begin(), list.offers.end(), [&](const catalogue::OfferSummary& offer) {
    return model::clash_of(list, offer) != nullptr;
  });
  if (code_stands_beside(screen)) return warns ? kNarrowTallDu : kNarrowDu;
  return warns && !screen.landscape() ? kTallDu * screen.frame.text_scale() : offer_card_height(screen);
}

ui::TextExtent draw_title(const Screen& screen, const Rect& area) {
  return ui::draw_text(screen.frame, screen.tr("Ihre Merkliste"), {area.x, area.y, area.w, kTitleDu},
                       {.role = ui::TextRole::kH1,
                        .vertical = ui::VerticalAlign::kMiddle,
                        .lines_max = 1,
                        .semantics = ui::Role::kHeading,
                        .id = "list.title"});
}

ui::TextStyle promise_style(const Screen& screen) {
  return {.role = ui::TextRole::kSecondary,
          .colour = screen.frame.palette().text_2,
          .vertical = ui::VerticalAlign::kMiddle,
          .id = "list.promise"};
}

constexpr float kPromiseIndentDu = kLockDu + kLockGapDu;

const std::string& promise(const Screen& screen) {
  return screen.tr("Wir speichern nichts über Sie. Wenn Sie gehen, wird die Liste gelöscht.");
}

// With a lock before it, in the room that `note` leaves at its start.
void draw_promise(const Screen& screen, const Rect& note) {
  const ui::TextStyle style = promise_style(screen);
  const Rect lock{note.x - kPromiseIndentDu, note.y + (note.h - kLockDu) / 2, kLockDu, kLockDu};
  screen.frame.icon("lock", lock, *style.colour);
  ui::draw_text(screen.frame, promise(screen), note, style);
}

// What happens to the list, said before anybody asks. Where the title leaves room, beside it; else below it.
// Returns where the cards may begin.
float draw_head(const Screen& screen, const Rect& area) {
  constexpr float kApartDu = 48;
  const float title_end = area.x + draw_title(screen, area).width;
  const bool beside = screen.landscape();
  const float room = (beside ? area.right() - title_end - kApartDu : area.w) - kPromiseIndentDu;
  const ui::TextExtent extent = ui::measure_text(screen.frame, promise(screen), room, promise_style(screen));
  const float width = std::min(room, extent.width + 2);
  const float height = std::max(beside ? kTitleDu : kLockDu, extent.height);
  const float below = area.y + kTitleDu;
  const Rect note{beside ? area.right() - width : area.x + kPromiseIndentDu, beside ? area.y : below, width, height};
  draw_promise(screen, note);
  return note.bottom() + 24;
}

void draw_empty(const Screen& screen, const Rect& area) {
  constexpr float kHeightDu = 304;
  constexpr float kPaddingDu = 40;
  constexpr float kIconDu = 80;
  constexpr float kButtonDu = 400;
  ui::Frame& frame = screen.frame;
  const std::string& message =
      screen.tr("Ihre Merkliste ist noch leer. Tippen Sie bei einem Angebot auf „Merken“. Dann steht es hier.");
  const ui::TextStyle style{.role = ui::TextRole::kLead, .vertical = ui::VerticalAlign::kMiddle, .id = "list.empty"};
  const float x = area.x + kPaddingDu + kIconDu + 32;
  const float text_w = area.right() - kPaddingDu - x;
  const float text_h = std::max(kIconDu, ui::measure_text(frame, message, text_w, style).height);
  const Rect card{area.x, area.y, area.w, std::max(kHeightDu, kHeightDu - 2 * kPaddingDu + text_h)};
  ui::draw_card(frame, card, ui::Elevation::kFlat);
  const Rect inner = card.inset(kPaddingDu);
  frame.icon("bookmark_border", {inner.x, inner.y, kIconDu, kIconDu}, frame.palette().text_2);
  ui::draw_text(frame, message, {x, inner.y, text_w, text_h}, style);
  const ui::ButtonSpec search{
      .label = screen.tr("Angebote suchen"), .kind = ui::ButtonKind::kPrimary, .icon = "search"};
  const float width = std::min(std::max(kButtonDu, ui::button_width(frame, search)), inner.right() - x);
  if (ui::button(frame, "list.search", {x, inner.bottom() - 96, width, 96}, search)) {
    screen.events.emplace_back(model::OpenSearch{});
  }
}

void draw_remove(const Screen& screen, const catalogue::OfferSummary& offer, const Rect& card) {
  const std::string spoken = i18n::fill(screen.tr("Entfernen: {1}"), {offer.title});
  const ui::ButtonSpec remove{
      .label = screen.tr("Entfernen"), .icon = "delete", .layout = ui::ButtonLayout::kStacked, .spoken = spoken};
  const ui::WidgetId id = ui::WidgetId("list.remove") / offer.id;
  if (!ui::button(screen.frame, id, card_button_rect(screen, card), remove)) return;
  screen.events.emplace_back(model::ForgetOffer{offer.id});
  // The next card moves below the finger: the second half of a double tap must not take it, too.
  screen.frame.touch().page_changed(screen.frame.now_ms());
}

void draw_remembered(const Screen& screen, const catalogue::OfferSummary& offer, const Rect& card) {
  const bool narrow = code_stands_beside(screen);
  std::string warning;
  std::string spoken;
  if (const catalogue::OfferSummary* clash = model::clash_of(screen.model.remembered, offer)) {
    spoken = i18n::fill(screen.tr("Zur gleichen Zeit wie „{1}“"), {clash->title});
    // A narrow card has no room for two titles.
    warning = narrow ? screen.tr("Gleiche Zeit wie ein anderes Angebot") : spoken;
  }
  const auto form = narrow ? ui::OfferCardForm::kNarrow : ui::OfferCardForm::kBroad;
  draw_offer_card(screen, ui::WidgetId("list.card") / offer.id, offer, card,
                  {.form = form, .warning = warning, .warning_spoken = spoken});
  draw_remove(screen, offer, card);
}

void draw_cards(const Screen& screen, Rect cards) {
  const auto& offers = screen.model.remembered.offers;
  const float height = card_height(screen);
  const float row = height + kCardGapDu;
  const float content = static_cast<float>(offers.size()) * row - kCardGapDu;
  if (content > cards.h) {
    cards.w -= kRailDu + kRailGapDu;
    draw_card_rail(screen, "list.rail", {cards.right() + kRailGapDu, cards.y, kRailDu, cards.h},
                   {.cards = offers.size(), .card_du = height, .total = static_cast<std::int64_t>(offers.size())});
  }
  const ui::ScrollArea scroll(screen.frame, scroll_area_of(screen.model.page()), cards, content);
  float y = cards.y;
  for (const catalogue::OfferSummary& offer : offers) {
    const Rect card{cards.x, y, cards.w, height};
    if (scroll.shows(card)) draw_remembered(screen, offer, card);
    y += row;
  }
}

// The list at the start, the code at the end; a list that scrolls takes some of the code's room for its rail.
void draw_list_and_code(const Screen& screen, const Rect& area) {
  constexpr float kPanelDu = 1152;
  constexpr float kNarrowPanelDu = 1040;
  constexpr float kApartDu = 64;
  constexpr float kPromiseDu = 72;
  const auto rows = static_cast<float>(screen.model.remembered.offers.size());
  const float print_height = list_actions_height(screen);
  const float list_height = area.h - kTitleDu - kPromiseDu - kCardGapDu - print_height;
  const bool scrolls = rows * (card_height(screen) + kCardGapDu) - kCardGapDu > list_height;
  const float panel = scrolls ? kNarrowPanelDu : kPanelDu;
  const Rect column{area.x, area.y, area.w - panel - kApartDu, area.h};
  draw_title(screen, column);
  draw_cards(screen, {column.x, column.y + kTitleDu, column.w, list_height});
  const float promise_y = column.bottom() - print_height - kPromiseDu;
  draw_promise(screen, {column.x + kPromiseIndentDu, promise_y, column.w - kPromiseIndentDu, kPromiseDu});
  draw_print_list_button(screen, {column.x, column.bottom() - kPrintDu, column.w, kPrintDu}, ui::ButtonKind::kPrimary);
  draw_list_take_away_panel(screen, {area.right() - panel, area.y, panel, area.h});
}

}  // namespace

float list_actions_height(const Screen& screen) {
  if (screen.model.remembered.offers.empty()) return 0;
  if (!code_stands_beside(screen)) return kTakeAwayDu + kCardGapDu;
  return model::has_printer(screen.model.printer) ? kPrintDu + kCardGapDu : 0;
}

void draw_list(const Screen& screen) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  if (code_stands_beside(screen)) {
    draw_list_and_code(screen, parts.content);
    return;
  }
  Rect cards = parts.content;
  cards.y = draw_head(screen, parts.content);
  cards.h = parts.content.bottom() - cards.y;
  if (screen.model.remembered.offers.empty()) {
    draw_empty(screen, cards);
    return;
  }
  cards.h -= list_actions_height(screen);
  const PrintRow row = part_print_row(screen, {cards.x, cards.bottom() + kCardGapDu, cards.w, kTakeAwayDu});
  draw_take_away_button(screen, row.other, true);
  draw_print_list_button(screen, row.print, ui::ButtonKind::kSecondary);
  draw_cards(screen, cards);
}

}  // namespace bildungskiosk::view
