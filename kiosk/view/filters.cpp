#include "kiosk/view/filters.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/filter_row.hpp"
#include "kiosk/view/chip_row.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::fill;
using i18n::marked;
using model::FilterSection;
using ui::Rect;

constexpr float kRowDu = 80;
constexpr float kGapDu = 14;
// So many choices fit into an open section, the row "Weitere zeigen" counted.
constexpr std::size_t kChoicesInColumn = 4;
constexpr std::size_t kChoicesInRow = 8;

/// One row of an open section.
struct Choice {
  ui::WidgetId id;
  std::string label;
  int offers = 0;
  bool chosen = false;
  model::Event toggle;
};

struct Section {
  FilterSection section;
  const char* name;
};
constexpr std::array<Section, 3> kSections = {{{FilterSection::kPhase, marked("Lebensphase")},
                                               {FilterSection::kTown, marked("Ort")},
                                               {FilterSection::kConditions, marked("Kosten und Form")}}};

template <typename T>
bool is_chosen(const std::vector<T>& chosen, const T& value) {
  return std::find(chosen.begin(), chosen.end(), value) != chosen.end();
}

/// A choice that the typed words made is chosen as well, and taking it back takes the words away.
Choice with_understood(const model::ResultsPage& page, const catalogue::FacetValue& value, Choice choice) {
  const auto found = std::find_if(page.understood.begin(), page.understood.end(),
                                  [&](const catalogue::Understood& one) { return one.value == value; });
  if (choice.chosen || found == page.understood.end()) return choice;
  choice.chosen = true;
  choice.toggle = model::RemoveUnderstood{*found};
  return choice;
}

std::size_t chosen_in(const catalogue::SearchQuery& query, FilterSection section) {
  switch (section) {
    case FilterSection::kNone:
      return 0;
    case FilterSection::kPhase:
      return query.phases.size();
    case FilterSection::kTown:
      return query.towns.size();
    case FilterSection::kConditions:
      return query.modes.size() + (query.free == catalogue::FreeFilter::kOnlyFree ? 1U : 0U);
  }
  return 0;
}

/// Rows below each other, in one column or two.
class Rows {
 public:
  Rows(const Rect& area, int columns) : area_(area), columns_(columns) {}
  Rect next() {
    const float width = (area_.w - static_cast<float>(columns_ - 1) * kGapDu) / static_cast<float>(columns_);
    const auto column = static_cast<float>(count_ % columns_);
    const auto row = static_cast<float>(count_ / columns_);
    ++count_;
    return {area_.x + column * (width + kGapDu), area_.y + row * (kRowDu + kGapDu), width, kRowDu};
  }
  [[nodiscard]] float height() const {
    return static_cast<float>((count_ + columns_ - 1) / columns_) * (kRowDu + kGapDu);
  }

 private:
  Rect area_;
  int columns_;
  int count_ = 0;
};

std::vector<Choice> phase_choices(const Screen& screen, const model::ResultsPage& page) {
  std::vector<Choice> choices;
  for (const offer::Phase phase : offer::kAllPhases) {
    const auto index = static_cast<std::size_t>(phase);
    const bool chosen = is_chosen(page.query.phases, phase);
    const int offers = page.facets.phases[index];
    if (!chosen && offers == 0) continue;
    choices.push_back({ui::WidgetId("filter.phase") / index, phase_name(screen.texts, phase), offers, chosen,
                       model::TogglePhase{phase}});
  }
  return choices;
}

std::vector<Choice> town_choices(const model::ResultsPage& page) {
  std::vector<Choice> choices;
  for (const auto& town : page.facets.towns) {
    choices.push_back(with_understood(page, catalogue::InTown{town.value},
                                      {ui::WidgetId("filter.town") / town.value, town.value, town.offers,
                                       is_chosen(page.query.towns, town.value), model::ToggleTown{town.value}}));
  }
  return choices;
}

std::vector<Choice> condition_choices(const Screen& screen, const model::ResultsPage& page) {
  std::vector<Choice> choices;
  choices.push_back(with_understood(page, catalogue::OnlyFree{},
                                    {"filter.free", screen.tr("kostenlos"), page.facets.free,
                                     page.query.free == catalogue::FreeFilter::kOnlyFree, model::ToggleFree{}}));
  constexpr std::array kModes = {offer::AttendanceMode::kOnsite, offer::AttendanceMode::kOnline,
                                 offer::AttendanceMode::kBlended};
  for (const offer::AttendanceMode mode : kModes) {
    const auto facet = std::find_if(page.facets.modes.begin(), page.facets.modes.end(),
                                    [mode](const auto& counted) { return counted.value == mode; });
    choices.push_back(
        with_understood(page, mode,
                        {ui::WidgetId("filter.mode") / static_cast<std::uint64_t>(mode), mode_name(screen.texts, mode),
                         facet != page.facets.modes.end() ? facet->offers : 0, is_chosen(page.query.modes, mode),
                         model::ToggleMode{mode}}));
  }
  return choices;
}

std::vector<Choice> choices_of(const Screen& screen, const model::ResultsPage& page) {
  switch (page.open_section) {
    case FilterSection::kNone:
      return {};
    case FilterSection::kPhase:
      return phase_choices(screen, page);
    case FilterSection::kTown:
      return town_choices(page);
    case FilterSection::kConditions:
      return condition_choices(screen, page);
  }
  return {};
}

// All of them when they fit; else a handful, and a row that shows the next handful and begins again after the last.
void draw_choices(const Screen& screen, const model::ResultsPage& page, Rows& rows, std::size_t rows_max) {
  const std::vector<Choice> choices = choices_of(screen, page);
  const bool all_fit = choices.size() <= rows_max;
  const std::size_t shown = all_fit ? choices.size() : rows_max - 1;
  const std::size_t pages = shown == 0 ? 1 : (choices.size() + shown - 1) / shown;
  const std::size_t first = static_cast<std::size_t>(page.choices_page) % pages * shown;
  for (std::size_t i = first; i < std::min(first + shown, choices.size()); ++i) {
    const Choice& choice = choices[i];
    const std::string count = screen.texts.number(choice.offers);
    const ui::CheckboxRowSpec spec{
        .label = choice.label, .count = count, .checked = choice.chosen, .enabled = choice.chosen || choice.offers > 0};
    if (ui::checkbox_row(screen.frame, choice.id, rows.next(), spec)) screen.events.push_back(choice.toggle);
  }
  if (all_fit) return;
  const ui::ButtonSpec more{
      .label = screen.tr("Weitere zeigen"), .icon = "expand_more", .icon_place = ui::IconPlace::kTrailing};
  if (ui::button(screen.frame, "filter.more", rows.next(), more)) screen.events.emplace_back(model::NextChoices{});
}

void draw_section_header(const Screen& screen, const model::ResultsPage& page, const Section& section,
                         const Rect& rect) {
  const bool expanded = page.open_section == section.section;
  const std::size_t chosen = chosen_in(page.query, section.section);
  const std::string summary = chosen == 0
                                  ? screen.tr("alle")
                                  : screen.texts.trn("{1} gewählt", "{1} gewählt", static_cast<std::int64_t>(chosen));
  const ui::AccordionHeaderSpec spec{
      .label = screen.tr(section.name), .summary = expanded ? std::string_view() : summary, .expanded = expanded};
  const auto index = static_cast<std::uint64_t>(section.section);
  if (ui::accordion_header(screen.frame, ui::WidgetId("filter.section") / index, rect, spec)) {
    screen.events.emplace_back(model::ToggleSection{section.section});
  }
}

}  // namespace

void draw_filter_column(const Screen& screen, const model::ResultsPage& page, const Rect& column) {
  float y = column.y;
  for (const Section& section : kSections) {
    draw_section_header(screen, page, section, {column.x, y, column.w, kRowDu});
    y += kRowDu + kGapDu;
    if (page.open_section != section.section) continue;
    Rows rows({column.x, y, column.w, column.bottom() - y}, 1);
    draw_choices(screen, page, rows, kChoicesInColumn);
    y += rows.height();
  }
}

float draw_filter_row(const Screen& screen, const model::ResultsPage& page, const Rect& row) {
  // The third name is the longest in every language.
  constexpr std::array kShares = {0.32F, 0.27F, 0.41F};
  float x = row.x;
  for (std::size_t i = 0; i < kSections.size(); ++i) {
    const float width = (row.w - 2 * kGapDu) * kShares[i];
    draw_section_header(screen, page, kSections[i], {x, row.y, width, kRowDu});
    x += width + kGapDu;
  }
  Rows rows({row.x, row.y + kRowDu + kGapDu, row.w, 0}, 2);
  draw_choices(screen, page, rows, kChoicesInRow);
  return kRowDu + kGapDu + rows.height();
}

void draw_filter_chips(const Screen& screen, const model::ResultsPage& page, const Rect& row) {
  // What doesn't fit is still checked in the accordion.
  ChipRow chips(screen, row);
  const catalogue::SearchQuery& query = page.query;
  const std::string plain = model::plain_words(query.text, page.understood);
  if (!plain.empty()) {
    chips.add_filter("chip.text", fill(screen.tr("„{1}“"), {plain}), "search", model::RemovePlainWords{});
  }
  chips.add_understood(page.understood);
  if (query.from || query.until) {
    chips.add_filter("chip.dates", screen.tr("diese Woche"), "event", model::RemoveFilters{model::FilterKind::kDates});
  }
  if (query.free == catalogue::FreeFilter::kOnlyFree) {
    chips.add_filter("chip.free", screen.tr("kostenlos"), "euro", model::ToggleFree{});
  }
  for (const offer::Phase phase : query.phases) {
    chips.add_filter(ui::WidgetId("chip.phase") / static_cast<std::uint64_t>(phase), phase_name(screen.texts, phase),
                     "", model::TogglePhase{phase});
  }
  for (const std::string& town : query.towns) {
    chips.add_filter(ui::WidgetId("chip.town") / town, town, "place", model::ToggleTown{town});
  }
  for (const offer::AttendanceMode mode : query.modes) {
    chips.add_filter(ui::WidgetId("chip.mode") / static_cast<std::uint64_t>(mode), mode_name(screen.texts, mode), "",
                     model::ToggleMode{mode});
  }
}

}  // namespace bildungskiosk::view
