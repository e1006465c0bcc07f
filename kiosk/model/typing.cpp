#include "kiosk/model/caret.hpp"
#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

// A refusal is of the text that was refused; whoever types on is helped again.
void ask_anew(Model& model, SearchPage& page, Effects& effects) {
  page.correction = catalogue::CorrectionUse::kAllowed;
  ask_preview(model, page, effects);
}

void choose_correction(Model& model, catalogue::CorrectionUse correction, Effects& effects) {
  if (auto* search = shown<SearchPage>(model)) {
    search->correction = correction;
    ask_preview(model, *search, effects);
  } else if (auto* results = shown<ResultsPage>(model)) {
    results->query.correction = correction;
    results->scroll_du = 0;
    ask_results(model, *results, effects);
  }
}

}  // namespace

void on(Model& model, const TypeText& event, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || event.text.empty() || page->text.size() + event.text.size() > kQueryTextBytesMax) return;
  page->text.insert(page->caret, event.text);
  page->caret += event.text.size();
  ask_anew(model, *page, effects);
}

void on(Model& model, const DeleteBackward& /*event*/, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || page->caret == 0) return;
  const std::size_t begin = caret_before(page->text, page->caret);
  page->text.erase(begin, page->caret - begin);
  page->caret = begin;
  ask_anew(model, *page, effects);
}

void on(Model& model, const DeleteForward& /*event*/, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || page->caret >= page->text.size()) return;
  page->text.erase(page->caret, caret_after(page->text, page->caret) - page->caret);
  ask_anew(model, *page, effects);
}

void on(Model& model, const MoveCaret& event, Effects& /*effects*/) {
  if (auto* page = shown<SearchPage>(model)) page->caret = moved_caret(page->text, page->caret, event.where);
}

void on(Model& model, const ClearText& /*event*/, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || page->text.empty()) return;
  page->text.clear();
  page->caret = 0;
  ask_anew(model, *page, effects);
}

void on(Model& model, const ChooseLayer& event, Effects& /*effects*/) {
  if (auto* page = shown<SearchPage>(model)) page->layer = event.layer;
}

void on(Model& model, const ChooseLetters& event, Effects& /*effects*/) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr) return;
  model.letters_of = event.of;
  page->layer = KeyboardLayer::kLetters;
}

void on(Model& model, const ShowResults& /*event*/, Effects& effects) {
  const auto* page = shown<SearchPage>(model);
  if (page == nullptr) return;
  ResultsPage results;
  results.query.text = page->text;
  results.answered_text = page->text;
  results.query.correction = page->correction;
  results.query.sort = page->text.empty() ? catalogue::SortOrder::kNextDate : catalogue::SortOrder::kRelevance;
  push(model, std::move(results));
  ask_results(model, *shown<ResultsPage>(model), effects);
}

void on(Model& model, const ShowAllOffers& /*event*/, Effects& effects) {
  if (shown<SearchPage>(model) == nullptr) return;
  ResultsPage results;
  results.query.sort = catalogue::SortOrder::kNextDate;
  push(model, std::move(results));
  ask_results(model, *shown<ResultsPage>(model), effects);
}

void on(Model& model, const RefuseCorrection& /*event*/, Effects& effects) {
  choose_correction(model, catalogue::CorrectionUse::kRefused, effects);
}

void on(Model& model, const AllowCorrection& /*event*/, Effects& effects) {
  choose_correction(model, catalogue::CorrectionUse::kAllowed, effects);
}

}  // namespace bildungskiosk::model
