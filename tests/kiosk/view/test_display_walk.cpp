#include <cstdlib>
#include <set>

#include "tests/kiosk/view/sample_screens.hpp"
#include "tests/kiosk/view/screen_complaints.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/messages/made_languages.hpp"

/// Every screen at every text size, in every colour scheme, on every kind of display.
namespace bildungskiosk::view::test {
namespace {

using model::ColourScheme;
using model::TextSize;

constexpr std::array<platform::PixelSize, 4> kWalkDisplays = {{{1920, 1080}, {1080, 1920}, {1366, 768}, {1024, 768}}};
/// The longest words, the other direction, another script.
constexpr std::array<std::string_view, 3> kWalkLanguages = {"de", "ar", "uk"};
/// The others, which the walk through every text size passes by.
constexpr std::array<std::string_view, 3> kFurtherLanguages = {"de-easy", "en", "tr"};
constexpr std::array kAllSizes = {TextSize::kNormal, TextSize::kLarge, TextSize::kLarger, TextSize::kLargest};
constexpr std::array kAllSchemes = {ColourScheme::kLight, ColourScheme::kDark, ColourScheme::kContrast};

std::string name_of(const SampleScreen& screen, const model::DisplaySettings& display, std::string_view language,
                    platform::PixelSize size) {
  constexpr std::array kSchemeNames = {"light", "dark", "contrast"};
  return picture_name(screen.name + "-" + std::to_string(static_cast<int>(display.text_size) + 1) + "-" +
                          kSchemeNames.at(static_cast<std::size_t>(display.scheme)),
                      language, size);
}

/// Where a picture is wanted, one of these names only: BILDUNGSKIOSK_WALK="home-4-contrast-de-1920".
bool wanted(const std::string& name) {
  const char* part = std::getenv("BILDUNGSKIOSK_WALK");
  return part == nullptr || name.find(part) != std::string::npos;
}

void walk(ScreenStage& stage, const model::DisplaySettings& display, std::string_view language) {
  stage.model.display.chosen = display;
  stage.model.language = std::string(language);
  for (const SampleScreen& screen : sample_screens()) {
    const std::string name = name_of(screen, display, language, stage.size());
    if (!wanted(name)) continue;
    screen.show(stage.model);
    stage.draw();
    stage.let_pass_ms(1'000);  // the page has faded in
    stage.draw(name);
    INFO(name);
    CHECK_THAT(complaints(stage), Catch::Matchers::Equals(""));
  }
}

}  // namespace

TEST_CASE("Every screen has room for itself at every text size, on every display") {
  for (const platform::PixelSize size : kWalkDisplays) {
    ScreenStage stage(size);
    for (const std::string_view language : kWalkLanguages) {
      for (const TextSize text_size : kAllSizes) walk(stage, {.text_size = text_size}, language);
    }
  }
}

TEST_CASE("Every screen has room for itself in every language, with the smallest and the largest texts") {
  for (const platform::PixelSize size : kWalkDisplays) {
    ScreenStage stage(size);
    for (const std::string_view language : kFurtherLanguages) {
      for (const TextSize text_size : {TextSize::kNormal, TextSize::kLargest}) {
        walk(stage, {.text_size = text_size}, language);
      }
    }
  }
}

// The next language is another one's work: what is tight is found before it is there, and a seventh button as well.
TEST_CASE("Every screen has room for words that are two fifths longer than the German ones") {
  bildungskiosk::test::LocaleFolder folder;
  folder.add(bildungskiosk::test::kLongWordsTag, bildungskiosk::test::long_words());
  const i18n::Languages languages = folder.load();
  for (const platform::PixelSize size : kWalkDisplays) {
    ScreenStage stage(size, languages);
    for (const TextSize text_size : kAllSizes) {
      walk(stage, {.text_size = text_size}, bildungskiosk::test::kLongWordsTag);
    }
  }
}

TEST_CASE("Every screen has room for itself in all colours, with the smallest and the largest texts") {
  ScreenStage stage;
  for (const std::string_view language : {"de", "ar"}) {
    for (const ColourScheme scheme : kAllSchemes) {
      walk(stage, {.scheme = scheme, .movement = model::Movement::kCalm}, language);
      walk(stage, {.scheme = scheme, .text_size = TextSize::kLargest}, language);
    }
  }
}

}  // namespace bildungskiosk::view::test
