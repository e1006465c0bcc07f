#include <algorithm>

#include "tests/kiosk/view/search_pages.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using catalogue::CorrectionUse;
using catalogue::LeftOutKind;
using model::FilterKind;
using ui::WidgetId;

/// Everything the notice says, one line for each sentence.
std::string said(const ScreenStage& stage) {
  std::string text;
  for (const ui::Node& node : stage.semantics().nodes()) {
    if (node.id == WidgetId("notice.text")) text += (text.empty() ? "" : "\n") + node.label;
  }
  return text;
}

std::string answer(const ScreenStage& stage) {
  const ui::Node* button = stage.semantics().find("notice.answer");
  return button == nullptr ? "" : button->label;
}

std::size_t ways(const ScreenStage& stage) {
  const auto nodes = stage.semantics().nodes();
  return static_cast<std::size_t>(std::count_if(nodes.begin(), nodes.end(), [](const ui::Node& node) {
    return node.id.name().starts_with("way.") && ui::is_actionable(node.role);
  }));
}

}  // namespace

TEST_CASE("The search says what it searched instead, and one touch refuses it") {
  ScreenStage stage;
  auto& page = show_search(stage, "Gitare");
  stage.draw();
  CHECK(said(stage).empty());
  CHECK(answer(stage).empty());

  page.preview->corrected = {{"gitare", "Gitarre"}};
  stage.draw();
  CHECK(said(stage) == "Wir suchen nach „Gitarre“");
  CHECK(answer(stage) == "Nur „Gitare“ suchen");
  stage.tap("notice.answer");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::RefuseCorrection>(stage.events.front()));

  stage.events.clear();
  page.correction = CorrectionUse::kRefused;
  page.preview->corrected.clear();
  stage.draw();
  CHECK(said(stage) == "Wir suchen genau das, was hier steht");
  CHECK(answer(stage) == "Auch Ähnliches suchen");
  stage.tap("notice.answer");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::AllowCorrection>(stage.events.front()));
}

TEST_CASE("The list says what was corrected and what was left out") {
  ScreenStage stage;
  auto& page = show_results(stage, "Gitare Zebra", 1);
  page.corrected = {{"gitare", "Gitarre"}};
  page.dropped = {{LeftOutKind::kWord, "zebra"}};
  stage.draw();
  CHECK(said(stage) == "Wir suchen nach „Gitarre“\nOhne „Zebra“ gesucht: sonst gibt es kein Angebot");
  CHECK(answer(stage) == "Nur wie geschrieben");
  // Above the list, not upon it.
  const ui::Node* card = stage.semantics().find(WidgetId("results.card") / "vhs:1");
  REQUIRE(card != nullptr);
  CHECK(stage.semantics().find("notice.answer")->rect.bottom() < card->rect.y);

  page.corrected.clear();
  page.dropped = {{LeftOutKind::kTowns, ""}, {LeftOutKind::kUnderstood, "am Abend"}};
  stage.draw();
  CHECK(said(stage) == "Ohne „Ort“, „am Abend“ gesucht: sonst gibt es kein Angebot");
}

TEST_CASE("A word of any length leaves room for the sentence beside its button") {
  ScreenStage stage;
  const std::string longest = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
  auto& page = show_search(stage, longest);
  page.preview->corrected = {{longest, "Gitarre"}};
  stage.draw();
  CHECK(answer(stage) == "Nur wie geschrieben");
  CHECK(said(stage) == "Wir suchen nach „Gitarre“");
}

TEST_CASE("An empty list offers to leave out each filter, all of them or the words, each with one touch") {
  ScreenStage stage;
  auto& page = show_results(stage, "Gitarre", 0);
  page.query.towns = {"Lindach"};
  page.query.phases = {offer::Phase::kFamily};
  page.facets.phases[0] = 2;
  stage.draw();
  CHECK(ways(stage) == 4);
  stage.tap(WidgetId("way.without") / static_cast<std::uint64_t>(FilterKind::kTowns));
  stage.tap(WidgetId("way.without") / static_cast<std::uint64_t>(FilterKind::kPhases));
  stage.tap("way.filters");
  stage.tap("way.text");
  REQUIRE(stage.events.size() == 4);
  CHECK(std::get<model::RemoveFilters>(stage.events[0]).kind == FilterKind::kTowns);
  CHECK(std::get<model::RemoveFilters>(stage.events[1]).kind == FilterKind::kPhases);
  CHECK(std::holds_alternative<model::ClearFilters>(stage.events[2]));
  CHECK(std::holds_alternative<model::RemoveText>(stage.events[3]));
}

TEST_CASE("A way that leads nowhere is not offered, and there is always one that leads on") {
  ScreenStage stage;
  auto& page = show_results(stage, "", 0);
  page.query.phases = {offer::Phase::kFamily};  // and no other phase has any
  stage.draw();
  CHECK(stage.semantics().find(WidgetId("way.without") / static_cast<std::uint64_t>(FilterKind::kPhases)) == nullptr);
  CHECK(ways(stage) == 1);
  page.query.phases.clear();
  page.query.text = page.answered_text = "xylofonkwurx";
  stage.draw();
  CHECK(ways(stage) == 1);
  CHECK(stage.semantics().find("way.text")->label == "Alle Angebote zeigen");
  page.failed = true;
  stage.draw();
  CHECK(ways(stage) == 1);
  stage.tap("way.again");
  CHECK(std::holds_alternative<model::SearchAgain>(stage.events.back()));
}

TEST_CASE("More of a list is asked for where there is more to have, else the end of the list is at rest") {
  ScreenStage stage;
  auto& page = show_results(stage, "", 2);
  stage.draw();
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::NeedMoreResults>(stage.events.front()));
  SECTION("it is on its way") { page.request = 7; }
  SECTION("it can't be had") { page.failed = true; }
  SECTION("it would be too much to look through") {
    page.total = 5'000;
    page.items.assign(model::kResultsMax, guitar());
    stage.draw();
    page.scroll_du = 1e6F;
    rest(stage, "");
    CHECK(stage.shows("–1.000"));
  }
  rest(stage, "");
  stage.events.clear();
  stage.draw();
  CHECK(stage.events.empty());
}

TEST_CASE("Typing that finds nothing leads on where the results would be") {
  ScreenStage stage;
  auto& page = show_search(stage, "xylofonkwurx");
  page.preview->total = 0;
  page.preview->items.clear();
  page.preview->dropped = {{LeftOutKind::kWord, "xylofonkwurx"}};
  stage.draw();
  CHECK(said(stage).empty());  // nothing was found without it either
  CHECK(stage.semantics().find("search.show") == nullptr);
  stage.tap("search.all");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::ShowAllOffers>(stage.events.front()));
}

TEST_CASE("Lists are put in the order of distance where the terminal knows its place") {
  ScreenStage stage;
  auto& page = show_results(stage, "Gitarre", 1);
  page.sort_menu = model::SortMenu::kOpen;
  const WidgetId nearest = WidgetId("results.sort.menu") / static_cast<std::uint64_t>(catalogue::SortOrder::kDistance);
  stage.draw();
  CHECK(stage.semantics().find(nearest) == nullptr);
  stage.model.place = offer::GeoPoint{50.25, 9};
  stage.draw();
  REQUIRE(stage.semantics().find(nearest) != nullptr);
  stage.tap(nearest);
  REQUIRE(stage.events.size() == 1);
  CHECK(std::get<model::ChooseSort>(stage.events.front()).order == catalogue::SortOrder::kDistance);
}

TEST_CASE("Corrections fit every display in every language") {
  for (const platform::PixelSize size : kDisplays) {
    for (const std::string_view language : kShippedTags) {
      INFO(language << " " << size.width);
      ScreenStage stage(size);
      stage.model.language = language;
      auto& page = show_search(stage, "Gitare Zebra");
      const std::size_t shortened = rest(stage, "");
      page.preview->corrected = {{"gitare", "Gitarre"}};
      CHECK(rest(stage, picture_name("corrected", language, size)) == shortened);
      check_targets(stage);
      page.preview->dropped = {{LeftOutKind::kWord, "zebra"}};
      CHECK(rest(stage, picture_name("dropped", language, size)) == shortened);
      check_targets(stage);
      page.correction = CorrectionUse::kRefused;
      CHECK(rest(stage, picture_name("refused", language, size)) == shortened);
      check_targets(stage);
    }
  }
}

TEST_CASE("The ways on fit every display in every language") {
  for (const platform::PixelSize size : kDisplays) {
    for (const std::string_view language : kShippedTags) {
      INFO(language << " " << size.width);
      ScreenStage stage(size);
      stage.model.language = language;
      auto& page = show_results(stage, "Gitare", 1);
      page.corrected = {{"gitare", "Gitarre"}};
      page.query.towns = {"Lindach"};
      page.query.free = catalogue::FreeFilter::kOnlyFree;
      page.query.access = catalogue::AccessFilter::kOnlyStepFree;
      page.query.audiences = {catalogue::AudienceGroup::kFamilies};
      page.query.weekdays = {base::Weekday::kMonday};
      page.query.levels = {catalogue::Level::kA1};
      const std::size_t shortened = rest(stage, "");
      page.total = 0;
      page.items.clear();
      CHECK(rest(stage, picture_name("empty", language, size)) <= shortened);
      check_targets(stage);
      CHECK(ways(stage) >= 4);
      CHECK(stage.semantics().find("way.filters") != nullptr);
      CHECK(stage.semantics().find("way.text") != nullptr);
    }
  }
}

}  // namespace bildungskiosk::view::test
