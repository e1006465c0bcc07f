#include <cairo.h>
#include <imgui.h>

#include <cstdlib>
#include <iostream>

#include "kiosk/platform/window.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "sync/base/unique_handle.hpp"
#include "tests/kiosk/ui/component_sheet.hpp"
#include "tests/kiosk/ui/stage.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bildungskiosk;

namespace {

/// Pixels of a PNG file as 0xRRGGBB.
class Picture {
 public:
  explicit Picture(const std::string& path) : surface_(cairo_image_surface_create_from_png(path.c_str())) {
    REQUIRE(cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS);
  }
  [[nodiscard]] int width() const { return cairo_image_surface_get_width(surface_.get()); }
  [[nodiscard]] std::uint32_t at(int x, int y) const {
    const unsigned char* row =
        cairo_image_surface_get_data(surface_.get()) + y * cairo_image_surface_get_stride(surface_.get());
    return reinterpret_cast<const std::uint32_t*>(row)[x] & 0xFFFFFFU;  // NOLINT: Cairo's rows are aligned
  }
  /// How many pixels of the rectangle have exactly this colour.
  [[nodiscard]] int count(const ui::PxRect& area, std::uint32_t colour) const {
    int found = 0;
    for (int y = static_cast<int>(area.y); y < static_cast<int>(area.bottom()); ++y) {
      for (int x = static_cast<int>(area.x); x < static_cast<int>(area.right()); ++x)
        found += at(x, y) == colour ? 1 : 0;
    }
    return found;
  }

 private:
  base::UniqueHandle<cairo_surface_t*, cairo_surface_destroy> surface_;
};

}  // namespace

// With BILDUNGSKIOSK_PICTURES=FOLDER the picture stays there, to be looked at.
TEST_CASE("A real window shows the components in the theme's colours") {
  if (std::getenv("DISPLAY") == nullptr) {
    std::cout << "skipped: no display (scripts/with-display gives one)\n";
    return;
  }
  platform::WindowOptions options;
  options.mode = platform::WindowOptions::Mode::kWindow;
  options.size_px = {1920, 1080};
  auto opened = platform::open_window(options);
  if (!opened) FAIL(opened.error().detail);
  platform::Window& window = **opened;
  const test::TemporaryDirectory folder;
  const char* kept = std::getenv("BILDUNGSKIOSK_PICTURES");
  const std::string path = (kept != nullptr ? std::string(kept) : folder.path()) + "/components.png";
  ui::Interface interface(test::shipped_theme(), window);
  const ui::Palette& palette = interface.theme().palette(ui::Scheme::kLight);
  CHECK_FALSE(window.save_png(path).has_value());
  for (int i = 0; i < 3; ++i) {
    window.wait_events(0);
    window.begin_frame();
    {
      ui::FrameSettings settings;
      settings.size_px = window.size_px();
      settings.now_ms = window.now_ms();
      ui::Frame frame(interface, settings, *ImGui::GetBackgroundDrawList());
      test::draw_component_sheet(frame);
    }
    window.end_frame(palette.background.rgb());
  }
  CHECK(window.frames() == 3);
  const auto saved = window.save_png(path);
  if (!saved) FAIL(saved.error().detail);

  const Picture picture(path);
  REQUIRE(picture.width() == 1920);
  CHECK(picture.at(20, 20) == palette.background.rgb());
  for (std::size_t i = 0; i < palette.phases.size(); ++i) {
    const ui::PxRect block{64 + 226 * static_cast<float>(i), 128, 120, 120};
    CHECK(picture.count(block, palette.phases[i].fill.rgb()) > 5000);
    CHECK(picture.count(block, palette.phases[i].on.rgb()) > 500);  // the icon
  }
  const ui::PxRect primary{254, 492, 220, 96};
  CHECK(picture.count(primary, palette.primary.rgb()) > 15000);
  CHECK(picture.count(primary, palette.on_primary.rgb()) > 400);       // its label
  CHECK(picture.count({490, 480, 16, 120}, palette.sun.rgb()) > 300);  // the focus ring of the second
  CHECK(picture.count({64, 40, 600, 60}, palette.text.rgb()) > 3000);  // the heading
}

namespace {

/// A list of cards that a finger has scrolled so far.
void draw_list(platform::Window& window, ui::Interface& interface, float scrolled_px) {
  window.wait_events(0);
  interface.touch().set_scroll_px("list", scrolled_px);
  window.begin_frame();
  {
    ui::FrameSettings settings;
    settings.size_px = window.size_px();
    settings.now_ms = window.now_ms();
    ui::Frame frame(interface, settings, *ImGui::GetBackgroundDrawList());
    const ui::Rect viewport{400, 200, 1000, 700};
    const ui::ScrollArea scroll(frame, "list", viewport, 40 * 180);
    for (int row = 0; row < 40; ++row) {
      const std::string title = "Kurs " + std::to_string(row);
      const std::vector<ui::CardFact> facts{{"event", "Mo 30.11."}, {"place", "Auerbrunn"}, {"euro", "12,00 €"}};
      const ui::Rect card{400, 200 + static_cast<float>(row) * 180, 1000, 164};
      const ui::OfferCardSpec spec{
          .phase = static_cast<std::size_t>(row % 8), .overline = "Schule", .title = title, .facts = facts};
      if (scroll.shows(card)) static_cast<void>(ui::offer_card(frame, ui::WidgetId("card") / title, card, spec));
    }
  }
  window.end_frame(interface.theme().palette(ui::Scheme::kLight).background.rgb(), interface.scrolled_areas());
}

}  // namespace

TEST_CASE("A picture that was brought up to date in parts is the one that is drawn whole") {
  if (std::getenv("DISPLAY") == nullptr) {
    std::cout << "skipped: no display (scripts/with-display gives one)\n";
    return;
  }
  platform::WindowOptions options;
  options.mode = platform::WindowOptions::Mode::kWindow;
  options.size_px = {1920, 1080};
  const test::TemporaryDirectory folder;
  const auto picture_after = [&](const std::vector<float>& scrolled, const std::string& name) {
    auto opened = platform::open_window(options);
    if (!opened) FAIL(opened.error().detail);
    ui::Interface interface(test::shipped_theme(), **opened);
    for (const float offset_px : scrolled) draw_list(**opened, interface, offset_px);
    const auto saved = (*opened)->save_png(folder / name);
    if (!saved) FAIL(saved.error().detail);
    return Picture(folder / name);
  };
  const Picture in_parts = picture_after({0, 13, 60, 61, 400, 380, 379, 1500, 1400, 1433}, "parts.png");
  const Picture whole = picture_after({1433}, "whole.png");
  int unlike = 0;
  for (int y = 0; y < 1080; ++y) {
    for (int x = 0; x < 1920; ++x) {
      // The soft edges of curves come out a little different at every height.
      for (unsigned shift = 0; shift < 24; shift += 8) {
        const auto channel = [shift](std::uint32_t rgb) { return static_cast<int>((rgb >> shift) & 0xFFU); };
        if (std::abs(channel(in_parts.at(x, y)) - channel(whole.at(x, y))) > 6) ++unlike;
      }
    }
  }
  CHECK(unlike == 0);
}
