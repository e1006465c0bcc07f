#pragma once

#include <string>

#include "tests/kiosk/view/screen_stage.hpp"

namespace bildungskiosk::view::test {

/// Texts of the frame drawn last that have no room, or leave the display; empty if none does.
[[nodiscard]] std::string texts_without_room(const ScreenStage& stage);
/// Whatever of it lies where it must not: text upon text, a target upon another or too small, a thing outside the
/// display.
[[nodiscard]] std::string things_out_of_place(const ScreenStage& stage);
/// Both.
[[nodiscard]] std::string complaints(const ScreenStage& stage);

}  // namespace bildungskiosk::view::test
