#include <cairo.h>
#include <imgui.h>

#include <cstdlib>
#include <iostream>

#include "kiosk/platform/frame_changes.hpp"
#include "kiosk/platform/gl_canvas.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/component_sheet.hpp"
#include "kiosk/ui/scroll_area.hpp"
#include "sync/base/unique_handle.hpp"
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
      ui::draw_component_sheet(frame);
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

namespace {

/// How many channels of how many pixels are not as good as the same. The soft edges of curves come out a little
/// different at every height.
int unlike(const std::vector<std::uint32_t>& pixels, const Picture& picture) {
  int count = 0;
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    const auto width = static_cast<std::size_t>(picture.width());
    const std::uint32_t other = picture.at(static_cast<int>(i % width), static_cast<int>(i / width));
    for (unsigned shift = 0; shift < 24; shift += 8) {
      const auto channel = [shift](std::uint32_t rgb) { return static_cast<int>((rgb >> shift) & 0xFFU); };
      if (std::abs(channel(pixels[i]) - channel(other)) > 6) ++count;
    }
  }
  return count;
}

/// Brings a canvas up to date with what a window has drawn last.
void draw_on(platform::GlCanvas& canvas, platform::FrameChanges& finder, const ui::Interface& interface,
             platform::PixelSize size) {
  const std::uint32_t ground = interface.theme().palette(ui::Scheme::kLight).background.rgb();
  ImDrawData& drawn = *ImGui::GetDrawData();
  REQUIRE(canvas.keep_size(size));
  const auto& changes = finder.compare(drawn.CmdLists[0], size, ground, interface.scrolled_areas());
  REQUIRE(canvas.draw(finder, changes, drawn, ground));
}

}  // namespace

TEST_CASE("A picture that was brought up to date in parts is the one that is drawn whole, wherever it is kept") {
  if (std::getenv("DISPLAY") == nullptr) {
    std::cout << "skipped: no display (scripts/with-display gives one)\n";
    return;
  }
  constexpr platform::PixelSize kSize{1920, 1080};
  const std::vector<float> scrolled{0, 13, 60, 61, 400, 380, 379, 1500, 1400, 1433};
  platform::WindowOptions options;
  options.mode = platform::WindowOptions::Mode::kWindow;
  options.size_px = kSize;
  const test::TemporaryDirectory folder;
  const auto open = [&] {
    auto opened = platform::open_window(options);
    if (!opened) FAIL(opened.error().detail);
    return std::move(opened).value();
  };
  {
    const auto window = open();
    ui::Interface interface(test::shipped_theme(), *window);
    draw_list(*window, interface, scrolled.back());
    REQUIRE(window->save_png(folder / "whole.png"));
  }
  const Picture whole(folder / "whole.png");
  const auto window = open();
  ui::Interface interface(test::shipped_theme(), *window);
  platform::GlCanvas own(platform::GlCanvas::Place::kOwn);
  platform::FrameChanges own_changes;
  for (const float offset_px : scrolled) {
    draw_list(*window, interface, offset_px);
    draw_on(own, own_changes, interface, kSize);
  }
  REQUIRE(window->save_png(folder / "parts.png"));
  const Picture shown(folder / "parts.png");
  std::vector<std::uint32_t> pixels;
  for (int y = 0; y < kSize.height; ++y) {
    for (int x = 0; x < kSize.width; ++x) pixels.push_back(shown.at(x, y));
  }
  CHECK(unlike(pixels, whole) == 0);
  CHECK(unlike(own.pixels(), whole) == 0);
}

TEST_CASE("A canvas that found no memory for another size has lost its picture, and says so") {
  if (std::getenv("DISPLAY") == nullptr) {
    std::cout << "skipped: no display (scripts/with-display gives one)\n";
    return;
  }
  constexpr platform::PixelSize kSize{640, 480};
  platform::WindowOptions options;
  options.mode = platform::WindowOptions::Mode::kWindow;
  options.size_px = kSize;
  const auto window = platform::open_window(options);
  if (!window) FAIL(window.error().detail);
  platform::GlCanvas canvas(platform::GlCanvas::Place::kOwn);
  REQUIRE(canvas.keep_size(kSize));
  CHECK(canvas.keep_size(kSize).value());
  REQUIRE_FALSE(canvas.keep_size({1'000'000, 480}));  // larger than any texture
  const auto kept = canvas.keep_size(kSize);
  REQUIRE(kept);
  CHECK_FALSE(kept.value());
}
