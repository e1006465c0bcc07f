#include "kiosk/print/paper.hpp"

#include <algorithm>
#include <cmath>

namespace bildungskiosk::print {
namespace {

constexpr double kModuleMin_mm = 0.625;
constexpr double kModuleMax_mm = 1.0;
constexpr double kDot_mm = 0.125;  // of 203 dpi, the usual for rolls

}  // namespace

Paper paper_of(Media media) {
  if (media == Media::kRoll80) {
    return {.width_mm = 80,
            .height_mm = 0,
            .margin_mm = 4,
            .code_side_max_mm = 72,
            .body_pt = 10,
            .title_pt = 13,
            .heading_pt = 15};
  }
  // More than a phone reads at once is no help on paper either: a code is no larger than 100 mm.
  return {.width_mm = 210,
          .height_mm = 297,
          .margin_mm = 18,
          .code_side_max_mm = 100,
          .body_pt = 11,
          .title_pt = 15,
          .heading_pt = 18};
}

double module_mm(const Paper& paper, int modules) {
  const double room = paper.code_side_max_mm / (modules + 2 * kQuietModules);
  return std::floor(std::clamp(room, kModuleMin_mm, kModuleMax_mm) / kDot_mm) * kDot_mm;
}

int code_modules_max(Media media) {
  constexpr int kLargest = 177;
  const double room_mm = paper_of(media).code_side_max_mm;
  return std::min(kLargest, static_cast<int>(room_mm / kModuleMin_mm) - 2 * kQuietModules);
}

}  // namespace bildungskiosk::print
