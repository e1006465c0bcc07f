#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

enum class ChipKind {
  kRemovable,  // pale blue, × at the end: tapping removes it
  kAddable,    // white, + in front: tapping adds it
};
struct ChipSpec {
  std::string_view label{};
  std::string_view icon{};  // optional, in front
  ChipKind kind = ChipKind::kRemovable;
  bool enabled = true;
  std::string_view spoken{};  // "Filter kostenlos entfernen"
};
/// 80 du high; the whole chip is the target. True when tapped.
bool chip(Frame& frame, WidgetId id, const Rect& rect, const ChipSpec& spec);
[[nodiscard]] float chip_width(Frame& frame, const ChipSpec& spec);

}  // namespace bildungskiosk::ui
