#include "kiosk/ui/chrome.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "kiosk/ui/block.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kHeaderDu = 112;
constexpr float kBarLandscapeDu = 128;
constexpr float kBarPortraitDu = 136;
constexpr float kBarHighDu = 200;
constexpr float kBarTwoRowsDu = 238;
constexpr float kMarginLandscapeDu = 64;
constexpr float kMarginPortraitDu = 48;
constexpr float kContentGapDu = 8;   // header to content
constexpr float kContentEndDu = 24;  // content to bar
constexpr float kBarGapDu = 16;
constexpr float kBarGapPortraitDu = 14;
constexpr std::size_t kBarStartItems = 2;
constexpr float kStandIconDu = 32;
constexpr float kStandGapDu = 12;

bool bar_button(Frame& frame, const Rect& rect, const BarItem& item, ButtonLayout layout) {
  ButtonSpec spec;
  spec.label = item.label;
  spec.kind = ButtonKind::kBar;
  spec.icon = item.icon;
  spec.layout = layout;
  spec.enabled = item.enabled;
  spec.chosen = item.chosen;
  spec.active = item.active;
  spec.badge = item.badge;
  return button(frame, item.id, rect, spec);
}

float bar_width(Frame& frame, const BarItem& item) {
  if (item.width_du > 0) return item.width_du;
  ButtonSpec spec;
  spec.label = item.label;
  spec.kind = ButtonKind::kBar;
  spec.icon = item.icon;
  spec.badge = item.badge;
  return button_width(frame, spec);
}

/// What the words of a button take up, icon and badge counted.
float needed_width(Frame& frame, const BarItem& item, ButtonLayout layout) {
  ButtonSpec spec;
  spec.label = item.label;
  spec.kind = ButtonKind::kBar;
  spec.chosen = true;  // bold: a state never shifts the buttons
  if (layout == ButtonLayout::kBeside) {
    spec.icon = item.icon;
    spec.badge = item.badge;
  } else {
    spec.role = TextRole::kSecondary;
  }
  constexpr float kItsPaddingDu = 2 * 28;
  return button_width(frame, spec) - kItsPaddingDu;
}

/// How the buttons of a row stand, and how wide each is.
struct BarRow {
  ButtonLayout layout = ButtonLayout::kBeside;
  std::vector<float> widths;
};

/// Each as wide as its words need, and what is left of `room` shared among them; the icons above the words where they
/// have no room beside them.
BarRow shared_row(Frame& frame, std::span<const BarItem> items, float room, ButtonLayout layout) {
  constexpr float kPaddingDu = 12;
  const auto natural = [&](ButtonLayout how) {
    float total = 0;
    for (const BarItem& item : items) total += needed_width(frame, item, how) + 2 * kPaddingDu;
    return total;
  };
  BarRow row{layout == ButtonLayout::kBeside && natural(layout) <= room ? layout : ButtonLayout::kStacked, {}};
  const float spare = (room - natural(row.layout)) / static_cast<float>(std::max<std::size_t>(1, items.size()));
  for (const BarItem& item : items)
    row.widths.push_back(needed_width(frame, item, row.layout) + 2 * kPaddingDu + spare);
  return row;
}

/// The usual widths, unless a language's word has no room in one: then shared by need.
BarRow usual_row(Frame& frame, std::span<const BarItem> items, BarRow usual) {
  bool room = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    ButtonSpec spec;
    spec.label = items[i].label;
    spec.kind = ButtonKind::kBar;
    spec.icon = items[i].icon;
    spec.layout = usual.layout;
    spec.badge = items[i].badge;
    room = room && button_has_room(frame, spec, usual.widths[i]);
  }
  if (room) return usual;
  const float total = std::accumulate(usual.widths.begin(), usual.widths.end(), 0.0F);
  return shared_row(frame, items, total, usual.layout);
}

WidgetId landscape_bar(Frame& frame, const ScreenFrame& screen, std::span<const BarItem> items,
                       const StandSpec& stand) {
  WidgetId tapped;
  BarRow usual;
  for (const BarItem& item : items) usual.widths.push_back(bar_width(frame, item));
  const BarRow row = usual_row(frame, items, std::move(usual));
  const float y = screen.bar.y + 21;
  constexpr float kButtonDu = 88;
  float x = screen.margin;
  for (std::size_t i = 0; i < std::min(kBarStartItems, items.size()); ++i) {
    const float width = row.widths[i];
    if (bar_button(frame, {x, y, width, kButtonDu}, items[i], row.layout)) tapped = items[i].id;
    x += width + kBarGapDu;
  }
  const float start_end = x - kBarGapDu;
  float end = frame.width() - screen.margin;
  for (std::size_t i = items.size(); i > kBarStartItems; --i) end -= row.widths[i - 1] + kBarGapDu;
  x = end + kBarGapDu;
  for (std::size_t i = kBarStartItems; i < items.size(); ++i) {
    const float width = row.widths[i];
    if (bar_button(frame, {x, y, width, kButtonDu}, items[i], row.layout)) tapped = items[i].id;
    x += width + kBarGapDu;
  }
  constexpr float kStandIndentDu = 36;
  const float stand_x = start_end + kStandIndentDu;
  draw_stand(frame, {stand_x, y, std::max(1.0F, end - stand_x), kButtonDu}, stand, Align::kStart);
  return tapped;
}

/// Buttons over the whole width, as wide as their words need and what is left shared among them; the stand below.
WidgetId high_bar(Frame& frame, const ScreenFrame& screen, std::span<const BarItem> items, const StandSpec& stand) {
  constexpr float kTopDu = 17;
  constexpr float kButtonDu = 118;
  WidgetId tapped;
  const auto count = static_cast<float>(std::max<std::size_t>(1, items.size()));
  const float room = frame.width() - 2 * screen.margin - (count - 1) * kBarGapDu;
  const BarRow row = shared_row(frame, items, room, ButtonLayout::kBeside);
  float x = screen.margin;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const float width = row.widths[i];
    if (bar_button(frame, {x, screen.bar.y + kTopDu, width, kButtonDu}, items[i], row.layout)) tapped = items[i].id;
    x += width + kBarGapDu;
  }
  TextStyle style;
  style.role = TextRole::kSecondary;
  style.colour = frame.palette().text_2;
  style.align = Align::kCentre;
  style.vertical = VerticalAlign::kMiddle;
  style.lines_max = 1;
  style.figures = Figures::kTabular;
  style.semantics = Role::kStatus;
  const float y = screen.bar.y + kTopDu + kButtonDu;
  draw_text(frame, stand.text, {screen.margin, y, screen.header.w, frame.height() - y - 4}, style);
  return tapped;
}

WidgetId portrait_bar(Frame& frame, const ScreenFrame& screen, std::span<const BarItem> items) {
  WidgetId tapped;
  const bool two_rows = screen.bar.h > kBarPortraitDu;
  const float height = two_rows ? 96 : 104;
  const std::size_t columns = std::max<std::size_t>(1, two_rows ? (items.size() + 1) / 2 : items.size());
  const auto gaps = static_cast<float>(columns - 1) * kBarGapPortraitDu;
  const float width = (frame.width() - 2 * screen.margin - gaps) / static_cast<float>(columns);
  for (std::size_t begin = 0; begin < items.size(); begin += columns) {
    const std::span<const BarItem> in_row = items.subspan(begin, std::min(columns, items.size() - begin));
    const BarRow row = usual_row(frame, in_row, {ButtonLayout::kStacked, std::vector(in_row.size(), width)});
    const float y = screen.bar.y + 16 + (begin > 0 ? height + kBarGapPortraitDu : 0);
    float x = screen.margin;
    for (std::size_t i = 0; i < in_row.size(); ++i) {
      if (bar_button(frame, {x, y, row.widths[i], height}, in_row[i], row.layout)) tapped = in_row[i].id;
      x += row.widths[i] + kBarGapPortraitDu;
    }
  }
  return tapped;
}

float bar_height(const Frame& frame) {
  if (frame.orientation() == Orientation::kPortrait) {
    return frame.text_step() == TextStep::k1 ? kBarPortraitDu : kBarTwoRowsDu;
  }
  return frame.large_text() ? kBarHighDu : kBarLandscapeDu;
}

}  // namespace

ScreenFrame screen_frame(const Frame& frame) {
  constexpr float kTopWithoutHeaderDu = 40;
  const bool portrait = frame.orientation() == Orientation::kPortrait;
  const float bar = bar_height(frame);
  ScreenFrame screen;
  screen.margin = portrait ? kMarginPortraitDu : kMarginLandscapeDu;
  screen.has_header = portrait || !frame.large_text();
  screen.header = {screen.margin, 0, frame.width() - 2 * screen.margin, screen.has_header ? kHeaderDu : 0};
  screen.bar = {0, frame.height() - bar, frame.width(), bar};
  const float top = screen.has_header ? kHeaderDu + kContentGapDu : kTopWithoutHeaderDu;
  screen.content = {screen.margin, top, screen.header.w, screen.bar.y - kContentEndDu - top};
  return screen;
}

void draw_brand(Frame& frame, const Rect& rect, const HeaderSpec& spec, Colour title_colour, Colour region_colour) {
  const float logo = std::min(rect.h, rect.w);
  draw_logo(frame, {rect.x, rect.y, logo, logo});
  const float x = rect.x + logo + 20;
  TextStyle title;
  title.role = TextRole::kCardTitle;
  title.colour = title_colour;
  title.lines_max = 1;
  title.semantics = std::nullopt;
  TextStyle region;
  region.role = TextRole::kSecondary;
  region.colour = region_colour;
  region.lines_max = 1;
  region.semantics = std::nullopt;
  const float title_h = measure_text(frame, spec.title, 0, title).height;
  const float region_h = measure_text(frame, spec.region, 0, region).height;
  const float top = rect.y + (rect.h - title_h - region_h) / 2;
  const float width = rect.right() - x;
  draw_text(frame, spec.title, {x, top + 1, width, title_h}, title);
  draw_text(frame, spec.region, {x, top + title_h, width, region_h}, region);
  frame.node({}, Role::kText, spec.title, rect).value.assign(spec.region);
}

void draw_header(Frame& frame, const HeaderSpec& spec) {
  constexpr float kLogoDu = 56;
  constexpr float kBrandDu = 500;
  const ScreenFrame screen = screen_frame(frame);
  if (!screen.has_header) return;
  const Palette& palette = frame.palette();
  draw_brand(frame, {screen.header.x, (kHeaderDu - kLogoDu) / 2, kBrandDu, kLogoDu}, spec, palette.text,
             palette.text_2);
  if (spec.stand.text.empty()) return;
  draw_stand(frame, {screen.header.x + kBrandDu, 0, screen.header.w - kBrandDu, kHeaderDu}, spec.stand, Align::kEnd);
}

void draw_stand(Frame& frame, const Rect& rect, const StandSpec& stand, Align align) {
  if (stand.text.empty()) return;
  TextStyle style;
  style.role = TextRole::kSecondary;
  style.colour = frame.palette().text_2;
  style.lines_max = 1;
  style.figures = Figures::kTabular;
  style.semantics = Role::kStatus;
  TextStyle age = style;
  age.lines_max = 2;
  age.id = "stand.age";
  if (stand.warns) {
    age.colour = frame.palette().text;
    age.weight = Weight::kBold;
  }
  constexpr float kIndentDu = kStandIconDu + kStandGapDu;
  const float stand_w = measure_text(frame, stand.text, 0, style).width + 2;
  if (kIndentDu + stand_w > rect.w) return;  // no room: the header of the next screen has it
  const float text_w =
      std::min(rect.w - kIndentDu, std::max(stand_w, measure_text(frame, stand.age, 0, age).width + 2));
  if (measure_text(frame, stand.age, text_w, age).lines > 1) age.role = TextRole::kLabel;
  const float stand_h = measure_text(frame, stand.text, text_w, style).height;
  const float age_h = measure_text(frame, stand.age, text_w, age).height;
  const float x = align == Align::kEnd ? rect.right() - kIndentDu - text_w : rect.x;
  const float y = rect.y + (rect.h - stand_h - age_h) / 2;
  frame.icon(stand.warns ? "error_outline" : "event_available",
             {x, rect.y + (rect.h - kStandIconDu) / 2, kStandIconDu, kStandIconDu}, *age.colour);
  draw_text(frame, stand.text, {x + kIndentDu, y, text_w, stand_h}, style);
  draw_text(frame, stand.age, {x + kIndentDu, y + stand_h, text_w, age_h}, age);
}

WidgetId bottom_bar(Frame& frame, std::span<const BarItem> items, const StandSpec& stand) {
  const ScreenFrame screen = screen_frame(frame);
  frame.fill(screen.bar, frame.palette().bar);
  frame.line(0, screen.bar.y, frame.width(), frame.palette().line);
  frame.hit("bar.ground", screen.bar, false);
  const auto scope = frame.group("bar", Role::kGroup, {}, screen.bar);
  if (frame.orientation() == Orientation::kPortrait) return portrait_bar(frame, screen, items);
  if (!screen.has_header) return high_bar(frame, screen, items, stand);
  return landscape_bar(frame, screen, items, stand);
}

}  // namespace bildungskiosk::ui
