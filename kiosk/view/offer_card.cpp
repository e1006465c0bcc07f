#include "kiosk/view/offer_card.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/ui/card.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

constexpr float kButtonWidthDu = 124;
constexpr float kButtonHeightDu = 116;
constexpr float kButtonEndDu = 24;
// For whom it is has room on a broad card only; the others say more.
constexpr float kAudienceFromDu = 1000;

// Its word grows with the texts, and with the language's words.
float button_width(const Screen& screen) {
  constexpr float kEdgesDu = 8;
  constexpr float kLongWordPart = 1.4F;
  const float usual = kButtonWidthDu * screen.frame.text_scale();
  float word = 0;
  const auto widen = [&](const char* label, ui::Weight weight) {
    const ui::TextStyle style{.role = ui::TextRole::kSecondary, .weight = weight};
    word = std::max(word, ui::measure_text(screen.frame, screen.tr(label), 0, style).width);
  };
  widen("Merken", ui::Weight::kMedium);
  widen("Gemerkt", ui::Weight::kBold);
  widen("Entfernen", ui::Weight::kMedium);
  return std::clamp(word + kEdgesDu, usual, kLongWordPart * usual);
}

}  // namespace

ui::Rect card_button_rect(const Screen& screen, const ui::Rect& card) {
  const float width = button_width(screen);
  const float height = kButtonHeightDu + (screen.frame.text_scale() - 1) * 30;
  return {card.right() - kButtonEndDu - width, card.y + (card.h - height) / 2, width, height};
}

float offer_card_height(const Screen& screen) {
  constexpr float kOneRowDu = 164;
  constexpr float kTwoRowsDu = 204;
  if (screen.frame.text_step() == ui::TextStep::k1) return screen.wide() ? kOneRowDu : kTwoRowsDu;
  return kTwoRowsDu * screen.frame.text_scale();
}

void draw_offer_card(const Screen& screen, ui::WidgetId id, const catalogue::OfferSummary& offer, const ui::Rect& card,
                     const OfferCardLook& look) {
  const bool narrow = look.form == ui::OfferCardForm::kNarrow;
  const std::string overline =
      narrow ? "" : i18n::fill(screen.tr("{1} · {2}"), {phase_name(screen.texts, offer.phase), offer.provider_name});
  const std::string when = next_text(screen.texts, offer);
  const std::string where = town_text(screen.texts, offer);
  const std::string price = price_text(screen.texts, offer.price);
  const std::string whom = audience_text(screen.texts, offer.audience);
  std::vector<ui::CardFact> facts{{narrow ? "" : "event", when}};
  if (!narrow) facts.insert(facts.end(), {{"place", where}, {"euro", price}});
  if (!whom.empty() && card.w > kAudienceFromDu) facts.push_back({"group", whom});
  const ui::OfferCardSpec spec{.phase = static_cast<std::size_t>(offer.phase),
                               .overline = overline,
                               .title = offer.title,
                               .title_language = offer.title_language,
                               .marks = look.marks,
                               .facts = facts,
                               .warning = look.warning,
                               .warning_spoken = look.warning_spoken,
                               .form = look.form,
                               .end_space_du = kButtonEndDu + button_width(screen)};
  if (ui::offer_card(screen.frame, id, card, spec)) screen.events.emplace_back(model::OpenOffer{offer.id});
}

}  // namespace bildungskiosk::view
