#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// What to do with a phone, in order: open the camera, point it, use what it found.
enum class PhonePicture { kCamera, kAim, kFound };

/// A picture of a phone, a numbered disc, what to do, and how. The picture takes 208 × 192 of it, or all its width
/// where the words stand below (kStacked).
enum class PhoneStepLayout { kBeside, kStacked };
struct PhoneStepSpec {
  PhonePicture picture = PhonePicture::kCamera;
  int number = 1;
  std::string_view title{};
  std::string_view how{};
  PhoneStepLayout layout = PhoneStepLayout::kBeside;
};
void phone_step(Frame& frame, WidgetId id, const Rect& rect, const PhoneStepSpec& spec);

}  // namespace bildungskiosk::ui
