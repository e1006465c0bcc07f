#pragma once

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::test {

/// One picture of the widgets in their states, 1920 × 1080 du: for the eye, for tests of pixels and for walking the
/// tree. Pressed and focused states come from the caller (touch, set_focus).
void draw_component_sheet(ui::Frame& frame);

}  // namespace bildungskiosk::test
