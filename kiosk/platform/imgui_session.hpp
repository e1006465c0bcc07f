#pragma once

#include "kiosk/platform/window.hpp"

struct ImGuiContext;

namespace bildungskiosk::platform {

// What both windows need of ImGui. Its windows, layout, keyboard and mouse are not used: a draw list is all we want
// from it, so no backend feeds it input, and it writes no files.

[[nodiscard]] ImGuiContext* create_imgui_context();
void begin_imgui_frame(PixelSize size, float delta_s);

/// kInvalidArgument if a side is below 1 or above TextureStore::kSideMaxPx.
[[nodiscard]] base::Result<void> check_texture_size(PixelSize size);

}  // namespace bildungskiosk::platform
