#include "kiosk/view/language_bar.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/panel.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;

constexpr float kGapDu = 16;
constexpr float kHeightDu = 80;
// Of the 28 du on both sides of a name.
constexpr float kSqueezeMaxDu = 32;

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
  const auto& languages = screen.languages.available();
  std::vector<float> widths;
  widths.reserve(languages.size());
  for (const i18n::LanguageInfo& language : languages) {
    widths.push_back(ui::button_width(screen.frame, option(screen, language)));
  }
  const auto total = [&] {
    return std::accumulate(widths.begin(), widths.end(), 0.0F) + static_cast<float>(widths.size() - 1) * kGapDu;
  };
  // A little less air in each button before one is left out.
  constexpr float kSpareDu = 24;
  const float missing = total() - area.w;
  if (missing > 0 && missing <= kSpareDu * static_cast<float>(widths.size())) {
    for (float& width : widths) width -= missing / static_cast<float>(widths.size());
  }
  // All or none: who would miss theirs finds it behind "Sprache".
  if (total() > area.w + 1) return;
  float x = align == ui::Align::kEnd ? area.right() - total() : area.x;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    draw_option(screen, "language", {x, area.y, widths[i], kHeightDu}, languages[i]);
    x += widths[i] + kGapDu;
  }
}

void draw_language_menu(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  const auto& languages = screen.languages.available();
  const ui::ScreenFrame parts = ui::screen_frame(frame);
  constexpr float kPaddingDu = 24;
  constexpr float kOptionDu = 432;
  // One column above the button; two, or three, where more languages are there than fit below each other.
  const float end = frame.width() - parts.margin;
  const float room = parts.bar.y - 2 * kPaddingDu - 2 * kPaddingDu;
  const auto rows_max = static_cast<std::size_t>((room + kGapDu) / (kHeightDu + kGapDu));
  const std::size_t columns = (languages.size() + rows_max - 1) / rows_max;
  const std::size_t rows = (languages.size() + columns - 1) / columns;
  const auto count = static_cast<float>(columns);
  const float gaps = (count - 1) * kGapDu;
  const float option_w = std::min(kOptionDu, (end - parts.margin - 2 * kPaddingDu - gaps) / count);
  const float width = count * option_w + gaps + 2 * kPaddingDu;
  const float height = static_cast<float>(rows) * (kHeightDu + kGapDu) - kGapDu + 2 * kPaddingDu;
  const Rect box{end - width, parts.bar.y - kPaddingDu - height, width, height};
  const auto group = ui::dialog(frame, "language.menu", box, screen.tr("Sprache wählen"));
  const Rect inner = box.inset(kPaddingDu);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const std::size_t columns_before = i / rows;
    const auto column = static_cast<float>(columns_before);
    const auto row = static_cast<float>(i % rows);
    draw_option(screen, "language.menu",
                {inner.x + column * (option_w + kGapDu), inner.y + row * (kHeightDu + kGapDu), option_w, kHeightDu},
                languages[i]);
  }
}

}  // namespace bildungskiosk::view
