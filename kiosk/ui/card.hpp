#pragma once

#include <span>
#include <string_view>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {

enum class Elevation { kFlat, kRaised };  // raised = touchable, flat = information

/// A white card. Decorative: opens no group.
void draw_card(Frame& frame, const Rect& rect, Elevation elevation);

struct CardFact {
  std::string_view icon{};  // may be none
  std::string_view text{};
};

enum class OfferCardForm {
  kBroad,
  kNarrow,  // in a column of a screen: a smaller block, the title smaller and in up to three lines; 148 du high
};

/// One offer in a list: block, overline, title, a row of facts. 164 du high at step 1; where it is narrow the facts
/// take two rows: 204.
struct OfferCardSpec {
  std::size_t phase = 0;
  std::string_view overline{};  // "Älter werden · Stadtbücherei Auerbrunn"
  std::string_view title{};
  std::string_view title_language{};   // of the offer
  std::span<const ByteRange> marks{};  // search hits in the title
  std::span<const CardFact> facts{};   // at most four are shown
  std::string_view warning{};          // below the facts; the title gives way to it
  std::string_view warning_spoken{};   // if it must say more than the text
  OfferCardForm form = OfferCardForm::kBroad;
  float end_space_du = 0;  // kept free at the end for a button drawn above the card
};
bool offer_card(Frame& frame, WidgetId id, const Rect& rect, const OfferCardSpec& spec);

/// A fact of the detail screen: icon and label, bold value, up to two lines of more; one below a value of two lines.
/// 278 × 168.
struct FactCardSpec {
  std::string_view icon{};
  std::string_view label{};
  std::string_view value{};
  std::string_view more{};      // lines separated by '\n'
  std::string_view language{};  // of value and more
};
void fact_card(Frame& frame, WidgetId id, const Rect& rect, const FactCardSpec& spec);

}  // namespace bildungskiosk::ui
