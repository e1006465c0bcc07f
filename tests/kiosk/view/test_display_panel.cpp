#include "tests/kiosk/view/screen_stage.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using model::ColourScheme;
using model::Movement;
using model::TextSize;
using ui::WidgetId;

/// Home with the panel open.
void open_panel(ScreenStage& stage) {
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.catalogue.overview.emplace();
  stage.model.pages.push_back({2, model::HomePage{}});
  stage.model.display.panel = model::DisplayPanel::kOpen;
}

template <typename T>
T only_event(ScreenStage& stage) {
  REQUIRE(stage.events.size() == 1);
  const T* event = std::get_if<T>(&stage.events.front());
  REQUIRE(event != nullptr);
  const T found = *event;
  stage.events.clear();
  return found;
}

}  // namespace

TEST_CASE("Each card of the display panel says what it stands for, and one touch chooses it") {
  ScreenStage stage;
  open_panel(stage);
  stage.tap(WidgetId("display.size") / 3);
  CHECK(only_event<model::ChooseTextSize>(stage).size == TextSize::kLargest);
  stage.tap(WidgetId("display.scheme") / 2);
  CHECK(only_event<model::ChooseScheme>(stage).scheme == ColourScheme::kContrast);
  stage.tap("display.calm");
  static_cast<void>(only_event<model::ToggleCalm>(stage));
  stage.tap("display.done");
  static_cast<void>(only_event<model::ToggleDisplayPanel>(stage));
  stage.tap("bar.accessibility");
  static_cast<void>(only_event<model::ToggleDisplayPanel>(stage));
}

TEST_CASE("The display panel shows what is chosen, and takes it back only where something is") {
  ScreenStage stage;
  open_panel(stage);
  stage.draw();
  CHECK(stage.semantics().find(WidgetId("display.size") / 0)->state.chosen);
  CHECK(stage.semantics().find("display.calm")->value == "Aus");
  CHECK(stage.semantics().find("display.reset")->state.disabled);

  stage.model.display.chosen = {ColourScheme::kDark, TextSize::kLarge, Movement::kCalm};
  stage.draw();
  CHECK_FALSE(stage.semantics().find(WidgetId("display.size") / 0)->state.chosen);
  CHECK(stage.semantics().find(WidgetId("display.size") / 1)->state.chosen);
  CHECK(stage.semantics().find(WidgetId("display.scheme") / 1)->state.chosen);
  CHECK(stage.semantics().find("display.calm")->value == "Ein");
  CHECK(stage.semantics().find("display.calm")->state.chosen);
  stage.tap("display.reset");
  static_cast<void>(only_event<model::ResetDisplaySettings>(stage));
}

TEST_CASE("What is not there yet is dashed in the display panel") {
  ScreenStage stage;
  open_panel(stage);
  stage.tap("display.read");
  CHECK(stage.events.empty());
  CHECK(stage.semantics().find("display.read")->state.disabled);
}

}  // namespace bildungskiosk::view::test
