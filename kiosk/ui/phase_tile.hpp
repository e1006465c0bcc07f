#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

struct PhaseTileSpec {
  std::size_t phase = 0;     // index into offer::kAllPhases
  std::string_view title{};  // "Frühe Bildung"
  std::string_view count{};  // "96 Angebote"; empty: not shown
};

/// The big coloured tile of the home screen; the block stands flush in the outer top corner (landscape, 128 du) or
/// fills the end side (portrait tiles wider than twice their height). True when tapped.
bool phase_tile(Frame& frame, WidgetId id, const Rect& rect, const PhaseTileSpec& spec);

}  // namespace bildungskiosk::ui
