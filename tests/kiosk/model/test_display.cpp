#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

constexpr DisplaySettings kOffice{ColourScheme::kDark, TextSize::kLarge, Movement::kFull};

Visit at_home(const DisplaySettings& usual = {}) {
  Visit visit;
  visit.set_usual_display(usual);
  visit.arrive_at_home();
  return visit;
}

}  // namespace

TEST_CASE("What is chosen for the display counts at once, and can be taken back") {
  Visit visit = at_home();
  visit.happens(ChooseScheme{ColourScheme::kContrast});
  visit.happens(ChooseTextSize{TextSize::kLargest});
  visit.happens(ToggleCalm{});
  CHECK(visit.model().display.chosen == DisplaySettings{ColourScheme::kContrast, TextSize::kLargest, Movement::kCalm});
  CHECK(visit.model().display.adapted());
  visit.happens(ToggleCalm{});
  CHECK(visit.model().display.chosen.movement == Movement::kFull);
  visit.happens(ResetDisplaySettings{});
  CHECK(visit.model().display.chosen == DisplaySettings{});
  CHECK_FALSE(visit.model().display.adapted());
}

TEST_CASE("Every visit begins as the office wants it, and leaves nothing to the next one") {
  Visit visit = at_home(kOffice);
  CHECK_FALSE(visit.model().display.adapted());
  visit.happens(ToggleDisplayPanel{});
  visit.happens(ChooseScheme{ColourScheme::kLight});
  visit.happens(ToggleCalm{});
  SECTION("taken back") { visit.happens(ResetDisplaySettings{}); }
  SECTION("forgotten after the time") { visit.tick(kIdleResetAdaptedMs); }
  SECTION("ended by the visitor") { visit.happens(LeaveNow{}); }
  CHECK(visit.model().display.chosen == kOffice);
  CHECK(visit.model().display.usual == kOffice);
}

TEST_CASE("A visit that was forgotten leaves no panel open") {
  Visit visit = at_home();
  visit.happens(ToggleDisplayPanel{});
  visit.happens(LeaveNow{});
  CHECK(visit.model().display.panel == DisplayPanel::kClosed);
}

TEST_CASE("Whoever has changed the display is given twice the time, whatever it was") {
  Visit visit = at_home();
  SECTION("colours") { visit.happens(ChooseScheme{ColourScheme::kDark}); }
  SECTION("text size") { visit.happens(ChooseTextSize{TextSize::kLarge}); }
  SECTION("calm") { visit.happens(ToggleCalm{}); }
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + kIdlePromptAdaptedMs);
  visit.tick(kIdlePromptAdaptedMs - 1);
  CHECK_FALSE(visit.model().prompt_seconds_left);
  visit.tick(1);
  CHECK(visit.model().prompt_seconds_left == 60);
  visit.tick(kIdleResetAdaptedMs - kIdlePromptAdaptedMs - 1);
  CHECK(visit.model().prompt_seconds_left == 1);
  visit.tick(1);
  CHECK(visit.model().page_as<AttractPage>() != nullptr);
}

TEST_CASE("What the office has set is no reason for more time") {
  Visit visit = at_home(kOffice);
  visit.tick(kIdlePromptMs);
  CHECK(visit.model().prompt_seconds_left == 30);
}

TEST_CASE("The display panel is closed by its button, by Zurück, Start and whatever opens above a page") {
  Visit visit = at_home();
  visit.happens(ToggleDisplayPanel{});
  REQUIRE(visit.model().display.panel == DisplayPanel::kOpen);
  CHECK(can_go_back(visit.model()));
  SECTION("its button") { visit.happens(ToggleDisplayPanel{}); }
  SECTION("Zurück") { visit.happens(GoBack{}); }
  SECTION("Start") { visit.happens(GoHome{}); }
  SECTION("the languages") {
    visit.happens(ToggleLanguageMenu{});
    CHECK(visit.model().language_menu == LanguageMenu::kOpen);
  }
  SECTION("another page") { visit.happens(OpenSearch{}); }
  SECTION("the visitor's list, twice") {
    visit.happens(OpenList{});
    visit.happens(ToggleDisplayPanel{});
    visit.happens(OpenList{});
  }
  CHECK(visit.model().display.panel == DisplayPanel::kClosed);
}

TEST_CASE("The display panel takes the languages' place, and both stay shut while nobody is there") {
  Visit visit = at_home();
  visit.happens(ToggleLanguageMenu{});
  visit.happens(ToggleDisplayPanel{});
  CHECK(visit.model().language_menu == LanguageMenu::kClosed);
  visit.happens(LeaveNow{});
  visit.happens(ToggleDisplayPanel{});
  visit.happens(ChooseScheme{ColourScheme::kDark});
  visit.happens(ToggleCalm{});
  CHECK(visit.model().display.panel == DisplayPanel::kClosed);
  CHECK(visit.model().display.chosen == DisplaySettings{});
}

TEST_CASE("A calm attract screen wakes for its highlights only") {
  Visit visit;
  visit.set_usual_display({.movement = Movement::kCalm});
  visit.happens(CatalogueOpened{});
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + kAttractHighlightMs);
}

}  // namespace bildungskiosk::model::test
