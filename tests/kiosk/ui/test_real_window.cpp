#include <cairo.h>
#include <imgui.h>

#include <cstdlib>
#include <iostream>

#include "kiosk/platform/window.hpp"
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
