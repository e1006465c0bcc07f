#include "tests/scenario/tour/x_windows.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <chrono>
#include <thread>
#include <vector>

namespace bildungskiosk::test {
namespace {

Display* as_display(void* display) { return static_cast<Display*>(display); }

// A window that goes while it is asked about is no reason to end the test.
int ignore(Display* /*display*/, XErrorEvent* /*error*/) { return 0; }

std::vector<::Window> children_of(Display* display, ::Window parent) {
  ::Window root = 0;
  ::Window above = 0;
  ::Window* listed = nullptr;
  unsigned count = 0;
  if (XQueryTree(display, parent, &root, &above, &listed, &count) == 0) return {};
  std::vector<::Window> children(listed, listed + count);
  if (listed != nullptr) XFree(listed);
  return children;
}

std::string title_of(Display* display, ::Window window) {
  char* name = nullptr;
  if (XFetchName(display, window, &name) == 0 || name == nullptr) return {};
  std::string title = name;
  XFree(name);
  return title;
}

// A window manager puts windows into frames.
std::optional<::Window> find_below(Display* display, ::Window parent, const std::string& title) {
  for (const ::Window child : children_of(display, parent)) {
    if (title_of(display, child) == title) return child;
    if (const auto found = find_below(display, child, title)) return found;
  }
  return std::nullopt;
}

}  // namespace

XWindows::XWindows(const std::string& display, Errors errors) : display_(XOpenDisplay(display.c_str())) {
  if (errors == Errors::kIgnore) XSetErrorHandler(ignore);
}

XWindows::~XWindows() {
  if (display_ != nullptr) XCloseDisplay(as_display(display_));
}

std::optional<XWindows::Window> XWindows::find(const std::string& title) const {
  for (int i = 0; i < 400; ++i) {
    if (const auto found = find_below(as_display(display_), DefaultRootWindow(as_display(display_)), title))
      return found;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  return std::nullopt;
}

void XWindows::send(Window to, Window about, const char* type, long value, long mask) const {
  Display* display = as_display(display_);
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = about;
  event.xclient.message_type = XInternAtom(display, type, False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = value;
  event.xclient.data.l[1] = CurrentTime;
  XSendEvent(display, to, False, mask, &event);
  XSync(display, False);
}

void XWindows::ask_to_close(Window window) const {
  const auto wish = static_cast<long>(XInternAtom(as_display(display_), "WM_DELETE_WINDOW", False));
  send(window, window, "WM_PROTOCOLS", wish, NoEventMask);
}

void XWindows::ask_to_iconify(Window window) const {
  send(DefaultRootWindow(as_display(display_)), window, "WM_CHANGE_STATE", IconicState,
       SubstructureRedirectMask | SubstructureNotifyMask);
}

bool XWindows::is_mapped(Window window) const {
  XWindowAttributes attributes{};
  return XGetWindowAttributes(as_display(display_), window, &attributes) != 0 && attributes.map_state == IsViewable;
}

bool XWindows::is_focused(Window window) const {
  ::Window focused = 0;
  int revert = 0;
  XGetInputFocus(as_display(display_), &focused, &revert);
  return focused == window;
}

void XWindows::open_stranger_with_focus() {
  Display* display = as_display(display_);
  const ::Window stranger = XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 40, 40, 0, 0, 0);
  XStoreName(display, stranger, "Stranger");
  XSelectInput(display, stranger, StructureNotifyMask);
  XMapRaised(display, stranger);
  for (XEvent event{}; event.type != MapNotify;) XNextEvent(display, &event);
  XSetInputFocus(display, stranger, RevertToParent, CurrentTime);
  XSync(display, False);
}

void XWindows::ask_for_nonsense() const {
  constexpr ::Window kNoSuchWindow = 0x1FFFFFFF;
  XMapWindow(as_display(display_), kNoSuchWindow);
  XSync(as_display(display_), False);
}

XWindows::Area XWindows::area_of(Window window) const {
  Display* display = as_display(display_);
  XWindowAttributes attributes{};
  if (XGetWindowAttributes(display, window, &attributes) == 0) return {};
  Area area{0, 0, attributes.width, attributes.height};
  ::Window child = 0;
  XTranslateCoordinates(display, window, DefaultRootWindow(display), 0, 0, &area.x, &area.y, &child);
  return area;
}

}  // namespace bildungskiosk::test
