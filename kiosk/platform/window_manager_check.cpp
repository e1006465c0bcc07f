#include "kiosk/platform/window_manager_check.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

#include <cstring>

namespace bildungskiosk::platform {
namespace {

// Xlib's default handler ends the program; the handler has no user data, hence the static.
bool g_x_error = false;
int note_error(Display* /*display*/, XErrorEvent* /*event*/) {
  g_x_error = true;
  return 0;
}

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

void remove_stale_property(Display* display) {
  const Window root = XDefaultRootWindow(display);
  const Atom property = XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", True);
  if (property == None) return;
  const Window named = window_named_by(display, root, property);
  if (named == None) return;

  g_x_error = false;
  const auto previous = XSetErrorHandler(note_error);
  XWindowAttributes attributes;
  XGetWindowAttributes(display, named, &attributes);
  XSync(display, False);
  if (g_x_error) XDeleteProperty(display, root, property);
  XSync(display, False);
  XSetErrorHandler(previous);
}

}  // namespace

WindowManagerCheck::WindowManagerCheck() : display_(XOpenDisplay(nullptr)) {
  if (display_ != nullptr) remove_stale_property(static_cast<Display*>(display_));
}

WindowManagerCheck::~WindowManagerCheck() {
  if (display_ != nullptr) XCloseDisplay(static_cast<Display*>(display_));
}

}  // namespace bildungskiosk::platform
