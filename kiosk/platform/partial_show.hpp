#pragma once

#include <optional>
#include <span>

#include "kiosk/platform/texture_store.hpp"

namespace bildungskiosk::platform {

/// Shows parts of the current window's back buffer instead of swapping it whole (GLX_MESA_copy_sub_buffer). Where the
/// processor draws, what is shown is copied to the display, and the parts are all that costs. A graphics card swaps for
/// nothing, and in time with the display: there is none of this then.
class PartialShow {
 public:
  /// Nothing where swapping is the better way. The window's context must be current, then and later.
  [[nodiscard]] static std::optional<PartialShow> find();
  void show(std::span<const PixelRect> parts, PixelSize size) const;

 private:
  using Function = void (*)();  // GLX's; its types stay in the source

  Function current_display_ = nullptr;
  Function current_drawable_ = nullptr;
  Function copy_ = nullptr;
};

}  // namespace bildungskiosk::platform
