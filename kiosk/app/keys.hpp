#pragma once

#include <vector>

#include "kiosk/model/event.hpp"
#include "kiosk/platform/window.hpp"

namespace bildungskiosk::app {

/// What a key of a real keyboard means on the shown page: letters go to the search field, and open it from home.
[[nodiscard]] std::vector<model::Event> meaning_of(const platform::KeyEvent& key, const model::Model& model);

}  // namespace bildungskiosk::app
