#include <algorithm>
#include <set>

#include "tests/kiosk/view/screen_stage.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using catalogue::CorrectionUse;
using catalogue::LeftOutKind;
using model::FilterKind;
using ui::WidgetId;

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

void open_visit(ScreenStage& stage) {
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.catalogue.overview.emplace();
  stage.model.catalogue.overview->towns = {{"Auerbrunn", 9}, {"Lindach", 7}, {"Steinau", 3}};
  stage.model.catalogue.overview->info.region = "Landkreis Sonnfeld (fiktiv)";
  stage.model.catalogue.overview->info.generated_at = base::from_german_local_time({*base::make_date(2026, 11, 20), 0});
  stage.model.now = {*base::make_date(2026, 11, 23), 600};
  stage.model.pages.push_back({2, model::HomePage{}});
}

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

/// Draws the page when it has come to rest; how many texts were shortened.
std::size_t rest(ScreenStage& stage, const std::string& picture) {
  stage.draw();
  stage.let_pass_ms(1'000);
  stage.draw(picture);
  return stage.shortened_texts();
}

/// One of each kind that a word may stand for.
std::vector<catalogue::Understood> every_kind() {
  const base::Date monday = *base::make_date(2026, 11, 30);
  return {{"A1", 0, 2, catalogue::Level::kA1},
          {"kostenlos", 0, 9, catalogue::OnlyFree{}},
          {"abends", 0, 6, catalogue::PartOfDay::kEvening},
          {"Auerbrunn", 0, 9, catalogue::InTown{"Auerbrunn"}},
          {"am Wochenende", 0, 13, catalogue::OnWeekdays{{base::Weekday::kSaturday, base::Weekday::kSunday}}},
          {"Anfänger", 0, 8, catalogue::Level::kBeginners},
          {"Fortgeschrittene", 0, 8, catalogue::Level::kAdvanced},
          {"online", 0, 6, offer::AttendanceMode::kOnline},
          {"stufenlos", 0, 9, catalogue::StepFree{}},
          {"Altstadt", 0, 8, catalogue::InDistrict{"Altstadt"}},
          {"nächste Woche", 0, 13, catalogue::Dates{monday, base::add_days(monday, 6)}},
          {"morgen", 0, 6, catalogue::Dates{monday, monday}},
          {"dienstags", 0, 9, catalogue::OnWeekdays{{base::Weekday::kTuesday}}},
          {"Di Do", 0, 5, catalogue::OnWeekdays{{base::Weekday::kTuesday, base::Weekday::kThursday}}},
          {"vormittags", 0, 10, catalogue::PartOfDay::kMorning},
          {"nachmittags", 0, 11, catalogue::PartOfDay::kAfternoon},
          {"Kinder", 0, 6, catalogue::AudienceGroup::kChildren},
          {"Jugend", 0, 6, catalogue::AudienceGroup::kYouth},
          {"Familie", 0, 7, catalogue::AudienceGroup::kFamilies},
          {"Eltern", 0, 6, catalogue::AudienceGroup::kParents},
          {"Frauen", 0, 6, catalogue::AudienceGroup::kWomen},
          {"Männer", 0, 6, catalogue::AudienceGroup::kMen},
          {"Senioren", 0, 8, catalogue::AudienceGroup::kOlderPeople},
          {"Flüchtlinge", 0, 9, catalogue::AudienceGroup::kNewcomers},
          {"ab 60", 0, 5, catalogue::OfAge{60}},
          {"auf Englisch", 0, 12, catalogue::SpokenIn{"en"}}};
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

TEST_CASE("What was understood stands beside the text, each with its own ✕") {
  ScreenStage stage;
  auto& page = show_search(stage, "Deutsch A1 abends kostenlos Auerbrunn");
  page.preview->understood = every_kind();
  page.preview->understood.resize(4);
  rest(stage, "");
  CHECK(stage.shows("So haben wir Sie verstanden:"));
  CHECK(stage.semantics().find(WidgetId("understood") / 0)->label == "Filter Niveau A1 entfernen");
  stage.tap(WidgetId("understood") / 1);
  REQUIRE(stage.events.size() == 1);
  CHECK(std::get<model::RemoveUnderstood>(stage.events.front()).understood == page.preview->understood[1]);
  page.preview->understood.clear();
  rest(stage, "");
  CHECK_FALSE(stage.shows("So haben wir Sie verstanden:"));
  CHECK(stage.semantics().find(WidgetId("search.town") / "Steinau") != nullptr);
}

TEST_CASE("The list shows the words that are searched for and those that were understood apart") {
  ScreenStage stage;
  auto& page = show_results(stage, "Gitarre kostenlos Lindach", 1);
  page.understood = {{"kostenlos", 8, 17, catalogue::OnlyFree{}}, {"Lindach", 18, 25, catalogue::InTown{"Lindach"}}};
  page.facets.towns = {{"Lindach", 1}, {"Steinau", 4}};
  stage.draw();
  CHECK(stage.semantics().find("chip.text")->label == "Filter „Gitarre“ entfernen");
  CHECK(stage.semantics().find(WidgetId("understood") / 0)->label == "Filter kostenlos entfernen");
  CHECK_FALSE(stage.semantics().find("filter.clear")->state.disabled);
  // The filters know it as well, and take it back.
  CHECK(stage.semantics().find(WidgetId("filter.town") / "Lindach")->state.chosen);
  CHECK_FALSE(stage.semantics().find(WidgetId("filter.town") / "Steinau")->state.chosen);
  // What is shown is of the answer, until there is another one.
  page.query.text = "kostenlos Lindach";
  stage.draw();
  CHECK(stage.semantics().find("chip.text")->label == "Filter „Gitarre“ entfernen");
  stage.tap(WidgetId("filter.town") / "Lindach");
  stage.tap("chip.text");
  REQUIRE(stage.events.size() == 2);
  CHECK(std::get<model::RemoveUnderstood>(stage.events[0]).understood == page.understood[1]);
  CHECK(std::holds_alternative<model::RemovePlainWords>(stage.events[1]));
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

TEST_CASE("Further filters show each choice with its count, and what the words chose as chosen") {
  ScreenStage stage;
  auto& page = show_results(stage, "Deutsch A1", 1);
  page.understood = {{"A1", 8, 10, catalogue::Level::kA1}};
  page.facets.levels = {3, 2, 0, 0, 0, 0, 5, 0};
  page.facets.weekdays = {1, 2, 0, 0, 0, 0, 0};
  page.facets.parts_of_day = {0, 0, 6};
  page.open_section = model::FilterSection::kWhen;
  stage.draw();
  const ui::Node* evening = stage.semantics().find(WidgetId("filter.part") / 2);
  REQUIRE(evening != nullptr);
  CHECK(evening->value == "6");
  stage.tap(WidgetId("filter.part") / 2);
  stage.tap("filter.more_filters");
  REQUIRE(stage.events.size() == 2);
  CHECK(std::get<model::ToggleFacet>(stage.events[0]).value == catalogue::FacetValue(catalogue::PartOfDay::kEvening));
  CHECK(std::holds_alternative<model::OpenMoreFilters>(stage.events[1]));

  stage.events.clear();
  page.more_filters = model::FilterGroup::kLevel;
  stage.draw();
  CHECK(stage.semantics().find(WidgetId("filter.level") / 0)->state.chosen);
  CHECK(stage.semantics().find(WidgetId("filter.level") / 1)->value == "2");
  CHECK(stage.semantics().find(WidgetId("filter.level") / 2)->state.disabled);
  stage.tap(WidgetId("filter.level") / 0);
  stage.tap(WidgetId("filter.level") / 1);
  stage.tap(WidgetId("more.group") / static_cast<std::uint64_t>(model::FilterGroup::kAudience));
  stage.tap("more.done");
  REQUIRE(stage.events.size() == 4);
  CHECK(std::holds_alternative<model::RemoveUnderstood>(stage.events[0]));
  CHECK(std::get<model::ToggleFacet>(stage.events[1]).value == catalogue::FacetValue(catalogue::Level::kA2));
  CHECK(std::get<model::OpenMoreFilters>(stage.events[2]).group == model::FilterGroup::kAudience);
  CHECK(std::holds_alternative<model::CloseMoreFilters>(stage.events[3]));
}

TEST_CASE("The dialog of further filters fits every display in every language") {
  for (const platform::PixelSize size : kDisplays) {
    for (const std::string_view language : kShippedTags) {
      ScreenStage stage(size);
      stage.model.language = language;
      auto& page = show_results(stage, "Gitarre", 1);
      page.facets.levels.fill(12);
      page.facets.audiences.fill(1'234);
      page.facets.phases.fill(7);
      for (const char* tag : {"de", "de-easy", "en", "tr", "ar", "uk", "ti", "fr"}) {
        page.facets.instruction_languages.push_back({tag, 3});
      }
      const std::size_t shortened = rest(stage, "");
      for (const auto group : {model::FilterGroup::kPhase, model::FilterGroup::kConditions, model::FilterGroup::kLevel,
                               model::FilterGroup::kAudience, model::FilterGroup::kLanguage}) {
        page.more_filters = group;
        INFO(language << " " << size.width << " " << static_cast<int>(group));
        CHECK(rest(stage, picture_name("more" + std::to_string(static_cast<int>(group)), language, size)) == shortened);
        const ui::Node* dialog = stage.semantics().find("more");
        REQUIRE(dialog != nullptr);
        const auto nodes = stage.semantics().nodes();
        const auto parent = static_cast<std::size_t>(dialog - nodes.data());
        for (const ui::Node& node : nodes) {
          if (node.parent == parent) CHECK(inside(node.rect, dialog->rect));
        }
      }
    }
  }
}

TEST_CASE("Each kind of filter out of words has words of its own in every language, and fits") {
  for (const platform::PixelSize size : kDisplays) {
    for (const std::string_view language : kShippedTags) {
      ScreenStage stage(size);
      stage.model.language = language;
      auto& page = show_search(stage, "Deutsch");
      const std::size_t shortened = rest(stage, "");
      std::set<std::string> labels;
      for (const catalogue::Understood& one : every_kind()) {
        page.preview->understood = {one};
        rest(stage, "");
        const ui::Node* chip = stage.semantics().find(WidgetId("understood") / 0);
        INFO(language << " " << size.width << ": " << one.words);
        REQUIRE(chip != nullptr);
        CHECK(labels.insert(chip->label).second);
        CHECK(stage.shortened_texts() == shortened);
        check_targets(stage);
      }
      page.preview->understood = every_kind();
      page.preview->understood.resize(5);
      page.preview->corrected = {{"deutsch", "Deutschkurs"}};
      rest(stage, picture_name("understood", language, size));
      check_targets(stage);
    }
  }
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
