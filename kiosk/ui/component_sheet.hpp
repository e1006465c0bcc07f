#pragma once

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// The components in their states, 1920 × 1080 du: for the eye (the gallery), for tests of pixels and for walking the
/// tree. The pressed state comes from a finger. Texts are German; offers and places are fictional.
inline constexpr int kComponentSheets = 3;
/// Blocks, buttons, chips, tile, progress, toast.
void draw_component_sheet(Frame& frame);
/// Cards, lists, banners, steps.
void draw_card_sheet(Frame& frame);
/// Search field, keyboard, number pad, countdown.
void draw_input_sheet(Frame& frame);

}  // namespace bildungskiosk::ui
