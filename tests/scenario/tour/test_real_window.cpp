#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <thread>

#include "tests/kiosk/app/store_builder.hpp"
#include "tests/scenario/tour/virtual_display.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/qr_reader/qr_reader.hpp"

namespace bildungskiosk::test {
namespace {

/// A point of the home screen that is plain in the picture of DESIGN.md, and its colour there.
struct Sample {
  int x;
  int y;
  std::uint32_t rgb;
};

// Near the start edge of each tile, above its text and beside its block.
constexpr std::array<Sample, 8> kTiles = {{{84, 420, 0xF7941E},
                                           {386, 420, 0xA62817},
                                           {688, 420, 0x6BB8F0},
                                           {990, 420, 0x0E574F},
                                           {84, 710, 0x2C49C4},
                                           {386, 710, 0xFABACB},
                                           {688, 710, 0x4B1A5E},
                                           {990, 710, 0xCBE89A}}};

bool close_to(std::uint32_t a, std::uint32_t b) {
  const auto part = [](std::uint32_t rgb, unsigned shift) { return static_cast<int>((rgb >> shift) & 0xFFU); };
  for (const unsigned shift : {0U, 8U, 16U}) {
    if (std::abs(part(a, shift) - part(b, shift)) > 2) return false;
  }
  return true;
}

bool home_is_shown(const Pixels& pixels) {
  for (const Sample& tile : kTiles) {
    if (!close_to(pixels.at(tile.x, tile.y), tile.rgb)) return false;
  }
  return true;
}

/// Pixels darker than mid-grey: letters on a light ground.
int dark_pixels(const Pixels& pixels, int left, int top, int width, int height) {
  int dark = 0;
  for (int y = top; y < top + height; ++y) {
    for (int x = left; x < left + width; ++x) {
      const std::uint32_t rgb = pixels.at(x, y);
      dark += ((rgb >> 16U) & 0xFFU) + ((rgb >> 8U) & 0xFFU) + (rgb & 0xFFU) < 3 * 100 ? 1 : 0;
    }
  }
  return dark;
}

/// Looks until the screen shows it, at most a minute: a busy machine draws slowly.
bool comes_to_show(const VirtualDisplay& display, const std::function<bool(const Pixels&)>& wanted) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (std::chrono::steady_clock::now() < give_up) {
    if (wanted(display.pixels())) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

/// A person sees a page before they touch it. What comes within 300 ms of a new page was meant for the page before, and
/// the kiosk is deaf to it (DESIGN.md, "Behaviour"); only the first page of all is never deaf.
void look() { std::this_thread::sleep_for(std::chrono::seconds(1)); }

bool tools_are_there() {
  if (is_installed("Xvfb") && is_installed("xdotool")) return true;
  WARN("skipped: Xvfb or xdotool is not installed");
  return false;
}

}  // namespace

TEST_CASE("In a real window a real pointer goes from the attract screen to a list and back") {
  if (!tools_are_there()) return;
  const InstalledStore store;
  const VirtualDisplay display(1920, 1080);
  REQUIRE(display.ready());
  const TemporaryDirectory folder;
  Process kiosk({BILDUNGSKIOSK_TEST_PROGRAM, "--store", store.path(), "--date", "2026-11-23", "--verbose"},
                display.environment(), folder / "output");

  INFO("attract: night-blue ground at the start, the yellow invitation, blocks of the mosaic");
  REQUIRE(comes_to_show(display, [](const Pixels& pixels) {
    return close_to(pixels.at(20, 20), 0x0F2E45) && close_to(pixels.at(700, 900), 0xFFD23F) &&
           close_to(pixels.at(1200, 40), 0xF7941E);
  }));
  // The question's letters are white, in whichever language it stands now.
  const Pixels attract = display.pixels();
  int white = 0;
  for (int y = 260; y < 520; ++y) {
    for (int x = 92; x < 930; ++x) white += close_to(attract.at(x, y), 0xFFFFFF) ? 1 : 0;
  }
  CHECK(white > 8'000);

  display.tap(400, 940);
  REQUIRE(comes_to_show(display, [](const Pixels& pixels) {
    return home_is_shown(pixels) && dark_pixels(pixels, 1300, 240, 500, 120) > 500;  // the first row of this week
  }));
  const Pixels home = display.pixels();
  CHECK(dark_pixels(home, 64, 132, 830, 88) > 5'000);  // "Was möchten Sie lernen?"
  CHECK(dark_pixels(home, 64, 956, 1792, 14) < 100);   // between content and buttons: nothing

  look();
  display.tap(500, 850);  // Familie
  REQUIRE(comes_to_show(display, [](const Pixels& pixels) {
    return !home_is_shown(pixels) && dark_pixels(pixels, 700, 240, 700, 120) > 800;
  }));
  look();
  display.tap(160, 1010);  // Zurück
  REQUIRE(comes_to_show(display, home_is_shown));

  look();
  display.tap(600, 290);  // the search field
  const auto keyboard_is_shown = [](const Pixels& pixels) {
    return close_to(pixels.at(130, 530), 0xFFFFFF) && !home_is_shown(pixels);
  };
  REQUIRE(comes_to_show(display, keyboard_is_shown));
  look();
  const int before = dark_pixels(display.pixels(), 150, 140, 700, 64);
  display.tap(343, 545);  // E on the German keyboard
  CHECK(comes_to_show(display, [before](const Pixels& pixels) {
    return dark_pixels(pixels, 150, 140, 700, 64) != before && dark_pixels(pixels, 1300, 240, 500, 120) > 300;
  }));

  kiosk.send(SIGTERM);
  CHECK(kiosk.wait_ms(10'000) == 0);
  const std::string output = read_text_file(folder / "output");
  CHECK_THAT(output, ContainsSubstring("erstes Bild nach "));
  CHECK_THAT(output, ContainsSubstring("Katalog bereit nach "));
  CHECK_THAT(output, ContainsSubstring("gezeichnete Bilder: "));
}

namespace {

/// "12-list.png" of the folder, whatever its number.
std::string picture_named(const std::string& folder, const std::string& name) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().ends_with("-" + name + ".png")) {
      const std::string stem = entry.path().stem().string();
      if (stem.size() == name.size() + 3) return entry.path().string();
    }
  }
  return "";
}

/// The QR codes in a picture of the whole display.
std::vector<std::string> codes_in(const std::string& png, const std::string& scratch) {
  REQUIRE(run({"convert", png, "-colorspace", "Gray", "-depth", "8", "gray:" + scratch}, {}) == 0);
  const std::string grey = read_text_file(scratch);
  GreyPicture picture{1920, 1080, {grey.begin(), grey.end()}};
  REQUIRE(picture.pixels.size() == 1920U * 1080U);
  return read_qr_codes(picture);
}

}  // namespace

TEST_CASE("A tour leaves a picture of every screen it passed") {
  if (!tools_are_there()) return;
  const InstalledStore store;
  const VirtualDisplay display(1920, 1080);
  REQUIRE(display.ready());
  const TemporaryDirectory folder;
  Process kiosk(
      {BILDUNGSKIOSK_TEST_PROGRAM, "--store", store.path(), "--date", "2026-11-23", "--tour", folder / "tour"},
      display.environment(), folder / "output");
  const auto code = kiosk.wait_ms(180'000);
  INFO(read_text_file(folder / "output"));
  REQUIRE(code == 0);
  for (const char* name : {"01-attract", "02-home", "03-search", "05-search-arabic", "06-results"}) {
    const std::string picture = read_text_file(folder / (std::string("tour/") + name + ".png"));
    CHECK(picture.starts_with("\x89PNG"));
    CHECK(picture.size() > 20'000);
  }
  // What a phone would read off the display.
  const std::vector<std::string> dates = codes_in(picture_named(folder / "tour", "take-away"), folder / "grey");
  REQUIRE(dates.size() == 1);
  CHECK(dates[0].starts_with("BEGIN:VCALENDAR\r\n"));
  CHECK_THAT(dates[0], ContainsSubstring("\r\nSUMMARY:Sprachcafé: Deutsch üben\r\n"));
  const std::vector<std::string> list = codes_in(picture_named(folder / "tour", "list"), folder / "grey");
  REQUIRE(list.size() == 1);
  CHECK(list[0].starts_with("Bildungskiosk, Stand: "));
  CHECK_THAT(list[0], ContainsSubstring("\n1. Eltern-Kind-Gruppe „Kleine Entdecker“\n"));
  CHECK_THAT(list[0], ContainsSubstring("\n5. "));
}

TEST_CASE("Without a display one sentence says what to do") {
  const InstalledStore store;
  const TemporaryDirectory folder;
  Process kiosk({"env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", BILDUNGSKIOSK_TEST_PROGRAM, "--store", store.path()},
                {}, folder / "output");
  CHECK(kiosk.wait_ms(20'000) == 3);
  CHECK_THAT(read_text_file(folder / "output"), ContainsSubstring("Keine Anzeige gefunden"));
}

TEST_CASE("An unknown option is named, and help is offered") {
  const TemporaryDirectory folder;
  Process kiosk({BILDUNGSKIOSK_TEST_PROGRAM, "--vollbild"}, {}, folder / "output");
  CHECK(kiosk.wait_ms(20'000) == 2);
  const std::string output = read_text_file(folder / "output");
  CHECK_THAT(output, ContainsSubstring("--vollbild"));
  CHECK_THAT(output, ContainsSubstring("--help"));
}

TEST_CASE("A tour on a display that is too small ends with a sentence") {
  if (!tools_are_there()) return;
  const InstalledStore store;
  const VirtualDisplay display(800, 600);
  REQUIRE(display.ready());
  const TemporaryDirectory folder;
  Process kiosk({BILDUNGSKIOSK_TEST_PROGRAM, "--store", store.path(), "--tour", folder / "tour"}, display.environment(),
                folder / "output");
  CHECK(kiosk.wait_ms(30'000) == 4);
  CHECK_THAT(read_text_file(folder / "output"), ContainsSubstring("1024 × 600"));
}

}  // namespace bildungskiosk::test
