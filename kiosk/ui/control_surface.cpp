#include "kiosk/ui/control_surface.hpp"

namespace bildungskiosk::ui {

Surface draw_control_surface(Frame& frame, WidgetId id, const Rect& rect, const SurfaceStyle& style, bool enabled) {
  constexpr float kPressedDownDu = 3;
  constexpr float kDashedDu = 2;
  const Palette& palette = frame.palette();
  if (!enabled) {
    frame.dashed(rect, palette.disabled_edge, kDashedDu, style.radius_du);
    return {rect, palette.disabled_text};
  }
  if (frame.pressed(id)) {
    const Rect lower = rect.moved(0, kPressedDownDu);
    const bool dark = frame.scheme() == Scheme::kDark;  // there yellow is the resting colour of the main action
    frame.fill(lower, dark ? palette.text : palette.sun, style.radius_du);
    if (style.edge_du > 0) frame.stroke(lower, palette.on_sun, style.edge_du, style.radius_du);
    return {lower, palette.on_sun};
  }
  if (style.raised) frame.shadow(rect, style.radius_du, Frame::Shadow::kRaised);
  frame.fill(rect, style.fill, style.radius_du);
  if (style.edge_du > 0) frame.stroke(rect, style.edge, style.edge_du, style.radius_du);
  if (frame.focused(id)) frame.focus_ring(rect, style.radius_du);
  return {rect, style.content};
}

SurfaceStyle primary_style(const Frame& frame) {
  const Palette& p = frame.palette();
  return {p.primary, p.on_primary, {}, 0, frame.theme().radii().card, true};
}

SurfaceStyle secondary_style(const Frame& frame) {
  const Palette& p = frame.palette();
  return {
      p.surface, p.text, p.chosen_edge, p.outline_du > 0 ? p.outline_du : p.chosen_edge_du, frame.theme().radii().card,
      false};
}

SurfaceStyle quiet_style(const Frame& frame) {
  const Palette& p = frame.palette();
  return {p.surface_2, p.text, p.control_edge, p.outline_du, frame.theme().radii().control, false};
}

SurfaceStyle option_style(const Frame& frame) {
  const Palette& p = frame.palette();
  return {p.surface, p.text, p.control_edge, p.control_edge_du, frame.theme().radii().control, false};
}

SurfaceStyle chosen_style(const Frame& frame) {
  const Palette& p = frame.palette();
  return {p.chosen, p.on_chosen, p.chosen_edge, p.chosen_edge_du, frame.theme().radii().control, false};
}

SurfaceStyle active_style(const Frame& frame) {
  const Palette& p = frame.palette();
  return {p.sun, p.on_sun, {}, 0, frame.theme().radii().control, false};
}

bool control_hit(Frame& frame, WidgetId id, const Rect& rect, bool enabled) {
  frame.hit(id, rect, enabled);
  return enabled && frame.tapped(id);
}

}  // namespace bildungskiosk::ui
