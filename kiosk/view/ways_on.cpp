#include "kiosk/view/ways_on.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/cells.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::marked;
using model::FilterKind;
using ui::Rect;

constexpr float kMessageDu = 164;
constexpr float kTwoColumnsFromDu = 1000;

struct Way {
  ui::WidgetId id;
  std::string label;
  model::Event event;
};

const char* label_of(FilterKind kind) {
  switch (kind) {
    case FilterKind::kPhases:
      return marked("In allen Lebensphasen suchen");
    case FilterKind::kTowns:
      return marked("In allen Orten suchen");
    case FilterKind::kDates:
      return marked("An allen Tagen suchen");
    case FilterKind::kTimes:
      return marked("Zu allen Zeiten suchen");
    case FilterKind::kModes:
      return marked("Vor Ort und online suchen");
    case FilterKind::kFree:
      return marked("Auch mit Kosten suchen");
    case FilterKind::kAccess:
      return marked("Auch mit Stufen suchen");
    case FilterKind::kLevels:
      return marked("In jedem Niveau suchen");
    case FilterKind::kAudiences:
      return marked("Für alle Menschen suchen");
    case FilterKind::kLanguages:
      return marked("In allen Sprachen suchen");
    case FilterKind::kProviders:
      return marked("Bei allen Anbietern suchen");
  }
  return "";
}

// A choice's count is what there is without the filters of its own kind. Every offer has a phase and a form; where no
// choice of these has any, leaving them out brings none.
bool may_help(const model::ResultsPage& page, FilterKind kind) {
  if (kind == FilterKind::kPhases) {
    return std::any_of(page.facets.phases.begin(), page.facets.phases.end(), [](int offers) { return offers > 0; });
  }
  if (kind == FilterKind::kModes) {
    return std::any_of(page.facets.modes.begin(), page.facets.modes.end(),
                       [](const auto& mode) { return mode.offers > 0; });
  }
  return true;
}

// At most so many, the narrower ones first; where they are too many, those that leave most out stay.
std::vector<Way> ways_on(const Screen& screen, const model::ResultsPage& page, std::size_t ways_max) {
  if (page.failed) return {{"way.again", screen.tr("Erneut versuchen"), model::SearchAgain{}}};
  std::vector<Way> ways;
  if (!page.answered) return ways;
  std::size_t kinds = 0;
  for (const FilterKind kind : model::kAllFilterKinds) {
    if (!model::has_filters(page.query, kind)) continue;
    ++kinds;
    if (!may_help(page, kind)) continue;
    ways.push_back({ui::WidgetId("way.without") / static_cast<std::uint64_t>(kind), screen.tr(label_of(kind)),
                    model::RemoveFilters{kind}});
  }
  if (kinds > 1 || (kinds == 1 && ways.empty())) {
    ways.push_back({"way.filters", screen.tr("Alle Filter weglassen"), model::ClearFilters{}});
  }
  if (!page.query.text.empty()) {
    const char* label = kinds > 0 ? marked("Suchtext weglassen") : marked("Alle Angebote zeigen");
    ways.push_back({"way.text", screen.tr(label), model::RemoveText{}});
  }
  constexpr std::size_t kWidestWays = 2;
  while (ways.size() > std::max(ways_max, kWidestWays)) ways.erase(ways.end() - kWidestWays - 1);
  return ways;
}

const std::string& message(const Screen& screen, const model::ResultsPage& page) {
  if (page.failed) return screen.tr("Die Suche hat nicht geklappt. Bitte versuchen Sie es noch einmal.");
  if (!page.answered) return screen.tr("Wir suchen …");
  if (model::has_filters(page.query)) {
    return screen.tr("Dazu gibt es kein Angebot. Nehmen Sie einen Filter weg, oder suchen Sie mit anderen Wörtern.");
  }
  return screen.tr("Dazu gibt es kein Angebot. Prüfen Sie die Schreibweise, oder suchen Sie mit weniger Wörtern.");
}

}  // namespace

void draw_ways_on(const Screen& screen, const model::ResultsPage& page, const Rect& area) {
  const Rect card{area.x, area.y, area.w, kMessageDu};
  ui::draw_card(screen.frame, card, ui::Elevation::kFlat);
  ui::draw_text(screen.frame, message(screen, page), card.inset(32, 24),
                {.vertical = ui::VerticalAlign::kMiddle, .id = "way.message"});
  const float top = card.bottom() + 24;
  const Rect below{area.x, top, area.w, area.bottom() - top};
  const std::size_t columns = area.w >= kTwoColumnsFromDu ? 2 : 1;
  const float rows = std::max(1.0F, std::floor((below.h + kCellGapDu) / (kCellDu + kCellGapDu)));
  const std::vector<Way> ways = ways_on(screen, page, static_cast<std::size_t>(rows) * columns);
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const ui::ButtonSpec spec{.label = ways[i].label, .kind = ui::ButtonKind::kOption};
    if (ui::button(screen.frame, ways[i].id, cell(below, i, columns), spec)) screen.events.push_back(ways[i].event);
  }
}

}  // namespace bildungskiosk::view
