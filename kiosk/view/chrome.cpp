#include "kiosk/ui/chrome.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kiosk/view/chrome.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

/// "Stand: 20.11.2026" and how old that is; empty before the catalogue is there.
struct Stand {
  std::string text;
  AgeText age;
  [[nodiscard]] ui::StandSpec spec() const { return {text, age.text, age.may_be_outdated}; }
};

Stand stand_of(const Screen& screen) {
  const auto* overview = screen.overview();
  if (overview == nullptr) return {};
  const base::UnixSeconds generated_at = overview->info.generated_at;
  return {stand_text(screen.texts, generated_at), age_text(screen.texts, generated_at, screen.model.now.date)};
}

/// Of the home page in landscape; of every page where the bar takes the header's place, with the region's name.
Stand stand_in_bar(const Screen& screen) {
  const bool home = screen.model.page_as<model::HomePage>() != nullptr;
  if (!screen.landscape() || screen.overview() == nullptr) return {};
  if (ui::screen_frame(screen.frame).has_header) return home ? stand_of(screen) : Stand{};
  Stand stand = stand_of(screen);
  const AgeText& age = stand.age;
  const std::string& second = age.text.empty() ? screen.overview()->info.region : age.text;
  stand.text = i18n::fill(screen.tr("{1} · {2}"), {stand.text, second});
  return stand;
}

}  // namespace

void draw_header(const Screen& screen) {
  const auto* overview = screen.overview();
  const bool home = screen.model.page_as<model::HomePage>() != nullptr;
  // On the home page the languages stand there in landscape, and the date of the data in the bar.
  const Stand stand = home && screen.landscape() ? Stand{} : stand_of(screen);
  ui::draw_header(screen.frame, {.title = screen.tr("Bildungskiosk"),
                                 .region = overview != nullptr ? std::string_view(overview->info.region) : "",
                                 .stand = stand.spec()});
}

void draw_bar(const Screen& screen) {
  const bool home = screen.model.page_as<model::HomePage>() != nullptr;
  const bool languages = screen.languages.available().size() > 1;
  // DESIGN.md's widths, so that a bold state never shifts them; a narrower display gives each the same share less.
  constexpr float kWidthsDu = 192 + 176 + 208 + 268 + 208 + 256;
  constexpr float kGapsDu = 6 * 16;
  const float room = screen.frame.width() - 2 * ui::screen_frame(screen.frame).margin - kGapsDu;
  const float scale = std::min(1.0F, room / kWidthsDu);
  const std::size_t remembered = screen.model.remembered.offers.size();
  const std::string badge = remembered > 0 ? screen.texts.number(static_cast<std::int64_t>(remembered)) : "";
  // Reading aloud is not there yet: dashed, so that nobody looks for it.
  const std::array<ui::BarItem, 6> items = {{
      {.id = "bar.back",
       .icon = "arrow_back",
       .label = screen.tr("Zurück"),
       .enabled = model::can_go_back(screen.model),
       .width_du = scale * 192},
      {.id = "bar.home", .icon = "home", .label = screen.tr("Start"), .chosen = home, .width_du = scale * 176},
      {.id = "bar.read",
       .icon = "volume_up",
       .label = screen.tr("Vorlesen"),
       .enabled = false,
       .width_du = scale * 208},
      {.id = "bar.list", .icon = "bookmark", .label = screen.tr("Merkliste"), .badge = badge, .width_du = scale * 268},
      {.id = "bar.language",
       .icon = "language",
       .label = screen.tr("Sprache"),
       .enabled = languages,
       .chosen = screen.model.language_menu == model::LanguageMenu::kOpen,
       .width_du = scale * 208},
      {.id = "bar.accessibility",
       .icon = "accessibility_new",
       .label = screen.tr("Barrierefrei"),
       .chosen = screen.model.display.panel == model::DisplayPanel::kOpen,
       .width_du = scale * 256},
  }};
  const Stand stand = stand_in_bar(screen);
  const ui::WidgetId tapped = ui::bottom_bar(screen.frame, items, stand.spec());
  if (tapped == ui::WidgetId("bar.back")) screen.events.emplace_back(model::GoBack{});
  if (tapped == ui::WidgetId("bar.home")) screen.events.emplace_back(model::GoHome{});
  if (tapped == ui::WidgetId("bar.list")) screen.events.emplace_back(model::OpenList{});
  if (tapped == ui::WidgetId("bar.language")) screen.events.emplace_back(model::ToggleLanguageMenu{});
  if (tapped == ui::WidgetId("bar.accessibility")) screen.events.emplace_back(model::ToggleDisplayPanel{});
}

}  // namespace bildungskiosk::view
