#include <iterator>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

CatalogueStatus status_for(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::kNoCatalogue:
    case base::ErrorCode::kNotInitialised:
    case base::ErrorCode::kNotFound:
      return CatalogueStatus::kMissing;
    case base::ErrorCode::kPermissionDenied:
      return CatalogueStatus::kNoPermission;
    case base::ErrorCode::kInternal:
      return CatalogueStatus::kFault;
    default:
      return CatalogueStatus::kDamaged;
  }
}

// Whoever wants exactly what was typed wants its words as words.
catalogue::UnderstandingUse understanding_of(catalogue::CorrectionUse correction) {
  return correction == catalogue::CorrectionUse::kAllowed ? catalogue::UnderstandingUse::kAllowed
                                                          : catalogue::UnderstandingUse::kRefused;
}

}  // namespace

void ask_overview(Model& model, Effects& effects) {
  model.catalogue.overview_request = model.next_request++;
  effects.emplace_back(LoadOverview{model.catalogue.overview_request, model.now, model.language});
}

void ask_preview(Model& model, SearchPage& page, Effects& effects) {
  if (page.text.empty()) {
    page.request = 0;
    page.preview.reset();
    return;
  }
  page.request = model.next_request++;
  Search search{page.request, {}};
  search.query.text = page.text;
  search.query.correction = page.correction;
  search.query.understanding = understanding_of(page.correction);
  search.query.language = model.language;
  search.query.now = model.now;
  search.query.here = model.place;
  search.query.limit = kSearchPreview;
  search.query.counts = false;  // no filters are shown
  effects.emplace_back(std::move(search));
}

void ask_results(Model& model, ResultsPage& page, Effects& effects) {
  page.query.language = model.language;
  page.query.understanding = understanding_of(page.query.correction);
  page.query.now = model.now;
  page.query.here = model.place;
  page.query.offset = 0;
  page.query.limit = kResultsStep;
  page.answered = false;
  page.failed = false;
  page.request = model.next_request++;
  effects.emplace_back(Search{page.request, page.query});
}

void ask_offer(Model& model, DetailPage& page, Effects& effects) {
  page.request = model.next_request++;
  page.missing = false;
  effects.emplace_back(ReadOffer{page.request, page.offer_id, model.now, model.language});
}

void ask_again(Model& model, Effects& effects) {
  if (auto* search = shown<SearchPage>(model)) {
    if (!search->preview || search->request != 0) ask_preview(model, *search, effects);
  } else if (auto* results = shown<ResultsPage>(model)) {
    if (!results->answered) ask_results(model, *results, effects);
    // More of the list was on its way and dropped; the view will ask for it when it is in sight.
    if (results->answered) {
      results->request = 0;
      results->failed = false;
    }
  } else if (auto* detail = shown<DetailPage>(model)) {
    if (!detail->detail) ask_offer(model, *detail, effects);
  } else if (shown<ListPage>(model) != nullptr) {
    ask_contacts(model, effects);
  }
}

void on(Model& model, const RetryCatalogue& /*event*/, Effects& effects) {
  model.catalogue.checked_at_ms = model.now_ms;
  effects.emplace_back(OpenCatalogue{});
}

void on(Model& model, const CatalogueOpened& /*event*/, Effects& effects) {
  const bool was_unusable = catalogue_unusable(model);
  model.catalogue.status = CatalogueStatus::kReady;
  model.catalogue.error = {};
  // Whoever stands before an error screen begins anew; a visitor who came before the first answer stays on home.
  if (was_unusable) {
    forget_visit(model, effects);
    return;
  }
  ask_overview(model, effects);
  ask_remembered(model, effects);
  ask_again(model, effects);
}

void on(Model& model, const CatalogueFailed& event, Effects& effects) {
  CatalogueState failed;
  failed.status = status_for(event.error.code);
  failed.error = event.error;
  failed.checked_at_ms = model.now_ms;
  model.catalogue = std::move(failed);
  // The screen now speaks to staff; what the visitor typed is nobody else's business.
  forget_visit(model, effects);
}

void on(Model& model, const OverviewLoaded& event, Effects& /*effects*/) {
  if (event.request != model.catalogue.overview_request) return;
  model.catalogue.overview_request = 0;
  model.catalogue.overview = event.overview;
  model.catalogue.overview_at_ms = model.now_ms;
}

void on(Model& model, const SearchAnswered& event, Effects& /*effects*/) {
  if (auto* search = shown<SearchPage>(model); search != nullptr && search->request == event.request) {
    search->request = 0;
    search->preview = event.result;
  }
  auto* results = shown<ResultsPage>(model);
  if (results == nullptr || results->request != event.request) return;
  results->request = 0;
  if (results->answered) {  // more of the same list
    results->items.insert(results->items.end(), event.result.items.begin(), event.result.items.end());
    return;
  }
  results->answered = true;
  results->answered_text = results->query.text;
  results->total = event.result.total;
  results->items = event.result.items;
  results->facets = event.result.facets;
  results->understood = event.result.understood;
  results->corrected = event.result.corrected;
  results->dropped = event.result.dropped;
}

void on(Model& model, const OfferRead& event, Effects& /*effects*/) {
  auto* page = shown<DetailPage>(model);
  if (page == nullptr || page->request != event.request) return;
  page->request = 0;
  page->detail = event.detail;
  page->similar = event.similar;
  if (page->text_language.empty()) page->text_language = event.detail.summary.title_language;
}

void on(Model& model, const RequestFailed& event, Effects& effects) {
  if (event.error.code == base::ErrorCode::kCancelled) return;
  if (event.error.code == base::ErrorCode::kCatalogueDamaged) {
    on(model, CatalogueFailed{event.error}, effects);
    return;
  }
  if (event.request == model.catalogue.overview_request) model.catalogue.overview_request = 0;
  if (event.request == model.remembered.request) model.remembered.request = 0;
  if (event.request == model.remembered.contacts_request) model.remembered.contacts_request = 0;
  if (auto* search = shown<SearchPage>(model); search != nullptr && search->request == event.request) {
    search->request = 0;
  }
  if (auto* results = shown<ResultsPage>(model); results != nullptr && results->request == event.request) {
    results->request = 0;
    results->failed = true;
  }
  if (auto* detail = shown<DetailPage>(model); detail != nullptr && detail->request == event.request) {
    detail->request = 0;
    detail->missing = true;
  }
}

}  // namespace bildungskiosk::model
