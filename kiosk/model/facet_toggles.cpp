#include <algorithm>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

template <typename T>
void flip(std::vector<T>& chosen, const T& value) {
  const auto found = std::find(chosen.begin(), chosen.end(), value);
  if (found == chosen.end()) {
    chosen.push_back(value);
  } else {
    chosen.erase(found);
  }
}

/// Sets what is not set and takes back what is, one for each kind of facet.
struct Toggle {
  catalogue::SearchQuery& query;
  void operator()(catalogue::Level level) const { flip(query.levels, level); }
  void operator()(offer::AttendanceMode mode) const { flip(query.modes, mode); }
  void operator()(const catalogue::OnlyFree& /*free*/) const {
    using catalogue::FreeFilter;
    query.free = query.free == FreeFilter::kAny ? FreeFilter::kOnlyFree : FreeFilter::kAny;
  }
  void operator()(const catalogue::StepFree& /*access*/) const {
    using catalogue::AccessFilter;
    query.access = query.access == AccessFilter::kAny ? AccessFilter::kOnlyStepFree : AccessFilter::kAny;
  }
  void operator()(const catalogue::InTown& town) const { flip(query.towns, town.name); }
  void operator()(const catalogue::InDistrict& district) const { flip(query.districts, district.name); }
  void operator()(const catalogue::Dates& dates) const {
    const bool set = query.from == dates.from && query.until == dates.until;
    query.from = set ? std::nullopt : std::optional(dates.from);
    query.until = set ? std::nullopt : std::optional(dates.until);
  }
  void operator()(const catalogue::OnWeekdays& on) const {
    for (const base::Weekday day : on.days) flip(query.weekdays, day);
  }
  void operator()(catalogue::PartOfDay part) const { flip(query.parts_of_day, part); }
  void operator()(catalogue::AudienceGroup group) const { flip(query.audiences, group); }
  void operator()(const catalogue::OfAge& age) const {
    query.age = query.age == age.years ? std::nullopt : std::optional(age.years);
  }
  void operator()(const catalogue::SpokenIn& spoken) const { flip(query.instruction_languages, spoken.language); }
};

}  // namespace

void toggle_phase(catalogue::SearchQuery& query, offer::Phase phase) { flip(query.phases, phase); }

void toggle_facet(catalogue::SearchQuery& query, const catalogue::FacetValue& value) {
  std::visit(Toggle{query}, value);
}

}  // namespace bildungskiosk::model
