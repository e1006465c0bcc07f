#pragma once

#include <string>
#include <vector>

#include "kiosk/app/kiosk.hpp"

namespace bildungskiosk::test {

/// What fingers can reach on the picture that is shown: nothing below an open dialog.
[[nodiscard]] std::vector<const ui::Node*> targets_of(const app::Kiosk& kiosk);

/// What is wrong with the picture that is shown, a line for each: a target outside the display, below 12.7 mm or upon
/// another one, no way home.
[[nodiscard]] std::vector<std::string> complaints_of(app::Kiosk& kiosk);

}  // namespace bildungskiosk::test
