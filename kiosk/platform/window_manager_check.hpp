#pragma once

namespace bildungskiosk::platform {

/// A window manager that died leaves `_NET_SUPPORTING_WM_CHECK` on the root window, naming a window that is gone;
/// GLFW 3.3 then aborts in glfwInit. The constructor removes the property if its window does not exist (EWMH 1.5,
/// section 3); without a display it does nothing. Make one before glfwInit, while no other thread uses Xlib, and keep
/// it until glfwInit is through: an X server without -noreset starts anew when its last client leaves, and refuses
/// the next one meanwhile.
class WindowManagerCheck {
 public:
  WindowManagerCheck();
  ~WindowManagerCheck();
  WindowManagerCheck(const WindowManagerCheck&) = delete;
  WindowManagerCheck& operator=(const WindowManagerCheck&) = delete;

 private:
  void* display_;  // Xlib's Display; its header's macros stay out of ours
};

}  // namespace bildungskiosk::platform
