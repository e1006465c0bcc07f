#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/kiosk/view/screen_stage.hpp"

namespace bildungskiosk::view::test {

/// A screen of the kiosk, full of what it usually shows. All names are fictional.
struct SampleScreen {
  std::string name;  // of its picture
  std::function<void(model::Model&)> show;
};

/// Every screen that a visitor or staff may meet, with each panel and dialog that lies above one.
[[nodiscard]] const std::vector<SampleScreen>& sample_screens();
/// Only those of a visit.
[[nodiscard]] std::vector<SampleScreen> visit_screens();

}  // namespace bildungskiosk::view::test
