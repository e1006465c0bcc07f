#include <array>

#include "tests/kiosk/view/sample_screens.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/messages/made_languages.hpp"

/// A language that is there because a file is: nothing in the program names it.
namespace bildungskiosk::view::test {
namespace {

using bildungskiosk::test::key_of;
using bildungskiosk::test::LocaleFolder;
using bildungskiosk::test::Messages;

constexpr const char* kOwnName = "Name dieser Sprache in ihr selbst";

/// The beginning of a French catalogue.
Messages french() {
  return {{"", "Language: fr\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"},
          {key_of({kOwnName, "Deutsch", ""}), "Français"},
          {key_of({"Dessen Daten und Zahlen (BCP 47, z. B. en-GB, ar-u-nu-latn)", "de", ""}), "fr-FR"},
          {"Was möchten Sie lernen?", "Que voulez-vous apprendre ?"},
          {"Hier berühren", "Touchez ici"},
          {key_of({"", "{1} Angebot", "{1} Angebote"}), std::string("{1} offre\0{1} offres", 20)}};
}

Messages named(const std::string& own_name) {
  return {{"", "Content-Type: text/plain; charset=UTF-8\n"}, {key_of({kOwnName, "Deutsch", ""}), own_name}};
}

const SampleScreen& screen_named(const std::string& name) {
  for (const SampleScreen& screen : sample_screens()) {
    if (screen.name == name) return screen;
  }
  FAIL("no screen " << name);
  return sample_screens().front();
}

void show(ScreenStage& stage, const std::string& name) {
  screen_named(name).show(stage.model);
  stage.draw();
  stage.let_pass_ms(1'000);
  stage.draw();
}

}  // namespace

TEST_CASE("A seventh language is one file more: it stands in the bar, in the menu, and speaks") {
  LocaleFolder folder;
  folder.add("fr", french());
  const i18n::Languages languages = folder.load();
  REQUIRE(languages.available().size() == kShippedTags.size() + 1);
  CHECK(languages.available().back().tag == "fr");
  CHECK(languages.available().back().own_name == "Français");

  ScreenStage stage({1920, 1080}, languages);
  show(stage, "home");
  const ui::Node* button = stage.semantics().find(ui::WidgetId("language") / "fr");
  REQUIRE(button != nullptr);
  CHECK(button->label == "Français");
  CHECK(button->language == "fr");
  show(stage, "languages");
  CHECK(stage.semantics().find(ui::WidgetId("language.menu") / "fr") != nullptr);
  stage.tap(ui::WidgetId("language.menu") / "fr");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::get<model::ChooseLanguage>(stage.events[0]).language == "fr");

  stage.model.language = "fr";
  show(stage, "home");
  CHECK(stage.shows("Que voulez-vous apprendre ?"));
  CHECK(stage.shows("Diese Woche"));  // what is not translated yet stays German
  const i18n::Texts& texts = languages.texts("fr");
  CHECK(texts.trn("{1} Angebot", "{1} Angebote", 0) == "0 offre");
  CHECK(texts.trn("{1} Angebot", "{1} Angebote", 2) == "2 offres");
  CHECK(texts.full_date(*base::make_date(2026, 11, 24)) == "24/11/2026");
}

TEST_CASE("The attract screen asks in a language that was added, and a touch then begins in it") {
  LocaleFolder folder;
  folder.add("fr", french());
  folder.add("bg", named("Български"));  // has no question yet
  const i18n::Languages languages = folder.load();
  REQUIRE(languages.greetings().size() == kShippedTags.size());  // without Leichte Sprache, with French
  CHECK(languages.greetings().back().tag == "fr");
  const auto size = GENERATE(platform::PixelSize{1920, 1080}, platform::PixelSize{1080, 1920});
  ScreenStage stage(size, languages);
  show(stage, "attract");
  const auto& page = std::get<model::AttractPage>(stage.model.page().content);
  const auto turns = static_cast<platform::MonotonicMs>(languages.greetings().size() - 1);
  stage.model.now_ms = page.since_ms + turns * model::kAttractHighlightMs;
  stage.draw();
  CHECK(stage.shows("Que voulez-vous apprendre ?"));
  CHECK_THAT(stage.misfits().what, Catch::Matchers::Equals(""));
  stage.tap("attract.start");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::get<model::WakeUp>(stage.events[0]).language == "fr");
}

TEST_CASE("A right-to-left language that is added mirrors the screen as Arabic does") {
  LocaleFolder folder;
  folder.add("fa", named("فارسی"));
  const i18n::Languages languages = folder.load();
  CHECK(languages.available().back().direction == i18n::Direction::kRightToLeft);
  ScreenStage stage({1920, 1080}, languages);
  const auto back_x = [&](const char* language) {
    stage.model.language = language;
    show(stage, "home");
    return stage.semantics().find("bar.back")->rect.x;
  };
  CHECK(back_x("fa") == back_x("ar"));
  CHECK(back_x("fa") > back_x("de"));
}

TEST_CASE("Sixteen languages have room in the menu, on every display, with the largest texts as well") {
  constexpr std::array<std::string_view, 10> kMore = {"bg", "es", "fa", "fr", "it", "pl", "ro", "ru", "sq", "vi"};
  LocaleFolder folder;
  for (const std::string_view tag : kMore) folder.add(std::string(tag), named("Langue – " + std::string(tag)));
  const i18n::Languages languages = folder.load();
  const auto size = GENERATE(platform::PixelSize{1920, 1080}, platform::PixelSize{1080, 1920},
                             platform::PixelSize{1366, 768}, platform::PixelSize{1024, 768});
  for (const model::TextSize text : {model::TextSize::kNormal, model::TextSize::kLargest}) {
    CAPTURE(size.width, static_cast<int>(text));
    ScreenStage stage(size, languages);
    stage.model.display.chosen.text_size = text;
    show(stage, "languages");
    const ui::PxRect display{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
    std::vector<ui::PxRect> taken;
    for (const i18n::LanguageInfo& language : languages.available()) {
      INFO(language.tag);
      const ui::Node* option = stage.semantics().find(ui::WidgetId("language.menu") / language.tag);
      REQUIRE(option != nullptr);
      CHECK(inside(option->rect, display));
      for (const ui::PxRect& other : taken) CHECK_FALSE(overlap(option->rect, other));
      taken.push_back(option->rect);
    }
    CHECK_THAT(stage.misfits().what, Catch::Matchers::Equals(""));
  }
}

}  // namespace bildungskiosk::view::test
