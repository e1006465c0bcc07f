#include "tests/kiosk/view/search_pages.hpp"

namespace bildungskiosk::view::test {

catalogue::OfferSummary guitar() {
  catalogue::OfferSummary offer;
  offer.id = "vhs:1";
  offer.title = "Gitarre für Einsteiger";
  offer.title_language = "de";
  offer.provider_name = "Volkshochschule Sonnfeld (fiktiv)";
  offer.phase = offer::Phase::kFamily;
  offer.town = "Lindach";
  return offer;
}

namespace {

void open_visit(ScreenStage& stage) {
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.catalogue.overview.emplace();
  stage.model.catalogue.overview->towns = {{"Auerbrunn", 9}, {"Lindach", 7}, {"Steinau", 3}};
  stage.model.catalogue.overview->info.region = "Landkreis Sonnfeld (fiktiv)";
  stage.model.catalogue.overview->info.generated_at = base::from_german_local_time({*base::make_date(2026, 11, 20), 0});
  stage.model.now = {*base::make_date(2026, 11, 23), 600};
  stage.model.pages.push_back({2, model::HomePage{}});
}

}  // namespace

model::SearchPage& show_search(ScreenStage& stage, const std::string& text) {
  open_visit(stage);
  model::SearchPage page;
  page.text = text;
  page.caret = text.size();
  page.preview.emplace();
  page.preview->total = 1;
  page.preview->items = {guitar()};
  stage.model.pages.push_back({3, page});
  return std::get<model::SearchPage>(stage.model.pages.back().content);
}

model::ResultsPage& show_results(ScreenStage& stage, const std::string& text, int total) {
  open_visit(stage);
  model::ResultsPage page;
  page.query.text = page.answered_text = text;
  page.answered = true;
  page.total = total;
  if (total > 0) page.items = {guitar()};
  stage.model.pages.push_back({3, page});
  return std::get<model::ResultsPage>(stage.model.pages.back().content);
}

std::size_t rest(ScreenStage& stage, const std::string& picture) {
  stage.draw();
  stage.let_pass_ms(1'000);
  stage.draw(picture);
  return stage.shortened_texts();
}

}  // namespace bildungskiosk::view::test
