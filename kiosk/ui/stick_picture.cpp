#include "kiosk/ui/stick_picture.hpp"

#include <algorithm>

namespace bildungskiosk::ui {

float stick_picture(Frame& frame, const Rect& area) {
  constexpr float kWidthDu = 584;
  constexpr float kHeightDu = 176;
  constexpr float kPart = 0.52F;  // of the area's width, at most
  const Palette& palette = frame.palette();
  const float scale = std::min({1.0F, area.w * kPart / kWidthDu, area.h / kHeightDu});
  const float middle = area.y + area.h / 2;
  const auto part = [&](float x, float y, float w, float h) {
    return Rect{area.x + x * scale, middle + y * scale, w * scale, h * scale};
  };
  const float radius = frame.theme().radii().key * scale;
  // The socket is cut off by the edge of the picture.
  frame.fill(part(0, -88, 56, 176), palette.text_2, radius);
  frame.fill(part(0, -88, 28, 176), palette.text_2);
  frame.fill(part(20, -42, 22, 84), palette.text, radius / 3);
  frame.fill(part(148, -36, 80, 72), palette.line, radius / 3);
  frame.fill(part(166, -22, 20, 16), palette.text_2);
  frame.fill(part(166, 6, 20, 16), palette.text_2);
  const Rect body = part(220, -56, 216, 112);
  frame.fill(body, palette.primary, 2 * radius);
  frame.fill({body.x, body.y, body.w / 2, body.h}, palette.primary, radius);
  frame.icon("usb", body.centred(56 * scale, 56 * scale), palette.on_primary);
  frame.icon("arrow_forward", part(484, -50, 100, 100), palette.ok);
  return kWidthDu * scale;
}

}  // namespace bildungskiosk::ui
