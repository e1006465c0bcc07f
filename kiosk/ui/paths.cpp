#include "kiosk/ui/paths.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace bildungskiosk::ui {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

struct Point {
  float x = 0;
  float y = 0;
};

ImVec2 to_imgui(Point point) { return {point.x, point.y}; }

/// A copy of ImGui's path. Corners have far fewer points than there is room for.
struct Outline {
  Outline() = default;
  explicit Outline(const ImDrawList& list) {
    for (const ImVec2& point : list._Path) add({point.x, point.y});
  }
  void add(Point point) {
    if (count < static_cast<int>(points.size())) points[static_cast<std::size_t>(count++)] = point;
  }
  [[nodiscard]] Point at(int i) const { return points[static_cast<std::size_t>(i % count)]; }

  std::array<Point, 256> points;
  int count = 0;
};

/// What of a convex outline lies to the right of the line a → b (y grows downwards, outlines run clockwise):
/// one step of Sutherland and Hodgman's clipping.
Outline clipped(const Outline& shape, Point a, Point b) {
  const auto side = [&](Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
  Outline inside;
  for (int i = 0; i < shape.count; ++i) {
    const Point from = shape.at(i);
    const Point to = shape.at(i + 1);
    const float from_side = side(from);
    const float to_side = side(to);
    if (from_side >= 0) inside.add(from);
    if ((from_side >= 0) == (to_side >= 0)) continue;
    const float part = from_side / (from_side - to_side);
    inside.add({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
  }
  return inside;
}

/// A quarter circle clockwise from `angle`. ImGui's own takes its points from a table and adds the ends, which may
/// leave two points closer than a pixel; a soft-edged fill shows that as a hair.
void quarter_arc(ImDrawList& list, Point centre, float radius, float angle) {
  constexpr float kErrorPx = 0.1F;
  const float step = 2 * std::acos(1 - std::min(0.5F, kErrorPx / radius));
  const int segments = std::max(2, static_cast<int>(std::ceil(kPi / 2 / step)));
  for (int i = 0; i <= segments; ++i) {
    const float at = angle + kPi / 2 * static_cast<float>(i) / static_cast<float>(segments);
    list.PathLineTo({centre.x + std::cos(at) * radius, centre.y + std::sin(at) * radius});
  }
}

/// Where two arcs meet, the same point stands twice; ImGui's soft edges have no normal there and draw a hair.
void drop_doubles(ImDrawList& list) {
  constexpr float kSame = 0.2F;
  const auto same = [](const ImVec2& a, const ImVec2& b) {
    return std::abs(a.x - b.x) < kSame && std::abs(a.y - b.y) < kSame;
  };
  ImVector<ImVec2>& path = list._Path;
  int kept = 0;
  for (int i = 0; i < path.Size; ++i) {
    if (kept == 0 || !same(path[i], path[kept - 1])) path[kept++] = path[i];
  }
  while (kept > 1 && same(path[kept - 1], path[0])) --kept;
  path.resize(kept);
}

}  // namespace

void path_rounded(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px) {
  // A square of 107 × 106 pixels has no room for two radii of 53.5 side by side.
  const auto room = [](bool one, bool other, float side) { return one && other ? side / 2 : side; };
  const float radius = std::min({radius_px, room(corners.top_left, corners.top_right, rect.w),
                                 room(corners.bottom_left, corners.bottom_right, rect.w),
                                 room(corners.top_left, corners.bottom_left, rect.h),
                                 room(corners.top_right, corners.bottom_right, rect.h)});
  const auto corner = [&](bool round, float x, float y, float from_x, float from_y, float angle) {
    if (!round || radius < 0.5F) {
      list.PathLineTo({x, y});
      return;
    }
    quarter_arc(list, {x + from_x * radius, y + from_y * radius}, radius, angle);
  };
  list.PathClear();
  corner(corners.top_left, rect.x, rect.y, 1, 1, kPi);
  corner(corners.top_right, rect.right(), rect.y, -1, 1, -kPi / 2);
  corner(corners.bottom_right, rect.right(), rect.bottom(), -1, -1, 0);
  corner(corners.bottom_left, rect.x, rect.bottom(), 1, -1, kPi / 2);
  drop_doubles(list);
}

void path_rounded_inside(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px,
                         const PxRect& outer, float outer_radius_px) {
  path_rounded(list, outer, {true, true, true, true}, outer_radius_px);
  const Outline clip(list);
  path_rounded(list, rect, corners, radius_px);
  Outline shape(list);
  for (int i = 0; i < clip.count; ++i) shape = clipped(shape, clip.at(i), clip.at(i + 1));
  list.PathClear();
  for (int i = 0; i < shape.count; ++i) list.PathLineTo(to_imgui(shape.at(i)));
  drop_doubles(list);
}

void path_rounded_turned(ImDrawList& list, const PxRect& rect, const Corners& corners, float radius_px, float turns) {
  path_rounded(list, rect, corners, radius_px);
  const float angle = turns * 2 * kPi;
  const float sine = std::sin(angle);
  const float cosine = std::cos(angle);
  const Point middle{rect.x + rect.w / 2, rect.y + rect.h / 2};
  for (ImVec2& point : list._Path) {
    const Point from{point.x - middle.x, point.y - middle.y};
    point = {middle.x + from.x * cosine - from.y * sine, middle.y + from.x * sine + from.y * cosine};
  }
}

void stroke_dashed(ImDrawList& list, const PxRect& rect, float radius_px, std::uint32_t colour, float width_px,
                   float dash_px, float gap_px) {
  path_rounded(list, rect, {true, true, true, true}, radius_px);
  const Outline outline(list);  // drawing a dash uses the list's own path
  list.PathClear();
  const int count = outline.count;
  float length = 0;
  const auto point = [&](int i) { return outline.at(i); };
  for (int i = 0; i < count; ++i) length += std::hypot(point(i + 1).x - point(i).x, point(i + 1).y - point(i).y);
  // A whole number of dashes, so that none is cut where the outline closes.
  const float period = length / std::max(1.0F, std::round(length / (dash_px + gap_px)));
  const float dash = period * dash_px / (dash_px + gap_px);
  float at = 0;  // position of the current segment's start, modulo the period
  for (int i = 0; i < count; ++i) {
    const Point a = point(i);
    const Point b = point(i + 1);
    const float side = std::hypot(b.x - a.x, b.y - a.y);
    if (side <= 0) continue;
    float done = 0;
    while (done < side) {
      const bool inked = at < dash;
      const float step = std::min((inked ? dash : period) - at, side - done);
      const auto along = [&](float way) {
        return Point{a.x + (b.x - a.x) * way / side, a.y + (b.y - a.y) * way / side};
      };
      if (inked) list.AddLine(to_imgui(along(done)), to_imgui(along(done + step)), colour, width_px);
      done += std::max(step, 1e-3F);
      at += std::max(step, 1e-3F);
      if (at >= period - 1e-3F) at = 0;
    }
  }
}

}  // namespace bildungskiosk::ui
