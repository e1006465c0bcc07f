#include "kiosk/view/frame_look.hpp"

namespace bildungskiosk::view {

void apply_display(const model::DisplaySettings& display, ui::FrameSettings& settings) {
  settings.scheme = scheme_of(display.scheme);
  settings.text_step = text_step_of(display.text_size);
  settings.motions = display.movement == model::Movement::kCalm ? ui::Motions::kCalm : ui::Motions::kFull;
}

ui::Scheme scheme_of(model::ColourScheme scheme) {
  switch (scheme) {
    case model::ColourScheme::kLight:
      return ui::Scheme::kLight;
    case model::ColourScheme::kDark:
      return ui::Scheme::kDark;
    case model::ColourScheme::kContrast:
      return ui::Scheme::kContrast;
  }
  return ui::Scheme::kLight;
}

ui::TextStep text_step_of(model::TextSize size) {
  switch (size) {
    case model::TextSize::kNormal:
      return ui::TextStep::k1;
    case model::TextSize::kLarge:
      return ui::TextStep::k2;
    case model::TextSize::kLarger:
      return ui::TextStep::k3;
    case model::TextSize::kLargest:
      return ui::TextStep::k4;
  }
  return ui::TextStep::k1;
}

}  // namespace bildungskiosk::view
