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

/// The part of that outline which lies inside another rounded rectangle: a block flush in the corner of its tile.
void path_rounded_inside(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px,
                         const PxRect& outer, float outer_radius_px);

/// Dashes along a rounded rectangle's edge.
void stroke_dashed(ImDrawList& list, const PxRect& rect, float radius_px, std::uint32_t colour, float width_px,
                   float dash_px, float gap_px);

}  // namespace bildungskiosk::ui
