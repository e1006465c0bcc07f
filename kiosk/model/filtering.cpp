#include <algorithm>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

template <typename T>
void toggle(std::vector<T>& chosen, const T& value) {
  const auto found = std::find(chosen.begin(), chosen.end(), value);
  if (found == chosen.end()) {
    chosen.push_back(value);
  } else {
    chosen.erase(found);
  }
}

// Changes the shown list's query and asks anew from the top.
template <typename Change>
void change_query(Model& model, Effects& effects, Change change) {
  auto* page = shown<ResultsPage>(model);
  if (page == nullptr) return;
  change(page->query);
  page->scroll_du = 0;
  page->sort_menu = SortMenu::kClosed;
  ask_results(model, *page, effects);
}

}  // namespace

void on(Model& model, const TogglePhase& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { toggle(query.phases, event.phase); });
}

void on(Model& model, const ToggleTown& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { toggle(query.towns, event.town); });
}

void on(Model& model, const ToggleMode& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { toggle(query.modes, event.mode); });
}

void on(Model& model, const ToggleFree& /*event*/, Effects& effects) {
  using catalogue::FreeFilter;
  change_query(model, effects, [](catalogue::SearchQuery& query) {
    query.free = query.free == FreeFilter::kAny ? FreeFilter::kOnlyFree : FreeFilter::kAny;
  });
}

void on(Model& model, const RemoveText& /*event*/, Effects& effects) {
  change_query(model, effects, [](catalogue::SearchQuery& query) {
    query.text.clear();
    query.correction = catalogue::CorrectionUse::kAllowed;
  });
}

void on(Model& model, const RemoveFilters& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { remove_filters(query, event.kind); });
}

void on(Model& model, const ClearFilters& /*event*/, Effects& effects) {
  change_query(model, effects, [](catalogue::SearchQuery& query) {
    for (const FilterKind kind : kAllFilterKinds) remove_filters(query, kind);
  });
}

void on(Model& model, const SearchAgain& /*event*/, Effects& effects) {
  change_query(model, effects, [](catalogue::SearchQuery& /*query*/) {});
}

void on(Model& model, const ToggleSection& event, Effects& /*effects*/) {
  auto* page = shown<ResultsPage>(model);
  if (page == nullptr) return;
  page->open_section = page->open_section == event.section ? FilterSection::kNone : event.section;
  page->choices_page = 0;
}

void on(Model& model, const NextChoices& /*event*/, Effects& /*effects*/) {
  // The view shows the first handful again after the last one: it knows how many fit.
  if (auto* page = shown<ResultsPage>(model)) ++page->choices_page;
}

void on(Model& model, const ToggleSortMenu& /*event*/, Effects& /*effects*/) {
  auto* page = shown<ResultsPage>(model);
  if (page == nullptr) return;
  page->sort_menu = page->sort_menu == SortMenu::kClosed ? SortMenu::kOpen : SortMenu::kClosed;
}

void on(Model& model, const ChooseSort& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { query.sort = event.order; });
}

void on(Model& model, const NeedMoreResults& /*event*/, Effects& effects) {
  auto* page = shown<ResultsPage>(model);
  if (page == nullptr || !page->answered || page->request != 0) return;
  const std::size_t loaded = page->items.size();
  if (loaded >= static_cast<std::size_t>(page->total) || loaded >= kResultsMax) return;
  page->query.offset = loaded;
  page->request = model.next_request++;
  effects.emplace_back(Search{page->request, page->query});
}

}  // namespace bildungskiosk::model
