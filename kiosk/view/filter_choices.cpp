#include "kiosk/view/filter_choices.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/filter_row.hpp"
#include "kiosk/view/facet_wording.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using catalogue::FacetValue;
using model::FilterGroup;
using model::FilterSection;

template <typename T>
bool has(const std::vector<T>& chosen, const T& value) {
  return std::find(chosen.begin(), chosen.end(), value) != chosen.end();
}

/// "am Wochenende" checks Saturday and Sunday.
bool stands_for(const FacetValue& understood, const FacetValue& choice) {
  const auto* days = std::get_if<catalogue::OnWeekdays>(&understood);
  const auto* day = std::get_if<catalogue::OnWeekdays>(&choice);
  return days != nullptr && day != nullptr ? has(days->days, day->days.front()) : understood == choice;
}

/// Collects the choices of one list of a page.
class Choices {
 public:
  enum class Empty { kLeftOut, kShown };

  Choices(const Screen& screen, const model::ResultsPage& page) : screen_(screen), page_(page) {}

  /// A choice that the typed words made is chosen as well, and taking it back takes the words away.
  void add(ui::WidgetId id, std::string label, int offers, bool chosen, const FacetValue& value,
           Empty empty = Empty::kLeftOut) {
    Choice choice{id, std::move(label), offers, chosen, model::ToggleFacet{value}};
    const catalogue::Understood* words = chosen ? nullptr : typed(value);
    if (words != nullptr) {
      choice.chosen = true;
      choice.toggle = model::RemoveUnderstood{*words};
    }
    push(std::move(choice), empty);
  }
  void push(Choice choice, Empty empty = Empty::kLeftOut) {
    if (choice.chosen || choice.offers > 0 || empty == Empty::kShown) choices_.push_back(std::move(choice));
  }

  void add_phases();
  void add_towns();
  void add_times();
  void add_conditions();
  void add_levels();
  void add_audiences();
  void add_languages();
  [[nodiscard]] std::vector<Choice> take() && { return std::move(choices_); }

 private:
  /// The words that stand for the choice, or null.
  [[nodiscard]] const catalogue::Understood* typed(const FacetValue& value) const {
    const auto found = std::find_if(page_.understood.begin(), page_.understood.end(),
                                    [&](const auto& one) { return stands_for(one.value, value); });
    return found == page_.understood.end() ? nullptr : &*found;
  }

  const Screen& screen_;
  const model::ResultsPage& page_;
  std::vector<Choice> choices_;
};

void Choices::add_phases() {
  for (const offer::Phase phase : offer::kAllPhases) {
    const auto index = static_cast<std::size_t>(phase);
    push({ui::WidgetId("filter.phase") / index, phase_name(screen_.texts, phase), page_.facets.phases[index],
          has(page_.query.phases, phase), model::TogglePhase{phase}});
  }
}

void Choices::add_towns() {
  for (const auto& town : page_.facets.towns) {
    add(ui::WidgetId("filter.town") / town.value, town.value, town.offers, has(page_.query.towns, town.value),
        catalogue::InTown{town.value}, Empty::kShown);
  }
}

void Choices::add_times() {
  for (const auto part :
       {catalogue::PartOfDay::kMorning, catalogue::PartOfDay::kAfternoon, catalogue::PartOfDay::kEvening}) {
    const auto index = static_cast<std::size_t>(part);
    add(ui::WidgetId("filter.part") / index, part_of_day_name(screen_.texts, part), page_.facets.parts_of_day[index],
        has(page_.query.parts_of_day, part), part, Empty::kShown);
  }
  for (std::size_t index = 0; index < catalogue::kWeekdayCount; ++index) {
    const auto day = static_cast<base::Weekday>(index);
    add(ui::WidgetId("filter.weekday") / index, screen_.texts.weekday_long(day), page_.facets.weekdays[index],
        has(page_.query.weekdays, day), catalogue::OnWeekdays{{day}}, Empty::kShown);
  }
}

void Choices::add_conditions() {
  add("filter.free", screen_.tr("kostenlos"), page_.facets.free, page_.query.free == catalogue::FreeFilter::kOnlyFree,
      catalogue::OnlyFree{}, Empty::kShown);
  add("filter.access", screen_.tr("ohne Stufen"), page_.facets.step_free,
      page_.query.access == catalogue::AccessFilter::kOnlyStepFree, catalogue::StepFree{}, Empty::kShown);
  for (const auto mode :
       {offer::AttendanceMode::kOnsite, offer::AttendanceMode::kOnline, offer::AttendanceMode::kBlended}) {
    const auto facet = std::find_if(page_.facets.modes.begin(), page_.facets.modes.end(),
                                    [mode](const auto& counted) { return counted.value == mode; });
    add(ui::WidgetId("filter.mode") / static_cast<std::uint64_t>(mode), mode_name(screen_.texts, mode),
        facet != page_.facets.modes.end() ? facet->offers : 0, has(page_.query.modes, mode), mode, Empty::kShown);
  }
}

void Choices::add_levels() {
  for (std::size_t index = 0; index < catalogue::kLevelCount; ++index) {
    const auto level = static_cast<catalogue::Level>(index);
    add(ui::WidgetId("filter.level") / index, level_name(screen_.texts, level), page_.facets.levels[index],
        has(page_.query.levels, level), level, Empty::kShown);
  }
}

void Choices::add_audiences() {
  for (std::size_t index = 0; index < catalogue::kAudienceGroupCount; ++index) {
    const auto group = static_cast<catalogue::AudienceGroup>(index);
    add(ui::WidgetId("filter.audience") / index, audience_name(screen_.texts, group), page_.facets.audiences[index],
        has(page_.query.audiences, group), group, Empty::kShown);
  }
}

// Eight: the chosen ones and the most spoken; others are found by typing them. None changes its place when it is
// chosen.
void Choices::add_languages() {
  constexpr std::ptrdiff_t kLanguagesMax = 8;
  const auto& languages = page_.facets.instruction_languages;
  const auto touched = [&](const auto& language) { return has(page_.query.instruction_languages, language.value); };
  const auto chosen = [&](const auto& language) {
    return touched(language) || typed(catalogue::SpokenIn{language.value}) != nullptr;
  };
  std::ptrdiff_t room = kLanguagesMax - std::count_if(languages.begin(), languages.end(), chosen);
  for (const auto& language : languages) {
    if (!chosen(language) && --room < 0) continue;
    add(ui::WidgetId("filter.language") / language.value, language_name(screen_.texts, language.value), language.offers,
        touched(language), catalogue::SpokenIn{language.value});
  }
}

}  // namespace

std::vector<Choice> choices_of(const Screen& screen, const model::ResultsPage& page, FilterSection section) {
  Choices choices(screen, page);
  if (section == FilterSection::kTown) choices.add_towns();
  if (section == FilterSection::kWhen) choices.add_times();
  return std::move(choices).take();
}

std::vector<Choice> choices_of(const Screen& screen, const model::ResultsPage& page, FilterGroup group) {
  Choices choices(screen, page);
  switch (group) {
    case FilterGroup::kPhase:
      choices.add_phases();
      break;
    case FilterGroup::kConditions:
      choices.add_conditions();
      break;
    case FilterGroup::kLevel:
      choices.add_levels();
      break;
    case FilterGroup::kAudience:
      choices.add_audiences();
      break;
    case FilterGroup::kLanguage:
      choices.add_languages();
      break;
  }
  return std::move(choices).take();
}

std::size_t chosen_of(const std::vector<Choice>& choices) {
  return static_cast<std::size_t>(
      std::count_if(choices.begin(), choices.end(), [](const Choice& choice) { return choice.chosen; }));
}

void draw_choice(const Screen& screen, const Choice& choice, const ui::Rect& row) {
  const std::string count = screen.texts.number(choice.offers);
  const ui::CheckboxRowSpec spec{
      .label = choice.label, .count = count, .checked = choice.chosen, .enabled = choice.chosen || choice.offers > 0};
  if (ui::checkbox_row(screen.frame, choice.id, row, spec)) screen.events.push_back(choice.toggle);
}

}  // namespace bildungskiosk::view
