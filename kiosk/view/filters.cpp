#include "kiosk/view/filters.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/filter_row.hpp"
#include "kiosk/view/cells.hpp"
#include "kiosk/view/chip_row.hpp"
#include "kiosk/view/facet_wording.hpp"
#include "kiosk/view/filter_choices.hpp"
#include "kiosk/view/more_filters.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::fill;
using i18n::marked;
using model::FilterSection;
using ui::Rect;

// So many choices fit into an open section, the row "Weitere zeigen" counted.
constexpr std::size_t kChoicesInColumn = 4;
constexpr std::size_t kChoicesInRow = 8;

struct Section {
  FilterSection section;
  const char* name;
};
constexpr std::array<Section, 2> kSections = {
    {{FilterSection::kTown, marked("Ort")}, {FilterSection::kWhen, marked("Wann")}}};

/// Takes one row after the other.
class Rows {
 public:
  Rows(const Rect& area, std::size_t columns) : area_(area), columns_(columns) {}
  Rect next() { return cell(area_, count_++, columns_); }
  [[nodiscard]] float height() const { return cells_height(count_, columns_); }

 private:
  Rect area_;
  std::size_t columns_;
  std::size_t count_ = 0;
};

// All of them when they fit; else a handful, and a row that shows the next handful and begins again after the last.
void draw_choices(const Screen& screen, const model::ResultsPage& page, Rows& rows, std::size_t rows_max) {
  const std::vector<Choice> choices = choices_of(screen, page, page.open_section);
  const bool all_fit = choices.size() <= rows_max;
  const std::size_t shown = all_fit ? choices.size() : rows_max - 1;
  const std::size_t pages = shown == 0 ? 1 : (choices.size() + shown - 1) / shown;
  const std::size_t first = static_cast<std::size_t>(page.choices_page) % pages * shown;
  for (std::size_t i = first; i < std::min(first + shown, choices.size()); ++i) {
    draw_choice(screen, choices[i], rows.next());
  }
  if (all_fit) return;
  const ui::ButtonSpec more{
      .label = screen.tr("Weitere zeigen"), .icon = "expand_more", .icon_place = ui::IconPlace::kTrailing};
  if (ui::button(screen.frame, "filter.more", rows.next(), more)) screen.events.emplace_back(model::NextChoices{});
}

std::string summary_of(const Screen& screen, std::size_t chosen) {
  if (chosen == 0) return screen.tr("alle");
  return screen.texts.trn("{1} gewählt", "{1} gewählt", static_cast<std::int64_t>(chosen));
}

void draw_section_header(const Screen& screen, const model::ResultsPage& page, const Section& section,
                         const Rect& rect) {
  const bool expanded = page.open_section == section.section;
  std::string summary;  // an open one shows what is chosen
  if (!expanded) summary = summary_of(screen, chosen_of(choices_of(screen, page, section.section)));
  const ui::AccordionHeaderSpec spec{.label = screen.tr(section.name), .summary = summary, .expanded = expanded};
  const auto index = static_cast<std::uint64_t>(section.section);
  if (ui::accordion_header(screen.frame, ui::WidgetId("filter.section") / index, rect, spec)) {
    screen.events.emplace_back(model::ToggleSection{section.section});
  }
}

void draw_more_header(const Screen& screen, const model::ResultsPage& page, const Rect& rect) {
  std::size_t chosen = 0;
  for (const NamedGroup& group : filter_groups()) chosen += chosen_of(choices_of(screen, page, group.group));
  const std::string summary = summary_of(screen, chosen);
  const ui::AccordionHeaderSpec spec{.label = screen.tr("Mehr Filter"), .summary = summary};
  if (ui::accordion_header(screen.frame, "filter.more_filters", rect, spec)) {
    screen.events.emplace_back(model::OpenMoreFilters{});
  }
}

/// The filters of a query that are facets, in the order of the chips.
std::vector<catalogue::FacetValue> facets_of(const catalogue::SearchQuery& query) {
  std::vector<catalogue::FacetValue> facets;
  const auto add_all = [&](const auto& values) { facets.insert(facets.end(), values.begin(), values.end()); };
  if (query.free == catalogue::FreeFilter::kOnlyFree) facets.emplace_back(catalogue::OnlyFree{});
  if (query.access == catalogue::AccessFilter::kOnlyStepFree) facets.emplace_back(catalogue::StepFree{});
  for (const std::string& town : query.towns) facets.emplace_back(catalogue::InTown{town});
  add_all(query.levels);
  add_all(query.parts_of_day);
  for (const base::Weekday day : query.weekdays) facets.emplace_back(catalogue::OnWeekdays{{day}});
  add_all(query.modes);
  add_all(query.audiences);
  for (const offer::Language& language : query.instruction_languages)
    facets.emplace_back(catalogue::SpokenIn{language});
  return facets;
}

std::string name_of(const Screen& screen, const catalogue::Dates& dates) {
  return dates == model::this_week(screen.model.now.date) ? screen.tr("diese Woche") : dates_text(screen.texts, dates);
}

}  // namespace

void draw_filter_column(const Screen& screen, const model::ResultsPage& page, const Rect& column) {
  float y = column.y;
  for (const Section& section : kSections) {
    draw_section_header(screen, page, section, {column.x, y, column.w, kCellDu});
    y += kCellDu + kCellGapDu;
    if (page.open_section != section.section) continue;
    Rows rows({column.x, y, column.w, column.bottom() - y}, 1);
    draw_choices(screen, page, rows, kChoicesInColumn);
    y += rows.height();
  }
  draw_more_header(screen, page, {column.x, y, column.w, kCellDu});
}

float draw_filter_row(const Screen& screen, const model::ResultsPage& page, const Rect& row) {
  const float width =
      (row.w - static_cast<float>(kSections.size()) * kCellGapDu) / static_cast<float>(kSections.size() + 1);
  float x = row.x;
  for (const Section& section : kSections) {
    draw_section_header(screen, page, section, {x, row.y, width, kCellDu});
    x += width + kCellGapDu;
  }
  draw_more_header(screen, page, {x, row.y, width, kCellDu});
  Rows rows({row.x, row.y + kCellDu + kCellGapDu, row.w, 0}, 2);
  draw_choices(screen, page, rows, kChoicesInRow);
  return kCellDu + kCellGapDu + rows.height();
}

void draw_filter_chips(const Screen& screen, const model::ResultsPage& page, const Rect& row) {
  // What doesn't fit is still checked in the accordion.
  ChipRow chips(screen, row);
  const catalogue::SearchQuery& query = page.query;
  const std::string plain = model::plain_words(page.answered_text, page.understood);
  if (!plain.empty()) {
    chips.add_filter("chip.text", fill(screen.tr("„{1}“"), {plain}), "search", model::RemovePlainWords{});
  }
  chips.add_understood(page.understood);
  if (query.from && query.until) {  // none but both of them are ever set here
    chips.add_filter("chip.dates", name_of(screen, {*query.from, *query.until}), "event",
                     model::RemoveFilters{model::FilterKind::kDates});
  }
  for (const offer::Phase phase : query.phases) {
    chips.add_filter(ui::WidgetId("chip.phase") / static_cast<std::uint64_t>(phase), phase_name(screen.texts, phase),
                     "", model::TogglePhase{phase});
  }
  for (const catalogue::FacetValue& value : facets_of(query)) {
    const std::string label = facet_label(screen.texts, value);
    chips.add_filter(ui::WidgetId("chip.facet") / label, label, facet_icon(value), model::ToggleFacet{value});
  }
}

}  // namespace bildungskiosk::view
