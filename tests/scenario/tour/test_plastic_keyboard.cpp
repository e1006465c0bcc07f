#include <chrono>
#include <clocale>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/platform/window.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/scenario/tour/virtual_display.hpp"
#include "tests/support/catch.hpp"

/// A keyboard that is plugged in, in several layouts, with dead keys and Compose: real key events of the X server.
namespace bildungskiosk::test {
namespace {

using std::chrono::steady_clock;

bool tools_are_there() {
  for (const char* tool : {"Xvfb", "xdotool", "setxkbmap"}) {
    if (is_installed(tool)) continue;
    WARN("skipped: " << tool << " is not installed");
    return false;
  }
  return true;
}

/// The program's window, opened as main() does it, and the keyboard before it.
struct Terminal {
  Terminal() : display(1024, 640) {
    REQUIRE(display.ready());
    REQUIRE(std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr);
    ::setenv("DISPLAY", display.name().c_str(), 1);
    ::unsetenv("XMODIFIERS");
    auto opened = platform::open_window({});
    ::unsetenv("DISPLAY");
    REQUIRE(opened);
    window = std::move(*opened);
  }

  void plug_in(const std::vector<std::string>& layout) const {
    std::vector<std::string> command{"setxkbmap", "-option", ""};
    command.insert(command.end(), layout.begin(), layout.end());
    REQUIRE(run(command, display.environment()) == 0);
  }

  /// Presses these keys, named as X names them, and waits for as many characters.
  std::u32string type(const std::vector<std::string>& keys, std::size_t characters) {
    std::vector<std::string> command{"xdotool", "key", "--delay", "20"};
    command.insert(command.end(), keys.begin(), keys.end());
    REQUIRE(run(command, display.environment()) == 0);
    std::u32string typed;
    const auto end = steady_clock::now() + std::chrono::seconds(10);
    while (typed.size() < characters && steady_clock::now() < end) take(typed);
    take(typed);  // one too many would be here now
    return typed;
  }

  VirtualDisplay display;
  std::unique_ptr<platform::Window> window;

 private:
  void take(std::u32string& typed) {
    window->wait_events(100);
    platform::KeyEvent key;
    while (window->next_key(key)) {
      if (key.key == platform::Key::kCharacter) typed += key.character;
    }
  }
};

/// What stands on the screen when nothing moves any more, if it comes to be other than `before`; else `before`.
Pixels picture_after(const VirtualDisplay& display, const Pixels& before) {
  const auto end = steady_clock::now() + std::chrono::seconds(10);
  Pixels last = before;
  while (steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    Pixels now = display.pixels();
    if (now.rgb == last.rgb && now.rgb != before.rgb) return now;
    last = std::move(now);
  }
  return before;
}

}  // namespace

TEST_CASE("A keyboard of plastic types the letters of its layout, capitals too") {
  if (!tools_are_there()) return;
  Terminal terminal;
  terminal.plug_in({"de"});
  CHECK(terminal.type({"udiaeresis", "Odiaeresis", "ssharp", "z"}, 4) == U"üÖßz");
  terminal.plug_in({"tr"});
  CHECK(terminal.type({"idotless", "Iabovedot", "gbreve", "scedilla"}, 4) == U"ıİğş");
  terminal.plug_in({"ua"});
  CHECK(terminal.type({"Cyrillic_ka", "Ukrainian_yi", "Ukrainian_IE"}, 3) == U"кїЄ");
  terminal.plug_in({"ara"});
  CHECK(terminal.type({"Arabic_dal", "Arabic_waw", "Arabic_hamzaonalef"}, 3) == U"دوأ");
}

TEST_CASE("A dead key types nothing by itself, and its accent with the letter behind it") {
  if (!tools_are_there()) return;
  Terminal terminal;
  terminal.plug_in({"de"});
  CHECK(terminal.type({"dead_acute", "e"}, 1) == U"é");
  CHECK(terminal.type({"dead_grave", "A", "x"}, 2) == U"Àx");
  CHECK(terminal.type({"dead_circumflex", "space"}, 1) == U"^");
  terminal.plug_in({"pl", "qwertz"});
  CHECK(terminal.type({"zabovedot", "lstroke"}, 2) == U"żł");
}

TEST_CASE("A Compose key makes one letter of two keys, also letters of three bytes") {
  if (!tools_are_there()) return;
  Terminal terminal;
  terminal.plug_in({"us", "-option", "compose:menu"});
  CHECK(terminal.type({"Multi_key", "quotedbl", "u"}, 1) == U"ü");
  CHECK(terminal.type({"Multi_key", "s", "s"}, 1) == U"ß");
  CHECK(terminal.type({"Multi_key", "equal", "C"}, 1) == U"€");
  CHECK(terminal.type({"a", "Multi_key", "slash", "o", "b"}, 3) == U"aøb");
}

TEST_CASE("The kiosk takes what is composed, whatever language the system has") {
  if (!tools_are_there()) return;
  const InstalledStore store;
  const VirtualDisplay display(1024, 640);
  REQUIRE(display.ready());
  REQUIRE(run({"setxkbmap", "us", "-option", "compose:menu"}, display.environment()) == 0);
  const std::vector<std::string> surroundings = {"DISPLAY=" + display.name(), "LIBGL_ALWAYS_SOFTWARE=1", "LC_ALL=C",
                                                 "XMODIFIERS="};
  const TemporaryDirectory folder;
  const Process kiosk({BILDUNGSKIOSK_TEST_PROGRAM, "--store", store.path()}, surroundings, folder / "output");
  const auto press = [&display](std::vector<std::string> keys) {
    keys.insert(keys.begin(), {"xdotool", "key", "--delay", "20"});
    REQUIRE(run(keys, display.environment()) == 0);
  };
  const auto comes_to = [&display](Pixels& picture) {
    Pixels next = picture_after(display, picture);
    const bool changed = next.rgb != picture.rgb;
    picture = std::move(next);
    return changed;
  };
  Pixels picture = display.pixels();
  REQUIRE(comes_to(picture));  // the attract screen
  press({"space"});
  REQUIRE(comes_to(picture));  // home
  press({"a"});
  REQUIRE(comes_to(picture));  // the search
  press({"Multi_key"});
  std::this_thread::sleep_for(std::chrono::seconds(1));
  CHECK(display.pixels().rgb == picture.rgb);
  press({"equal", "C"});
  CHECK(comes_to(picture));
}

}  // namespace bildungskiosk::test
