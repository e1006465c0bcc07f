#include "kiosk/ui/card.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kCardPaddingDu = 28;
constexpr float kFactPaddingDu = 22;
constexpr float kIconDu = 30;
/// Where the facts of a card begin, as parts of the text's width: columns line up from card to card.
constexpr std::array kFactColumns = {0.0F, 0.312F, 0.54F, 0.75F, 1.0F};
constexpr std::size_t kFactsMax = kFactColumns.size() - 1;
/// From a fact's icon to its text, and between two facts that stand one after the other.
constexpr float kFactTextDu = kIconDu + 10;
constexpr float kFactGapDu = 24;

TextStyle quiet(TextRole role, std::optional<Colour> colour = std::nullopt) {
  TextStyle style;
  style.role = role;
  style.colour = colour;
  style.lines_max = 1;
  style.figures = Figures::kTabular;
  style.semantics = std::nullopt;
  return style;
}

/// The x of each fact that is drawn. In columns where all fit theirs; on a narrow card one after the other, and those
/// at the end that would be cut are left out: half a price misleads.
std::size_t place_facts(Frame& frame, const Rect& area, std::span<const CardFact> facts, const TextStyle& style,
                        std::array<float, kFactsMax>& places) {
  const std::size_t count = std::min(facts.size(), kFactsMax);
  std::array<float, kFactsMax> widths{};
  bool columns = true;
  for (std::size_t i = 0; i < count; ++i) {
    widths[i] = kFactTextDu + measure_text(frame, facts[i].text, 0, style).width + 2;
    // What stands last says least (for whom it is): it may be shortened, and does not give the columns up.
    const bool may_be_cut = i + 1 == kFactsMax;
    columns = columns && (may_be_cut || widths[i] <= (kFactColumns[i + 1] - kFactColumns[i]) * area.w);
  }
  float x = area.x;
  for (std::size_t i = 0; i < count; ++i) {
    places[i] = columns ? area.x + kFactColumns[i] * area.w : x;
    if (!columns && i > 0 && x + widths[i] > area.right()) return i;
    x += widths[i] + kFactGapDu;
  }
  return count;
}

void draw_facts(Frame& frame, const Rect& area, std::span<const CardFact> facts) {
  const Palette& palette = frame.palette();
  TextStyle style = quiet(TextRole::kFact);
  style.vertical = VerticalAlign::kMiddle;
  std::array<float, kFactsMax> places{};
  const std::size_t count = place_facts(frame, area, facts, style, places);
  for (std::size_t i = 0; i < count; ++i) {
    const float end = i + 1 < count ? places[i + 1] - 8 : area.right();
    frame.icon(facts[i].icon, {places[i], area.y + (area.h - kIconDu) / 2, kIconDu, kIconDu}, palette.text_2);
    const float text_x = places[i] + kFactTextDu;
    draw_text(frame, facts[i].text, {text_x, area.y, end - text_x, area.h}, style);
  }
}

}  // namespace

void draw_card(Frame& frame, const Rect& rect, Elevation elevation) {
  const Palette& palette = frame.palette();
  const float radius = frame.theme().radii().card;
  if (elevation == Elevation::kRaised) frame.shadow(rect, radius, Frame::Shadow::kRaised);
  frame.fill(rect, palette.surface, radius);
  if (palette.outline_du > 0) frame.stroke(rect, palette.line, palette.outline_du, radius);
}

bool offer_card(Frame& frame, WidgetId id, const Rect& rect, const OfferCardSpec& spec) {
  constexpr float kBlockDu = 104;
  const Palette& palette = frame.palette();
  const float radius = frame.theme().radii().card;
  if (frame.pressed(id) || frame.focused(id)) frame.focus_ring(rect, radius);
  draw_card(frame, rect, Elevation::kRaised);

  const float block_x = rect.x + kCardPaddingDu;
  draw_phase_block(frame, {block_x, rect.y + (rect.h - kBlockDu) / 2, kBlockDu, kBlockDu}, spec.phase);
  const float x = block_x + kBlockDu + kCardPaddingDu;
  const float w = rect.right() - spec.end_space_du - kCardPaddingDu - x;

  TextStyle overline = quiet(TextRole::kSecondary, palette.text_2);
  TextStyle title = quiet(TextRole::kOfferTitle);
  title.language = spec.title_language;
  title.marks = spec.marks;
  title.lines_max = 2;
  const float overline_h = measure_text(frame, spec.overline, w, overline).height;
  const float title_h = measure_text(frame, spec.title, w, title).height;
  constexpr float kFactsDu = 36;
  constexpr float kGapDu = 6;
  const float facts_h = spec.facts.empty() ? 0 : kFactsDu + kGapDu;
  float y = rect.y + (rect.h - overline_h - title_h - facts_h) / 2;
  draw_text(frame, spec.overline, {x, y, w, overline_h}, overline);
  y += overline_h + 1;
  draw_text(frame, spec.title, {x, y, w, title_h}, title);
  y += title_h + kGapDu;
  draw_facts(frame, {x, y, w, kFactsDu}, spec.facts);

  {
    const auto scope = frame.group(id, Role::kListItem, spec.title, rect, spec.title_language);
    frame.node({}, Role::kText, spec.overline, {x, rect.y, w, overline_h});
    for (const CardFact& fact : spec.facts) frame.node({}, Role::kText, fact.text, {x, y, w, kFactsDu});
  }
  frame.hit(id, rect);
  return frame.tapped(id);
}

void fact_card(Frame& frame, WidgetId id, const Rect& rect, const FactCardSpec& spec) {
  const Palette& palette = frame.palette();
  draw_card(frame, rect, Elevation::kFlat);
  const auto scope = frame.group(id, Role::kGroup, spec.label, rect);
  const float x = rect.x + kFactPaddingDu;
  const float w = rect.w - 2 * kFactPaddingDu;
  constexpr float kRowDu = 34;
  frame.icon(spec.icon, {x, rect.y + 16, kRowDu, kRowDu}, palette.text_2);
  TextStyle label = quiet(TextRole::kSecondary, palette.text_2);
  label.vertical = VerticalAlign::kMiddle;
  draw_text(frame, spec.label, {x + kRowDu + 8, rect.y + 16, w - kRowDu - 8, kRowDu}, label);

  TextStyle value = quiet(TextRole::kCardTitle);
  value.language = spec.language;
  value.semantics = Role::kText;
  float y = rect.y + 60;
  y += draw_text(frame, spec.value, {x, y, w, 0}, value).height + 2;
  TextStyle more = quiet(TextRole::kSecondary, palette.text_2);
  more.lines_max = 2;
  more.language = spec.language;
  more.semantics = Role::kText;
  draw_text(frame, spec.more, {x, y, w, 0}, more);
}

}  // namespace bildungskiosk::ui
