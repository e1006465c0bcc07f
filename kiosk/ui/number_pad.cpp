#include "kiosk/ui/number_pad.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kiosk/ui/button.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr float kGapDu = 16;
constexpr std::array<std::string_view, 4> kRows = {"123", "456", "789", " 0\b"};

}  // namespace

std::optional<char> number_pad(Frame& frame, WidgetId id, const Rect& rect, const NumberPadSpec& spec) {
  const float width = (rect.w - 2 * kGapDu) / 3;
  const float height = (rect.h - 3 * kGapDu) / 4;
  std::optional<char> tapped;
  for (std::size_t row = 0; row < kRows.size(); ++row) {
    for (std::size_t column = 0; column < kRows[row].size(); ++column) {
      const char key = kRows[row][column];
      if (key == ' ') continue;
      const auto place = static_cast<float>(frame.right_to_left() ? 2 - column : column);
      const Rect place_rect{rect.x + place * (width + kGapDu), rect.y + static_cast<float>(row) * (height + kGapDu),
                            width, height};
      const std::string face(1, key);
      const bool erases = key == kPadDelete;
      const ButtonSpec button_spec{.label = erases ? std::string_view() : std::string_view(face),
                                   .kind = ButtonKind::kQuiet,
                                   .icon = erases ? std::string_view("backspace") : std::string_view(),
                                   .enabled = spec.enabled,
                                   .spoken = erases ? spec.delete_spoken : std::string_view(face),
                                   .role = TextRole::kKey};
      if (button(frame, id / static_cast<std::uint64_t>(key), place_rect, button_spec)) tapped = key;
    }
  }
  return tapped;
}

void pin_dots(Frame& frame, WidgetId id, const Rect& rect, std::size_t typed, std::string_view label) {
  constexpr float kDotDu = 28;
  constexpr float kStepDu = 44;
  constexpr std::size_t kPlacesMin = 4;
  const Palette& palette = frame.palette();
  const std::size_t places = std::max(kPlacesMin, typed);
  const float width = static_cast<float>(places - 1) * kStepDu + kDotDu;
  float x = rect.x + (rect.w - width) / 2;
  for (std::size_t i = 0; i < places; ++i) {
    const Rect dot{x, rect.y + (rect.h - kDotDu) / 2, kDotDu, kDotDu};
    if (i < typed) {
      frame.fill(dot, palette.text, kDotDu / 2);
    } else {
      frame.stroke(dot, palette.control_edge, 3, kDotDu / 2);
    }
    x += kStepDu;
  }
  frame.node(id, Role::kStatus, label, rect).value.assign(std::to_string(typed));
}

}  // namespace bildungskiosk::ui
