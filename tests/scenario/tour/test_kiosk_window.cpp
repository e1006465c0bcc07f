#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <memory>
#include <thread>

#include "kiosk/platform/window.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/scenario/tour/virtual_display.hpp"
#include "tests/scenario/tour/x_windows.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kWidth = 1366;
constexpr int kHeight = 768;
constexpr std::uint32_t kNight = 0x0F2E45;
constexpr std::uint32_t kPale = 0xEFF2F2;

bool comes_true(const std::function<bool()>& holds) {
  for (const auto end = steady_clock::now() + std::chrono::seconds(20); steady_clock::now() < end;) {
    if (holds()) return true;
    std::this_thread::sleep_for(milliseconds(50));
  }
  return false;
}

/// The real program on a display of its own, with or without a window manager.
struct Terminal {
  explicit Terminal(const std::vector<std::string>& options, bool managed = false) : display(kWidth, kHeight) {
    REQUIRE(display.ready());
    if (managed) {
      manager = std::make_unique<Process>(std::vector<std::string>{"openbox", "--sm-disable"}, display.environment(),
                                          folder / "manager");
      std::this_thread::sleep_for(milliseconds(500));
    }
    std::vector<std::string> command{BILDUNGSKIOSK_TEST_PROGRAM, "--store", store.path(), "--verbose"};
    command.insert(command.end(), options.begin(), options.end());
    kiosk = std::make_unique<Process>(command, display.environment(), folder / "output");
    windows = std::make_unique<XWindows>(display.name());
    const auto found = windows->find("Bildungskiosk");
    REQUIRE(found);
    window = *found;
    const bool shown = comes_true([&] { return said("erstes Bild"); });
    INFO(read_text_file(folder / "output"));
    REQUIRE(shown);
  }

  [[nodiscard]] bool said(const std::string& words) const {
    return read_text_file(folder / "output").find(words) != std::string::npos;
  }
  /// The ground of the attract screen, or of the home screen that a key opens, in two corners.
  [[nodiscard]] bool fills_display() const {
    const Pixels pixels = display.pixels();
    const std::uint32_t ground = pixels.at(10, 10);
    return (ground == kNight || ground == kPale) && pixels.at(10, kHeight - 10) == ground &&
           windows->area_of(window) == XWindows::Area{0, 0, kWidth, kHeight};
  }

  const InstalledStore store;
  const TemporaryDirectory folder;
  VirtualDisplay display;
  std::unique_ptr<Process> manager;
  std::unique_ptr<Process> kiosk;
  std::unique_ptr<XWindows> windows;
  XWindows::Window window = 0;
};

bool tools_are_there(bool managed) {
  const bool there = is_installed("Xvfb") && is_installed("xdotool") && (!managed || is_installed("openbox"));
  if (!there) WARN("skipped: Xvfb, xdotool or openbox is not installed");
  return there;
}

}  // namespace

TEST_CASE("A kiosk fills its monitor and can't be closed, iconified or left, with and without a window manager") {
  const bool managed = GENERATE(false, true);
  if (!tools_are_there(managed)) return;
  INFO((managed ? "with a window manager" : "without a window manager"));
  Terminal terminal({"--monitor", "screen"}, managed);
  REQUIRE(comes_true([&] { return terminal.fills_display(); }));
  CHECK_FALSE(terminal.said("nicht angeschlossen"));

  terminal.windows->ask_to_close(terminal.window);
  run({"xdotool", "key", "alt+F4"}, terminal.display.environment());
  CHECK_FALSE(terminal.kiosk->wait_ms(1'000));
  CHECK(terminal.fills_display());

  terminal.windows->ask_to_iconify(terminal.window);
  std::this_thread::sleep_for(milliseconds(500));
  CHECK(comes_true([&] { return terminal.windows->is_mapped(terminal.window) && terminal.fills_display(); }));

  terminal.windows->open_stranger_with_focus();
  CHECK_FALSE(terminal.windows->is_focused(terminal.window));
  std::this_thread::sleep_for(milliseconds(500));
  CHECK(terminal.windows->area_of(terminal.window) == XWindows::Area{0, 0, kWidth, kHeight});
  // Fingers go on to work: one on the attract screen opens home.
  terminal.display.tap(kWidth / 4, kHeight * 3 / 4);
  CHECK(comes_true([&] { return terminal.display.pixels().at(kWidth / 2, 20) == kPale; }));

  CHECK_FALSE(terminal.kiosk->wait_ms(0));
  terminal.kiosk->send(SIGTERM);
  CHECK(terminal.kiosk->wait_ms(10'000) == 0);
}

TEST_CASE("A monitor that is not there is named with those that are, and the kiosk fills the first") {
  if (!tools_are_there(false)) return;
  const Terminal terminal({"--monitor", "HDMI-9"});
  CHECK(comes_true([&] { return terminal.fills_display(); }));
  CHECK(terminal.said("Der Bildschirm „HDMI-9“ ist nicht angeschlossen (es gibt: screen)"));
}

TEST_CASE("The X server's no to a request ends no kiosk: its picture is shown anew") {
  if (!tools_are_there(false)) return;
  const VirtualDisplay display(kWidth, kHeight);
  REQUIRE(display.ready());
  ::setenv("DISPLAY", display.name().c_str(), 1);
  auto opened = platform::open_window({});
  ::unsetenv("DISPLAY");
  REQUIRE(opened);
  platform::Window& window = **opened;
  for (int frame = 0; frame < 3; ++frame) {
    window.wait_events(0);
    static_cast<void>(window.take_needs_redraw());
    window.begin_frame();
    window.end_frame(kPale);
  }
  CHECK_FALSE(window.take_needs_redraw());
  const XWindows clumsy(display.name(), XWindows::Errors::kLeaveToOthers);
  clumsy.ask_for_nonsense();
  CHECK(window.take_needs_redraw());
}

TEST_CASE("A window whose graphics card was reset says so, and another one shows the picture again") {
  if (!tools_are_there(false)) return;
  const VirtualDisplay display(kWidth, kHeight);
  REQUIRE(display.ready());
  const auto show_frames = [](platform::Window& window) {
    for (int frame = 0; frame < 3; ++frame) {
      window.wait_events(0);
      window.begin_frame();
      window.end_frame(kPale);
    }
  };
  bool reset = false;
  platform::WindowOptions options;
  options.is_reset = [&reset] { return reset; };
  for (int round = 0; round < 3; ++round) {
    ::setenv("DISPLAY", display.name().c_str(), 1);
    auto opened = platform::open_window(options);
    ::unsetenv("DISPLAY");
    REQUIRE(opened);
    show_frames(**opened);
    CHECK_FALSE((*opened)->lost());
    CHECK(display.pixels().at(kWidth / 2, kHeight / 2) == kPale);
    reset = true;
    show_frames(**opened);
    reset = false;
    CHECK((*opened)->lost());  // for good
  }
}

TEST_CASE("A developer's window closes like any other") {
  const bool managed = GENERATE(false, true);
  if (!tools_are_there(managed)) return;
  Terminal terminal({"--size", "1024x640"}, managed);
  CHECK(terminal.windows->area_of(terminal.window).width == 1024);
  terminal.windows->ask_to_close(terminal.window);
  CHECK(terminal.kiosk->wait_ms(10'000) == 0);
}

}  // namespace bildungskiosk::test
