#include <algorithm>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

// Takes words out of a text, if it still has them there: it may have gone on since they were understood.
void remove_words(std::string& text, const catalogue::Understood& understood) {
  const std::size_t length = understood.end - understood.begin;
  if (understood.words.empty() ||
      text.compare(std::min(understood.begin, text.size()), length, understood.words) != 0) {
    return;
  }
  text.erase(understood.begin, length);
  const bool space_before = understood.begin == 0 || text[understood.begin - 1] == ' ';
  if (space_before && understood.begin < text.size() && text[understood.begin] == ' ') text.erase(understood.begin, 1);
  while (understood.begin >= text.size() && text.ends_with(' ')) text.pop_back();
}

/// Words stand in a text as words of their own: beside them is nothing, a space, or what stood there when they were
/// understood.
bool stands_alone(const std::string& text, std::size_t at, const catalogue::Understood& one,
                  const std::string& answered) {
  const auto like = [&](std::size_t beside, std::size_t beside_then) {
    return beside >= text.size() || text[beside] == ' ' ||
           (beside_then < answered.size() && text[beside] == answered[beside_then]);
  };
  return (at == 0 || like(at - 1, one.begin - 1)) && like(at + one.words.size(), one.end);
}

/// What was understood of the answered text, where it stands in the text of the query. While an answer is awaited words
/// may have left the query, never come into it: what is still there stands where it stood, or before.
std::vector<catalogue::Understood> still_in_query(const ResultsPage& page) {
  const std::string& text = page.query.text;
  std::vector<catalogue::Understood> left;
  std::size_t from = 0;
  for (catalogue::Understood one : page.understood) {
    std::size_t at = text.rfind(one.words, one.begin);
    while (at != std::string::npos && at > from && !stands_alone(text, at, one, page.answered_text)) {
      at = text.rfind(one.words, at - 1);
    }
    if (at == std::string::npos || at < from || !stands_alone(text, at, one, page.answered_text)) continue;
    one.begin = at;
    one.end = from = at + one.words.size();
    left.push_back(std::move(one));
  }
  return left;
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

void remove_while_typing(Model& model, SearchPage& page, const catalogue::Understood& understood, Effects& effects) {
  const std::size_t before = page.text.size();
  remove_words(page.text, understood);
  const std::size_t removed = before - page.text.size();
  if (removed == 0) return;
  if (page.caret > understood.begin) page.caret -= std::min(page.caret - understood.begin, removed);
  page.caret = std::min(page.caret, page.text.size());
  ask_preview(model, page, effects);
}

}  // namespace

void on(Model& model, const TogglePhase& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { toggle_phase(query, event.phase); });
}

void on(Model& model, const ToggleFacet& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { toggle_facet(query, event.value); });
}

void on(Model& model, const RemoveText& /*event*/, Effects& effects) {
  change_query(model, effects, [](catalogue::SearchQuery& query) {
    query.text.clear();
    query.correction = catalogue::CorrectionUse::kAllowed;
  });
}

void on(Model& model, const RemovePlainWords& /*event*/, Effects& effects) {
  const auto* page = shown<ResultsPage>(model);
  if (page == nullptr) return;
  std::string kept;
  for (const catalogue::Understood& one : still_in_query(*page)) kept += (kept.empty() ? "" : " ") + one.words;
  change_query(model, effects, [&](catalogue::SearchQuery& query) {
    query.text = std::move(kept);
    query.correction = catalogue::CorrectionUse::kAllowed;
  });
}

void on(Model& model, const RemoveUnderstood& event, Effects& effects) {
  if (auto* search = shown<SearchPage>(model)) {
    remove_while_typing(model, *search, event.understood, effects);
    return;
  }
  const auto* page = shown<ResultsPage>(model);
  if (page == nullptr) return;
  for (const catalogue::Understood& one : still_in_query(*page)) {
    if (one.words != event.understood.words || one.value != event.understood.value) continue;
    change_query(model, effects, [&](catalogue::SearchQuery& query) { remove_words(query.text, one); });
    return;
  }
}

void on(Model& model, const RemoveFilters& event, Effects& effects) {
  change_query(model, effects, [&](catalogue::SearchQuery& query) { remove_filters(query, event.kind); });
}

void on(Model& model, const ClearFilters& /*event*/, Effects& effects) {
  const auto* page = shown<ResultsPage>(model);
  if (page == nullptr) return;
  std::string text = plain_words(page->query.text, still_in_query(*page));
  change_query(model, effects, [&](catalogue::SearchQuery& query) {
    for (const FilterKind kind : kAllFilterKinds) remove_filters(query, kind);
    query.text = std::move(text);
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

void on(Model& model, const OpenMoreFilters& event, Effects& /*effects*/) {
  auto* page = shown<ResultsPage>(model);
  if (page == nullptr) return;
  page->more_filters = event.group;
  page->sort_menu = SortMenu::kClosed;
}

void on(Model& model, const CloseMoreFilters& /*event*/, Effects& /*effects*/) {
  if (auto* page = shown<ResultsPage>(model)) page->more_filters.reset();
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
  if (page == nullptr || !may_load_more(*page)) return;
  page->query.offset = page->items.size();
  page->request = model.next_request++;
  Search more{page->request, page->query};
  more.query.counts = false;  // they came with the first part
  effects.emplace_back(std::move(more));
}

}  // namespace bildungskiosk::model
