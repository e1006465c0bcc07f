#include "kiosk/ui/banner.hpp"

#include <algorithm>

#include "kiosk/ui/text_block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kPaddingDu = 28;
constexpr float kBannerMinDu = 120;
constexpr float kBannerIconDu = 60;
constexpr float kBannerTextDu = 112;  // from the start edge to the text

TextStyle line(TextRole role, Weight weight, Colour colour) {
  TextStyle style;
  style.role = role;
  style.weight = weight;
  style.colour = colour;
  style.semantics = std::nullopt;
  return style;
}

/// A ground with the edge that the contrast theme needs.
void draw_ground(Frame& frame, const Rect& rect, Colour fill) {
  const Palette& palette = frame.palette();
  const float radius = frame.theme().radii().control;
  frame.fill(rect, fill, radius);
  if (palette.outline_du > 0) frame.stroke(rect, palette.line, palette.outline_du, radius);
}

struct BannerTexts {
  TextStyle title;
  TextStyle text;
  TextStyle note;
  float note_w = 0;
  float text_w = 0;
  float title_h = 0;
  float text_h = 0;
};

BannerTexts lay_out(Frame& frame, float width_du, const BannerSpec& spec) {
  const Palette& palette = frame.palette();
  const Colour colour = spec.kind == BannerKind::kNow ? palette.on_sun : palette.text;
  BannerTexts texts;
  texts.title = line(TextRole::kCardTitle, Weight::kBold, colour);
  texts.title.lines_max = 2;
  texts.text = line(TextRole::kControl, Weight::kMedium, colour);
  texts.text.role = TextRole::kFact;
  texts.text.lines_max = 3;
  texts.note = line(TextRole::kSecondary, Weight::kMedium, palette.text_2);
  texts.note.align = Align::kEnd;
  texts.note.figures = Figures::kTabular;
  texts.note.vertical = VerticalAlign::kMiddle;
  texts.note.lines_max = 2;
  texts.note_w = spec.note.empty() ? 0 : measure_text(frame, spec.note, 0, texts.note).width + 2;
  texts.text_w = width_du - kBannerTextDu - kPaddingDu - (texts.note_w > 0 ? texts.note_w + kPaddingDu : 0);
  texts.title_h = measure_text(frame, spec.title, texts.text_w, texts.title).height;
  texts.text_h = measure_text(frame, spec.text, texts.text_w, texts.text).height;
  return texts;
}

float height_of(const BannerTexts& texts) {
  constexpr float kVerticalDu = 20;
  return std::max(kBannerMinDu, texts.title_h + texts.text_h + 2 * kVerticalDu);
}

Colour fill_of(const Palette& palette, CountTone tone) {
  switch (tone) {
    case CountTone::kPlain:
      return palette.background;
    case CountTone::kAdded:
      return palette.added_tint;
    case CountTone::kChanged:
      return palette.changed_tint;
    case CountTone::kRemoved:
      return palette.removed_tint;
  }
  return palette.background;
}

}  // namespace

float banner_height(Frame& frame, float width_du, const BannerSpec& spec) {
  return height_of(lay_out(frame, width_du, spec));
}

float banner(Frame& frame, WidgetId id, const Rect& rect, const BannerSpec& spec) {
  const Palette& palette = frame.palette();
  const bool now = spec.kind == BannerKind::kNow;
  const BannerTexts texts = lay_out(frame, rect.w, spec);
  const Rect ground{rect.x, rect.y, rect.w, height_of(texts)};
  draw_ground(frame, ground, now ? palette.sun : palette.ok_tint);
  const float icon_y = ground.y + (ground.h - kBannerIconDu) / 2;
  frame.icon(spec.icon, {ground.x + kPaddingDu + 2, icon_y, kBannerIconDu, kBannerIconDu},
             now ? palette.on_sun : palette.ok);
  const float x = ground.x + kBannerTextDu;
  const float y = ground.y + (ground.h - texts.title_h - texts.text_h) / 2;
  draw_text(frame, spec.title, {x, y, texts.text_w, texts.title_h}, texts.title);
  draw_text(frame, spec.text, {x, y + texts.title_h, texts.text_w, texts.text_h}, texts.text);
  if (texts.note_w > 0) {
    draw_text(frame, spec.note, {ground.right() - kPaddingDu - texts.note_w, ground.y, texts.note_w, ground.h},
              texts.note);
  }
  const auto scope = frame.group(id, Role::kStatus, spec.title, ground);
  frame.node({}, Role::kText, spec.text, ground);
  if (!spec.note.empty()) frame.node({}, Role::kText, spec.note, ground);
  return ground.h;
}

void count_card(Frame& frame, WidgetId id, const Rect& rect, const CountCardSpec& spec) {
  constexpr float kIconDu = 48;
  constexpr float kTextDu = 96;
  const Palette& palette = frame.palette();
  draw_ground(frame, rect, fill_of(palette, spec.tone));
  frame.icon(spec.icon, {rect.x + kPaddingDu, rect.y + (rect.h - kIconDu) / 2, kIconDu, kIconDu}, palette.text);
  TextStyle number = line(TextRole::kH1, Weight::kBold, palette.text);
  number.lines_max = 1;
  TextStyle label = line(TextRole::kControl, Weight::kMedium, palette.text);
  label.lines_max = 1;
  const float width = rect.right() - kPaddingDu / 2 - rect.x - kTextDu;
  const float number_h = measure_text(frame, spec.number, width, number).height;
  const float label_h = measure_text(frame, spec.label, width, label).height;
  constexpr float kTightDu = 4;  // the number's line is higher than its figures
  const float y = rect.y + (rect.h - number_h - label_h + kTightDu) / 2;
  draw_text(frame, spec.number, {rect.x + kTextDu, y, width, number_h}, number);
  draw_text(frame, spec.label, {rect.x + kTextDu, y + number_h - kTightDu, width, label_h}, label);
  frame.node(id, Role::kText, spec.label, rect).value.assign(spec.number);
}

void compare_card(Frame& frame, WidgetId id, const Rect& rect, const CompareCardSpec& spec) {
  constexpr float kEdgeDu = 2;
  const Palette& palette = frame.palette();
  const bool bad = spec.tone == CompareTone::kBad;
  const bool chosen = spec.tone == CompareTone::kChosen;
  draw_ground(frame, rect, bad ? palette.error_tint : chosen ? palette.chosen : palette.background);
  if (bad || chosen) {
    frame.stroke(rect, bad ? palette.error_edge : palette.chip_edge, std::max(kEdgeDu, palette.outline_du),
                 frame.theme().radii().control);
  }
  const Rect inner = rect.inset(kPaddingDu + 2, 0);
  TextStyle label = line(TextRole::kSecondary, Weight::kMedium, palette.text_2);
  label.lines_max = 1;
  TextStyle value = line(TextRole::kOfferTitle, Weight::kBold, palette.text);
  value.role = TextRole::kCompare;
  value.lines_max = 1;
  TextStyle more = line(TextRole::kFact, Weight::kMedium, palette.text);
  more.lines_max = 2;
  const bool fits = measure_text(frame, spec.value, 0, value).width <= inner.w;
  const std::string_view shown = fits || spec.short_value.empty() ? spec.value : spec.short_value;
  const float label_h = measure_text(frame, spec.label, inner.w, label).height;
  const float value_h = measure_text(frame, shown, inner.w, value).height;
  const float more_h = measure_text(frame, spec.more, inner.w, more).height;
  float y = rect.y + (rect.h - label_h - value_h - more_h) / 2;
  draw_text(frame, spec.label, {inner.x, y, inner.w, label_h}, label);
  y += label_h;
  draw_text(frame, shown, {inner.x, y, inner.w, value_h}, value);
  y += value_h;
  draw_text(frame, spec.more, {inner.x, y, inner.w, more_h}, more);
  const auto scope = frame.group(id, Role::kGroup, spec.label, rect);
  frame.node({}, Role::kText, shown, rect);
  frame.node({}, Role::kText, spec.more, rect);
}

}  // namespace bildungskiosk::ui
