#pragma once

#include "kiosk/model/display.hpp"
#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::view {

/// Colours, text size and movement of a frame as the visitor has chosen them.
void apply_display(const model::DisplaySettings& display, ui::FrameSettings& settings);

[[nodiscard]] ui::Scheme scheme_of(model::ColourScheme scheme);
[[nodiscard]] ui::TextStep text_step_of(model::TextSize size);

}  // namespace bildungskiosk::view
