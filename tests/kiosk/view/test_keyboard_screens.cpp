#include <algorithm>

#include "kiosk/ui/keyboard.hpp"
#include "tests/kiosk/view/search_pages.hpp"
#include "tests/support/catch.hpp"

/// The keyboard on the screen of the search, in every language, on every display.
namespace bildungskiosk::view::test {
namespace {

using model::KeyboardLayer;
using ui::Role;
using ui::WidgetId;

constexpr std::array<platform::PixelSize, 7> kAllDisplays = {
    {{1920, 1080}, {1080, 1920}, {1366, 768}, {1024, 768}, {1280, 1024}, {1024, 600}, {3840, 2160}}};
constexpr float kRoundingPx = 1.5F;
constexpr float kDuPerMm = 4;  // a target of 80 du is 20 mm

/// Whether the display is as wide as the design's, lying or upright; on a narrower one keys get narrower than 20 mm.
bool as_designed(platform::PixelSize size) {
  return size.width * 9 >= size.height * 16 - size.height / 2 || size.width < size.height;
}

void check_keys(const ScreenStage& stage) {
  const float px_per_mm = kDuPerMm * ui::px_per_du(stage.size(), 0);
  const float width_min_px = (as_designed(stage.size()) ? 20 : 12.7F) * px_per_mm - kRoundingPx;
  const ui::Node* board = stage.semantics().find("search.key");
  const ui::Node* field = stage.semantics().find("search.field");
  REQUIRE(board != nullptr);
  REQUIRE(field != nullptr);
  CHECK_FALSE(overlap(board->rect, field->rect));
  const std::vector<const ui::Node*> keys = stage.semantics().all(Role::kKey);
  CHECK(keys.size() > 30);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    INFO(keys[i]->label);
    CHECK_FALSE(keys[i]->label.empty());
    CHECK(inside(keys[i]->rect, board->rect));
    CHECK(keys[i]->rect.w >= width_min_px);
    CHECK(keys[i]->rect.h >= 20 * px_per_mm - kRoundingPx);
    const ui::PxRect& rect = keys[i]->rect;
    CHECK(std::none_of(keys.begin() + static_cast<std::ptrdiff_t>(i) + 1, keys.end(),
                       [&rect](const ui::Node* other) { return overlap(rect, other->rect); }));
  }
  INFO(stage.misfits().what);
  CHECK(stage.misfits().count == 0);
}

/// Taps the key that leads to other letters; the model does as the visit's does.
void go_on_to_other_letters(ScreenStage& stage) {
  stage.events.clear();
  stage.tap(
      stage.semantics().find(Role::kKey, shipped_languages().texts(stage.model.language).tr("Anderes Alphabet"))->id);
  REQUIRE(stage.events.size() == 1);
  stage.model.letters_of = std::get<model::ChooseLetters>(stage.events.front()).of;
}

std::string inserted(ScreenStage& stage, const std::string& label) {
  stage.events.clear();
  const ui::Node* key = stage.semantics().find(Role::kKey, label);
  if (key == nullptr) FAIL(label << " is on no key");
  stage.tap(key->id);
  REQUIRE(stage.events.size() == 1);
  return std::get<model::TypeText>(stage.events.front()).text;
}

float left_of(const ScreenStage& stage, const std::string& label) {
  const ui::Node* key = stage.semantics().find(Role::kKey, label);
  if (key == nullptr) FAIL(label << " is on no key");
  return key->rect.x;
}

}  // namespace

TEST_CASE("The keyboard of every language fits every display at every text size, and covers no field") {
  const platform::PixelSize size = GENERATE(from_range(kAllDisplays));
  ScreenStage stage(size);
  auto& page = show_search(stage, "Gitarre");
  for (const std::string_view language : kShippedTags) {
    stage.model.language = std::string(language);
    for (const model::TextSize text_size :
         {model::TextSize::kNormal, model::TextSize::kLarge, model::TextSize::kLarger, model::TextSize::kLargest}) {
      stage.model.display.chosen.text_size = text_size;
      for (const std::string_view letters : {"de", "en", "tr", "uk", "ar"}) {
        stage.model.letters_of = std::string(letters);
        for (const KeyboardLayer layer : {KeyboardLayer::kLetters, KeyboardLayer::kDigits}) {
          page.layer = layer;
          const bool first_size = text_size == model::TextSize::kNormal;
          const bool own = language.starts_with(letters) && first_size;
          const std::string what = layer == KeyboardLayer::kLetters ? "keyboard" : "keyboard-signs";
          rest(stage, own ? picture_name(what, language, size) : "");
          INFO(size.width << " px, " << language << ", letters of " << letters << ", size "
                          << static_cast<int>(text_size) << (layer == KeyboardLayer::kLetters ? "" : ", signs"));
          check_keys(stage);
        }
      }
    }
  }
}

TEST_CASE("A key leads from a language's letters to the others and back, and says so in the language") {
  ScreenStage stage;
  static_cast<void>(show_search(stage, "Gitarre"));
  stage.model.language = "uk";
  stage.draw();
  CHECK(stage.semantics().find(Role::kKey, "Ї") != nullptr);
  go_on_to_other_letters(stage);
  CHECK(stage.model.letters_of == "de");
  stage.draw();
  CHECK(stage.semantics().find(Role::kKey, "Ü") != nullptr);
  CHECK(stage.semantics().find(Role::kKey, "Ї") == nullptr);
  go_on_to_other_letters(stage);
  stage.draw();
  CHECK(stage.semantics().find(Role::kKey, "Ї") != nullptr);

  stage.model.language = "de-easy";
  stage.model.letters_of.clear();
  stage.draw();
  go_on_to_other_letters(stage);
  CHECK(stage.model.letters_of == "uk");
}

TEST_CASE("Letters and signs tell which language they are of") {
  ScreenStage stage;
  static_cast<void>(show_search(stage, "Gitarre"));
  stage.model.language = "de";
  stage.model.letters_of = "ar";
  stage.draw();
  CHECK(stage.semantics().find(Role::kKey, "ض")->language == "ar");
  CHECK(stage.semantics().find(Role::kKey, "Leerzeichen")->language == "de");
}

TEST_CASE("A word begins with a capital of its language, Turkish i with İ and ı with I") {
  ScreenStage stage;
  auto& page = show_search(stage, "");
  stage.model.language = "tr";
  stage.draw();
  CHECK(inserted(stage, "İ") == "İ");
  CHECK(inserted(stage, "I") == "I");
  page.text = "x";
  stage.draw();
  CHECK(inserted(stage, "İ") == "i");
  CHECK(inserted(stage, "I") == "ı");
}

TEST_CASE(
    "Arabic letters stand as on Arabic keyboards, the interface's keys are mirrored, and arrows point their way") {
  ScreenStage stage;
  auto& page = show_search(stage, "دورة");
  stage.model.language = "ar";
  stage.draw();
  CHECK(left_of(stage, "ض") < left_of(stage, "ص"));
  CHECK(left_of(stage, "الأرقام والعلامات") > left_of(stage, "مسافة"));
  CHECK(left_of(stage, "تحريك المؤشر إلى اليسار") < left_of(stage, "تحريك المؤشر إلى اليمين"));
  stage.tap(stage.semantics().find(Role::kKey, "تحريك المؤشر إلى اليسار")->id);
  REQUIRE(stage.events.size() == 1);
  CHECK(std::get<model::MoveCaret>(stage.events.front()).where == model::CaretMove::kLeft);

  page.layer = KeyboardLayer::kDigits;
  stage.draw();
  CHECK(inserted(stage, "علامة استفهام") == "؟");
  CHECK(inserted(stage, "فاصلة") == "،");
  stage.model.letters_of = "de";
  stage.draw();
  CHECK(inserted(stage, "علامة استفهام") == "?");
}

TEST_CASE("Löschen takes a letter at once when it is lifted, and after half a second one after the other") {
  ScreenStage stage;
  static_cast<void>(show_search(stage, "Gitarre"));
  rest(stage, "");
  const WidgetId erase = stage.semantics().find(Role::kKey, "Letztes Zeichen löschen")->id;
  const auto erased = [&stage] {
    return std::count_if(stage.events.begin(), stage.events.end(), [](const model::Event& event) {
      return std::holds_alternative<model::DeleteBackward>(event);
    });
  };
  stage.tap(erase);
  CHECK(erased() == 1);
  stage.events.clear();
  const auto held_ms = [&](platform::MonotonicMs ms) {
    for (platform::MonotonicMs passed = 0; passed < ms; passed += 10) {
      stage.let_pass_ms(10);
      stage.draw();
    }
  };
  stage.put_finger_on(erase);
  held_ms(490);
  CHECK(erased() == 0);
  held_ms(20);
  CHECK(erased() == 1);
  held_ms(180);
  CHECK(erased() == 3);
  stage.lift_finger();
  held_ms(500);
  CHECK(erased() == 3);
}

}  // namespace bildungskiosk::view::test
