#include "kiosk/view/filters.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/chip.hpp"
#include "kiosk/ui/filter_row.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::fill;
using i18n::marked;
using model::FilterSection;
using ui::Rect;

constexpr float kRowDu = 80;
constexpr float kGapDu = 14;
// Of a long list of towns so many are shown at once, the "Weitere Orte" row not counted.
constexpr std::size_t kTownsShown = 4;

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

void draw_phases(const Screen& screen, const model::ResultsPage& page, Rows& rows) {
  for (const offer::Phase phase : offer::kAllPhases) {
    const auto index = static_cast<std::size_t>(phase);
    const bool chosen = is_chosen(page.query.phases, phase);
    const int offers = page.facets.phases[index];
    const std::string count = screen.texts.number(offers);
    const ui::CheckboxRowSpec spec{
        .label = phase_name(screen.texts, phase), .count = count, .checked = chosen, .enabled = chosen || offers > 0};
    if (ui::checkbox_row(screen.frame, ui::WidgetId("filter.phase") / index, rows.next(), spec)) {
      screen.events.emplace_back(model::TogglePhase{phase});
    }
  }
}

void draw_towns(const Screen& screen, const model::ResultsPage& page, Rows& rows) {
  const auto& towns = page.facets.towns;
  const bool all_fit = towns.size() <= kTownsShown;
  const std::size_t shown = all_fit ? towns.size() : kTownsShown - 1;
  const std::size_t pages = all_fit || shown == 0 ? 1 : (towns.size() + shown - 1) / shown;
  const std::size_t first = static_cast<std::size_t>(page.towns_page) % pages * shown;
  for (std::size_t i = first; i < std::min(first + shown, towns.size()); ++i) {
    const std::string count = screen.texts.number(towns[i].offers);
    const bool chosen = is_chosen(page.query.towns, towns[i].value);
    const ui::CheckboxRowSpec spec{
        .label = towns[i].value, .count = count, .checked = chosen, .enabled = chosen || towns[i].offers > 0};
    if (ui::checkbox_row(screen.frame, ui::WidgetId("filter.town") / towns[i].value, rows.next(), spec)) {
      screen.events.emplace_back(model::ToggleTown{towns[i].value});
    }
  }
  if (!all_fit) {
    const ui::ButtonSpec more{
        .label = screen.tr("Weitere Orte"), .icon = "expand_more", .icon_place = ui::IconPlace::kTrailing};
    if (ui::button(screen.frame, "filter.towns.more", rows.next(), more)) {
      screen.events.emplace_back(model::NextTowns{});
    }
  }
}

void draw_conditions(const Screen& screen, const model::ResultsPage& page, Rows& rows) {
  const bool free = page.query.free == catalogue::FreeFilter::kOnlyFree;
  const std::string free_count = screen.texts.number(page.facets.free);
  if (ui::checkbox_row(screen.frame, "filter.free", rows.next(),
                       {.label = screen.tr("kostenlos"),
                        .count = free_count,
                        .checked = free,
                        .enabled = free || page.facets.free > 0})) {
    screen.events.emplace_back(model::ToggleFree{});
  }
  constexpr std::array kModes = {offer::AttendanceMode::kOnsite, offer::AttendanceMode::kOnline,
                                 offer::AttendanceMode::kBlended};
  for (const offer::AttendanceMode mode : kModes) {
    const auto facet = std::find_if(page.facets.modes.begin(), page.facets.modes.end(),
                                    [mode](const auto& counted) { return counted.value == mode; });
    const int offers = facet != page.facets.modes.end() ? facet->offers : 0;
    const bool chosen = is_chosen(page.query.modes, mode);
    const std::string count = screen.texts.number(offers);
    const ui::CheckboxRowSpec spec{
        .label = mode_name(screen.texts, mode), .count = count, .checked = chosen, .enabled = chosen || offers > 0};
    const auto index = static_cast<std::uint64_t>(mode);
    if (ui::checkbox_row(screen.frame, ui::WidgetId("filter.mode") / index, rows.next(), spec)) {
      screen.events.emplace_back(model::ToggleMode{mode});
    }
  }
}

void draw_choices(const Screen& screen, const model::ResultsPage& page, FilterSection section, Rows& rows) {
  switch (section) {
    case FilterSection::kNone:
      break;
    case FilterSection::kPhase:
      draw_phases(screen, page, rows);
      break;
    case FilterSection::kTown:
      draw_towns(screen, page, rows);
      break;
    case FilterSection::kConditions:
      draw_conditions(screen, page, rows);
      break;
  }
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
    // Eight phases need two columns to fit above the bar.
    Rows rows({column.x, y, column.w, column.bottom() - y}, section.section == FilterSection::kPhase ? 2 : 1);
    draw_choices(screen, page, section.section, rows);
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
  draw_choices(screen, page, page.open_section, rows);
  return kRowDu + kGapDu + rows.height();
}

void draw_filter_chips(const Screen& screen, const model::ResultsPage& page, const Rect& row) {
  float x = row.x;
  const auto chip = [&](ui::WidgetId id, const std::string& label, std::string_view icon, const model::Event& event) {
    const std::string spoken = fill(screen.tr("Filter {1} entfernen"), {label});
    const ui::ChipSpec spec{.label = label, .icon = icon, .spoken = spoken};
    const float width = ui::chip_width(screen.frame, spec);
    if (x + width > row.right()) return;  // what doesn't fit is still checked in the accordion
    if (ui::chip(screen.frame, id, {x, row.y, width, kRowDu}, spec)) screen.events.push_back(event);
    x += width + kGapDu;
  };
  const catalogue::SearchQuery& query = page.query;
  if (!query.text.empty()) {
    chip("chip.text", fill(screen.tr("„{1}“"), {query.text}), "search", model::RemoveText{});
  }
  if (query.from || query.until) chip("chip.dates", screen.tr("diese Woche"), "event", model::RemoveDates{});
  if (query.free == catalogue::FreeFilter::kOnlyFree) {
    chip("chip.free", screen.tr("kostenlos"), "euro", model::ToggleFree{});
  }
  for (const offer::Phase phase : query.phases) {
    chip(ui::WidgetId("chip.phase") / static_cast<std::uint64_t>(phase), phase_name(screen.texts, phase), "",
         model::TogglePhase{phase});
  }
  for (const std::string& town : query.towns) {
    chip(ui::WidgetId("chip.town") / town, town, "place", model::ToggleTown{town});
  }
  for (const offer::AttendanceMode mode : query.modes) {
    chip(ui::WidgetId("chip.mode") / static_cast<std::uint64_t>(mode), mode_name(screen.texts, mode), "",
         model::ToggleMode{mode});
  }
}

}  // namespace bildungskiosk::view
