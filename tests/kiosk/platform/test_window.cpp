#include <cstdlib>
#include <optional>

#include "kiosk/platform/headless_window.hpp"
#include "kiosk/platform/png.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::platform;

namespace {

/// $DISPLAY set to something else for a while.
class DisplayVariable {
 public:
  explicit DisplayVariable(const char* value) {
    if (const char* before = std::getenv("DISPLAY")) before_ = before;
    setenv("DISPLAY", value, 1);
  }
  ~DisplayVariable() {
    if (before_) {
      setenv("DISPLAY", before_->c_str(), 1);
    } else {
      unsetenv("DISPLAY");
    }
  }
  DisplayVariable(const DisplayVariable&) = delete;
  DisplayVariable& operator=(const DisplayVariable&) = delete;

 private:
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("Without a display the window says so instead of ending the program") {
  const DisplayVariable none(":4242");
  const auto window = open_window({});
  REQUIRE_FALSE(window.has_value());
  CHECK(window.error().code == base::ErrorCode::kNotFound);
  CHECK_THAT(window.error().detail, ContainsSubstring("no display"));
}

TEST_CASE("The headless window refuses textures of impossible size and forgets destroyed ones") {
  HeadlessWindow window({800, 600});
  CHECK_FALSE(window.create_texture({0, 10}, TextureFormat::kAlpha8).has_value());
  CHECK_FALSE(window.create_texture({TextureStore::kSideMaxPx + 1, 10}, TextureFormat::kAlpha8).has_value());
  const auto texture = window.create_texture({16, 16}, TextureFormat::kRgba8);
  REQUIRE(texture.has_value());
  CHECK(window.live_textures() == 1);
  window.destroy_texture(*texture);
  window.destroy_texture(*texture);
  CHECK(window.live_textures() == 0);
  CHECK_FALSE(window.save_png("/nonexistent.png").has_value());
}

TEST_CASE("Waiting in the headless window moves its clock, unless it was woken or has input") {
  HeadlessWindow window({800, 600});
  const MonotonicMs start = window.now_ms();
  window.wait_events(250);
  CHECK(window.now_ms() == start + 250);
  window.wake();
  window.wait_events(250);
  CHECK(window.now_ms() == start + 250);
  window.inject(PointerEvent{PointerKind::kDown, 1, 1, 0});
  window.wait_events(-1);
  CHECK(window.now_ms() == start + 250);
}

TEST_CASE("A picture is written as PNG, and a folder that is not there is an error with its path") {
  const test::TemporaryDirectory folder;
  std::vector<std::uint32_t> pixels(6, 0x00FF8000);
  const std::string path = folder / "picture.png";
  CHECK(write_png(path, {3, 2}, pixels).has_value());
  CHECK(test::read_text_file(path).substr(1, 3) == "PNG");
  const auto failed = write_png(folder / "no/picture.png", {3, 2}, pixels);
  REQUIRE_FALSE(failed.has_value());
  CHECK(failed.error().code == base::ErrorCode::kIo);
  CHECK_THAT(failed.error().detail, ContainsSubstring("no/picture.png"));
}
