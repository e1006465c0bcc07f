#include "kiosk/view/remembering.hpp"

#include <algorithm>
#include <string>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/view/detail_parts.hpp"
#include "kiosk/view/offer_card.hpp"
#include "kiosk/view/printing.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kToastDu = 96;
constexpr float kToastWidthDu = 720;
constexpr float kToastGapDu = 16;

void draw_button(const Screen& screen, ui::WidgetId id, const catalogue::OfferSummary& offer, const Rect& rect,
                 ui::ButtonSpec look) {
  const bool remembered = model::is_remembered(screen.model.remembered, offer.id);
  // The same word at every offer: whoever can't see which one it stands at hears its title.
  const std::string spoken =
      i18n::fill(remembered ? screen.tr("Gemerkt: {1}") : screen.tr("Merken: {1}"), {offer.title});
  look.label = remembered ? screen.tr("Gemerkt") : screen.tr("Merken");
  look.icon = remembered ? "bookmark" : "bookmark_border";
  look.active = remembered;
  look.spoken = spoken;
  if (!ui::button(screen.frame, id, rect, look)) return;
  if (remembered) {
    screen.events.emplace_back(model::ForgetOffer{offer.id});
  } else {
    screen.events.emplace_back(model::RememberOffer{offer});
  }
}

struct NewsText {
  std::string_view icon;
  std::string text;
};

NewsText text_of(const Screen& screen, const model::ListNews& news) {
  constexpr auto kRoom = static_cast<std::int64_t>(model::kRememberedMax);
  switch (news.kind) {
    case model::ListNews::Kind::kRemembered:
      return {"bookmark_added", screen.tr("Auf der Merkliste")};
    case model::ListNews::Kind::kForgotten:
      return {"delete", screen.texts.trn("{1} Angebot entfernt", "{1} Angebote entfernt", news.offers)};
    case model::ListNews::Kind::kFull:
      return {"error_outline", screen.texts.trn("Ihre Merkliste ist voll. Es passt {1} Angebot hinein.",
                                                "Ihre Merkliste ist voll. Es passen {1} Angebote hinein.", kRoom)};
    case model::ListNews::Kind::kGone:
      return {"error_outline", screen.texts.trn("{1} Angebot auf Ihrer Merkliste gibt es nicht mehr.",
                                                "{1} Angebote auf Ihrer Merkliste gibt es nicht mehr.", news.offers)};
  }
  return {};
}

// At the start, so that the buttons of cards and rails, which stand at the end, stay free.
Rect news_place(const Screen& screen) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  const float width = std::min(kToastWidthDu, screen.frame.width() - 2 * parts.margin);
  float y = parts.bar.y - kToastGapDu - kToastDu;
  if (screen.model.page_as<model::DetailPage>() != nullptr) y -= detail_actions_height(screen);
  if (screen.model.page_as<model::ListPage>() != nullptr) y -= list_actions_height(screen);
  return {parts.margin, y, width, kToastDu};
}

void draw_list_news(const Screen& screen, const Rect& place) {
  const auto& news = screen.model.remembered.news;
  // The keyboard stands where the news would; nobody remembers anything there.
  if (!news || screen.model.page_as<model::SearchPage>() != nullptr) return;
  const NewsText told = text_of(screen, *news);
  ui::ToastSpec spec{.icon = told.icon, .text = told.text, .shown_since_ms = news->since_ms};
  const bool full = news->kind == model::ListNews::Kind::kFull;
  const bool to_list = full && screen.model.page_as<model::ListPage>() == nullptr;
  if (model::can_undo(*news)) spec.action = screen.tr("Rückgängig");
  if (to_list) spec.action = screen.tr("Zur Merkliste");
  if (!ui::toast(screen.frame, "list.news", place, spec)) return;
  if (to_list) {
    screen.events.emplace_back(model::OpenList{});
  } else {
    screen.events.emplace_back(model::UndoListChange{});
  }
}

}  // namespace

void draw_remember_on_card(const Screen& screen, const catalogue::OfferSummary& offer, const Rect& card) {
  draw_button(screen, ui::WidgetId("results.remember") / offer.id, offer, card_button_rect(screen, card),
              {.kind = ui::ButtonKind::kQuiet, .layout = ui::ButtonLayout::kStacked});
}

void draw_remember_button(const Screen& screen, const catalogue::OfferSummary& offer, const Rect& rect) {
  draw_button(screen, "detail.remember", offer, rect, {.kind = ui::ButtonKind::kSecondary});
}

void draw_news(const Screen& screen) {
  const Rect place = news_place(screen);
  if (!draw_print_news(screen, place)) draw_list_news(screen, place);
}

}  // namespace bildungskiosk::view
