#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include "tests/golden/picture.hpp"
#include "tests/kiosk/view/sample_screens.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::golden {
namespace {

using view::test::SampleScreen;
using view::test::ScreenStage;

/// What may look different before somebody has to look: a fiftieth of a button's area.
constexpr double kPartMax = 0.001;

/// A screen as it is compared.
struct Shot {
  std::string name;
  const SampleScreen* screen;
  platform::PixelSize size;
  offer::Language language;
  model::DisplaySettings display;
};

model::DisplaySettings look(model::ColourScheme scheme, model::TextSize size) {
  model::DisplaySettings display;
  display.scheme = scheme;
  display.text_size = size;
  return display;
}

/// Each screen lying and upright, and lying in Arabic; those that hold all kinds of things also dark, and yellow on
/// black in the largest letters.
std::vector<Shot> shots() {
  using model::ColourScheme;
  using model::TextSize;
  constexpr platform::PixelSize kLying{1920, 1080};
  constexpr platform::PixelSize kUpright{1080, 1920};
  constexpr std::array<std::string_view, 6> kThemed = {"home", "search", "results", "detail", "list", "idle"};
  std::vector<Shot> all;
  for (const SampleScreen& screen : view::test::sample_screens()) {
    all.push_back({screen.name, &screen, kLying, "de", {}});
    all.push_back({screen.name + "-upright", &screen, kUpright, "de", {}});
    all.push_back({screen.name + "-ar", &screen, kLying, "ar", {}});
    if (std::find(kThemed.begin(), kThemed.end(), screen.name) == kThemed.end()) continue;
    all.push_back({screen.name + "-dark", &screen, kLying, "de", look(ColourScheme::kDark, TextSize::kNormal)});
    all.push_back(
        {screen.name + "-largest-contrast", &screen, kLying, "de", look(ColourScheme::kContrast, TextSize::kLargest)});
  }
  return all;
}

Picture picture_of(const Shot& shot) {
  const std::string seen = std::string(std::getenv("BILDUNGSKIOSK_PICTURES")) + "/" + shot.name + ".png";
  ScreenStage stage(shot.size);
  stage.model.language = shot.language;
  stage.model.display.chosen = shot.display;
  shot.screen->show(stage.model);
  stage.draw();
  stage.let_pass_ms(1'000);  // the page has faded in
  stage.draw(shot.name);
  return reduced(read_png(seen));
}

std::string golden_path(const std::string& name) { return std::string(GOLDEN_PICTURES) + "/" + name + ".png"; }

bool there_is_a_display() {
  const bool there = std::getenv("DISPLAY") != nullptr && std::getenv("BILDUNGSKIOSK_PICTURES") != nullptr;
  if (!there) std::cout << "skipped: no display, or no folder for pictures (ctest -R golden gives both)\n";
  return there;
}

}  // namespace

// With BILDUNGSKIOSK_GOLDEN=write the pictures of today become those to compare with. Look at them before.
TEST_CASE("Every screen looks as the picture that was found right") {
  if (!there_is_a_display()) return;
  const char* const mode = std::getenv("BILDUNGSKIOSK_GOLDEN");
  const bool writes = mode != nullptr && std::string(mode) == "write";
  std::set<std::string> names;
  for (const Shot& shot : shots()) {
    INFO(shot.name << ": today's is in " << std::getenv("BILDUNGSKIOSK_PICTURES"));
    names.insert(shot.name + ".png");
    const Picture today = picture_of(shot);
    REQUIRE_FALSE(today.pixels.empty());
    if (writes) REQUIRE(write_png(today, golden_path(shot.name)));
    CHECK(part_that_differs(today, read_png(golden_path(shot.name))) <= kPartMax);
  }
  for (const auto& entry : std::filesystem::directory_iterator(GOLDEN_PICTURES)) {
    INFO(entry.path().filename().string() << " is the picture of no screen");
    CHECK(names.count(entry.path().filename().string()) == 1);
  }
}

namespace {

/// Dark stripes like lines of text on white, from this row on.
Picture lines_of_text(std::size_t top, std::uint8_t grey) {
  Picture picture{120, 60, {}};
  picture.pixels.assign(120 * 60, {255, 255, 255});
  for (std::size_t line = 0; line < 3; ++line) {
    for (std::size_t y = 0; y < 2; ++y) {
      const std::size_t row = top + line * 8 + y;
      for (std::size_t x = 10; x < 100; x += 2) picture.pixels[row * 120 + x] = {grey, grey, grey};
    }
  }
  return picture;
}

}  // namespace

TEST_CASE("Letters drawn a little differently look the same, a line that stands elsewhere or is missing does not") {
  const Picture text = lines_of_text(12, 40);
  CHECK(part_that_differs(text, text) == 0);
  CHECK(part_that_differs(text, lines_of_text(12, 90)) == 0);
  CHECK(part_that_differs(text, lines_of_text(16, 40)) > 20 * kPartMax);
  Picture missing = text;
  for (std::size_t i = 28 * 120; i < 30 * 120; ++i) missing.pixels[i] = {255, 255, 255};
  CHECK(part_that_differs(text, missing) > 20 * kPartMax);
  Picture coloured = text;
  for (std::size_t i = 0; i < 12 * 120; ++i) coloured.pixels[i] = {255, 230, 255};
  CHECK(part_that_differs(text, coloured) > 20 * kPartMax);
  CHECK(part_that_differs(text, {}) == 1);
}

}  // namespace bildungskiosk::golden
