#include "tests/scenario/tour/virtual_display.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace bildungskiosk::test {
namespace {

void sleep_ms(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

Display* as_display(void* display) { return static_cast<Display*>(display); }

}  // namespace

VirtualDisplay::VirtualDisplay(int width, int height) : width_(width), height_(height) {
  const std::string screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
  const std::string log = folder_ / "xvfb.log";
  // The server picks a free number itself and writes it down: no race with other displays of this machine.
  server_ = std::make_unique<Process>(
      std::vector<std::string>{
          "sh", "-c",
          "exec Xvfb -displayfd 3 -screen 0 " + screen + " -nolisten tcp -noreset 3>'" + (folder_ / "number") + "'"},
      std::vector<std::string>{}, log);
  for (int i = 0; i < 400 && display_ == nullptr && !server_->wait_ms(0); ++i) {
    sleep_ms(25);
    std::string number;
    if (run({"test", "-s", folder_ / "number"}, {}) == 0) number = read_text_file(folder_ / "number");
    if (number.empty() || number.back() != '\n') continue;
    number.pop_back();
    name_ = ":" + number;
    display_ = XOpenDisplay(name_.c_str());
  }
}

VirtualDisplay::~VirtualDisplay() {
  go_on();
  if (display_ != nullptr) XCloseDisplay(as_display(display_));
}

std::vector<std::string> VirtualDisplay::environment() const {
  return {"DISPLAY=" + name_, "LIBGL_ALWAYS_SOFTWARE=1", "LC_ALL=C.UTF-8"};
}

Pixels VirtualDisplay::pixels() const {
  Display* display = as_display(display_);
  XImage* image = XGetImage(display, DefaultRootWindow(display), 0, 0, static_cast<unsigned>(width_),
                            static_cast<unsigned>(height_), AllPlanes, ZPixmap);
  Pixels pixels{width_, height_, {}};
  pixels.rgb.reserve(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
  for (int y = 0; y < height_; ++y) {
    for (int x = 0; x < width_; ++x) {
      pixels.rgb.push_back(static_cast<std::uint32_t>(XGetPixel(image, x, y) & 0xFFFFFFU));
    }
  }
  XDestroyImage(image);
  return pixels;
}

void VirtualDisplay::tap(int x, int y) const {
  run({"xdotool", "mousemove", "--sync", std::to_string(x), std::to_string(y)}, environment());
  run({"xdotool", "mousedown", "1"}, environment());
  sleep_ms(80);
  run({"xdotool", "mouseup", "1"}, environment());
}

void VirtualDisplay::hang() const { server_->send(SIGSTOP); }
void VirtualDisplay::go_on() const { server_->send(SIGCONT); }

}  // namespace bildungskiosk::test
