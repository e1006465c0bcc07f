#pragma once

#include <cstdint>

namespace bildungskiosk::platform {

/// From now on the X server's "no" to a request ends only that request. Xlib would end the program, for instance when a
/// part of the picture is shown in the moment in which a window manager makes the window smaller. Call it again after
/// GLFW has made or moved a window: it resets the handler.
void survive_x_errors();
/// So many have been survived. From any thread.
[[nodiscard]] std::uint64_t x_errors_survived();

}  // namespace bildungskiosk::platform
