#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Whole characters only. Combining marks count for themselves; no key of ours makes them.
std::size_t before(const std::string& text, std::size_t caret) {
  if (caret == 0) return 0;
  do {
    --caret;
  } while (caret > 0 && continues_character(text[caret]));
  return caret;
}

std::size_t after(const std::string& text, std::size_t caret) {
  if (caret >= text.size()) return text.size();
  do {
    ++caret;
  } while (caret < text.size() && continues_character(text[caret]));
  return caret;
}

}  // namespace

void on(Model& model, const TypeText& event, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || event.text.empty() || page->text.size() + event.text.size() > kQueryTextBytesMax) return;
  page->text.insert(page->caret, event.text);
  page->caret += event.text.size();
  ask_preview(model, *page, effects);
}

void on(Model& model, const DeleteBackward& /*event*/, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || page->caret == 0) return;
  const std::size_t begin = before(page->text, page->caret);
  page->text.erase(begin, page->caret - begin);
  page->caret = begin;
  ask_preview(model, *page, effects);
}

void on(Model& model, const DeleteForward& /*event*/, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || page->caret >= page->text.size()) return;
  page->text.erase(page->caret, after(page->text, page->caret) - page->caret);
  ask_preview(model, *page, effects);
}

void on(Model& model, const MoveCaret& event, Effects& /*effects*/) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr) return;
  switch (event.where) {
    case CaretMove::kBack:
      page->caret = before(page->text, page->caret);
      break;
    case CaretMove::kForward:
      page->caret = after(page->text, page->caret);
      break;
    case CaretMove::kStart:
      page->caret = 0;
      break;
    case CaretMove::kEnd:
      page->caret = page->text.size();
      break;
  }
}

void on(Model& model, const ClearText& /*event*/, Effects& effects) {
  auto* page = shown<SearchPage>(model);
  if (page == nullptr || page->text.empty()) return;
  page->text.clear();
  page->caret = 0;
  ask_preview(model, *page, effects);
}

void on(Model& model, const ChooseLayer& event, Effects& /*effects*/) {
  if (auto* page = shown<SearchPage>(model)) page->layer = event.layer;
}

void on(Model& model, const ShowResults& /*event*/, Effects& effects) {
  const auto* page = shown<SearchPage>(model);
  if (page == nullptr) return;
  ResultsPage results;
  results.query.text = page->text;
  results.query.sort = page->text.empty() ? catalogue::SortOrder::kNextDate : catalogue::SortOrder::kRelevance;
  push(model, std::move(results));
  ask_results(model, *shown<ResultsPage>(model), effects);
}

}  // namespace bildungskiosk::model
