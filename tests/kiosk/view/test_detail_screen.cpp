#include <array>

#include "tests/kiosk/view/screen_stage.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using offer::TriState;
using ui::Node;

/// A course at a place that is known to be accessible, but for one thing.
model::DetailPage page_of_course() {
  catalogue::OfferDetail detail;
  detail.summary.id = "vhs:1";
  detail.summary.title = "Deutschkurs A1 am Abend";
  detail.summary.provider_name = "Volkshochschule Sonnfeld (fiktiv)";
  detail.offer.mode = offer::AttendanceMode::kOnsite;
  detail.offer.name = {{"de", "Deutschkurs A1 am Abend"}};
  detail.offer.abstract = {{"de", "Sie lernen Deutsch von Anfang an."}};
  detail.offer.audience.age_minimum = 16;
  detail.place.emplace();
  detail.place->name = "vhs-Haus";
  detail.place->accessibility.step_free = TriState::kYes;
  detail.place->accessibility.accessible_toilet = TriState::kYes;
  detail.place->accessibility.hearing_loop = TriState::kNo;
  model::DetailPage page;
  page.offer_id = "vhs:1";
  page.text_language = "de";
  page.detail = detail;
  return page;
}

void show(ScreenStage& stage, const model::DetailPage& page) {
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.now = {*base::make_date(2026, 11, 23), 10 * 60};
  stage.model.pages = {{1, model::AttractPage{}}, {2, model::HomePage{}}, {3, page}};
  stage.draw();
  stage.let_pass_ms(1'000);  // the page has faded in
  stage.draw("detail-" + std::to_string(stage.size().width));
}

const Node& need(const ScreenStage& stage, const std::string& label) {
  const Node* node = stage.semantics().find_containing(label);
  if (node == nullptr) FAIL("not on the screen: " << label << "\n" << stage.semantics().to_text());
  return *node;
}

}  // namespace

TEST_CASE("What one needs and how the place is accessible stand side by side, lying and upright") {
  for (const platform::PixelSize size : {platform::PixelSize{1920, 1080}, platform::PixelSize{1080, 1920}}) {
    INFO(size.width);
    ScreenStage stage(size);
    show(stage, page_of_course());
    const ui::PxRect needs = need(stage, "Das brauchen Sie").rect;
    const ui::PxRect access = need(stage, "So ist der Ort zugänglich").rect;
    CHECK(access.y == needs.y);
    CHECK(access.x > needs.right());
    CHECK(need(stage, "Stufenlos").rect.y > access.bottom());
    CHECK(need(stage, "Keine Hörschleife").rect.y >= need(stage, "Stufenlos").rect.y);
    CHECK_FALSE(stage.shows("Gebärdensprache"));  // nobody has said anything of it
    CHECK(stage.shortened_texts() == 0);
  }
}

TEST_CASE("In Arabic the place's accessibility stands left of what one needs") {
  ScreenStage stage;
  stage.model.language = "ar";
  show(stage, page_of_course());
  const i18n::Texts& texts = shipped_languages().texts("ar");
  const ui::PxRect needs = need(stage, texts.tr("Das brauchen Sie")).rect;
  const ui::PxRect access = need(stage, texts.tr("So ist der Ort zugänglich")).rect;
  CHECK(access.right() < needs.x);
}

TEST_CASE("An online course says nothing of a place, and a silent provider is not taken for a no") {
  ScreenStage stage;
  model::DetailPage page = page_of_course();
  page.detail->place->accessibility = {};
  show(stage, page);
  CHECK(stage.shows("Dazu hat der Anbieter nichts gesagt."));
  page.detail->offer.mode = offer::AttendanceMode::kOnline;
  show(stage, page);
  CHECK_FALSE(stage.shows("So ist der Ort zugänglich"));
}

}  // namespace bildungskiosk::view::test
