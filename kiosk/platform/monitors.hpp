#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/platform/texture_store.hpp"

/// Which monitor a kiosk belongs on, as decisions about a list of them: the window asks again whenever one comes or
/// goes.
namespace bildungskiosk::platform {

struct SizeMm {
  float width = 0;  // 0: not known
  float height = 0;
};

/// A connected monitor as the window system names it.
struct Monitor {
  std::string name;  // of its socket: "HDMI-1"
  PixelSize mode;
  SizeMm size;  // as the monitor says; many lie
};

/// The monitor of that name, else the one of that number ("2" is the second); nothing when there is none such, or
/// nothing is wanted.
[[nodiscard]] std::optional<std::size_t> find_monitor(std::span<const Monitor> connected, std::string_view wanted);

/// The monitor to show a kiosk on: the wanted one, and while that is away the first, so that a kiosk is never dark
/// because of a plug. Nothing when none is connected.
[[nodiscard]] std::optional<std::size_t> choose_monitor(std::span<const Monitor> connected, std::string_view wanted);

/// Where a fullscreen window has to move, if at all. `shown_on`: the monitor that it fills now; nothing when that went
/// away.
[[nodiscard]] std::optional<std::size_t> monitor_to_move_to(std::span<const Monitor> connected, std::string_view wanted,
                                                            std::optional<std::size_t> shown_on);

/// Pixels per millimetre. `real` is what the terminal's configuration says of the display and goes before what the
/// monitor says; one of its sides is enough. 0 when nobody knows.
[[nodiscard]] float px_per_mm(const Monitor& monitor, SizeMm real);

}  // namespace bildungskiosk::platform
