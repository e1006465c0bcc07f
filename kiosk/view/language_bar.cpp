#include "kiosk/view/language_bar.hpp"

#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/panel.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 16;
constexpr float kHeightDu = 80;

ui::ButtonSpec option(const Screen& screen, const i18n::LanguageInfo& language) {
  return {.label = language.own_name,
          .kind = ui::ButtonKind::kOption,
          .chosen = language.tag == screen.texts.tag(),
          .language = language.tag};
}

void draw_option(const Screen& screen, ui::WidgetId id, const Rect& rect, const i18n::LanguageInfo& language) {
  if (ui::button(screen.frame, id / language.tag, rect, option(screen, language))) {
    screen.events.emplace_back(model::ChooseLanguage{language.tag});
  }
}

}  // namespace

void draw_language_bar(const Screen& screen, const Rect& area, ui::Align align) {
  std::vector<float> widths;
  float total = -kGapDu;
  for (const i18n::LanguageInfo& language : screen.languages.available()) {
    const float width = ui::button_width(screen.frame, option(screen, language));
    if (total + kGapDu + width > area.w) break;
    total += kGapDu + width;
    widths.push_back(width);
  }
  float x = align == ui::Align::kEnd ? area.right() - total : area.x;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    draw_option(screen, "language", {x, area.y, widths[i], kHeightDu}, screen.languages.available()[i]);
    x += widths[i] + kGapDu;
  }
}

void draw_language_menu(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  const auto& languages = screen.languages.available();
  const ui::ScreenFrame parts = ui::screen_frame(frame);
  const float height = 48 + static_cast<float>(languages.size()) * (kHeightDu + kGapDu) - kGapDu;
  const Rect box{frame.width() - parts.margin - 480, parts.bar.y - 24 - height, 480, height};
  const auto group = ui::dialog(frame, "language.menu", box, screen.tr("Sprache wählen"));
  float y = box.y + 24;
  for (const i18n::LanguageInfo& language : languages) {
    draw_option(screen, "language.menu", {box.x + 24, y, box.w - 48, kHeightDu}, language);
    y += kHeightDu + kGapDu;
  }
}

}  // namespace bildungskiosk::view
