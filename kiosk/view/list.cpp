#include <algorithm>
#include <string>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/card_rail.hpp"
#include "kiosk/view/offer_card.hpp"
#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kTitleDu = 80;
constexpr float kRailDu = 104;
constexpr float kRailGapDu = 24;
constexpr float kLockDu = 36;
constexpr float kLockGapDu = 16;

// On an upright display a warning takes two lines, below a title and facts that do so as well.
float card_height(const Screen& screen) {
  constexpr float kTallDu = 264;
  const model::Remembered& list = screen.model.remembered;
  const bool warns = std::any_of(list.offers.begin(), list.offers.end(), [&](const catalogue::OfferSummary& offer) {
    return model::clash_of(list, offer) != nullptr;
  });
  return warns && !screen.landscape() ? kTallDu : offer_card_height(screen);
}

// What happens to the list, said before anybody asks. Where the title leaves room, beside it; else below it.
// Returns where the cards may begin.
float draw_head(const Screen& screen, const Rect& area) {
  ui::Frame& frame = screen.frame;
  const ui::TextStyle heading{.role = ui::TextRole::kH1,
                              .vertical = ui::VerticalAlign::kMiddle,
                              .lines_max = 1,
                              .semantics = ui::Role::kHeading,
                              .id = "list.title"};
  const Rect title{area.x, area.y, area.w, kTitleDu};
  const float title_end = area.x + ui::draw_text(frame, screen.tr("Ihre Merkliste"), title, heading).width;
  const std::string& promise = screen.tr("Wir speichern nichts über Sie. Wenn Sie gehen, wird die Liste gelöscht.");
  const ui::TextStyle quiet{.role = ui::TextRole::kSecondary,
                            .colour = frame.palette().text_2,
                            .vertical = ui::VerticalAlign::kMiddle,
                            .id = "list.promise"};
  constexpr float kIndentDu = kLockDu + kLockGapDu;
  constexpr float kApartDu = 48;
  const bool beside = screen.landscape();
  const float room = (beside ? area.right() - title_end - kApartDu : area.w) - kIndentDu;
  const ui::TextExtent extent = ui::measure_text(frame, promise, room, quiet);
  const float width = std::min(room, extent.width + 2);
  const float height = std::max(beside ? kTitleDu : kLockDu, extent.height);
  const Rect note{beside ? area.right() - width : area.x + kIndentDu, beside ? area.y : title.bottom(), width, height};
  frame.icon("lock", {note.x - kIndentDu, note.y + (note.h - kLockDu) / 2, kLockDu, kLockDu}, *quiet.colour);
  ui::draw_text(frame, promise, note, quiet);
  return note.bottom() + 24;
}

void draw_empty(const Screen& screen, const Rect& area) {
  constexpr float kHeightDu = 304;
  constexpr float kIconDu = 80;
  constexpr float kButtonDu = 400;
  ui::Frame& frame = screen.frame;
  const Rect card{area.x, area.y, area.w, kHeightDu};
  ui::draw_card(frame, card, ui::Elevation::kFlat);
  const Rect inner = card.inset(40);
  frame.icon("bookmark_border", {inner.x, inner.y, kIconDu, kIconDu}, frame.palette().text_2);
  const float x = inner.x + kIconDu + 32;
  ui::draw_text(
      frame, screen.tr("Ihre Merkliste ist noch leer. Tippen Sie bei einem Angebot auf „Merken“. Dann steht es hier."),
      {x, inner.y, inner.right() - x, kIconDu},
      {.role = ui::TextRole::kLead, .vertical = ui::VerticalAlign::kMiddle, .id = "list.empty"});
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
  if (!ui::button(screen.frame, id, card_button_rect(card), remove)) return;
  screen.events.emplace_back(model::ForgetOffer{offer.id});
  // The next card moves below the finger: the second half of a double tap must not take it, too.
  screen.frame.touch().page_changed(screen.frame.now_ms());
}

void draw_remembered(const Screen& screen, const catalogue::OfferSummary& offer, const Rect& card) {
  std::string warning;
  if (const catalogue::OfferSummary* clash = model::clash_of(screen.model.remembered, offer)) {
    warning = i18n::fill(screen.tr("Zur gleichen Zeit wie „{1}“"), {clash->title});
  }
  draw_offer_card(screen, ui::WidgetId("list.card") / offer.id, offer, card, {.warning = warning});
  draw_remove(screen, offer, card);
}

}  // namespace

void draw_list(const Screen& screen) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  Rect cards = parts.content;
  cards.y = draw_head(screen, parts.content);
  cards.h = parts.content.bottom() - cards.y;
  const auto& offers = screen.model.remembered.offers;
  if (offers.empty()) {
    draw_empty(screen, cards);
    return;
  }
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

}  // namespace bildungskiosk::view
