#pragma once

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// A USB stick that has left its socket, and an arrow away from it: at the start of `area`, in the middle of its
/// height, smaller where that is low or narrow. Returns the width it took. Decorative: appends no node.
float stick_picture(Frame& frame, const Rect& area);

}  // namespace bildungskiosk::ui
