#include <set>

#include "tests/kiosk/view/search_pages.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using ui::WidgetId;

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

}  // namespace

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

TEST_CASE("The days that a list is narrowed to are named, this week by its name") {
  ScreenStage stage;
  auto& page = show_results(stage, "", 1);
  const base::Date monday = stage.model.now.date;
  const auto chip = [&](base::Date from, base::Date until) {
    page.query.from = from;
    page.query.until = until;
    stage.draw();
    return stage.semantics().find("chip.dates")->label;
  };
  CHECK(chip(monday, base::add_days(monday, 6)) == "Filter diese Woche entfernen");
  CHECK(chip(*base::make_date(2026, 12, 1), *base::make_date(2026, 12, 31)) == "Filter 1.–31. Dezember entfernen");
  CHECK(chip(base::add_days(monday, 3), base::add_days(monday, 3)) == "Filter Do 26.11. entfernen");
  stage.tap("chip.dates");
  CHECK(std::get<model::RemoveFilters>(stage.events.back()).kind == model::FilterKind::kDates);
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

TEST_CASE("A chosen language is among those that are shown, however few offers speak it, and none changes its place") {
  ScreenStage stage;
  auto& page = show_results(stage, "Kochen auf Farsi", 1);
  for (const char* tag : {"de", "en", "tr", "ar", "uk", "ti", "fr", "es", "it", "fa"}) {
    page.facets.instruction_languages.push_back({tag, 3});
  }
  page.more_filters = model::FilterGroup::kLanguage;
  const auto shown = [&] {
    stage.draw();
    std::string tags;
    for (const auto& language : page.facets.instruction_languages) {
      const ui::Node* row = stage.semantics().find(WidgetId("filter.language") / language.value);
      if (row != nullptr) tags += (row->state.chosen ? "+" : " ") + language.value;
    }
    return tags;
  };
  CHECK(shown() == " de en tr ar uk ti fr es");
  page.query.instruction_languages = {"it"};
  CHECK(shown() == " de en tr ar uk ti fr+it");
  page.understood = {{"auf Farsi", 7, 16, catalogue::SpokenIn{"fa"}}};
  CHECK(shown() == " de en tr ar uk ti+it+fa");
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

}  // namespace bildungskiosk::view::test
