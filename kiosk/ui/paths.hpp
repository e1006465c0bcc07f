#pragma once

#include <cstdint>

#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/theme.hpp"

struct ImDrawList;

namespace bildungskiosk::ui {

/// Begins the outline of a rectangle in ImGui's path, clockwise from the top left, with these corners rounded exactly
/// (ImGui's own clamp leaves a pixel of straight edge in a half circle). Fill or stroke it afterwards.
void path_rounded(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px);
/// The same turned clockwise about its middle; a quarter is 0.25.
void path_rounded_turned(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px, float turns);

/// How round the corners are made where a shape lies flush in another's corner and is square itself.
struct FlushRadii {
  float left_top = 0;
  float right_top = 0;
  float right_bottom = 0;
  float left_bottom = 0;
};
/// Like path_rounded; each corner gets the larger of the shape's radius and the flush one.
void path_flush(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px, const FlushRadii& flush);

/// Dashes along a rounded rectangle's edge.
void stroke_dashed(ImDrawList& list, const PxRect& rect, float radius_px, std::uint32_t colour, float width_px,
                   float dash_px, float gap_px);

}  // namespace bildungskiosk::ui
