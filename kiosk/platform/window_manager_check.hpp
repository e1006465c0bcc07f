#pragma once

namespace bildungskiosk::platform {

/// A window manager that died leaves `_NET_SUPPORTING_WM_CHECK` on the root window, naming a window that is gone;
/// GLFW 3.3 then aborts in glfwInit. Removes the property if its window does not exist (EWMH 1.5, section 3).
/// Does nothing without a display. Call before glfwInit, while no other thread uses Xlib.
void remove_stale_window_manager_check();

}  // namespace bildungskiosk::platform
