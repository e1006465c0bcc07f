#pragma once

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// How a control looks when nothing happens to it.
struct SurfaceStyle {
  Colour fill;
  Colour content;
  Colour edge;
  float edge_du = 0;
  float radius_du = 16;
  bool raised = false;
};

/// What a control's content is drawn on and in.
struct Surface {
  Rect content;   // 3 du lower while pressed
  Colour colour;  // of text and icons
};

/// Draws a control's ground in the state it is in: pressed (yellow, lower, no shadow), focused (double ring), disabled
/// (dashed edge, no fill) or as styled. See DESIGN.md, "Components and states".
Surface draw_control_surface(Frame& frame, WidgetId id, const Rect& rect, const SurfaceStyle& style, bool enabled);

/// The common styles.
[[nodiscard]] SurfaceStyle primary_style(const Frame& frame);
[[nodiscard]] SurfaceStyle secondary_style(const Frame& frame);
[[nodiscard]] SurfaceStyle quiet_style(const Frame& frame);
[[nodiscard]] SurfaceStyle option_style(const Frame& frame);
[[nodiscard]] SurfaceStyle chosen_style(const Frame& frame);
[[nodiscard]] SurfaceStyle active_style(const Frame& frame);

/// Registers the hit region and tells whether the control was used.
bool control_hit(Frame& frame, WidgetId id, const Rect& rect, bool enabled);

}  // namespace bildungskiosk::ui
