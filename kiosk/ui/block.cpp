#include "kiosk/ui/block.hpp"

#include <imgui.h>

#include "kiosk/ui/paths.hpp"

namespace bildungskiosk::ui {
namespace {

/// A quarter circle's weight lies towards its corner; so does its icon.
struct Nudge {
  float x;
  float y;
};
Nudge icon_nudge(const Corners& corners) {
  const bool quarter = corners.radius >= 1;
  return quarter ? Nudge{-0.055F, 0.045F} : Nudge{0, 0};
}

}  // namespace

void draw_block_shape(Frame& frame, const Rect& square, const Corners& corners, Colour colour, float turns) {
  const PxRect rect = frame.to_px(square);
  const float radius = corners.radius * rect.h;
  if (turns == 0) {
    path_rounded(frame.draw_list(), rect, corners, radius);
  } else {
    path_rounded_turned(frame.draw_list(), rect, corners, radius, turns);
  }
  frame.draw_list().PathFillConvex(frame.imgui_colour(colour));
}

void draw_phase_icon(Frame& frame, const Rect& square, std::size_t phase, float icon_part, Colour colour) {
  const PhaseStyle& style = frame.palette().phases[phase];
  const float size = square.h * icon_part;
  const Nudge nudge = icon_nudge(style.corners);
  const float side = frame.right_to_left() ? -nudge.x : nudge.x;  // the shape isn't mirrored, so the nudge isn't
  frame.icon(style.icon, square.centred(size, size).moved(side * square.w, nudge.y * square.h), colour);
}

void draw_phase_block(Frame& frame, const Rect& square, std::size_t phase, float icon_part) {
  const PhaseStyle& style = frame.palette().phases[phase];
  draw_block_shape(frame, square, style.corners, style.fill);
  draw_phase_icon(frame, square, phase, icon_part, style.on);
}

void draw_logo(Frame& frame, const Rect& square) {
  constexpr Corners kRound{true, true, true, true};
  constexpr Corners kArch{true, true, false, false};
  constexpr Corners kDropRightDown{true, true, true, false};
  constexpr Corners kDropLeaf{true, false, true, true};
  const float gap = square.w / 14;
  const float side = (square.w - gap) / 2;
  const auto cell = [&](float column, float row) {
    return Rect{square.x + column * (side + gap), square.y + row * (side + gap), side, side};
  };
  const auto& phases = frame.palette().phases;
  draw_block_shape(frame, cell(0, 0), kRound, phases[0].fill);
  draw_block_shape(frame, cell(1, 0), kArch, phases[2].fill);
  draw_block_shape(frame, cell(0, 1), kDropRightDown, phases[1].fill);
  draw_block_shape(frame, cell(1, 1), kDropLeaf, phases[4].fill);
}

}  // namespace bildungskiosk::ui
