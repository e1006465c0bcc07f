#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "kiosk/view/detail_parts.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::marked;
using ui::Rect;

struct AccessFact {
  offer::TriState offer::Accessibility::*field;
  const char* icon;
  const char* yes;
  const char* no;
};

constexpr std::array<AccessFact, 6> kAccessFacts = {{
    {&offer::Accessibility::step_free, "accessible", marked("Stufenlos"), marked("Nicht stufenlos")},
    {&offer::Accessibility::accessible_toilet, "wc", marked("Rollstuhl-WC"), marked("Kein Rollstuhl-WC")},
    {&offer::Accessibility::hearing_loop, "hearing", marked("Hörschleife"), marked("Keine Hörschleife")},
    {&offer::Accessibility::sign_language, "front_hand", marked("Mit Gebärdensprache"), nullptr},
    {&offer::Accessibility::easy_language, "menu_book", marked("In Leichter Sprache"), nullptr},
    {&offer::Accessibility::slow_pace, "schedule", marked("Langsames Lerntempo"), nullptr},
}};

// The offer's own word counts before the place's: a course may be held in the one room without a step.
offer::TriState known(const catalogue::OfferDetail& detail, offer::TriState offer::Accessibility::*field) {
  if (detail.offer.accessibility.*field != offer::TriState::kUnknown) return detail.offer.accessibility.*field;
  return detail.place ? detail.place->accessibility.*field : offer::TriState::kUnknown;
}

struct Said {
  std::string_view icon;
  const std::string* text;
};

// Only what somebody has said; that there is no sign language need not be.
std::vector<Said> what_is_said(const Screen& screen, const catalogue::OfferDetail& detail) {
  std::vector<Said> all;
  for (const AccessFact& fact : kAccessFacts) {
    const offer::TriState state = known(detail, fact.field);
    if (state == offer::TriState::kUnknown || (state == offer::TriState::kNo && fact.no == nullptr)) continue;
    const bool yes = state == offer::TriState::kYes;
    all.push_back({yes ? fact.icon : "close", &screen.tr(yes ? fact.yes : fact.no)});
  }
  return all;
}

constexpr float kGroundDu = 60;
constexpr float kIndentDu = kGroundDu + 14;
const ui::TextStyle kFactStyle{.role = ui::TextRole::kControl, .vertical = ui::VerticalAlign::kMiddle};

// The icon on a pale ground, its text beside it.
void add_fact(const Screen& screen, const Said& fact, Column& column) {
  constexpr float kIconDu = 40;
  constexpr float kGapDu = 12;
  ui::Frame& frame = screen.frame;
  const float text_h = ui::measure_text(frame, *fact.text, column.width() - kIndentDu, kFactStyle).height;
  const Rect row = column.take(std::max(kGroundDu, text_h));
  column.gap(kGapDu);
  if (!column.drawing()) return;
  const Rect ground{row.x, row.y, kGroundDu, kGroundDu};
  frame.fill(ground, frame.palette().chosen, frame.theme().radii().tag);
  frame.icon(fact.icon, ground.inset((kGroundDu - kIconDu) / 2), frame.palette().on_chosen);
  ui::draw_text(frame, *fact.text, {row.x + kIndentDu, row.y, row.w - kIndentDu, row.h}, kFactStyle);
}

}  // namespace

void add_accessibility(const Screen& screen, const model::DetailPage& page, Column& column) {
  constexpr float kTwoColumnsFromDu = 480;
  constexpr float kGapDu = 16;
  add_heading(column, screen.tr("So ist der Ort zugänglich"));
  const std::vector<Said> said = what_is_said(screen, *page.detail);
  if (said.empty()) {
    column.text(screen.tr("Dazu hat der Anbieter nichts gesagt. Fragen Sie bitte nach."),
                {.colour = screen.frame.palette().text_2});
    return;
  }
  column.gap(4);
  const float half_width = (column.width() - kGapDu) / 2;
  const bool words_fit = std::all_of(said.begin(), said.end(), [&](const Said& fact) {
    return !ui::measure_text(screen.frame, *fact.text, half_width - kIndentDu, kFactStyle).word_broken;
  });
  if (column.width() < kTwoColumnsFromDu || !words_fit) {
    for (const Said& fact : said) add_fact(screen, fact, column);
    return;
  }
  for (std::size_t i = 0; i < said.size(); i += 2) {
    column.beside(
        kGapDu, [&](Column& half) { add_fact(screen, said[i], half); },
        [&](Column& half) {
          if (i + 1 < said.size()) add_fact(screen, said[i + 1], half);
        });
  }
}

}  // namespace bildungskiosk::view
