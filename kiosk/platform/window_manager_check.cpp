#include "kiosk/platform/window_manager_check.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <cstdint>
#include <cstring>
#include <memory>

namespace bildungskiosk::platform {
namespace {

// Xlib's default handler ends the program; the handler has no user data, hence the static.
bool g_x_error = false;
int note_error(Display* /*display*/, XErrorEvent* /*event*/) {
  g_x_error = true;
  return 0;
}

struct CloseDisplay {
  void operator()(Display* display) const { XCloseDisplay(display); }
};

Window window_named_by(Display* display, Window root, Atom property) {
  Atom type = None;
  int format = 0;
  unsigned long count = 0;
  unsigned long rest = 0;
  unsigned char* data = nullptr;
  const int status =
      XGetWindowProperty(display, root, property, 0, 1, False, XA_WINDOW, &type, &format, &count, &rest, &data);
  Window named = None;
  if (status == Success && data != nullptr && count == 1) std::memcpy(&named, data, sizeof named);
  if (data != nullptr) XFree(data);
  return named;
}

}  // namespace

void remove_stale_window_manager_check() {
  const std::unique_ptr<Display, CloseDisplay> display(XOpenDisplay(nullptr));
  if (!display) return;
  const Window root = XDefaultRootWindow(display.get());
  const Atom property = XInternAtom(display.get(), "_NET_SUPPORTING_WM_CHECK", True);
  if (property == None) return;
  const Window named = window_named_by(display.get(), root, property);
  if (named == None) return;

  g_x_error = false;
  const auto previous = XSetErrorHandler(note_error);
  XWindowAttributes attributes;
  XGetWindowAttributes(display.get(), named, &attributes);
  XSync(display.get(), False);
  if (g_x_error) XDeleteProperty(display.get(), root, property);
  XSync(display.get(), False);
  XSetErrorHandler(previous);
}

}  // namespace bildungskiosk::platform
