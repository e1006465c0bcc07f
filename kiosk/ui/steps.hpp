#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// Something to do, with its number: disc, bold title, and how. Returns its height; `rect` gives place and width.
struct NumberedStepSpec {
  int number = 1;
  std::string_view title{};
  std::string_view how{};
};
float numbered_step(Frame& frame, WidgetId id, const Rect& rect, const NumberedStepSpec& spec);

/// A step of something that runs: a tick when it is done, bold while it runs, a ring before. 44 du high.
enum class StepState { kWaiting, kRunning, kDone };
struct ProgressStepSpec {
  std::string_view label{};
  std::string_view value{};  // at the end: "796 von 1.284"
  StepState state = StepState::kWaiting;
};
void progress_step(Frame& frame, WidgetId id, const Rect& rect, const ProgressStepSpec& spec);

}  // namespace bildungskiosk::ui
