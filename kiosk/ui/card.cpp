#include "kiosk/ui/card.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kCardPaddingDu = 28;
constexpr float kFactPaddingDu = 22;
constexpr float kIconDu = 30;
constexpr float kFactsDu = 36;  // a row of facts at the smallest text size
/// Where the facts of a card begin, as parts of the text's width: columns line up from card to card.
constexpr std::array kFactColumns = {0.0F, 0.312F, 0.54F, 0.75F, 1.0F};
constexpr std::size_t kFactsMax = kFactColumns.size() - 1;
/// From a fact's icon to its text, and between two facts that stand one after the other.
constexpr float kIconGapDu = 10;
constexpr float kFactGapDu = 24;
/// At least so much is free between a fact's text and the next icon.
constexpr float kFactApartDu = 8;

TextStyle quiet(TextRole role, std::optional<Colour> colour = std::nullopt) {
  TextStyle style;
  style.role = role;
  style.colour = colour;
  style.lines_max = 1;
  style.figures = Figures::kTabular;
  style.semantics = std::nullopt;
  return style;
}

float facts_row(const Frame& frame) { return kFactsDu * frame.text_scale(); }
float fact_icon(const Frame& frame) { return kIconDu * frame.text_scale(); }
float fact_text(const Frame& frame) { return fact_icon(frame) + kIconGapDu; }

struct FactPlace {
  float x = 0;
  int row = 0;
};

/// Where the facts that are drawn stand.
struct FactPlaces {
  std::array<FactPlace, kFactsMax> places{};
  std::size_t count = 0;
  [[nodiscard]] float rows() const { return count == 0 ? 0 : static_cast<float>(places[count - 1].row + 1); }
};

TextStyle fact_style() {
  TextStyle style = quiet(TextRole::kFact);
  style.vertical = VerticalAlign::kMiddle;
  return style;
}

float text_begin(const Frame& frame, const CardFact& fact) { return fact.icon.empty() ? 0 : fact_text(frame); }

/// In columns where all fit theirs; on a narrow card one after the other, in a second row where need be. For whom it
/// is, which says least, is left out before that; and of a price there is no half: half a price misleads.
FactPlaces place_facts(Frame& frame, float x_begin, float width, std::span<const CardFact> facts) {
  const std::size_t count = std::min(facts.size(), kFactsMax);
  const TextStyle style = fact_style();
  std::array<float, kFactsMax> widths{};
  bool columns = true;
  for (std::size_t i = 0; i < count; ++i) {
    widths[i] = text_begin(frame, facts[i]) + measure_text(frame, facts[i].text, 0, style).width + 2;
    // What stands last may be shortened, and does not give the columns up.
    const bool may_be_cut = i + 1 == kFactsMax;
    const float column = (kFactColumns[i + 1] - kFactColumns[i]) * width;
    columns = columns && (may_be_cut || widths[i] + kFactApartDu <= column);
  }
  FactPlaces placed;
  float x = 0;
  int row = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!columns && i > 0 && x + widths[i] > width) {
      if (row > 0 || i + 1 == kFactsMax) break;
      ++row;
      x = 0;
    }
    placed.places[i] = {x_begin + (columns ? kFactColumns[i] * width : x), row};
    placed.count = i + 1;
    x += widths[i] + kFactGapDu;
  }
  return placed;
}

void draw_facts(Frame& frame, const Rect& area, std::span<const CardFact> facts, const FactPlaces& placed) {
  const TextStyle style = fact_style();
  for (std::size_t i = 0; i < placed.count; ++i) {
    const auto [x, row] = placed.places[i];
    const bool more_beside = i + 1 < placed.count && placed.places[i + 1].row == row;
    const float end = more_beside ? placed.places[i + 1].x - kFactApartDu : area.right();
    const float height = facts_row(frame);
    const float icon = fact_icon(frame);
    const float y = area.y + static_cast<float>(row) * height;
    if (!facts[i].icon.empty()) {
      frame.icon(facts[i].icon, {x, y + (height - icon) / 2, icon, icon}, frame.palette().text_2);
    }
    const float begin = x + text_begin(frame, facts[i]);
    draw_text(frame, facts[i].text, {begin, y, end - begin, height}, style);
  }
}

TextStyle warning_style() {
  TextStyle style = quiet(TextRole::kFact);
  style.weight = Weight::kBold;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 3;
  return style;
}

float warning_height(Frame& frame, float width_du, std::string_view text) {
  if (text.empty()) return 0;
  return std::max(facts_row(frame), measure_text(frame, text, width_du - fact_text(frame), warning_style()).height);
}

void draw_warning(Frame& frame, const Rect& area, std::string_view text) {
  const TextStyle style = warning_style();
  const float icon = fact_icon(frame);
  frame.icon("error_outline", {area.x, area.y + (facts_row(frame) - icon) / 2, icon, icon}, frame.palette().text);
  draw_text(frame, text, {area.x + fact_text(frame), area.y, area.w - fact_text(frame), area.h}, style);
}

/// What is said of an offer, below each other in the middle of `area`; the title takes two lines where they have room.
void draw_offer(Frame& frame, WidgetId id, const Rect& card, const Rect& area, const OfferCardSpec& spec) {
  constexpr float kGapDu = 6;
  constexpr float kRoomMinDu = 8;
  TextStyle overline = quiet(TextRole::kSecondary, frame.palette().text_2);
  const bool narrow = spec.form == OfferCardForm::kNarrow;
  TextStyle title = quiet(narrow ? TextRole::kRowTitle : TextRole::kOfferTitle);
  title.language = spec.title_language;
  title.marks = spec.marks;
  title.lines_max = narrow ? 3 : 2;
  title.may_be_cut = overline.may_be_cut = true;  // the offer's page has them whole
  const float overline_h = measure_text(frame, spec.overline, area.w, overline).height;
  const FactPlaces placed = place_facts(frame, area.x, area.w, spec.facts);
  const float facts_h = placed.count == 0 ? 0 : placed.rows() * facts_row(frame) + kGapDu;
  const float warning_h = warning_height(frame, area.w, spec.warning);
  const float others_h = overline_h + facts_h + warning_h;
  float title_h = measure_text(frame, spec.title, area.w, title).height;
  if (others_h + title_h + kRoomMinDu > area.h) {
    --title.lines_max;
    title_h = measure_text(frame, spec.title, area.w, title).height;
  }
  float y = area.y + (area.h - others_h - title_h) / 2;
  draw_text(frame, spec.overline, {area.x, y, area.w, overline_h}, overline);
  y += overline_h + 1;
  draw_text(frame, spec.title, {area.x, y, area.w, title_h}, title);
  y += title_h + kGapDu;
  const Rect facts{area.x, y, area.w, placed.rows() * facts_row(frame)};
  draw_facts(frame, facts, spec.facts, placed);
  const Rect warning{area.x, facts.bottom(), area.w, warning_h};
  if (!spec.warning.empty()) draw_warning(frame, warning, spec.warning);

  const auto scope = frame.group(id, Role::kListItem, spec.title, card, spec.title_language);
  frame.node({}, Role::kText, spec.overline, {area.x, card.y, area.w, overline_h});
  for (const CardFact& fact : spec.facts) frame.node({}, Role::kText, fact.text, facts);
  if (!spec.warning.empty()) {
    frame.node({}, Role::kStatus, spec.warning_spoken.empty() ? spec.warning : spec.warning_spoken, warning);
  }
}

/// No word is wider than that: none would have to be broken without a hyphen.
bool words_fit(Frame& frame, std::string_view text, float width_du, const TextStyle& style) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (measure_text(frame, text.substr(0, end), 0, style).width > width_du) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

/// As big as it fits a line, else in two lines; in one, shortened, where a word is too long for that.
TextStyle fact_value_style(Frame& frame, const FactCardSpec& spec, float width_du) {
  TextStyle style = quiet(TextRole::kCardTitle);
  style.language = spec.language;
  style.semantics = Role::kText;
  style.weight = Weight::kBold;
  for (const TextRole role : {TextRole::kCardTitle, TextRole::kRowTitle, TextRole::kControl}) {
    style.role = role;
    if (measure_text(frame, spec.value, 0, style).width <= width_du) return style;
  }
  style.role = TextRole::kRowTitle;
  if (words_fit(frame, spec.value, width_du, style)) style.lines_max = 2;
  return style;
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
  const bool narrow = spec.form == OfferCardForm::kNarrow;
  const float block = narrow ? 80 : 104;
  const float padding = narrow ? 20 : kCardPaddingDu;
  const float radius = frame.theme().radii().card;
  if (frame.pressed(id) || frame.focused(id)) frame.focus_ring(rect, radius);
  draw_card(frame, rect, Elevation::kRaised);

  const float block_x = rect.x + padding;
  constexpr float kTextMinDu = 420;
  constexpr float kNarrowTextMinDu = 256;
  const float text_end = rect.right() - spec.end_space_du - padding;
  // Words count for more than the picture of the phase, which the line above the title names.
  const float text_min = narrow ? kNarrowTextMinDu : kTextMinDu;
  const bool has_block = text_end - block_x - block - padding >= text_min;
  if (has_block) draw_phase_block(frame, {block_x, rect.y + (rect.h - block) / 2, block, block}, spec.phase);
  const float x = has_block ? block_x + block + padding : block_x;
  const float w = text_end - x;

  draw_offer(frame, id, rect, {x, rect.y, w, rect.h}, spec);
  frame.hit(id, rect);
  return frame.tapped(id);
}

void fact_card(Frame& frame, WidgetId id, const Rect& rect, const FactCardSpec& spec) {
  const Palette& palette = frame.palette();
  draw_card(frame, rect, Elevation::kFlat);
  const auto scope = frame.group(id, Role::kGroup, spec.label, rect);
  const float x = rect.x + kFactPaddingDu;
  const float w = rect.w - 2 * kFactPaddingDu;
  const float row = 34 * frame.text_scale();
  frame.icon(spec.icon, {x, rect.y + 16, row, row}, palette.text_2);
  TextStyle label = quiet(TextRole::kSecondary, palette.text_2);
  label.vertical = VerticalAlign::kMiddle;
  draw_text(frame, spec.label, {x + row + 8, rect.y + 16, w - row - 8, row}, label);

  const TextStyle value = fact_value_style(frame, spec, w);
  float y = rect.y + 16 + row + 10;
  const TextExtent said = draw_text(frame, spec.value, {x, y, w, 0}, value);
  y += said.height + 2;
  TextStyle more = quiet(TextRole::kSecondary, palette.text_2);
  more.lines_max = 2;
  more.language = spec.language;
  more.semantics = Role::kText;
  std::string_view lines = spec.more;
  if (said.lines > 1) {  // a value in full counts for more than the second line below it
    lines = lines.substr(0, lines.find('\n'));
    more.lines_max = 1;
  }
  draw_text(frame, lines, {x, y, w, 0}, more);
}

}  // namespace bildungskiosk::ui
