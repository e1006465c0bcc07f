#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

// From these pages one may go anywhere; from the attract screen only home, so that a stray touch types nothing.
bool visiting(const Model& model) { return model.page_as<AttractPage>() == nullptr && !catalogue_unusable(model); }

ResultsPage results_for(catalogue::SearchQuery query) {
  ResultsPage page;
  page.query = std::move(query);
  return page;
}

}  // namespace

void push(Model& model, PageContent content) {
  close_menus(model);
  // The attract page and home stay at the bottom; the oldest page above them goes first.
  if (model.pages.size() >= kPagesMax) model.pages.erase(model.pages.begin() + 2);
  model.pages.push_back(Page{model.next_page++, std::move(content)});
}

void on(Model& model, const WakeUp& event, Effects& effects) {
  if (model.page_as<AttractPage>() == nullptr || catalogue_unusable(model) || model.staff.dialog) return;
  const bool other_language = model.language != event.language;
  model.language = event.language;
  model.last_touch_ms = model.now_ms;
  push(model, HomePage{});
  if (other_language && model.catalogue.status == CatalogueStatus::kReady) ask_overview(model, effects);
}

void on(Model& model, const GoBack& /*event*/, Effects& effects) {
  if (model.language_menu == LanguageMenu::kOpen || model.display.panel == DisplayPanel::kOpen) {
    close_menus(model);
    return;
  }
  if (auto* results = shown<ResultsPage>(model); results != nullptr && results->more_filters) {
    results->more_filters.reset();
    return;
  }
  if (auto* results = shown<ResultsPage>(model); results != nullptr && results->sort_menu == SortMenu::kOpen) {
    results->sort_menu = SortMenu::kClosed;
    return;
  }
  if (close_take_away(model)) return;
  if (!can_go_back(model)) return;
  model.pages.pop_back();
  // An answer that was on its way when the visitor went on has been dropped; ask for it again.
  ask_again(model, effects);
}

void on(Model& model, const GoHome& /*event*/, Effects& /*effects*/) {
  if (!visiting(model)) return;
  close_menus(model);
  model.pages.erase(model.pages.begin() + 2, model.pages.end());
}

void on(Model& model, const ChooseLanguage& event, Effects& effects) {
  if (!visiting(model)) return;
  model.language_menu = LanguageMenu::kClosed;
  if (model.language == event.language) return;
  model.language = event.language;
  model.letters_of.clear();
  if (model.catalogue.status != CatalogueStatus::kReady) return;
  ask_overview(model, effects);
  ask_remembered(model, effects);
  for (Page& page : model.pages) {
    if (auto* results = std::get_if<ResultsPage>(&page.content)) {
      results->query.language = model.language;
      results->answered = false;
    } else if (auto* detail = std::get_if<DetailPage>(&page.content)) {
      detail->detail.reset();
      detail->text_language.clear();
    } else if (auto* search = std::get_if<SearchPage>(&page.content)) {
      search->preview.reset();
    }
  }
  ask_again(model, effects);
}

void on(Model& model, const ToggleLanguageMenu& /*event*/, Effects& /*effects*/) {
  if (!visiting(model)) return;
  const bool open = model.language_menu == LanguageMenu::kOpen;
  close_menus(model);
  if (!open) model.language_menu = LanguageMenu::kOpen;
}

void on(Model& model, const OpenSearch& /*event*/, Effects& /*effects*/) {
  if (!visiting(model) || model.page_as<SearchPage>() != nullptr) return;
  push(model, SearchPage{});
}

void on(Model& model, const OpenPhase& event, Effects& effects) {
  if (!visiting(model)) return;
  catalogue::SearchQuery query;
  query.phases = {event.phase};
  query.sort = catalogue::SortOrder::kNextDate;
  push(model, results_for(std::move(query)));
  ask_results(model, *shown<ResultsPage>(model), effects);
}

void on(Model& model, const OpenThisWeek& /*event*/, Effects& effects) {
  if (!visiting(model)) return;
  catalogue::SearchQuery query;
  const catalogue::Dates dates = this_week(model.now.date);
  query.from = dates.from;
  query.until = dates.until;
  query.sort = catalogue::SortOrder::kNextDate;
  push(model, results_for(std::move(query)));
  ask_results(model, *shown<ResultsPage>(model), effects);
}

void on(Model& model, const OpenOffer& event, Effects& effects) {
  if (!visiting(model)) return;
  DetailPage page;
  page.offer_id = event.offer_id;
  push(model, std::move(page));
  ask_offer(model, *shown<DetailPage>(model), effects);
}

void on(Model& model, const ChooseTextLanguage& event, Effects& /*effects*/) {
  if (auto* page = shown<DetailPage>(model)) page->text_language = event.language;
}

void on(Model& model, const Scrolled& event, Effects& /*effects*/) {
  for (Page& page : model.pages) {
    if (page.id != event.page) continue;
    if (auto* home = std::get_if<HomePage>(&page.content)) home->scroll_du = event.offset_du;
    if (auto* results = std::get_if<ResultsPage>(&page.content)) {
      results->scroll_du = event.offset_du;
      if (results->answered) results->failed = false;  // more of it is tried again
    }
    if (auto* detail = std::get_if<DetailPage>(&page.content)) detail->scroll_du = event.offset_du;
    if (auto* list = std::get_if<ListPage>(&page.content)) list->scroll_du = event.offset_du;
  }
}

}  // namespace bildungskiosk::model
