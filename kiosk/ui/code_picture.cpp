#include "kiosk/ui/code_picture.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace bildungskiosk::ui {
namespace {

constexpr float kFrameDu = 24;
constexpr float kModuleMinDu = 2.4F;  // 0.6 mm: a phone reads it at 40 cm
constexpr float kModuleEasyDu = 4;
constexpr int kQuietModules = 4;  // the white that belongs on each side (ISO/IEC 18004)

int ground_px(const Frame& frame, const Rect& rect) {
  return static_cast<int>(std::floor(frame.px(std::min(rect.w, rect.h) - 2 * kFrameDu)));
}

int modules_of(const Frame& frame, const Rect& rect, float module_du) {
  // What rounding adds to a whole pixel makes no second one.
  constexpr float kHair = 0.01F;
  const int module_px = std::max(1, static_cast<int>(std::ceil(frame.px(module_du) - kHair)));
  return ground_px(frame, rect) / module_px - 2 * kQuietModules;
}

// Neighbours of a row in one rectangle: a third of the corners.
void draw_row(Frame& frame, std::span<const std::uint8_t> row, const PxRect& first) {
  const Colour dark = frame.palette().code_dark;
  std::size_t begin = 0;
  while (begin < row.size()) {
    if (row[begin] == 0) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < row.size() && row[end] != 0) ++end;
    frame.fill_px(
        {first.x + static_cast<float>(begin) * first.w, first.y, static_cast<float>(end - begin) * first.w, first.h},
        dark, 0);
    begin = end;
  }
}

}  // namespace

int code_modules_max(const Frame& frame, const Rect& rect) { return modules_of(frame, rect, kModuleMinDu); }

int code_modules_easy(const Frame& frame, const Rect& rect) { return modules_of(frame, rect, kModuleEasyDu); }

void code_picture(Frame& frame, WidgetId id, const Rect& rect, const CodePictureSpec& spec) {
  constexpr float kInnerRadiusDu = 10;
  const Palette& palette = frame.palette();
  frame.fill(rect, palette.sun, frame.theme().radii().card);
  frame.fill(rect.inset(kFrameDu), palette.code_light, kInnerRadiusDu);
  frame.node(id, Role::kImage, spec.label, rect);
  if (spec.modules <= 0) return;
  const int module_px = std::max(1, ground_px(frame, rect) / (spec.modules + 2 * kQuietModules));
  const auto side = static_cast<float>(module_px * spec.modules);
  const PxRect ground = frame.to_px(rect);
  const auto width = static_cast<std::size_t>(spec.modules);
  PxRect module{std::floor(ground.x + (ground.w - side) / 2), std::floor(ground.y + (ground.h - side) / 2),
                static_cast<float>(module_px), static_cast<float>(module_px)};
  for (std::size_t row = 0; row < width; ++row) {
    draw_row(frame, spec.dark.subspan(row * width, width), module);
    module.y += module.h;
  }
}

}  // namespace bildungskiosk::ui
