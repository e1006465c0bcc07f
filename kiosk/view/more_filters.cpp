#include "kiosk/view/more_filters.hpp"

#include <algorithm>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chrome.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/cells.hpp"
#include "kiosk/view/filter_choices.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::marked;
using model::FilterGroup;
using ui::Rect;

constexpr float kWidthMaxDu = 1264;
constexpr float kPaddingDu = 24;
constexpr float kHeadingDu = 56;
constexpr float kDoneDu = 96;
constexpr std::size_t kTabsInRow = 3;
constexpr std::size_t kChoicesInRow = 2;
constexpr std::size_t kChoiceRows = 4;

void draw_tabs(const Screen& screen, const Rect& area, FilterGroup shown) {
  std::size_t index = 0;
  for (const NamedGroup& tab : filter_groups()) {
    const ui::ButtonSpec spec{
        .label = screen.tr(tab.name), .kind = ui::ButtonKind::kOption, .chosen = tab.group == shown};
    const ui::WidgetId id = ui::WidgetId("more.group") / static_cast<std::uint64_t>(tab.group);
    if (ui::button(screen.frame, id, cell(area, index++, kTabsInRow), spec)) {
      screen.events.emplace_back(model::OpenMoreFilters{tab.group});
    }
  }
}

}  // namespace

const std::array<NamedGroup, 5>& filter_groups() {
  static constexpr std::array<NamedGroup, 5> kGroups = {{{FilterGroup::kConditions, marked("Kosten und Form")},
                                                         {FilterGroup::kPhase, marked("Lebensphase")},
                                                         {FilterGroup::kLevel, marked("Niveau")},
                                                         {FilterGroup::kAudience, marked("Für wen")},
                                                         {FilterGroup::kLanguage, marked("Sprache")}}};
  return kGroups;
}

void draw_more_filters(const Screen& screen, const model::ResultsPage& page, FilterGroup shown) {
  const ui::ScreenFrame parts = ui::screen_frame(screen.frame);
  const float width = std::min(kWidthMaxDu, screen.frame.width() - 2 * parts.margin);
  constexpr float kTabsDu = 2 * (kCellDu + kCellGapDu) + 10;
  constexpr float kChoicesDu = kChoiceRows * (kCellDu + kCellGapDu) + 10;
  constexpr float kHeightDu = 2 * kPaddingDu + kHeadingDu + kTabsDu + kChoicesDu + kDoneDu;
  const Rect box{(screen.frame.width() - width) / 2, parts.bar.y - 16 - kHeightDu, width, kHeightDu};
  const auto group = ui::dialog(screen.frame, "more", box, screen.tr("Mehr Filter"));

  const Rect inner = box.inset(kPaddingDu);
  float y = inner.y;
  ui::draw_text(screen.frame, screen.tr("Mehr Filter"), {inner.x, y, inner.w, kHeadingDu},
                {.role = ui::TextRole::kH2, .lines_max = 1, .semantics = ui::Role::kHeading});
  y += kHeadingDu;
  draw_tabs(screen, {inner.x, y, inner.w, kTabsDu}, shown);
  y += kTabsDu;
  // White rows need a ground that is not.
  constexpr float kGroundMarginDu = 12;
  screen.frame.fill({box.x, y - kGroundMarginDu, box.w, kChoicesDu}, screen.frame.palette().background);
  const std::vector<Choice> choices = choices_of(screen, page, shown);
  for (std::size_t i = 0; i < std::min(choices.size(), kChoicesInRow * kChoiceRows); ++i) {
    draw_choice(screen, choices[i], cell({inner.x, y, inner.w, kChoicesDu}, i, kChoicesInRow));
  }
  y += kChoicesDu;
  const std::string& label = screen.texts.trn("{1} Angebot zeigen", "{1} Angebote zeigen", page.total);
  const ui::ButtonSpec done{.label = label, .kind = ui::ButtonKind::kPrimary};
  if (ui::button(screen.frame, "more.done", {inner.x, y, inner.w, kDoneDu}, done)) {
    screen.events.emplace_back(model::CloseMoreFilters{});
  }
}

}  // namespace bildungskiosk::view
