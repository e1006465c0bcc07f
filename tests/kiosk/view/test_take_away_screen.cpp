#include <algorithm>
#include <array>

#include "tests/kiosk/view/screen_stage.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using model::TakeAway;
using ui::WidgetId;

constexpr std::array<platform::PixelSize, 5> kAllDisplays = {
    {{1920, 1080}, {1080, 1920}, {1366, 768}, {3840, 2160}, {1024, 768}}};

catalogue::OfferDetail course() {
  catalogue::OfferDetail detail;
  detail.summary.id = detail.offer.id = "vhs:1";
  detail.summary.title = "Deutschkurs A1 am Abend";
  detail.summary.title_language = "de";
  detail.summary.provider_name = "Volkshochschule Sonnfeld (fiktiv)";
  detail.offer.name = {{"de", detail.summary.title}};
  detail.offer.registration.url = "https://vhs-sonnfeld.example/kurs/F40405";
  detail.provider.telephone = "09999 123-450";
  detail.place.emplace();
  detail.place->name = "vhs-Haus";
  detail.place->geo = offer::GeoPoint{50.1, 9.1};
  for (int week = 0; week < 20; ++week) {
    catalogue::UpcomingSession meeting;
    meeting.session.date = base::add_days(*base::make_date(2026, 12, 7), 7 * week);
    meeting.session.starts = base::MinuteOfDay{1080};
    meeting.session.ends = base::MinuteOfDay{1215};
    detail.upcoming.push_back(meeting);
  }
  detail.summary.upcoming_count = 20;
  return detail;
}

void begin_visit(ScreenStage& stage, model::PageContent content) {
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.now_ms = 1'000'000;
  stage.model.last_touch_ms = 1'000'000;
  stage.model.now = {*base::make_date(2026, 11, 23), 10 * 60};
  stage.model.pages = {{1, model::AttractPage{}}, {2, model::HomePage{}}, {3, std::move(content)}};
}

void show_offer(ScreenStage& stage, std::optional<TakeAway> open) {
  model::DetailPage page;
  page.offer_id = "vhs:1";
  page.detail = course();
  page.text_language = "de";
  page.take_away = open;
  begin_visit(stage, std::move(page));
}

void show_list(ScreenStage& stage, int offers) {
  constexpr std::array kTitles = {"Smartphone-Hilfe ab 60", "Bewerbung am Computer schreiben",
                                  "Deutschkurs A1 am Abend", "Ferienwerkstatt: Wir bauen einen Roboter"};
  begin_visit(stage, model::ListPage{});
  stage.model.remembered = {};
  for (int i = 0; i < offers; ++i) {
    catalogue::OfferSummary offer;
    offer.id = "vhs:" + std::to_string(i);
    offer.title = kTitles.at(static_cast<std::size_t>(i) % kTitles.size());
    offer.title_language = "de";
    offer.provider_name = "Volkshochschule Sonnfeld (fiktiv)";
    offer.town = "Auerbrunn";
    offer.next = catalogue::NextDate{base::add_days(*base::make_date(2026, 11, 26), i), base::MinuteOfDay{600}, {}};
    stage.model.remembered.offers.push_back(offer);
    stage.model.remembered.contacts.push_back(
        {offer.id, "09999 123-450", "https://vhs-sonnfeld.example/kurs/F" + std::to_string(40405 + i)});
  }
}

/// After the page has come in.
void draw_whole(ScreenStage& stage, const std::string& picture) {
  stage.draw();
  stage.let_pass_ms(1'000);
  stage.draw(picture);
}

/// Of what lies uppermost: its own targets are big enough and lie apart.
void check_dialog(const ScreenStage& stage) {
  CHECK(stage.shortened_texts() == 0);
  const ui::Node* dialog = stage.semantics().find("takeaway");
  REQUIRE(dialog != nullptr);
  const float px = ui::px_per_du(stage.size(), 0);
  std::vector<const ui::Node*> targets;
  for (const ui::Node& node : stage.semantics().nodes()) {
    if (!node.id.name().starts_with("takeaway.") || node.id.name() == "takeaway.open") continue;
    INFO(node.id.name() << " " << node.label);
    CHECK(inside(node.rect, dialog->rect));
    if (ui::is_actionable(node.role)) targets.push_back(&node);
    if (!ui::is_actionable(node.role)) continue;
    CHECK(node.rect.h >= 80 * px - 1);
    CHECK(node.rect.w >= 80 * px - 1);
  }
  for (const ui::Node* one : targets) {
    for (const ui::Node* other : targets) {
      INFO(one->label << " / " << other->label);
      CHECK((one == other || !overlap(one->rect, other->rect)));
    }
    const ui::Node* code = stage.semantics().find("takeaway.code");
    REQUIRE(code != nullptr);
    CHECK_FALSE(overlap(one->rect, code->rect));
  }
}

}  // namespace

TEST_CASE("An offer's page leads to its codes, and each code is chosen by a touch") {
  ScreenStage stage(GENERATE(from_range(kAllDisplays)));
  show_offer(stage, std::nullopt);
  stage.draw();
  stage.tap("takeaway.open");
  REQUIRE_FALSE(stage.events.empty());
  CHECK(std::holds_alternative<model::OpenTakeAway>(stage.events.back()));
  show_offer(stage, TakeAway::kDates);
  stage.draw();
  CHECK(stage.shows("Die nächsten "));
  for (const TakeAway what : {TakeAway::kDates, TakeAway::kContact, TakeAway::kPlace, TakeAway::kRegistration}) {
    stage.events.clear();
    stage.tap(WidgetId("takeaway.what") / static_cast<std::uint64_t>(what));
    REQUIRE(stage.events.size() == 1);
    CHECK(std::get<model::ChooseTakeAway>(stage.events.back()).what == what);
    stage.let_pass_ms(1'000);
  }
  stage.events.clear();
  stage.tap("takeaway.done");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::CloseTakeAway>(stage.events.back()));
}

TEST_CASE("The dialog of an offer's codes fits every display in every language") {
  const auto size = GENERATE(from_range(kAllDisplays));
  ScreenStage stage(size);
  stage.model.language = std::string(GENERATE(from_range(kShippedTags)));
  const TakeAway what = GENERATE(TakeAway::kDates, TakeAway::kRegistration);
  show_offer(stage, what);
  draw_whole(stage, picture_name(what == TakeAway::kDates ? "take-dates" : "take-link", stage.model.language, size));
  INFO(stage.model.language << " " << size.width << " × " << size.height);
  check_dialog(stage);
}

TEST_CASE("The list's code stands beside it on a broad display, and in a dialog on others") {
  const auto size = GENERATE(from_range(kAllDisplays));
  ScreenStage stage(size);
  stage.model.language = std::string(GENERATE(from_range(kShippedTags)));
  const int offers = GENERATE(2, 12);
  INFO(stage.model.language << " " << size.width << " × " << size.height << ", " << offers);
  show_list(stage, offers);
  draw_whole(stage, picture_name("list-" + std::to_string(offers), stage.model.language, size));
  CHECK(stage.shortened_texts() == 0);
  const bool beside = stage.semantics().find("takeaway.code") != nullptr;
  CHECK(beside == (3 * size.width > 4 * size.height));  // broader than 4:3
  if (beside) return;
  stage.tap("takeaway.open");
  REQUIRE_FALSE(stage.events.empty());
  CHECK(std::holds_alternative<model::OpenTakeAway>(stage.events.back()));
  std::get<model::ListPage>(stage.model.pages.back().content).take_away = model::TakeAwayDialog::kOpen;
  draw_whole(stage, picture_name("take-list-" + std::to_string(offers), stage.model.language, size));
  check_dialog(stage);
}

TEST_CASE("An offer of which nothing is known that could be taken away says so by its button") {
  ScreenStage stage;
  show_offer(stage, std::nullopt);
  auto& page = std::get<model::DetailPage>(stage.model.pages.back().content);
  page.detail->upcoming.clear();
  page.detail->offer.registration.url.clear();
  page.detail->provider = {};
  page.detail->place.reset();
  stage.draw();
  const ui::Node* button = stage.semantics().find("takeaway.open");
  REQUIRE(button != nullptr);
  CHECK(button->state.disabled);
}

}  // namespace bildungskiosk::view::test
