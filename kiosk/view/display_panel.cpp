#include "kiosk/view/display_panel.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "kiosk/ui/setting_card.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/column.hpp"
#include "kiosk/view/frame_look.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::marked;
using model::ColourScheme;
using model::TextSize;
using ui::Rect;

constexpr float kWidthMaxDu = 1264;
constexpr float kTopDu = 40;
constexpr float kBarGapDu = 24;
constexpr float kPaddingDu = 48;
constexpr float kPaddingBottomDu = 36;
constexpr float kGapDu = 16;
constexpr float kSectionGapDu = 28;
constexpr float kButtonDu = 96;
constexpr float kRailDu = 104;
constexpr float kHeadingIconDu = 32;

struct SizeChoice {
  TextSize size;
  const char* name;
};
constexpr std::array<SizeChoice, 4> kSizes = {{{TextSize::kNormal, marked("Normal")},
                                               {TextSize::kLarge, marked("Groß")},
                                               {TextSize::kLarger, marked("Größer")},
                                               {TextSize::kLargest, marked("Sehr groß")}}};

struct SchemeChoice {
  ColourScheme scheme;
  const char* name;
};
constexpr std::array<SchemeChoice, 3> kSchemes = {{{ColourScheme::kLight, marked("Hell")},
                                                   {ColourScheme::kDark, marked("Dunkel")},
                                                   {ColourScheme::kContrast, marked("Kontrast: Gelb auf Schwarz")}}};

/// Cards beside each other, as many as are wide enough; all as high as the highest.
template <typename Measure, typename Draw>
void add_cards(Column& column, std::size_t count, float width_min, Measure height_of, Draw draw) {
  std::size_t columns = count;
  const auto width_of = [&](std::size_t in_row) {
    return (column.width() - static_cast<float>(in_row - 1) * kGapDu) / static_cast<float>(in_row);
  };
  while (columns > 1 && width_of(columns) < width_min) columns = columns == 4 ? 2 : columns - 1;
  const float width = width_of(columns);
  float height = 0;
  for (std::size_t i = 0; i < count; ++i) height = std::max(height, height_of(i, width));
  for (std::size_t begin = 0; begin < count; begin += columns) {
    if (begin > 0) column.gap(kGapDu);
    const Rect row = column.take(height);
    if (!column.drawing()) continue;
    for (std::size_t i = begin; i < std::min(begin + columns, count); ++i) {
      draw(i, Rect{row.x + static_cast<float>(i - begin) * (width + kGapDu), row.y, width, height});
    }
  }
}

void add_heading(const Screen& screen, Column& column, std::string_view icon, const std::string& text) {
  constexpr float kIndentDu = kHeadingIconDu + kGapDu;
  const Rect rect = column.text(
      text, {.role = ui::TextRole::kBody, .weight = ui::Weight::kBold, .semantics = ui::Role::kHeading}, kIndentDu);
  if (column.drawing()) {
    screen.frame.icon(icon, Rect{column.left(), rect.y, kHeadingIconDu, rect.h}.centred(kHeadingIconDu, kHeadingIconDu),
                      screen.frame.palette().text);
  }
  column.gap(14);
}

void add_text_sizes(const Screen& screen, Column& column) {
  constexpr float kWidthMinDu = 210;
  add_heading(screen, column, "text_fields", screen.tr("Schriftgröße"));
  add_cards(
      column, kSizes.size(), kWidthMinDu,
      [&](std::size_t i, float width) {
        return ui::text_size_card_height(screen.frame, screen.tr(kSizes[i].name), width);
      },
      [&](std::size_t i, const Rect& rect) {
        const TextSize size = kSizes[i].size;
        const ui::TextSizeCardSpec spec{.step = text_step_of(size),
                                        .label = screen.tr(kSizes[i].name),
                                        .chosen = screen.model.display.chosen.text_size == size};
        if (ui::text_size_card(screen.frame, ui::WidgetId("display.size") / i, rect, spec)) {
          screen.events.emplace_back(model::ChooseTextSize{size});
        }
      });
  column.gap(kSectionGapDu);
}

void add_schemes(const Screen& screen, Column& column) {
  constexpr float kWidthMinDu = 280;
  add_heading(screen, column, "contrast", screen.tr("Farben"));
  add_cards(
      column, kSchemes.size(), kWidthMinDu,
      [&](std::size_t i, float width) {
        return ui::scheme_card_height(screen.frame, screen.tr(kSchemes[i].name), width);
      },
      [&](std::size_t i, const Rect& rect) {
        const ColourScheme scheme = kSchemes[i].scheme;
        const ui::SchemeCardSpec spec{.scheme = scheme_of(scheme),
                                      .label = screen.tr(kSchemes[i].name),
                                      .chosen = screen.model.display.chosen.scheme == scheme};
        if (ui::scheme_card(screen.frame, ui::WidgetId("display.scheme") / i, rect, spec)) {
          screen.events.emplace_back(model::ChooseScheme{scheme});
        }
      });
  column.gap(kSectionGapDu);
}

struct Switch {
  ui::WidgetId id;
  ui::SwitchCardSpec spec;
};

/// Bringing the content down and reading aloud are not there yet: dashed, so that nobody looks for them.
std::array<Switch, 3> switches(const Screen& screen) {
  const bool calm = screen.model.display.chosen.movement == model::Movement::kCalm;
  return {{{"display.reach",
            {.icon = "vertical_align_bottom",
             .label = screen.tr("Inhalt nach unten"),
             .note = screen.tr("Gut im Sitzen"),
             .state = screen.tr("Aus"),
             .enabled = false}},
           {"display.read",
            {.icon = "volume_up",
             .label = screen.tr("Vorlesen"),
             .note = screen.tr("Auch über Kopfhörer"),
             .state = screen.tr("Aus"),
             .enabled = false}},
           {"display.calm",
            {.icon = "motion_photos_pause",
             .label = screen.tr("Ruhige Anzeige"),
             .note = screen.tr("Nichts bewegt sich"),
             .state = calm ? screen.tr("Ein") : screen.tr("Aus"),
             .on = calm}}}};
}

void add_switches(const Screen& screen, Column& column) {
  constexpr float kWidthMinDu = 290;
  const std::array<Switch, 3> all = switches(screen);
  add_cards(
      column, all.size(), kWidthMinDu,
      [&](std::size_t i, float width) { return ui::switch_card_height(screen.frame, all[i].spec, width); },
      [&](std::size_t i, const Rect& rect) {
        if (!ui::switch_card(screen.frame, all[i].id, rect, all[i].spec)) return;
        screen.events.emplace_back(model::ToggleCalm{});  // the only one that acts
      });
}

void add_settings(const Screen& screen, Column& column) {
  add_text_sizes(screen, column);
  add_schemes(screen, column);
  add_switches(screen, column);
}

float settings_height(const Screen& screen, float width) {
  Column column(screen.frame, {0, 0, width, 0}, Column::Mode::kMeasure);
  add_settings(screen, column);
  return column.used();
}

void draw_buttons(const Screen& screen, const Rect& row) {
  const ui::ButtonSpec reset{.label = screen.tr("Zurücksetzen"),
                             .kind = ui::ButtonKind::kSecondary,
                             .icon = "restart_alt",
                             .enabled = screen.model.display.adapted()};
  const ui::ButtonSpec done{.label = screen.tr("Fertig"), .kind = ui::ButtonKind::kPrimary, .icon = "check"};
  const float reset_w = std::min(ui::button_width(screen.frame, reset), row.w * 0.6F);
  if (ui::button(screen.frame, "display.reset", {row.x, row.y, reset_w, row.h}, reset)) {
    screen.events.emplace_back(model::ResetDisplaySettings{});
  }
  const float third = (row.w - 2 * kGapDu) / 3;
  const float done_w = std::min(row.w - reset_w - kGapDu, std::max(third, ui::button_width(screen.frame, done)));
  if (ui::button(screen.frame, "display.done", {row.right() - done_w, row.y, done_w, row.h}, done)) {
    screen.events.emplace_back(model::ToggleDisplayPanel{});
  }
}

// Where not all fits: the settings scroll between the heading and the buttons.
void draw_scrolled(const Screen& screen, Rect viewport) {
  constexpr float kRowDu = 100;
  viewport.w -= kRailDu + kBarGapDu;
  const float content = settings_height(screen, viewport.w);
  ui::scroll_rail(screen.frame, "display.rail", {viewport.right() + kBarGapDu, viewport.y, kRailDu, viewport.h},
                  {.area = "display.scroll",
                   .viewport_du = viewport.h,
                   .content_du = content,
                   .row_du = kRowDu,
                   .up_label = screen.tr("Hoch"),
                   .down_label = screen.tr("Mehr")});
  const ui::ScrollArea scroll(screen.frame, "display.scroll", viewport, content);
  Column column(screen.frame, viewport, Column::Mode::kDraw);
  add_settings(screen, column);
}

}  // namespace

void draw_display_panel(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  const ui::ScreenFrame parts = ui::screen_frame(frame);
  const float width = std::min(kWidthMaxDu, frame.width() - 2 * parts.margin);
  const float inner = width - 2 * kPaddingDu;
  const std::string& title = screen.tr("Barrierefrei einstellen");
  const ui::TextStyle heading{.role = ui::TextRole::kH1, .lines_max = 2, .semantics = ui::Role::kHeading};
  const float title_h = ui::measure_text(frame, title, inner, heading).height;
  const float head = 36 + title_h + 20;
  constexpr float kFootDu = kSectionGapDu + kButtonDu + kPaddingBottomDu;
  const float settings = settings_height(screen, inner);
  const float bottom = parts.bar.y - kBarGapDu;
  const float height = std::min(head + settings + kFootDu, bottom - kTopDu);
  const Rect box{frame.width() - parts.margin - width, bottom - height, width, height};

  const auto group = ui::dialog(frame, "display", box, title);
  frame.fill(box, frame.palette().background, frame.theme().radii().panel);
  if (frame.palette().outline_du > 0) {
    frame.stroke(box, frame.palette().line, frame.palette().outline_du, frame.theme().radii().panel);
  }
  ui::draw_text(frame, title, {box.x + kPaddingDu, box.y + 36, inner, title_h}, heading);
  const Rect content{box.x + kPaddingDu, box.y + head, inner, height - head - kFootDu};
  if (settings > content.h + 1) {
    draw_scrolled(screen, content);
  } else {
    Column column(frame, content, Column::Mode::kDraw);
    add_settings(screen, column);
  }
  draw_buttons(screen, {content.x, box.bottom() - kPaddingBottomDu - kButtonDu, inner, kButtonDu});
}

}  // namespace bildungskiosk::view
